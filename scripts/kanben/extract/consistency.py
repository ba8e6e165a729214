"""Consistency: doubts that only a reader with a calculator finds, within a chapter and across the book.

Every check is a function of what was read, and gives doubts whose reason names both places and the arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kanben.extract.contradictions_dates import (
    ages_differ,
    durations_differ,
    ranges_reversed,
    weekdays_differ,
    works_reversed,
)
from kanben.extract.contradictions_growth import courses_reversed, growth_differs
from kanben.extract.contradictions_identity import (
    figures_changed,
    meetings_dated_twice,
    persons_spelled_twice,
    sessions_out_of_order,
    works_titled_twice,
)
from kanben.extract.contradictions_lists import counts_differ, rows_differ
from kanben.extract.contradictions_papers import works_dated_twice
from kanben.extract.contradictions_parallels import magnitudes_differ
from kanben.extract.contradictions_reading import Book, Reading, reading
from kanben.extract.contradictions_shares import shares_differ
from kanben.extract.contradictions_sums import averages_differ, sums_differ
from kanben.extract.contradictions_tables import tables_differ
from kanben.model import Chapter, Decisions, Doubt, Findings

WITHIN: tuple[Callable[[Reading], Iterator[Doubt]], ...] = (
    weekdays_differ,
    ranges_reversed,
    works_reversed,
    durations_differ,
    ages_differ,
    shares_differ,
    growth_differs,
    courses_reversed,
    sums_differ,
    averages_differ,
    tables_differ,
    magnitudes_differ,
    counts_differ,
    rows_differ,
)
"""Checks of one passage or two neighbours."""

THROUGHOUT: tuple[Callable[[Book], Iterator[Doubt]], ...] = (
    works_dated_twice,
    works_titled_twice,
    meetings_dated_twice,
    sessions_out_of_order,
    persons_spelled_twice,
    figures_changed,
)
"""Checks of passages far apart: run on a chapter, and once more on the whole book."""


def find_contradictions(chapter: Chapter, _decisions: Decisions, found: Findings) -> Findings:
    """The findings with the doubts of this chapter added, in reading order."""
    read = reading(chapter, found)
    inside = [doubt for check in WITHIN for doubt in check(read)]
    apart = [doubt for check in THROUGHOUT for doubt in check(Book((read,)))]
    return replace(found, doubts=(*found.doubts, *_in_order(inside + apart)))


def compare(chapters: Sequence[Chapter], findings: Sequence[Findings]) -> tuple[Doubt, ...]:
    """The doubts that only two chapters together raise; `findings` are theirs, in the same order."""
    readings = tuple(reading(chapter, found) for chapter, found in zip(chapters, findings, strict=True))
    known = {(doubt.code, doubt.place) for found in findings for doubt in found.doubts}
    doubts = [doubt for check in THROUGHOUT for doubt in check(Book(readings))]
    return tuple(doubt for doubt in _in_order(doubts) if (doubt.code, doubt.place) not in known)


def _in_order(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """By chapter as they came, block and position; each once."""
    once = {(doubt.code, doubt.place): doubt for doubt in reversed(doubts)}
    chapters = {doubt.place.chapter: at for at, doubt in reversed(list(enumerate(doubts)))}
    return tuple(
        sorted(once.values(), key=lambda d: (chapters[d.place.chapter], d.place.block, d.place.start, d.code))
    )
