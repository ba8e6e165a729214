"""Finds calendar expressions in a text, as they are written: no context, no judgement.

A linear scan: wherever a number or a word of the calendar begins, the steps of `date_steps` read one point, and
further points that a dash, 至 or 、 joins to it.  What is read is never read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kanben.extract import date_units as units
from kanben.extract.date_eras import era_opening
from kanben.extract.date_points import PIECE, Expression, Link, Point
from kanben.extract.date_steps import STEPS
from kanben.extract.date_units import WORDS, either

_TO, _AND = re.compile(units.TO), re.compile(units.AND)
_HOUR = either(WORDS["words"]["hours"]) + r"|\d{1,2}[时時点:：](?:\d{1,2}分?)?"
_TO_AFTER_HOUR = re.compile(f"(?:{_HOUR})?{units.TO}")
_NOW = re.compile(units.TO + either(WORDS["words"]["now"]) + "(?![年天日后晚])|迄今|至今")
_TURN = re.compile(either(WORDS["words"]["turns"]))
_COMPARED = re.compile("(?:同期)?(?:相比|比较|比較|相较|对比|對比|之比)")
_DASH = r"\s?(?:——|[—–\-－～~至])\s?"
_OLD = "(?:(?<=[周秦汉魏晋隋唐梁辽金宋元明][（(])|(?<=[汉晋唐宋金元明朝代]朝[（(]))"
_LIFE = re.compile(
    rf"(?:(?<=[（(：\n])|^)(?:约|生于)?(?P<a>前\d{{1,4}}|1\d{{3}}|20\d\d|{_OLD}\d{{3}}){_DASH}"
    r"(?:约)?(?P<b>前\d{1,4}|1\d{3}|20\d\d|(?<!\d)\d{3}|[？?]|今)?(?=[）)，。；、\s]|$)"
)
_BEFORE_ERA = re.compile(r"(?<=[（(])(?P<y>前\d{1,4})(?=[）)])")
_GLOSS = re.compile(r"(?P<open>[（(])(?P<y>\d{1,4})(?=[）)])")
_MOST = 40
"""Points of one expression at most; a longer row is a table gone astray."""


@cache
def _opening() -> re.Pattern[str]:
    """What a calendar expression may begin with, whole numbers at once, so that none is entered midway."""
    tables = ("year_shift", "spoken_year_shift", "month_shift", "day_shift", "century_shift", "year_pieces")
    words = {word for table in tables for word in WORDS[table]}
    words |= {*WORDS["lunar_months"], *WORDS["words"]["lunar"], *WORDS["words"]["common_era"]}
    words |= {part for part in WORDS["parts"] if part[0] in "年岁歲月" or "旬" in part}
    words |= {
        stem + branch + "年" for stem in "甲乙丙丁戊己庚辛壬癸" for branch in "子丑寅卯辰巳午未申酉戌亥"
    }
    signs = rf"[（(](?=[约前]?\d)|\d+|[元前闰閏初廿卅]?[{units.NUMERALS}]+|元(?=年)"
    quarters = f"第[一二三四1-4](?:季度|(?={units.LINK}第?[一二三四1-4]季度)|(?=[二三四]季度))"
    seasons = f"(?:{either(WORDS['season_year_shift'])}|{either(WORDS['season_openings'])})?[春夏秋冬]"
    return re.compile(f"{either(words)}|{era_opening()}|{quarters}|{signs}|{seasons}")


def scan(text: str) -> tuple[Expression, ...]:
    """All calendar expressions of a text, in order, none overlapping."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Expression]:
    at = 0
    while match := _opening().search(text, at):
        opens = match[0] in "（("
        found = None if opens else read_expression(text, match.start())
        found = found or _life(text, match.start() + opens)
        at = match.end()
        if found:
            yield found
            at = max(found.end, at if opens else 0)
            if gloss := _gloss(text, found):
                yield gloss
                at = gloss.end


def read_point(text: str, at: int, previous: Point | None = None) -> Point | None:
    """The point that is written at `at`, or None; `previous` is the one before it in the expression."""
    start, point = at, Point(at, at)
    for step in STEPS:
        if got := step(text, at, point, previous):
            at, point = got
    return None if point.empty else point.spanning(start, at)


