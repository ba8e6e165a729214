"""One step a unit: each reads its unit where it stands, or gives None; together, in order, they read a point."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kanben.extract import date_units as units
from kanben.extract.date_eras import read_cycle, read_era, read_linked_year
from kanben.extract.date_points import Point
from kanben.extract.date_units import WORDS
from kanben.extract.numerals import integer

Read = tuple[int, Point] | None
Step = Callable[[str, int, Point, Point | None], Read]
"""Takes the text, where to read, the point so far and the point before it in the expression, if any."""


def _number(written: str) -> int:
    return 1 if written == "正" else integer(written.removeprefix("初")) or 0


def numeric(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """1985-05-12, 1985/5/12, 1985.5.12; in a range 1989.6 and the short end of 1985.5.12—5.20."""
    month_only = units.NUMERIC_MONTH_LINKED if previous else units.NUMERIC_MONTH
    for pattern in (units.NUMERIC_DAY, month_only, units.NUMERIC_MONTH_ENCLOSED):
        if match := pattern.match(text, at):
            day = int(match["d"]) if "d" in pattern.groupindex else None
            return match.end(), replace(point, year=int(match["y"]), month=int(match["m"]), day=day)
    is_tail = previous and previous.day and "年" not in text[previous.start : previous.end]
    if (
        is_tail
        and "月" not in text[point.start - 4 : point.start]
        and (match := units.NUMERIC_TAIL.match(text, at))
    ):
        return match.end(), replace(point, month=int(match["m"]), day=int(match["d"]))
    return None


def century(text: str, at: int, point: Point, _: Point | None) -> Read:
    """20世纪, 公元前5世纪, 上世纪."""
    if match := units.CENTURY_SHIFT.match(text, at):
        return match.end(), replace(point, century_shift=WORDS["century_shift"][match["w"]])
    if match := units.CENTURY.match(text, at):
        number = _number(match["n"])
        return match.end(), replace(point, century=-number if match["bc"] else number - 1)
    return None


def decade(text: str, at: int, point: Point, _: Point | None) -> Read:
    """80年代, 1980年代, 八十年代, 五六十年代."""
    match = units.DECADE.match(text, at)
    if match is None or (match["c"] and match["s"] and text[match.end() - 3 : match.end() - 2] == "十"):
        return None
    own = _number(match["c"]) if match["c"] else point.century
    return match.end(), replace(point, century=own, decade=_number(match["n"] or match["s"]))


def masked(text: str, at: int, point: Point, _: Point | None) -> Read:
    """19××年, 198×年: figures left out in print."""
    match = units.MASKED.match(text, at)
    if match is None:
        return None
    tens = _number(match["n"]) if match["n"] else None
    return match.end(), replace(point, century=_number(match["c"]), decade=tens)


def era(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """光绪二十四年, 康熙年间, and after one of them 至二十六年."""
    if (
        previous
        and previous.era_from is not None
        and (got := read_linked_year(text, at, point, previous.era_from))
    ):
        return got
    running = units.RUNNING_ERA_YEAR.match(text, at) if previous is None and _begins(text, at) else None
    if running:
        return running.end(), replace(point, era_year=_number(running["n"].replace("元", "一")))
    return read_era(text, at, point) or read_cycle(text, at, point)


def year(text: str, at: int, point: Point, _: Point | None) -> Read:
    """1985年, 一九八五年, 公元前221年, 公元618年; 1985 before 至1986年."""
    if match := units.COMMON_ERA.match(text, at):
        small = units.SMALL_YEAR.match(text, match.end())
        return (small.end(), replace(point, year=_signed(small))) if small else None
    if match := units.YEAR.match(text, at):
        return match.end(), replace(point, year=_number(match["n"]))
    if match := units.BEFORE_ERA.match(text, at):
        return match.end(), replace(point, year=_signed(match))
    if match := units.THREE_DIGITS.match(text, at):
        return match.end(), replace(point, year=int(match["n"] or match["m"]))
    return None


def _signed(match: re.Match[str]) -> int:
    number = _number(match["n"])
    return 1 - number if match["bc"] else number


def small_year(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """The end of 公元618年至907年, of 公元前770—前476年 and of 1990—95年."""
    if previous is None or previous.year is None:
        return None
    if match := units.SMALL_YEAR.match(text, at) if previous.year < 1000 else None:
        number = _signed(match)
        return match.end(), replace(point, year=number)
    match = units.SHORT_YEAR_LINKED.match(text, at)
    return (match.end(), replace(point, year=previous.year // 100 * 100 + int(match["n"]))) if match else None


def short_year(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """85年3月, 六二年冬: two figures, only before a smaller unit; 5年春 is no year."""
    match = None if previous else units.SHORT_YEAR.match(text, at)
    return (match.end(), replace(point, year=_number(match["n"]), short=True)) if match else None


def year_shift(text: str, at: int, point: Point, _: Point | None) -> Read:
    """同年, 次年, 上年; 今年, 去年; 今 before 冬."""
    for pattern, table in (
        (units.YEAR_SHIFT, "year_shift"),
        (units.SPOKEN_SHIFT, "spoken_year_shift"),
        (units.SEASON_SHIFT, "season_year_shift"),
    ):
        if match := pattern.match(text, at):
            spoken = table != "year_shift" and match["w"] not in ("翌", "次", "是")
            return match.end(), replace(point, year_shift=WORDS[table][match["w"]], spoken=spoken)
    return None


def year_part(text: str, at: int, point: Point, _: Point | None) -> Read:
    """初, 底, 年底, 中期 after a year, a decade or a century; 年底 alone is the running year's."""
    if point.empty:
        match = units.BARE_YEAR_PART.match(text, at)
        return (match.end(), replace(point, year_shift=0, part=WORDS["parts"][match[0]])) if match else None
    by_year = point.year is not None or point.year_shift is not None
    match = (units.YEAR_PART if by_year else units.LONG_PART).match(text, at) if point.era is None else None
    return (match.end(), replace(point, part=_part(match[0]))) if match else None


