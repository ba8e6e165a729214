"""Dates: every calendar expression of a chapter, resolved to EDTF, with its part in the sentence.

The grammar (`date_grammar`) reads what is written; `date_refusals` says what is no date; the clock (`clock`) gives
what is left out; `roles` and `summaries` say what the date is to the story.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kanben.extract.clock import Clock, Reading, in_century, moved, read
from kanben.extract.date_asides import is_outside
from kanben.extract.date_context import Context, Layout, Named, around, contexts
from kanben.extract.date_grammar import scan
from kanben.extract.date_moments import edtf, impossible, is_impossible
from kanben.extract.date_points import CENTURY, YEAR, Expression
from kanben.extract.date_qualifiers import qualifier
from kanben.extract.date_refusals import is_refused
from kanben.extract.roles import part
from kanben.extract.summaries import summary
from kanben.model import Block, Chapter, DateFound, Decisions, Doubt, Findings, NameFound, Place

_OFTEN = 4
"""How often a chapter names the one person it is about."""
_OWN_CLOCK = ("note", "table", "figure")


def find_dates(chapter: Chapter, decisions: Decisions, found: Findings) -> Findings:  # noqa: ARG001
    """The findings with `dates` in reading order, and a doubt `invalid-date` for each that the calendar lacks."""
    dates = tuple(_dates(chapter, _names_by_block(found.names), _hero(found.names)))
    doubts = tuple(Doubt(date.place, "invalid-date", why, date.text) for date, why in dates if why)
    return replace(found, dates=tuple(date for date, _ in dates), doubts=found.doubts + doubts)


@dataclass(frozen=True, slots=True)
class _Told:
    """One date, told: what was found, why it is impossible if it is, and the clock after it."""

    date: DateFound
    why: str
    clock: Clock


def _names_by_block(found: tuple[NameFound, ...]) -> dict[int, tuple[Named, ...]]:
    by_block: defaultdict[int, list[Named]] = defaultdict(list)
    for name in found:
        for place in name.places:
            by_block[place.block].append((place.start, place.end, name.kind))
    return {block: tuple(sorted(spans)) for block, spans in by_block.items()}


def _hero(found: tuple[NameFound, ...]) -> str:
    """Whom a biography is about: named often, and three times as often as anyone else; else nobody."""
    people = sorted((len(name.places), name.name) for name in found if name.kind == "person")
    if not people or people[-1][0] < _OFTEN or (len(people) > 1 and people[-1][0] < 3 * people[-2][0]):
        return ""
    return people[-1][1]


def _dates(
    chapter: Chapter, names: dict[int, tuple[Named, ...]], hero: str
) -> Iterator[tuple[DateFound, str]]:
    scanned = tuple(_expressions(block) for block in chapter.blocks)
    clock = fresh = _fresh(scanned)
    entry_year: int | None = None
    for number, (block, expressions) in enumerate(zip(chapter.blocks, scanned, strict=True)):
        own = block.kind in _OWN_CLOCK
        standing = contexts(block, expressions, names.get(number, ()), hero)
        told = _tell_block(standing, fresh if own else clock, chapter.slug, number)
        yield from ((each.date, each.why) for each in told)
        if told and not own:
            clock = _after_entry(told, entry_year)
        if block.kind == "heading" or _is_year_alone(block, expressions):
            entry_year = clock.narrative.last.year if expressions else None


def _tell_block(found: tuple[Context, ...], clock: Clock, slug: str, number: int) -> tuple[_Told, ...]:
    told: list[_Told] = []
    for context in found:
        if one := _tell(context, told[-1].clock if told else clock, slug, number):
            told.append(one)
    return tuple(told)


def _after_entry(told: tuple[_Told, ...], year: int | None) -> Clock:
    """Under a heading 1958年 an entry's look ahead (次年6月竣工) does not date the entries after it."""
    within = (one.clock for one in reversed(told) if one.clock.narrative.last.year == year)
    return next(within, told[-1].clock) if year is not None else told[-1].clock


def _is_year_alone(block: Block, expressions: tuple[Expression, ...]) -> bool:
    """A paragraph that is a year and no more heads the entries of a chronicle."""
    return len(expressions) == 1 and len(block.text) - (expressions[0].end - expressions[0].start) <= 2


def _expressions(block: Block) -> tuple[Expression, ...]:
    """What the grammar reads outside titles; code has no dates."""
    if block.kind == "code":
        return ()
    titles = Layout(block).titles
    return tuple(found for found in scan(block.text) if around(found.start, titles) is None)


def _fresh(scanned: tuple[tuple[Expression, ...], ...]) -> Clock:
    """The clock a chapter begins with: the century most of its years lie in, and the one it is written in.

    A chapter that says 2003年, 20世纪 or 上世纪 was written after 2000.
    """
    points = [point for expressions in scanned for found in expressions for point in found.points]
    years = [point.year // 100 for point in points if point.year is not None and not point.short]
    centuries = years + [point.century for point in points if point.century is not None]
    named = any(point.ranks == (CENTURY, CENTURY) and point.century == 19 for point in points)
    recent = named or 20 in years or any(point.century_shift == -1 for point in points)
    usual = Counter(centuries).most_common(1)[0][0] if centuries else None
    return Clock(century=usual, present=20 if recent else None)


def _tell(context: Context, clock: Clock, slug: str, block: int) -> _Told | None:
    reading = read(context.expression, clock)
    if is_refused(context) or _is_unanchored(context.expression, reading):
        return None
    quality = qualifier(context)
    plays = part(context, reading, clock, quality)
    expression = context.expression
    sentence = Place(slug, block, *context.sentence)
    date = DateFound(
        place=Place(slug, block, expression.start, expression.end),
        text=context.written,
        edtf=edtf(reading.moments, expression.links, expression.to_now),
        qualifier=quality,
        role=plays.role,
        summary=summary(context) if plays.role == "event" else None,
        inferred_from=reading.source,
        lunar=context.written if any(moment.lunar for moment in reading.moments) else "",
    )
    resting = clock if is_outside(context) else in_century(clock, reading)
    after = moved(clock, plays.hand, reading, expression, sentence) if plays.hand else resting
    whys = [impossible(moment) for moment in reading.moments if is_impossible(moment)]
    return _Told(date, f"“{context.written}”有误：{whys[0]}。" if whys else "", after)


def _is_unanchored(expression: Expression, reading: Reading) -> bool:
    """A season, a half-year or 二十六年 without any year about is no date; nor is a day without a month."""
    first, moment = expression.points[0], reading.moments[0]
    if first.era_year is not None:
        return moment.unknown
    if first.ranks[0] <= YEAR or first.day_shift is not None or first.month_shift is not None:
        return False
    return moment.year is None and moment.month is None
