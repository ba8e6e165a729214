"""Blanks that set something apart: the cells of columns, the names of a list, the halves of a verse."""

from __future__ import annotations

import re

from kanben.normalise.characters import HAN, ORDINAL
from kanben.normalise.draft import Draft

_PROSE = re.compile(r"[，。；：！？,;!?]")
_NUMBERED = re.compile(rf"{ORDINAL}|[（(]?[一二三四五六七八九十\d]{{1,4}}[、.．）)]")
_HALVES = re.compile(rf"([{HAN}]{{3,8}}[，。；！？,;!?]?)[ \t\u3000]+([{HAN}]{{3,8}}[，。；！？,;!?]?)")
_CELLS = re.compile(r"[ \t]*\u3000[ \t\u3000]*")
_LONGEST = 120
"""A line longer than this is prose."""
_SIGNATURE = 40
"""So near to the end, in characters, a signature stands."""


def keeps_blanks(draft: Draft, start: int, end: int) -> bool:
    """Whether the run of blanks is there on purpose, being wider than a word space."""
    block = draft.block_at(start)
    if block is not None and block.kind in ("code", "table"):
        return block.kind == "code" or "\t" in draft.text[start:end]
    if "\u3000" not in draft.text[start:end]:
        return False
    if block is not None and block.kind in ("columns", "verse"):
        return True
    return _set_apart(draft.text, start)


def _set_apart(text: str, offset: int) -> bool:
    """Whether the line at the offset is no prose: names, a caption, a signature, a line of verse in halves."""
    before = text[max(0, offset - _LONGEST) : offset].rpartition("\n")[2]
    line = (before + text[offset : offset + _LONGEST].partition("\n")[0]).strip(" \t\u3000")
    if len(line) >= _LONGEST:
        return False
    if _NUMBERED.match(line):
        return False
    if halves := _HALVES.fullmatch(line):
        return len(halves[1]) == len(halves[2]) or not _PROSE.search(line)
    if _PROSE.search(line):
        return False
    cells = _CELLS.split(line)
    return max(map(len, cells)) > 1 or (len(cells) > 1 and _near_end(text, offset))


def _near_end(text: str, offset: int) -> bool:
    """Whether the line stands at the end: there 张　三 is a signature, elsewhere 前　言 a heading."""
    return "\n" in text[:offset].strip() and len(text) - offset <= _SIGNATURE
