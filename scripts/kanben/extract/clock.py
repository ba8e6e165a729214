"""The narrative clock: what 7月26日, 同年, 次日 and 80年代 mean where they stand.

Two hands: `narrative` is where the story stands, `latest` is the last year named beside it (据统计，1989年…，比上年…).
Each carries the sentence it was set by, so that every inference can name its source.  A clock is a value; to move
it is to make another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from kanben.extract.date_eras import is_year_of_cycle, solar_from
from kanben.extract.date_moments import Moment, solar_date
from kanben.extract.date_points import DECADE, MONTH, YEAR, Expression, Point
from kanben.extract.lunar import festival_day
from kanben.model import Place

Hand = Literal["narrative", "latest"]


_NOWHERE = Moment()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date the context gives: its first and last moment, and the sentences that named year, month and day."""

    first: Moment = _NOWHERE
    last: Moment = _NOWHERE
    year_from: Place | None = None
    month_from: Place | None = None
    day_from: Place | None = None


_NO_ANCHOR = Anchor()


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the narrative stands; new at every chapter."""

    narrative: Anchor = _NO_ANCHOR
    latest: Anchor = _NO_ANCHOR
    century: int | None = None
    """The century most years of the chapter lie in, as in 19XX: for 80年代 and 85年 where nothing nearer says."""
    named: int | None = None
    """The century last named, until a year is: 19世纪40年代…60年代."""
    present: int | None = None
    """The century the book is written in, as far as the chapter shows it: for 本世纪 and 上世纪."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression with its context filled in, and the sentence that filled it."""

    moments: tuple[Moment, ...]
    source: Place | None = None
    """None where everything is written out."""


def read(expression: Expression, clock: Clock) -> Reading:
    """What the expression means by this clock."""
    first = expression.points[0]
    anchor = _anchor(first, clock)
    moments = [_resolve(first, anchor, clock)]
    for point in expression.points[1:]:
        moments.append(_resolve(point, Anchor(moments[-1], moments[-1]), clock))
    return Reading(tuple(moments), _source(first, anchor))


def moved(clock: Clock, hand: Hand, reading: Reading, expression: Expression, sentence: Place) -> Clock:
    """The clock after a date that moves it; `latest` follows whenever `narrative` moves."""
    first, last = reading.moments[0], reading.moments[-1]
    if first.unknown or last.unknown or last.impossible or first.impossible or last.year is None:
        return in_century(clock, reading)
    anchor = Anchor(
        first, last, *_origins(expression.points[-1], _anchor(expression.points[0], clock), sentence)
    )
    return replace(
        clock, named=None, latest=anchor, narrative=anchor if hand == "narrative" else clock.narrative
    )


def in_century(clock: Clock, reading: Reading) -> Clock:
    """The clock after a century or decade: 60年代 after it belongs there."""
    mask = reading.moments[-1].mask[:2]
    return replace(clock, named=int(mask)) if mask.isdecimal() else clock


def _anchor(point: Point, clock: Clock) -> Anchor:
    """今年 and elliptical dates look to the narrative, 同年 and 上年 to the last date named."""
    relative = point.year_shift is not None and not point.spoken
    return clock.latest if relative else clock.narrative


def _source(point: Point, anchor: Anchor) -> Place | None:
    """The sentence that gave the largest unit the point leaves open."""
    if point.year_shift is not None or point.era_year is not None or point.ranks[0] > YEAR:
        return anchor.year_from or anchor.month_from
    if point.ranks[0] == DECADE and point.century is None:
        return anchor.year_from
    return None


def _origins(point: Point, anchor: Anchor, here: Place) -> tuple[Place | None, Place | None, Place | None]:
    top = point.ranks[0]
    year = here if top <= YEAR and point.year_shift is None else anchor.year_from or here
    month = here if top <= MONTH and point.month_shift is None else anchor.month_from or here
    return year, month, here


def _resolve(point: Point, anchor: Anchor, clock: Clock) -> Moment:
    """One point: what it writes, then what the anchor gives for the larger units it leaves out."""
    if point.day_shift is not None:
        return _day_beside(point, anchor)
    base = anchor.last
    moment = Moment(
        piece=point.piece, first_months=point.first_months, day=point.day, part=point.part, lunar=point.lunar,
        leap=point.leap, festival=point.festival, impossible=point.impossible, era=point.era, era_from=point.era_from,
    )  # fmt: skip
    if point.century is not None or point.century_shift is not None or point.decade is not None:
        mask = _mask(point, base, clock)
        return replace(moment, mask=mask, month=point.month, unknown=not mask)
    return _on_the_day(
        _by_the_era(_with_month(_with_year(moment, point, base, clock), point, base), point, base)
    )