def piece(text: str, at: int, point: Point, _: Point | None) -> Read:
    """上半年, 第三季度; 前三季度, and 前8个月 after a year."""
    first = units.FIRST_MONTHS.match(text, at)
    if first and (first["q"] or point.year is not None or point.year_shift is not None):
        return first.end(), replace(point, first_months=_number(first["n"]) * (3 if first["q"] else 1))
    match = units.PIECE.match(text, at)
    if match is None:
        return None
    part = WORDS["parts"][match["p"]] if match["p"] else point.part
    return match.end(), replace(point, piece=WORDS["year_pieces"][match["w"]], part=part)


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
    edge = {"初": "early", "末": "late"}.get(match["p"] or "")
    part = edge or WORDS["season_openings"].get(match["o"] or "", "") or None
    return match.end(), replace(point, piece=WORDS["seasons"][match["s"]], part=part)


def _follows_year(point: Point) -> bool:
    return point.year is not None or point.year_shift is not None or point.era_year is not None


def _opens_sentence(text: str, at: int, end: int) -> bool:
    return _begins(text, at) and text[end : end + 1] in set("，、 　")


def _begins(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "。\n△▲○●◎◆■；　"


def month(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """3月, 三月, 正月, 闰四月, 同月; 7 before —9月, 三 before 四月."""
    lunar = units.LUNAR.match(text, at) or units.SOLAR.match(text, at)
    named = replace(point, lunar=point.lunar or units.LUNAR.match(text, at) is not None)
    start = lunar.end() if lunar else at
    if match := units.MONTH_SHIFT.match(text, start):
        return match.end(), replace(named, month_shift=WORDS["month_shift"][match["w"]])
    if (match := units.LUNAR_MONTH.match(text, start)) and (match["w"] or match["leap"]):
        number = WORDS["lunar_months"][match["w"]] if match["w"] else _number(match["n"])
        return match.end(), replace(named, month=number, lunar=True, leap=bool(match["leap"]))
    match = units.MONTH_PAIR.match(text, start) or units.MONTH.match(text, start)
    if match is None:
        return None
    moon = named.lunar or bool(previous and previous.lunar)
    moon = moon or bool(point.cycle and not match["n"].isdecimal())
    return match.end(), replace(
        named, month=_number(match["n"]), lunar=moon, spelt=not match["n"].isdecimal()
    )


def month_part(text: str, at: int, point: Point, _: Point | None) -> Read:
    """上旬, 底, 末 after a month; 上旬, 月底 alone are the running month's."""
    if point.month is not None or point.month_shift is not None:
        match = units.MONTH_PART.match(text, at)
        return (match.end(), replace(point, part=_part(match[0]))) if match else None
    match = units.BARE_MONTH_PART.match(text, at) if point.empty else None
    return (match.end(), replace(point, month_shift=0, part=_part(match[0]))) if match else None


def _part(word: str) -> str | None:
    return WORDS["parts"][word] or None


def day(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """12日, 5号, 十二日, 初六, 廿三, 次日; 5 before 、8日."""
    if match := units.DAY_SHIFT.match(text, at) if point.empty else None:
        return match.end(), replace(point, day_shift=WORDS["day_shift"][match["w"]])
    has_month = point.month is not None or point.month_shift is not None
    if match := units.LUNAR_DAY.match(text, at):
        is_day = has_month or previous or match[0].endswith("日")
        return (match.end(), replace(point, day=_number(match["n"]), lunar=True)) if is_day else None
    if match := units.DAY.match(text, at):
        is_day = has_month or previous or text[match.end() - 1] not in "号號"
        return (
            (match.end(), replace(point, day=_number(match["n"]), lunar=_moon(point, previous)))
            if is_day
            else None
        )
    match = units.LUNAR_DAY_PLAIN.match(text, at) if has_month else None
    by_era = (
        point.spelt and (point.era_from is not None or text[match.end() : match.end() + 1] in _ENDS)
        if match
        else False
    )
    plain = match and (point.lunar or by_era or match[0].startswith("廿"))
    return (match.end(), replace(point, day=_number(match["n"]), lunar=True)) if match and plain else None


_ENDS = {"", *"，。、；：（）\n夜晚"}


def _moon(point: Point, previous: Point | None) -> bool:
    return point.lunar or bool(previous and previous.lunar)


STEPS: tuple[Step, ...] = (
    numeric, era, century, decade, masked, year, small_year, short_year, year_shift, year_part,
    piece, festival, season, month, month_part, day,
)  # fmt: skip
"""From the largest unit to the smallest."""
