"""Resolved dates, and how ISO 8601-2 (EDTF) writes them: 1989-06-23, 1998-33, 198X, {1983-02,1983-05}, 1990/..

What is written here is valid by construction: every day is looked up in the calendar.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kanben.extract.date_points import Link
from kanben.extract.lunar import solar_day, year_of_month
from kanben.model import Qualifier

# The forms of EDTF that a calendar expression can take; one that has none, such as a season of no known year, is open.
_MONTH = r"(?:0\d|1[0-2])"
_DAY = (
    rf"(?:-?\d{{4}}(?:-{_MONTH}(?:-\d\d)?)?|\d{{4}}-XX-\d\d|XXXX-(?:XX|{_MONTH})-\d\d|XXXX-{_MONTH}"
    rf"|-?\d\dXX|(?:\d\dXX|\d{{3}}X)(?:-{_MONTH})?)"
)
_SEASON = r"\d{4}-(?:2[1-4]|3[3-6]|4[01])"
_RUN = r"\d{4}\.\.\d{4}|\d{4}-\d\d\.\.\d{4}-\d\d|\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d"
_MEMBER = rf"(?:{_RUN}|{_DAY})"
_END = rf"(?:(?!-\d\dX){_DAY}|\d{{4}}-2[1-4])"
_FORM = re.compile(rf"{_DAY}|{_SEASON}|{_END}/(?:{_END}|\.\.)|\{{{_MEMBER}(?:,{_MEMBER})*\}}")
_MONTHS_OF = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}


@dataclass(frozen=True, slots=True)
class Moment:
    """A point with its context filled in; what neither gives is None."""

    year: int | None = None
    mask: str = ""
    """A century or a decade: 19XX, 198X."""
    era: tuple[int, int] | None = None
    piece: int | None = None
    first_months: int | None = None
    month: int | None = None
    day: int | None = None
    part: Qualifier | None = None
    lunar: bool = False
    leap: bool = False
    festival: str = ""
    era_from: int | None = None
    unknown: bool = False
    """A relative date whose anchor is not known."""
    impossible: bool = False
    """A day, a month or a year of an era that does not exist."""


def edtf(moments: tuple[Moment, ...], links: tuple[Link, ...], to_now: bool = False) -> str | None:
    """The EDTF of an expression: a date, a range, or a set; None where a part is impossible or unknown."""
    if any(moment.unknown or is_impossible(moment) for moment in moments):
        return None
    value = _written(moments, links, to_now)
    return value if _FORM.fullmatch(value) else None


def _written(moments: tuple[Moment, ...], links: tuple[Link, ...], to_now: bool) -> str:
    first, last = moments[0], moments[-1]
    if to_now:
        return f"{_edge(first, 0).replace('X', '0')}/.."
    if not links:
        return _one(first)
    if links == ("to",) or (first.era and last.era):
        return _range(_edge(first, 0), _edge(last, 1))
    return _set(moments, links)


def _range(first: str, last: str) -> str:
    """A range; EDTF takes no century before our era there, so its outer years stand for it."""
    if re.match(r"-\d\dXX", first) or re.match(r"-\d\dXX", last):
        last_digit = "0" if last.startswith("-") else "9"
        return f"{first.replace('X', '9')}/{last.replace('X', last_digit)}"
    return f"{first}/{last}"


def is_impossible(moment: Moment) -> bool:
    """Whether the calendar has no such date: 2月30日, 13月, 光绪四十年."""
    month, day = moment.month, moment.day
    if moment.impossible or (month is not None and not 1 <= month <= 12):
        return True
    if moment.lunar and day is not None and month is not None and moment.year is not None and moment.year > 0:
        return not 1 <= day <= 30 or solar_day(moment.year, month, day, moment.leap) is None
    return day is not None and not 1 <= day <= _longest(moment.year, month)


def impossible(moment: Moment) -> str:
    """Why the calendar has no such date, in Chinese, for a moment that is impossible."""
    year = "" if moment.year is None else f"{moment.year}年"
    if moment.impossible:
        return "该年号没有这一年"
    if moment.month is not None and not 1 <= moment.month <= 12:
        return "一年只有十二个月"
    if moment.lunar:
        return f"{year}农历没有这一天"
    return (
        f"{year}{moment.month}月只有{_longest(moment.year, moment.month)}天" if moment.month else "没有这一天"
    )


def solar_date(moment: Moment) -> date | None:
    """The day on the Gregorian calendar, where year, month and day are known."""
    if moment.year is None or moment.month is None or moment.day is None or is_impossible(moment):
        return None
    if moment.lunar:
        return solar_day(moment.year, moment.month, moment.day, moment.leap)
    return date(moment.year, moment.month, moment.day) if 1 <= moment.year <= 9999 else None


def _longest(year: int | None, month: int | None) -> int:
    """Days of the month; 29 for a February of unknown year. The calendar repeats every 400 years."""
    if month is None:
        return 31
    return 29 if year is None and month == 2 else monthrange((year or 0) % 400 + 2000, month)[1]


def _edge(moment: Moment, end: int) -> str:
    """One end of a range; EDTF takes no quarters and halves there, so these give their month."""
    if moment.era:
        return _year(moment.era[end])
    months = (1, moment.first_months) if moment.first_months else _MONTHS_OF.get(moment.piece or 0)
    return f"{_year(moment.year)}-{months[end]:02}" if months else _one(moment)


def _one(moment: Moment) -> str:
    """One date; an era is the range of its years, 前三季度 that of its months."""
    if moment.era:
        return "/".join(map(_year, moment.era))
    if moment.first_months:
        return f"{_edge(moment, 0)}/{_edge(moment, 1)}"
    if moment.lunar and moment.month is not None and not moment.piece:
        return _by_the_moon(moment)
    return _by_the_sun(moment)


def _by_the_moon(moment: Moment) -> str:
    """The true day; the year alone where the day is not given, for a lunar month is no month of the sun's."""
    if day := solar_date(moment):
        return day.isoformat()
    if moment.year is None or moment.month is None:
        return _year(moment.year)
    return _year(year_of_month(moment.year, moment.month, moment.leap))


