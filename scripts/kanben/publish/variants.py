"""Source and clean text side by side: where they differ, by which rules, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kanben.model import Cleaned, Edit

_BLOCK = re.compile(r".+(?:\n.+)*")


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where source and clean text differ, or an edit was taken back."""

    source: tuple[int, int]
    """Start and end in the text as extracted, in code points."""
    clean: tuple[int, int]
    """Start and end in the clean text."""
    edits: tuple[Edit, ...]
    """What was done here, in the order it was done."""


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the clean text beside the piece of the source it came from."""

    source: tuple[int, int]
    clean: tuple[int, int]
    variants: tuple[Variant, ...]


def variants(passes: Sequence[Sequence[Edit]]) -> tuple[Variant, ...]:
    """The differences that all passes of the ledger make together, in order; linear in their number."""
    found: Sequence[Variant] = ()
    for edits in passes:
        found = _followed(found, edits)
    return tuple(found)


def rows(cleaned: Cleaned) -> tuple[Row, ...]:
    """The chapter in rows, a block of its Markdown each; between them they hold the whole source."""
    blocks = [found.span() for found in _BLOCK.finditer(cleaned.text)] or [(0, 0)]
    waiting = list(reversed(variants(cleaned.passes)))
    done, cut, reach, shift = [], 0, 0, 0
    for n, (start, end) in enumerate(blocks):
        here = []
        last = n + 1 == len(blocks)
        while waiting and (last or waiting[-1].clean[0] <= end):
            here.append(waiting.pop())
            shift = here[-1].source[1] - here[-1].clean[1]
        reach = max(reach, end, here[-1].clean[1] if here else 0)
        to = len(cleaned.extracted) if last else reach + shift
        done.append(Row((cut, to), (start, end), tuple(here)))
        cut = to
    return tuple(done)


def _followed(earlier: Sequence[Variant], edits: Sequence[Edit]) -> Sequence[Variant]:
    """The variants after one more pass: an edit inside or across a variant becomes one with it."""
    done, back, on = [], 0, 0
    for start, end, before, after in _clusters(earlier, edits):
        source_start, clean_start = start - back, start + on
        back += sum(_length(v.clean) - _length(v.source) for v in before)
        on += sum(len(edit.after) - len(edit.before) for edit in after)
        made = (*(edit for variant in before for edit in variant.edits), *after)
        done.append(Variant((source_start, end - back), (clean_start, end + on), made))
    return done


def _clusters(
    earlier: Sequence[Variant], edits: Sequence[Edit]
) -> Iterator[tuple[int, int, list[Variant], list[Edit]]]:
    """Variants and edits that overlap, with the span they cover in the text between the two passes."""
    first = [(*variant.clean, 0, n) for n, variant in enumerate(earlier)]
    second = [(edit.offset, edit.offset + len(edit.before), 1, n) for n, edit in enumerate(edits)]
    before: list[Variant] = []
    after: list[Edit] = []
    start = end = -1
    for left, right, kind, n in sorted(first + second):
        if end >= 0 and not (left < end or left == right == start == end):
            yield start, end, before, after
            before, after, end = [], [], -1
        if end < 0:
            start, end = left, right
        end = max(end, right)
        if kind:
            after.append(edits[n])
        else:
            before.append(earlier[n])
    if end >= 0:
        yield start, end, before, after


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]