def read_expression(text: str, at: int) -> Expression | None:
    """The expression that begins at `at`: a point and all that are joined to it."""
    first = read_point(text, at) if _may_begin(text, at) else None
    if first is None:
        return None
    points, links = [first], list[Link]()
    while len(points) < _MOST and (joined := _joined(text, points[-1])):
        links.append(joined[0])
        points.append(joined[1])
    return _closed(text, tuple(points), tuple(links))


def _may_begin(text: str, at: int) -> bool:
    """No number is entered midway: not in 第3, v1985.5, 3.1985, 12,1985."""
    before = text[at - 1 : at]
    return not (
        before == "第" or (before.isascii() and before.isalnum()) or (before in set(".．,%‰×/") and before)
    )


def _joined(text: str, last: Point) -> tuple[Link, Point] | None:
    if to := _TO_AFTER_HOUR.match(text, last.end) if last.day is not None else _TO.match(text, last.end):
        point = read_point(text, to.end(), last)
        return ("to", point) if point and _fits(last, point) else None
    if both := _AND.match(text, last.end):
        point = read_point(text, both.end(), last)
        compared = point and _COMPARED.match(text, point.end)
        return ("and", point) if point and _fits(last, point) and not compared else None
    if slash := units.SLASH.match(text, last.end):
        point = read_point(text, slash.end(), last)
        return ("to", point) if point else None
    unsigned = text[last.end - 1] in units.NUMERALS and not last.lunar
    point = read_point(text, last.end, last) if last.part or last.piece or unsigned else None
    return ("to", point) if point and _alike(last, point) else None


def _fits(last: Point, point: Point) -> bool:
    """A joined point begins with a unit that the one before it has: 3月5日、8日, but not 1990年、3月."""
    return point.ranks[0] <= last.ranks[1]


def _alike(last: Point, point: Point) -> bool:
    """80年代末90年代初, 1957年冬1958年春, 春夏(之交): the same units side by side are a range."""
    return (
        point.ranks[1] == last.ranks[1] == point.ranks[0]
        or point.ranks == last.ranks
        or point.ranks == (PIECE, PIECE) == (last.ranks[1], PIECE)
    )


def _closed(text: str, points: tuple[Point, ...], links: tuple[Link, ...]) -> Expression:
    end = points[-1].end
    if now := None if links else _NOW.match(text, end):
        return Expression(points, links, now.end(), to_now=True)
    if turn := _TURN.match(text, end) if links else None:
        return Expression(points, tuple("to" for _ in links), turn.end())
    return Expression(points, links, end)


def _life(text: str, at: int) -> Expression | None:
    """Years alone in brackets or after a colon: （1893—1976）, （1931—）, 任期：1989—1992."""
    if alone := _BEFORE_ERA.match(text, at):
        return Expression(
            (Point(alone.start("y"), alone.end("y"), year=_year_of(alone["y"])),), (), alone.end("y")
        )
    match = _LIFE.match(text, at)
    if match is None:
        return None
    first = Point(match.start("a"), match.end("a"), year=_year_of(match["a"]))
    if not re.search(r"\d", match["b"] or ""):
        return Expression((first,), (), match.end(), to_now=True)
    last = Point(match.start("b"), match.end("b"), year=_year_of(match["b"]))
    return Expression((first, last), ("to",), match.end())


def _year_of(written: str) -> int:
    return 1 - int(written[1:]) if written.startswith("前") else int(written)


def _gloss(text: str, found: Expression) -> Expression | None:
    """The year alone in brackets after a year of an era: 光绪二十四年（1898）."""
    last = found.points[-1]
    old = last.era_from is not None or last.era_year is not None or bool(last.cycle)
    match = _GLOSS.match(text, found.end) if old else None
    if match is None or (len(match["y"]) < 3 and int(match["y"]) != last.year):
        return None
    point = Point(match.start("y"), match.end("y"), year=int(match["y"]))
    return Expression((point,), (), match.end("y"))
