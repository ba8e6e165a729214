"""A block as the finders of figures see it: its sentences and clauses, its dates, and the spans no figure stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kanben.extract.spans import Span, clauses, enclosed, sentences, titles
from kanben.model import Block, Chapter, DateFound, Findings, NameFound, Place

_UNREAD = frozenset({"code", "verse"})
_LONGEST_CATCHWORD = 12
_NEAR = 300


@dataclass(frozen=True, slots=True)
class Passage:
    """One block with what is known of it."""

    chapter: str
    block: int
    heading: bool
    text: str
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    dates: tuple[DateFound, ...]
    names: tuple[tuple[Span, NameFound], ...]
    titles: tuple[Span, ...]
    closed: tuple[Span, ...]
    """Titles, dates, names and catchwords in quotation marks, in order: a number in them counts nothing."""

    def sentence(self, at: int) -> Span:
        """The sentence that holds the position."""
        return _holding(self.sentences, at)

    def sentence_near(self, at: int) -> Span:
        """That sentence, no more of it than a few lines: what has no full stop must not be read over and over."""
        start, end = self.sentence(at)
        return max(start, at - _NEAR), min(end, at + _NEAR)

    def clause(self, at: int) -> Span:
        """The clause that holds the position."""
        return _holding(self.clauses, at)

    def clause_near(self, at: int) -> Span:
        """That clause, no more of it than a few lines."""
        start, end = self.clause(at)
        return max(start, at - _NEAR), min(end, at + _NEAR)

    def dates_in(self, start: int, end: int) -> tuple[DateFound, ...]:
        """The dates that begin in the span."""
        return self.dates[slice(*(bisect_left(self.dates, at, key=_date_start) for at in (start, end)))]

    def names_in(self, start: int, end: int) -> tuple[tuple[Span, NameFound], ...]:
        """The names that begin in the span."""
        return self.names[slice(*(bisect_left(self.names, at, key=_name_start) for at in (start, end)))]

    def is_named(self, at: int) -> bool:
        """Whether the position lies in a name."""
        before = bisect_right(self.names, at, key=_name_start) - 1
        return before >= 0 and at < self.names[before][0][1]

    def in_title(self, at: int) -> bool:
        """Whether the position lies in a work's title."""
        return bool(self.titles) and _holding(self.titles, at)[0] <= at < _holding(self.titles, at)[1]

    def is_closed(self, at: int) -> bool:
        """Whether the position lies in a title, a date, a name or a catchword."""
        start, end = _holding(self.closed, at) if self.closed else (0, 0)
        return start <= at < end


def _date_start(date: DateFound) -> int:
    return date.place.start


def _name_start(name: tuple[Span, NameFound]) -> int:
    return name[0][0]


def passages(chapter: Chapter, found: Findings) -> Iterator[Passage]:
    """The blocks of running text in order."""
    dates, names = _dates_by_block(found), _names_by_block(found)
    for index, block in enumerate(chapter.blocks):
        if block.kind not in _UNREAD:
            yield _passage(Place(chapter.slug, index, 0, 0), block, dates[index], names[index])


def _passage(
    place: Place, block: Block, dates: list[DateFound], names: list[tuple[Span, NameFound]]
) -> Passage:
    text = block.text
    whole = sentences(text)
    parts = tuple(part for sentence in whole for part in clauses(text, sentence))
    catchwords = (span for span in enclosed(text, "“") if span[1] - span[0] <= _LONGEST_CATCHWORD)
    works = titles(text)
    closed = [*works, *catchwords, *((d.place.start, d.place.end) for d in dates), *(s for s, _ in names)]
    return Passage(
        place.chapter, place.block, block.kind == "heading", text, whole, parts,
        tuple(dates), tuple(names), works, _merged(closed),
    )  # fmt: skip


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _holding(spans: tuple[Span, ...], at: int) -> Span:
    return spans[max(bisect_right(spans, (at, 1 << 60)) - 1, 0)]


def _dates_by_block(found: Findings) -> defaultdict[int, list[DateFound]]:
    by_block: defaultdict[int, list[DateFound]] = defaultdict(list)
    for date in sorted(found.dates, key=lambda date: (date.place.block, date.place.start)):
        by_block[date.place.block].append(date)
    return by_block


def _names_by_block(found: Findings) -> defaultdict[int, list[tuple[Span, NameFound]]]:
    by_block: defaultdict[int, list[tuple[Span, NameFound]]] = defaultdict(list)
    for name in found.names:
        for place in name.places:
            by_block[place.block].append(((place.start, place.end), name))
    for block, spans in by_block.items():
        spans.sort(key=lambda pair: (pair[0][0], -pair[0][1]))
        by_block[block] = list(_outermost(spans))
    return by_block


def _outermost(spans: list[tuple[Span, NameFound]]) -> Iterator[tuple[Span, NameFound]]:
    """A name inside a longer one, 北京 in 北京大学, is no name of its own there."""
    reached = -1
    for span, name in spans:
        if span[0] >= reached:
            yield span, name
            reached = span[1]
