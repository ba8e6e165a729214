"""N4: the half-width marks of a Chinese sentence become full width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import has_han, is_cjk
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_MARK = re.compile(r"[:;,?!]")
_FULL = dict(zip(":;,?!", "：；，？！", strict=True))
_DATE = re.compile(r"(?:1[5-9]|20)\d\d年|\d{1,2}月")
_BLANK = " \t\u3000"


def half_width_marks(draft: Draft) -> Iterator[Wish]:
    """Widens : ; , ? ! beside Chinese; numbers, addresses, English and code keep theirs."""
    for found in _MARK.finditer(draft.text):
        at = found.start()
        if not draft.protected.covers(at, at + 1) and _in_chinese(draft.text, at):
            yield at, at + 1, _FULL[found[0]]


def _in_chinese(text: str, at: int) -> bool:
    """Whether the mark has Chinese before or after it, or ends a line that is Chinese."""
    before = text[max(0, at - 6) : at].rpartition("\n")[2].rstrip(_BLANK)[-1:]
    after = text[at + 1 : at + 7].partition("\n")[0].lstrip(_BLANK)[:1]
    if is_cjk(before) or is_cjk(after):
        return True
    if before.isdigit() and after.isdigit():
        parted = text[at - 1] in _BLANK or text[at + 1] in _BLANK
        return text[at] in ",;" and (parted or _DATE.match(text, at + 1) is not None)
    return not after and has_han(text[max(0, at - 30) : at].rpartition("\n")[2])
