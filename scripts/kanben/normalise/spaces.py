"""N2: no space beside Chinese, be it a character or a full-width mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import is_cjk, is_mark
from kanben.normalise.draft import Draft
from kanben.normalise.layout import keeps_blanks
from kanben.normalise.rule import Wish

_BLANKS = re.compile(r"(?<=[^\n])[ \t\u3000]+(?=[^\n])")
_AHEAD = re.compile(r"[!-~]{1,40}|[^!-~]")
_BEHIND = re.compile(r"[!-~]{1,40}\Z|[^!-~]\Z")
_SYMBOLS = "%‰℃℉°"
_NUMBERED = re.compile(r"\d{1,2}\.|第[〇零一二三四五六七八九十百千\d]{1,6}[编編篇部章节節]")
"""After these one space stays where they open a block: `1. `, `第一节 `."""


def stray_spaces(draft: Draft) -> Iterator[Wish]:
    """Takes out blanks that Chinese is set without, and makes any other run of blanks one space."""
    for found in _BLANKS.finditer(draft.text):
        start, end = found.span()
        if keeps_blanks(draft, start, end):
            continue
        yield start, end, "" if _stray(draft, start, end) else " "


def _stray(draft: Draft, start: int, end: int) -> bool:
    """Whether no space belongs here."""
    text = draft.text
    if draft.protected.covers(start, end) or _opens_block(text, start):
        return False
    before, after = text[start - 1], text[end]
    if is_mark(before) or is_mark(after):
        return True
    return (is_cjk(before) and _word(_AHEAD.match(text, end))) or (
        is_cjk(after) and _word(_BEHIND.search(text[max(0, start - 40) : start]))
    )


def _word(run: re.Match[str] | None) -> bool:
    """Whether the run of characters holds a letter, a digit or an ideograph, not signs alone."""
    return run is not None and any(char.isalnum() or char in _SYMBOLS for char in run[0])


def _opens_block(text: str, offset: int) -> bool:
    """Whether what stands before the offset, from its line's start, is the number of a heading or item."""
    found = _NUMBERED.fullmatch(
        text, max(text.rfind("\n", max(0, offset - 12), offset) + 1, offset - 12), offset
    )
    return found is not None and (found.start() == 0 or text[found.start() - 1] == "\n")
