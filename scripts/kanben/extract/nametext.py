"""A chapter as one running text, for finders that reason across blocks, and the way back to its places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from kanben.extract.spans import Span, titles
from kanben.model import Chapter, Place


@dataclass(frozen=True, slots=True)
class RunningText:
    """The blocks of a chapter joined by LF; spans are code points of `text`."""

    chapter: str
    text: str
    starts: tuple[int, ...]
    """Where each block begins."""
    titles: tuple[Span, ...]
    """Works in 《》, marks included."""

    def place(self, start: int, end: int) -> Place:
        """The same span as a place of the chapter."""
        block = bisect_right(self.starts, start) - 1
        begins = self.starts[block]
        return Place(self.chapter, block, start - begins, end - begins)


def running_text(chapter: Chapter) -> RunningText:
    """The chapter's blocks as one text."""
    texts = [block.text for block in chapter.blocks]
    starts = tuple(accumulate((len(text) + 1 for text in texts), initial=0))
    text = "\n".join(texts)
    return RunningText(chapter.slug, text, starts, titles(text))


def occurrences(text: str, wanted: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where each wanted string stands, in order, the longest at each position and none inside another.

    Linear in the text: at each position only the lengths that begin with that character are tried.
    """
    lengths: dict[str, set[int]] = defaultdict(set)
    names = {name for name in wanted if name}
    for name in names:
        lengths[name[0]].add(len(name))
    tried = {char: sorted(found, reverse=True) for char, found in lengths.items()}
    if not tried:
        return
    reached = 0
    for match in re.finditer("[" + re.escape("".join(tried)) + "]", text):
        at = match.start()
        if at >= reached and (length := _longest_at(text, at, tried[match[0]], names)):
            yield at, text[at : at + length]
            reached = at + length


def _longest_at(text: str, at: int, lengths: Iterable[int], names: Container[str]) -> int:
    for length in lengths:
        if text[at : at + length] in names:
            return length
    return 0


@dataclass(frozen=True, slots=True)
class SpanIndex:
    """Spans that don't overlap, asked by position."""

    spans: tuple[Span, ...]
    """In order."""

    def cuts(self, start: int, end: int) -> bool:
        """Whether a span shares a character with start–end."""
        at = bisect_right(self.spans, (end - 1, len(self.spans) and self.spans[-1][1])) - 1
        return at >= 0 and self.spans[at][1] > start
