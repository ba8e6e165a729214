"""Years by eras: 光绪二十四年, 民国十四年, 光绪甲午年, 康熙年间."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kanben.extract.date_points import Point
from kanben.extract.date_units import ERA_YEAR, either
from kanben.extract.numerals import integer
from kanben.resources import data_table

Era = tuple[str, int, int]

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CYCLE = re.compile(f"(?P<stem>[{_STEMS}])(?P<branch>[{_BRANCHES}])年?")
_CYCLE_YEAR = re.compile(_CYCLE.pattern.removesuffix("?") + r"(?:[（(](?:公元)?(?P<year>\d{3,4})年?[）)])?")
_CYCLE_SEVERAL = re.compile(f"[{_STEMS}][{_BRANCHES}](?:[两三四]?年)?")
_SEVERAL = re.compile("(?=、)")
_WHOLE = re.compile("年间|年間|初年|末年|中叶|中葉|晚年")
_PART = {"初年": "early", "末年": "late", "晚年": "late", "中叶": "mid", "中葉": "mid"}
_OPEN_END = ("民国", "民國")


@cache
def solar_from() -> int:
    """The first year whose months are the sun's whatever the era."""
    return int(data_table("eras.toml")["solar_from"])


@cache
def _by_dynasty(alone_too: bool = False) -> tuple[tuple[str, Era], ...]:
    return tuple(
        (dynasty, (name, first, last))
        for group in data_table("eras.toml")["eras"]
        if not (alone_too and group.get("only_with_dynasty"))
        for dynasty in group["dynasty"]
        for name, first, last in group["names"]
    )


@cache
def _known() -> dict[tuple[str, str], Era]:
    """Eras by dynasty and name; by name alone (dynasty '') where one dynasty only had it."""
    full = {(dynasty, era[0]): era for dynasty, era in _by_dynasty()}
    often = [era for _, era in _by_dynasty(alone_too=True)]
    firsts = {era[0]: {other[1] for other in often if other[0] == era[0]} for era in often}
    alone = {("", era[0]): era for era in often if len(firsts[era[0]]) == 1}
    return full | alone


@cache
def era_opening() -> str:
    """A pattern of what an expression by eras begins with."""
    dynasties = either({dynasty for dynasty, _ in _by_dynasty()})
    names = either({era[0] for _, era in _by_dynasty()})
    return f"(?:(?P<dynasty>{dynasties})(?:[\u4e00-\u9fff]{{1,2}}[宗帝祖])?)?(?P<era>{names})"


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(era_opening())


def read_era(text: str, at: int, point: Point) -> tuple[int, Point] | None:
    """Reads dynasty, era and year of the era; the months of such a year are the moon's before 1912."""
    opening = _opening().match(text, at)
    era = _known().get((opening["dynasty"] or "", opening["era"])) if opening else None
    if opening is None or era is None:
        return None
    return _year(text, opening.end(), point, era) or _whole(text, opening.end(), point, era)


def read_linked_year(text: str, at: int, point: Point, first: int) -> tuple[int, Point] | None:
    """Reads the second year of 光绪二十四年至二十六年, by the era of the first."""
    if cycle := _CYCLE_SEVERAL.match(text, at):
        year = first + (_cycle_number(cycle[0][:2]) - _cycle_number(_cyclic(first))) % 60
        return cycle.end(), replace(point, year=year, era_from=first)
    match = ERA_YEAR.match(text, at)
    return (match.end(), _with_year(point, match["n"], first, 9999)) if match else None


def read_cycle(text: str, at: int, point: Point) -> tuple[int, Point] | None:
    """Reads 辛亥年; its year is the one in brackets behind it, else the context must know."""
    match = _CYCLE_YEAR.match(text, at)
    if match is None:
        return None
    year = int(match["year"]) if match["year"] and _cyclic(int(match["year"])) == match[0][:2] else None
    return at + 3, replace(point, year=year, era_from=year, cycle=match[0][:2])


def is_year_of_cycle(year: int, cycle: str) -> bool:
    """Whether the cycle of sixty calls the year so."""
    return _cyclic(year) == cycle


def _year(text: str, at: int, point: Point, era: Era) -> tuple[int, Point] | None:
    name, first, last = era
    if match := ERA_YEAR.match(text, at):
        return match.end(), _with_year(point, match["n"], first, 9999 if name in _OPEN_END else last + 1)
    cycle = _CYCLE.match(text, at)
    years = [year for year in range(first, last + 1) if cycle and _cyclic(year) == cycle[0][:2]]
    return (cycle.end(), replace(point, year=years[0], era_from=first)) if cycle and len(years) == 1 else None


def _several(text: str, at: int) -> bool:
    """Whether 同治、光绪年间 follows: eras in a row, 年间 at the last."""
    other = _opening().match(text, at + 1) if text[at : at + 1] == "、" else None
    return bool(other and text.startswith(("年间", "年間"), other.end()))


def _with_year(point: Point, written: str, first: int, last: int) -> Point:
    count = 1 if written == "元" else integer(written) or 0
    year = first + count - 1
    return replace(point, year=year, era_from=first, impossible=not first <= year <= last)


def _cyclic(year: int) -> str:
    """The sign of a year in the cycle of sixty; year 4 of our era is 甲子."""
    return _STEMS[(year - 4) % 10] + _BRANCHES[(year - 4) % 12]


def _cycle_number(sign: str) -> int:
    """The place of a sign in the cycle of sixty, from 0."""
    return next((at for at in range(60) if _cyclic(at + 4) == sign), 0)


def _whole(text: str, at: int, point: Point, era: Era) -> tuple[int, Point] | None:
    match = _WHOLE.match(text, at) or (_SEVERAL.match(text, at) if _several(text, at) else None)
    if match is None:
        return None
    part = _PART.get(match[0])
    return match.end(), replace(point, era=era[1:], part=part)  # type: ignore[arg-type]
