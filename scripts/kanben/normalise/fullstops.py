"""A full stop typed as a point becomes 。 where it ends a Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import HAN
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish
from kanben.resources import data_table

_POINT = re.compile(
    rf"(?<=[{HAN}”’）》」』])(?:[.．](?=[ \t\u3000]*(?:[”’）」』\n]|\Z)|[ \t\u3000]+[{HAN}“《「])"
    rf"|[ ]+\.(?=[{HAN}“《「 ]))"
    rf"|(?<=[{HAN}”’）》])(?<![图表式附例注题第])[.．](?=(?:1[5-9]|20)\d\d ?年|\d{{1,2}} ?月)"
    rf"|(?<=[{HAN}”’》%])[.．](?=（[一二三四五六七八九十\d]{{1,3}}）)"
)
_INSIDE = re.compile(rf"(?<=[{HAN}”’）》%])[.．](?=[{HAN}“《]{{2}}|[{HAN}“《]\d|\d+[{HAN}])")
"""A point with no space beside it: a stop in a text that ends its sentences so, or a foreign name."""
_AFTER_FIGURE = re.compile(
    rf"(?<=[%‰℃])[ ]?[.．](?=[ \t\u3000]*(?:[{HAN}“《「”’）」』\n]|\Z))"
    rf"|(?<=[{HAN}])(?<![图圖表式附例注題题第卷])[ ]?\d[\d,:]*(?:\.\d+)?([.．])"
    rf"(?=[ \t\u3000]+[{HAN}“《「]|[ \t\u3000]*(?:[”’）」』\n]|\Z))"
    rf"|(?<=[{HAN}”’）》」』])[.．](?=[ \t\u3000]+\d)"
    rf"|(?<=[{HAN}])\d[\d,:.]*\d([.．])(?=[{HAN}“《「]{{2}})"  # 至10:15.后来
    rf"|(?<=\d)[ ]?[A-Za-zμΩ/]{{1,6}}([.．])(?=[ ]?[{HAN}“《「]{{2}})"  # 50W.后来
)
"""A point after a figure, or before one: a stop where a sentence stands before it, and no number of an item."""
_ENOUGH = 2
"""Points that certainly are stops make it a habit of the text."""
_NUMBER = re.compile(
    r"[〇一二三四五六七八九十百]{1,4}|第[〇一二三四五六七八九十百]{1,5}[章节条]?|附录?[一二三四五六七八九十]?"
)


def full_stops(draft: Draft) -> Iterator[Wish]:
    """A point after Chinese is 。 at the end of a line, of a quotation, beside a space, or before a date.

    After a figure, or without a space, it is one where the text ends its sentences so, and no foreign name
    (列夫.托尔斯泰) has it.
    """
    found = [point for point in _POINT.finditer(draft.text) if not _numbered(point)]
    if len(found) >= _ENOUGH:
        found += (
            point for point in _INSIDE.finditer(draft.text) if not _numbered(point) and not _in_name(point)
        )
        found += (point for point in _AFTER_FIGURE.finditer(draft.text) if not _numbered(point))
    for start, end in sorted({point.span(point.lastindex or 0) for point in found}):
        yield start, end, "。"


def _numbered(point: re.Match[str]) -> bool:
    """Whether what stands before the point, from the line's start, is the number of a heading."""
    return bool(
        _NUMBER.fullmatch(point.string[max(0, point.start() - 8) : point.start()].rpartition("\n")[2])
    )


def _in_name(point: re.Match[str]) -> bool:
    """Whether characters that write foreign names stand on both sides."""
    sounds: str = data_table("normalise-words.toml")["transliteration"]
    before, after = point.string[point.start() - 1], point.string[point.end() : point.end() + 2]
    return before in sounds and all(char in sounds for char in after)
