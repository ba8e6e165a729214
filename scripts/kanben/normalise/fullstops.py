"""A full stop typed as a point becomes 。 where it ends a Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import HAN
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_POINT = re.compile(
    rf"(?<=[{HAN}”’）》])(?:[.．](?=[ \t\u3000]*(?:[”’）\n]|\Z)|[ \t\u3000]+[{HAN}“《])|[ ]+\.(?=[{HAN}“《 ]))"
    rf"|(?<=[{HAN}”’）》])(?<![图表式附例注题第])[.．](?=(?:1[5-9]|20)\d\d ?年|\d{{1,2}} ?月)"
)
_NUMBER = re.compile(
    r"[〇一二三四五六七八九十百]{1,4}|第[〇一二三四五六七八九十百]{1,5}[章节条]?|附录?[一二三四五六七八九十]?"
)


def full_stops(draft: Draft) -> Iterator[Wish]:
    """A point after Chinese is 。 at the end of a line, of a quotation, beside a space, or before a date.

    Between two characters without a space it may part a foreign name (列夫.托尔斯泰) and stays.
    """
    for found in _POINT.finditer(draft.text):
        line = draft.text[max(0, found.start() - 8) : found.start()].rpartition("\n")[2]
        if not _NUMBER.fullmatch(line):
            yield *found.span(), "。"
