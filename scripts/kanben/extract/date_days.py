"""The smaller units of a point: half-years, quarters, seasons, feasts, months, days."""

from __future__ import annotations

import re
from dataclasses import replace

from kanben.extract import date_units as units
from kanben.extract.date_points import Point
from kanben.extract.date_units import WORDS
from kanben.extract.date_years import Read, number_of, opens_line, part_of
from kanben.model import Qualifier

_ENDS = {"", *"，。、；：（）\n夜晚"}
"""What may follow a lunar day that has no 日: 三月十五，."""


def piece(text: str, at: int, point: Point, _: Point | None) -> Read:
    """上半年, 第三季度; 前三季度, and 前8个月 after a year."""
    first = units.FIRST_MONTHS.match(text, at)
    if first and (first["q"] or point.year is not None or point.year_shift is not None):
        return first.end(), replace(point, first_months=number_of(first["n"]) * (3 if first["q"] else 1))
    quarter = units.QUARTER.match(text, at)
    match = quarter or units.PIECE.match(text, at)
    if match is None:
        return None
    part = WORDS["parts"][match["p"]] if match["p"] else point.part
    code = 32 + number_of(match["n"]) if quarter else WORDS["year_pieces"][match["w"]]
    return match.end(), replace(point, piece=code, part=part)


def festival(text: str, at: int, point: Point, _: Point | None) -> Read:
    """春节, 元旦, 除夕: only after a year."""
    if point.year is None and point.year_shift is None:
        return None
    lunar = units.LUNAR.match(text, at)
    match = units.FESTIVAL.match(text, lunar.end() if lunar else at)
    return (match.end(), replace(point, festival=match["w"], lunar=bool(lunar))) if match else None


def season(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """春, 秋季, 初夏, 春末; alone only where the expression or the sentence begins with it."""
    match = units.SEASON.match(text, at)
    if match is None or not (_follows_year(point) or previous or _opens_sentence(text, at, match.end())):
        return None
    written = match["p"] or match["o"] or ""
    part: Qualifier | None = (WORDS["parts"] | WORDS["season_openings"]).get(written) or None
    return match.end(), replace(point, piece=WORDS["seasons"][match["s"]], part=part)


def _follows_year(point: Point) -> bool:
    return point.year is not None or point.year_shift is not None or point.era_year is not None


def _opens_sentence(text: str, at: int, end: int) -> bool:
    return (opens_line(text, at) and text[end : end + 1] in set("，、 　")) or text[at - 1 : at] in (
        "）",
        ")",
    )


def month(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """3月, 三月, 正月, 闰四月, 同月; 7 before —9月, 三 before 四月."""
    lunar = units.LUNAR.match(text, at)
    calendar = lunar or units.SOLAR.match(text, at)
    named = replace(point, lunar=True) if lunar else point
    start = calendar.end() if calendar else at
    if match := units.MONTH_SHIFT.match(text, start):
        return match.end(), replace(named, month_shift=WORDS["month_shift"][match["w"]])
    if (match := units.LUNAR_MONTH.match(text, start)) and (match["w"] or match["leap"]):
        number = WORDS["lunar_months"][match["w"]] if match["w"] else number_of(match["n"])
        return match.end(), replace(named, month=number, lunar=True, leap=bool(match["leap"]))
    match = units.MONTH_PAIR.match(text, start) or units.MONTH.match(text, start)
    if match is None:
        return None
    spelt = not match["n"].isdecimal()
    moon = named.lunar or bool(previous and previous.lunar) or bool(point.cycle and spelt)
    return match.end(), replace(named, month=number_of(match["n"]), lunar=moon, spelt=spelt)


def month_part(text: str, at: int, point: Point, _: Point | None) -> Read:
    """上旬, 底, 末 after a month; 上旬, 月底 alone are the running month's."""
    if point.month is not None or point.month_shift is not None:
        match = units.MONTH_PART.match(text, at)
        return (match.end(), replace(point, part=part_of(match[0]))) if match else None
    match = units.BARE_MONTH_PART.match(text, at) if point.empty else None
    return (match.end(), replace(point, month_shift=0, part=part_of(match[0]))) if match else None


def day(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """12日, 5号, 十二日, 初六, 廿三, 次日; 5 before 、8日."""
    if match := units.DAY_SHIFT.match(text, at) if point.empty else None:
        return match.end(), replace(point, day_shift=WORDS["day_shift"][match["w"]])
    placed = previous is not None or point.month is not None or point.month_shift is not None
    if match := units.LUNAR_DAY.match(text, at):
        return _day(match, point, True) if placed or match[0].endswith("日") else None
    if match := units.DAY.match(text, at):
        moon = point.lunar or bool(previous and previous.lunar)
        return _day(match, point, moon) if placed or text[match.end() - 1] not in "号號" else None
    match = units.LUNAR_DAY_PLAIN.match(text, at) if point.month is not None else None
    return _day(match, point, True) if match and _is_plain_day(text, match, point) else None


def _day(match: re.Match[str], point: Point, moon: bool) -> Read:
    return match.end(), replace(point, day=number_of(match["n"]), lunar=moon)


def _is_plain_day(text: str, match: re.Match[str], point: Point) -> bool:
    """八月十五 without 日 is a day of the moon's: after a lunar month, in an era, or before a mark."""
    alone = point.era_from is not None or text[match.end() : match.end() + 1] in _ENDS
    return point.lunar or match[0].startswith("廿") or (point.spelt and alone)
