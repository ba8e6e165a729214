"""A chapter as one run of characters, in which paragraphs may be merged or split and a quotation still fits."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

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
    first: tuple[int, ...]
    """Where each block begins in `text`."""
    offsets: tuple[int, ...]
    """Of each character of `text`, its code point in its block."""
    grams: dict[str, tuple[int, ...]]
    """Where any `GRAM` characters stand, those that stand everywhere left out."""

    def place(self, start: int, end: int) -> Place:
        """The place of a span; of one that runs over the end of a block, the part in its last block."""
        block = bisect_right(self.first, end - 1) - 1
        inside = max(start, self.first[block])
        return Place(self.chapter, block, self.offsets[inside], self.offsets[end - 1] + 1)

    def span(self, place: Place) -> tuple[int, int]:
        """The span of a place: the other way round."""
        start = self.first[place.block]
        last = self.first[place.block + 1] if place.block + 1 < len(self.first) else len(self.text)
        inside = self.offsets[start:last]
        found = [start + n for n, offset in enumerate(inside) if place.start <= offset < place.end]
        return (found[0], found[-1] + 1) if found else (start, start)


def flat_text(chapter: Chapter) -> FlatText:
    """The chapter's blocks end to end, notes and headings included, blanks and line ends left out."""
    first, offsets, parts = [], [], []
    for block in chapter.blocks:
        first.append(len(offsets))
        offsets.extend(n for n, character in enumerate(block.text) if not character.isspace())
        parts.append(squeezed(block.text))
    text = "".join(parts)
    return FlatText(chapter.slug, text, tuple(first), tuple(offsets), _grams(text))


def squeezed(text: str) -> str:
    """The text without blanks, as quotations and chapters are compared."""
    return "".join(text.split())


def _grams(text: str) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for start in range(len(text) - GRAM + 1):
        found.setdefault(text[start : start + GRAM], []).append(start)
    return {gram: tuple(places) for gram, places in found.items() if len(places) <= _POPULAR}
