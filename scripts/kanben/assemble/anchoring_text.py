"""A chapter as one run of characters, in which paragraphs may be merged or split and a quotation still fits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from kanben.model import Chapter, Place

GRAM = 3
"""Characters that are looked up at once: two ideographs together are a word and stand everywhere, three seldom."""
_POPULAR = 100
"""Characters that stand in more places of a chapter than this say nothing of where a passage is."""


@dataclass(frozen=True, slots=True)
class FlatText:
    """All characters of a chapter's blocks but blanks, each with its place."""

    chapter: str
    text: str
    raw: str
    """The blocks' texts as they stand, parted by LF."""
    at: tuple[int, ...]
    """Of each character of `text`, its code point in `raw`."""
    first: tuple[int, ...]
    """Where each block begins in `text`."""
    raw_first: tuple[int, ...]
    grams: dict[str, tuple[int, ...]]
    """Where any `GRAM` characters stand, those that stand everywhere left out."""

    def place(self, start: int, end: int) -> Place:
        """The place of a span; of one that runs over the end of a block, the part in its last block."""
        block = bisect_right(self.first, end - 1) - 1
        inside, begins = max(start, self.first[block]), self.raw_first[block]
        return Place(self.chapter, block, self.at[inside] - begins, self.at[end - 1] + 1 - begins)

    def span(self, place: Place) -> tuple[int, int]:
        """The span of a place: the other way round."""
        begins = self.raw_first[place.block]
        return bisect_left(self.at, begins + place.start), bisect_left(self.at, begins + place.end)

    def quoted(self, start: int, end: int) -> str:
        """The characters of a span as they stand, blanks and line ends between them included."""
        return self.raw[self.at[start] : self.at[end - 1] + 1] if start < end else ""


def flat_text(chapter: Chapter) -> FlatText:
    """The chapter's blocks end to end, notes and headings included, blanks and line ends left out."""
    raw = "\n".join(block.text for block in chapter.blocks)
    at = tuple(n for n, character in enumerate(raw) if not character.isspace())
    ends = accumulate((len(block.text) + 1 for block in chapter.blocks), initial=0)
    raw_first = tuple(ends)[:-1]
    text = squeezed(raw)
    first = tuple(bisect_left(at, start) for start in raw_first)
    return FlatText(chapter.slug, text, raw, at, first, raw_first, _grams(text))


def squeezed(text: str) -> str:
    """The text without blanks, as quotations and chapters are compared."""
    return "".join(text.split())


def _grams(text: str) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for start in range(len(text) - GRAM + 1):
        found.setdefault(text[start : start + GRAM], []).append(start)
    return {gram: tuple(places) for gram, places in found.items() if len(places) <= _POPULAR}
