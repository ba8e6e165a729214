"""The larger units of a point: century, decade, year, and their beginning and end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kanben.extract import date_units as units
from kanben.extract.date_eras import is_year_of_cycle, read_cycle, read_era, read_linked_year
from kanben.extract.date_points import Point
from kanben.extract.date_units import WORDS
from kanben.extract.numerals import integer
from kanben.model import Qualifier

Read = tuple[int, Point] | None
"""Where reading goes on, and the point with what was read; None where the unit is not there."""
Step = Callable[[str, int, Point, Point | None], Read]
"""Takes the text, where to read, the point so far and the point before it in the expression, if any."""


def number_of(written: str) -> int:
    """A written number, with 正 and 元 for the first and 初 before a lunar day; 0 where it is none."""
    return 1 if written in ("正", "元") else integer(written.removeprefix("初")) or 0


def numeric(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """1985-05-12, 1985/5/12, 1985.5.12; in a range 1989.6 and the short end of 1985.5.12—5.20."""
    month_only = units.NUMERIC_MONTH_LINKED if previous else units.NUMERIC_MONTH
    for pattern in (units.NUMERIC_DAY, month_only, units.NUMERIC_MONTH_ENCLOSED):
        if match := pattern.match(text, at):
            day = int(match["d"]) if "d" in pattern.groupindex else None
            return match.end(), replace(point, year=int(match["y"]), month=int(match["m"]), day=day)
    in_figures = previous and previous.day and not re.search("[年月]", text[previous.start : previous.end])
    match = units.NUMERIC_TAIL.match(text, at) if in_figures else None
    return (match.end(), replace(point, month=int(match["m"]), day=int(match["d"]))) if match else None


def century(text: str, at: int, point: Point, _: Point | None) -> Read:
    """20世纪, 公元前5世纪, 上世纪."""
    if match := units.CENTURY_SHIFT.match(text, at):
        return match.end(), replace(point, century_shift=WORDS["century_shift"][match["w"]])
    if match := units.CENTURY.match(text, at):
        number = number_of(match["n"])
        return match.end(), replace(point, century=-number if match["bc"] else number - 1)
    return None


def decade(text: str, at: int, point: Point, _: Point | None) -> Read:
    """80年代, 1980年代, 八十年代, 五六十年代."""
    match = units.DECADE.match(text, at)
    if match is None or (match["c"] and match["s"] and text[match.end() - 3 : match.end() - 2] == "十"):
        return None
    own = number_of(match["c"]) if match["c"] else point.century
    return match.end(), replace(point, century=own, decade=number_of(match["n"] or match["s"]))


def masked(text: str, at: int, point: Point, _: Point | None) -> Read:
    """19××年, 198×年: figures left out in print."""
    match = units.MASKED.match(text, at)
    if match is None:
        return None
    tens = number_of(match["n"]) if match["n"] else None
    return match.end(), replace(point, century=number_of(match["c"]), decade=tens)


def era(text: str, at: int, point: Point, previous: Point | None) -> Read:
    """光绪二十四年, 康熙年间, and after one of them 至二十六年."""
    first = previous.era_from if previous else None
    if first is not None and (got := read_linked_year(text, at, point, first)):
        return got
    running = units.RUNNING_ERA_YEAR.match(text, at) if previous is None and opens_line(text, at) else None
    if running:
        return running.end(), replace(point, era_year=number_of(running["n"].replace("元", "一")))
    return read_era(text, at, point) or read_cycle(text, at, point)


def year(text: str, at: int, point: Point, _: Point | None) -> Read:
    """1985年, 一九八五年, 公元前221年, 公元618年; 1985 before 至1986年."""
    if match := units.COMMON_ERA.match(text, at):
        small = units.SMALL_YEAR.match(text, match.end())
        return (small.end(), replace(point, year=_signed(small))) if small else None
    if match := units.YEAR.match(text, at):
        return match.end(), replace(point, year=number_of(match["n"]))
    if match := units.BEFORE_ERA.match(text, at):
        return match.end(), replace(point, year=_signed(match))
    if match := units.THREE_DIGITS.match(text, at):
        return match.end(), replace(point, year=int(match["n"] or match["m"]))
    return None


def _signed(match: re.Match[str]) -> int:
    number = number_of(match["n"])
    return 1 - number if match["bc"] else number


def cycle_name(text: str, at: int, point: Point, _: Point | None) -> Read:
    """The sign of the cycle of sixty behind its own year: 同治八年己巳."""
    sign = text[at : at + 2]
    if point.year is None or not sign or not is_year_of_cycle(point.year, sign):
        return None
    return at + 2 + text.startswith(("年", "岁"), at + 2), point


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
    return (match.end(), replace(point, year=number_of(match["n"]), short=True)) if match else None


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
    return (match.end(), replace(point, part=part_of(match[0]))) if match else None


def part_of(word: str) -> Qualifier | None:
    """early, mid or late; None for a part that is none of these: 中下旬."""
    part: Qualifier | None = WORDS["parts"][word] or None
    return part


def opens_line(text: str, at: int) -> bool:
    """Whether a sentence, or an entry after its sign, begins here."""
    return at == 0 or text[at - 1] in "。\n△▲○●◎◆■；　"
