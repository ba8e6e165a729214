"""The lunisolar calendar: the true Gregorian day of a lunar date, of a feast and of a solar term.

The tables are lunar_python's (MIT, pure Python, no dependencies): it keeps the historical months, leap months
included, where most libraries begin in 1900.  EDTF counts every year by the Gregorian rule, so days before
1582-10-15 are carried over through their Julian day number.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from kanben.resources import data_table

_JULIAN_DAY_OF_ORDINAL_ZERO = 1721424.5


@cache
def _calendar() -> Any:
    """The library's lunar date; it has no types, and is loaded only where a book has such dates."""
    return import_module("lunar_python").Lunar


@lru_cache(maxsize=4096)
def solar_day(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The Gregorian day of a lunar one; None where that year has no such month or day."""
    try:
        solar = _calendar().fromYmd(year, -month if leap else month, day).getSolar()
        return date.fromordinal(int(solar.getJulianDay() - _JULIAN_DAY_OF_ORDINAL_ZERO))
    except Exception:  # the library raises bare Exception for a day that does not exist
        return None


def year_of_month(year: int, month: int, leap: bool = False) -> int:
    """The Gregorian year a lunar month lies in; where it lies in two, the one it is named by."""
    first, last = solar_day(year, month, 1, leap), solar_day(year, month, 29, leap)
    return first.year if first and last and first.year == last.year else year


@lru_cache(maxsize=1024)
def festival_day(year: int, name: str, by_moon: bool) -> date | None:
    """The day of a feast in a Gregorian year; `by_moon`: in the lunar year of that number (光绪二十年除夕)."""
    words = data_table("dates.toml")
    if name in words["solar_festivals"]:
        return date(year, *words["solar_festivals"][name]) if 1 <= year <= 9999 else None
    if name in words["solar_terms"]:
        return _solar_term(year, words["solar_terms"][name])
    month, day = words["lunar_festivals"][name]
    if day:
        return solar_day(year, month, day)
    new_year = solar_day(year + by_moon, month, 1)
    return date.fromordinal(new_year.toordinal() - 1) if new_year else None


def _solar_term(year: int, name: str) -> date | None:
    try:
        term = _calendar().fromYmd(year, 2, 1).getJieQiTable()[name]
        return date(term.getYear(), term.getMonth(), term.getDay())
    except Exception:  # as above
        return None
