"""The working text of a chapter: one block a line, with marks over it, and how edits change both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from kanben.model import Edit
from kanben.normalise.ledger import rewritten
from kanben.normalise.protect import Zones, protected, zones

BLOCKS = frozenset(("heading", "item", "quote", "verse", "columns", "code", "table", "figure", "note"))
"""Kinds of mark that make a block of the lines they cover; all others are inline."""

EMPTY = frozenset(("noteref", "anchor", "figure", "orphan"))
"""Kinds of mark that may cover nothing; an orphan is where a note's mark stood that has no note."""


@dataclass(frozen=True, slots=True)
class Span:
    """A mark over the working text: a block's form, or a span of a block that is more than plain."""

    start: int
    end: int
    kind: str
    """A BlockKind or a MarkKind of the model; `verbatim` is code inside a line."""
    value: str = ""
    """The block's label, or the inline mark's value."""
    level: int = 0


class Line(NamedTuple):
    """One line of the working text, and where it begins."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset of the line's end: that of its LF, or of the text's end."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Draft:
    """The working text: lines parted by LF, a block each but where a block mark covers several."""

    text: str
    marks: tuple[Span, ...] = ()
    title: str = ""
    """The chapter's title as book.yaml gives it."""
    lined: bool = False
    """Whether the lines are those of a page as received, which may be wrapped, not paragraphs for certain."""

    @cached_property
    def protected(self) -> Zones:
        """The spans that no rule of spacing, width or punctuation may touch, found once."""
        return protected(self.text, self.code)

    @cached_property
    def code(self) -> Zones:
        """The spans that are code, found once."""
        return zones((m.start, m.end) for m in self.marks if m.kind in ("code", "verbatim"))

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """The block marks, in order."""
        return tuple(sorted((m for m in self.marks if m.kind in BLOCKS), key=lambda m: m.start))

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """What each block covers, in order: a block mark, or a line that has none, which is a paragraph."""
        plain = (
            Span(line.start, line.end, "paragraph")
            for line in self.lines()
            if line.text and not self.block_at(line.start)
        )
        return tuple(sorted((*self.blocks, *plain), key=lambda span: span.start))

    def lines(self) -> Iterator[Line]:
        """Every line in order, the empty ones too."""
        start = 0
        for text in self.text.split("\n"):
            yield Line(start, text)
            start += len(text) + 1

    def block_at(self, offset: int) -> Span | None:
        """The block mark that covers the offset, if any."""
        at = bisect_right(self.blocks, offset, key=lambda m: m.start) - 1
        found = self.blocks[at] if at >= 0 else None
        return found if found and offset <= found.end else None


def apply(draft: Draft, edits: Sequence[Edit]) -> Draft:
    """The draft with the edits made and its marks moved along; a mark whose text is gone goes too."""
    if not edits:
        return draft
    return replace(draft, text=rewritten(draft.text, edits), marks=_moved(draft.marks, edits))


def _moved(marks: tuple[Span, ...], edits: Sequence[Edit]) -> tuple[Span, ...]:
    """The marks at their new offsets; what is put in at a mark's start, or a block's end, stands inside it."""
    offsets = [edit.offset for edit in edits]
    shifts = [0, *accumulate(len(edit.after) - len(edit.before) for edit in edits)]

    def new(offset: int, after: bool = False) -> int:
        at = (bisect_right if after else bisect_left)(offsets, offset)
        if not at:
            return offset
        last = edits[at - 1]
        inside = last.offset + len(last.before) > offset
        return last.offset + shifts[at - 1] + len(last.after) if inside else offset + shifts[at]

    moved = (
        replace(m, start=new(m.start), end=new(m.end, m.kind in BLOCKS and m.start < m.end)) for m in marks
    )
    return tuple(m for m in moved if m.start < m.end or m.kind in EMPTY)