def _by_the_sun(moment: Moment) -> str:
    year = moment.mask or _year(moment.year)
    if moment.piece:
        return f"{year}-{moment.piece}"
    if moment.month is None and moment.day is None:
        return year
    month = "XX" if moment.month is None else f"{moment.month:02}"
    return f"{year}-{month}" + ("" if moment.day is None else f"-{moment.day:02}")


def _year(year: int | None) -> str:
    return "XXXX" if year is None else f"-{-year:04}" if year < 0 else f"{year:04}"


def _set(moments: tuple[Moment, ...], links: tuple[Link, ...]) -> str:
    """A set in order, runs of three and more shortened: {1995,1997..1999}.

    A set takes no season: 1970年春、1971年春 are their years.
    """
    spans: list[tuple[str, str]] = []
    plain = (replace(moment, piece=None) if (moment.piece or 99) < 33 else moment for moment in moments)
    for moment, link in zip(plain, ("and", *links), strict=True):
        if link == "to" and spans:
            spans[-1] = (spans[-1][0], _edge(moment, 1))
        else:
            spans.append((_edge(moment, 0), _edge(moment, 1)))
    unlike = sorted(set(spans))
    alone = unlike[0][0] if len(unlike) == 1 and unlike[0][0] == unlike[0][1] else ""
    return alone or "{" + ",".join(_shortened(unlike)) + "}"


def _shortened(spans: list[tuple[str, str]]) -> list[str]:
    runs: list[list[tuple[str, str]]] = [[spans[0]]]
    for left, right in pairwise(spans):
        follows = left[0] == left[1] and right[0] == right[1] and _next(left[0]) == right[0]
        runs[-1].append(right) if follows else runs.append([right])
    return [text for run in runs for text in _run(run)]


def _run(run: list[tuple[str, str]]) -> list[str]:
    if len(run) > 2:
        return [f"{run[0][0]}..{run[-1][1]}"]
    return [first if first == last else f"{first}..{last}" for first, last in run]


def _next(value: str) -> str:
    """The year, month or day after one, or nothing where it has no plain successor."""
    fields = value.split("-")
    if "X" in value or not fields[0]:
        return ""
    numbers = [int(field) for field in fields]
    numbers[-1] += 1
    return "-".join(f"{number:04}" if at == 0 else f"{number:02}" for at, number in enumerate(numbers))