def _on_the_day(moment: Moment) -> Moment:
    """A feast of a known year is a day like any other."""
    day = (
        festival_day(moment.year, moment.festival, moment.lunar) if moment.festival and moment.year else None
    )
    return Moment(day.year, month=day.month, day=day.day, part=moment.part) if day else moment


def _with_year(moment: Moment, point: Point, base: Moment, clock: Clock) -> Moment:
    if point.year is not None:
        return replace(
            moment, year=_century(base, clock, point) * 100 + point.year if point.short else point.year
        )
    if point.era:
        return moment
    if point.cycle or point.era_year is not None or point.year_shift is not None:
        return _counted_year(moment, point, base)
    return replace(moment, year=base.year, era_from=base.era_from)


def _counted_year(moment: Moment, point: Point, base: Moment) -> Moment:
    """辛亥年, 二十六年, 次年: counted from the running year or the running era; lost where there is none."""
    year, first = None, base.era_from
    if point.cycle and base.year is not None and is_year_of_cycle(base.year, point.cycle):
        year = base.year
    elif point.era_year is not None and first is not None:
        year = first + point.era_year - 1
    elif point.year_shift is not None and base.year is not None:
        year = base.year + point.year_shift
    return _lost(moment) if year is None else replace(moment, year=year, era_from=first)


def _lost(moment: Moment) -> Moment:
    return replace(moment, unknown=True)


def _with_month(moment: Moment, point: Point, base: Moment) -> Moment:
    if point.month_shift is not None:
        return _month_beside(moment, point.month_shift, base)
    if point.month is not None:
        return replace(moment, month=point.month)
    if point.ranks[0] > MONTH and not point.festival:
        return replace(moment, month=base.month, lunar=moment.lunar or base.lunar, leap=base.leap)
    return moment


def _month_beside(moment: Moment, shift: int, base: Moment) -> Moment:
    """同月, 次月: the month counted from the running one, over the year's end."""
    if base.month is None or moment.year is None:
        return _lost(moment)
    months = moment.year * 12 + base.month - 1 + shift
    return replace(moment, year=months // 12, month=months % 12 + 1, lunar=base.lunar)


def _by_the_era(moment: Moment, point: Point, base: Moment) -> Moment:
    """Months spelt in Chinese numerals under an era before 1912 are the moon's (GB/T 15835-2011, 4.2)."""
    counted = point.era_from if point.era_from is not None else moment.era_from
    old = moment.year is not None and moment.year < solar_from() and counted is not None
    lunar = moment.lunar or (old and point.spelt)
    late = (
        lunar
        and point.year is None
        and (moment.month or 0) >= 11
        and not base.lunar
        and (base.month or 12) <= 2
    )
    if late and moment.year is not None and point.year_shift is None:
        return replace(moment, lunar=True, year=moment.year - 1)
    return replace(moment, lunar=lunar)


def _day_beside(point: Point, anchor: Anchor) -> Moment:
    """当天 is the first day of a range, 次日 the one after its last."""
    shift = point.day_shift or 0
    day = solar_date(anchor.last if shift > 0 else anchor.first)
    try:
        there = day + timedelta(days=shift) if day else None
    except OverflowError:
        there = None
    return Moment(there.year, month=there.month, day=there.day) if there else Moment(unknown=True)


def _century(base: Moment, clock: Clock, point: Point) -> int:
    """The century of a decade or of a year of two figures: the running one, but 90年代 told in 2003 is past."""
    if base.year is not None:
        tens = point.decade if point.decade is not None else (point.year or 0) // 10
        return base.year // 100 - (base.year >= 2000 and tens > base.year // 10 % 10 + 1)
    return 19 if clock.century is None else clock.century


def _mask(point: Point, base: Moment, clock: Clock) -> str:
    century = point.century
    if point.century_shift is not None:
        century = _shifted_century(point.century_shift, base, clock)
    elif century is None:
        century = int(base.mask[:2]) if base.mask[:2].isdecimal() else _named(clock, point)
        century = _century(base, clock, point) if century is None else century
    if century is None:
        return ""
    tens = "X" if point.decade is None else str(point.decade)
    return f"-{-century - 1:02}XX" if century < 0 else f"{century:02}{tens}X"


def _named(clock: Clock, point: Point) -> int | None:
    """The century last named, but the 80年代 of a passage on the 21st century are past."""
    return None if clock.named == 20 and (point.decade or 0) > 3 else clock.named


def _shifted_century(shift: int, base: Moment, clock: Clock) -> int | None:
    """本世纪 is the century the book is written in, and where nothing shows that, the running one."""
    running = clock.present if clock.present is not None else clock.century
    if running is None and base.year is not None:
        running = base.year // 100
    return None if running is None else running + shift
