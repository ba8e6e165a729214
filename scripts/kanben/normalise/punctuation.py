"""N4: the half-width marks of a Chinese sentence become full width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import has_han, is_cjk
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_MARK = re.compile(r"[:;,?!]")
_FULL = dict(zip(":;,?!", "：；，？！", strict=True))
_WORD, _WORD_AFTER = re.compile(r"[A-Za-z][a-z]{2,}\Z"), re.compile(r"[A-Za-z][a-z]{2,}")
"""A word of a Latin text, which keeps its marks."""
_REACH = 60
"""Characters that the run round a mark is looked at to either side."""
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
    if before.isdigit() and after.isdigit() and (text[at - 1] in _BLANK or text[at + 1] in _BLANK):
        return text[at] in ",;"
    if after:
        return text[at] in ",;" and _amid_chinese(text, at)
    return has_han(text[max(0, at - 30) : at].rpartition("\n")[2])


def _amid_chinese(text: str, at: int) -> bool:
    """Whether the mark parts terms without a space (pH7,A,B两组) in a run that Chinese encloses."""
    if _WORD.search(text[max(0, at - _REACH) : at]) or _WORD_AFTER.match(text, at + 1):
        return False
    sides = {_bound(text, at, -1), _bound(text, at, 1)}
    return any(map(is_cjk, sides)) and all(
        side == "\n" or (is_cjk(side) and side not in "“”‘’") for side in sides
    )


def _bound(text: str, at: int, step: int) -> str:
    """The blank, line end or Chinese character that ends the run of others from the offset on; '' if far."""
    for place in range(at + step, at + step * _REACH, step):
        if not 0 <= place < len(text):
            return "\n"
        if text[place] in _BLANK or text[place] == "\n" or is_cjk(text[place]):
            return text[place]
    return ""
