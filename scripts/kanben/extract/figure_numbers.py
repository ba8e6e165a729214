"""The numbers of a text, what they are worth and how exact: 近37.4万, 3—5, 十几万, 数以百万计, 三分之一.

One pass finds every number and always succeeds, so that no text makes it look twice at a digit; what a number
counts is looked up afterwards (figure_units).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kanben.extract.numerals import CHINESE_DIGITS, CHINESE_NUMERALS, fraction, number
from kanben.model import Approximation
from kanben.resources import data_table


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number without its unit, from `start` to `end`."""

    start: int
    end: int
    value: float
    value_to: float | None = None
    approx: Approximation | None = None
    arabic: bool = False
    share: bool = False
    """Of the form 三分之一, 百分之五: its unit is % already."""
    bare: bool = False
    """A multiplier alone, 百 or 千万: a number only after 近, 上, 约 …"""
    untold: bool = False
    """Of the form 数以百万计的, which takes no unit."""


_ARABIC = r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:\.\d++)?+"
_TIMES = "(?:[十百万亿兆萬億]|千(?![瓦克米伏卡焦赫升]))"  # 千 of 1250千瓦 belongs to the unit
_PLAIN = (
    rf"{_ARABIC}(?:{_TIMES}{{1,3}}+(?:{_ARABIC}{_TIMES}{{1,3}}+)?+)?+"
    rf"|(?:[{CHINESE_NUMERALS.replace('千', '')}]|千(?![瓦克米伏卡焦赫升]))++(?:点[{CHINESE_DIGITS}]++)?+"
)
_INSIDE = data_table("figures.toml")["inside"]
_NUMERAL = re.compile(
    rf"(?P<share>[百千{CHINESE_DIGITS}十]{{1,4}}分之(?:{_ARABIC}|[{CHINESE_NUMERALS}]{{1,9}}(?:点[{CHINESE_DIGITS}]{{1,6}})?))"
    rf"|(?P<tenths>(?<![一二三四五六七八九十百千万])[一二三四五六七八九两\d]成[一二三四五六七八九半])(?!个|分|天|年|月|人|名|块)"
    rf"|(?P<slash>(?<![\d./A-Za-z])\d{{1,2}}/\d{{1,3}}(?![\d/A-Za-z%]))"
    rf"|数以(?P<untold>{_TIMES}{{1,2}})计的?"
    rf"|[数几](?P<several>{_TIMES}{{1,3}})"
    rf"|(?<![\d.．A-Za-z/-])(?P<plain>{_PLAIN})"
)
_TAIL = re.compile(
    rf"(?P<inside>{'|'.join(word for row in _INSIDE.values() for word in row)})?(?P<times>{_TIMES}{{1,3}})?"
)
_RANGED = frozenset("个天年次人件名所家位句种条项日届度点")  # 一两个月 is a range, 五千两 is silver
_NEIGHBOURS = re.compile(rf"(.*?[十百千])?([{CHINESE_DIGITS}])([{CHINESE_DIGITS}])([十百千万亿]*)")


def numerals(text: str) -> Iterator[Numeral]:
    """Every number of a text in reading order; those no reader would take for one (千千万万) are left out."""
    at = 0
    while match := _NUMERAL.search(text, at):
        found = _share(match) or _lower_bound(match) or _plain(match, text)
        at = found.end if found else match.end()
        if found:
            yield found


def _share(match: re.Match[str]) -> Numeral | None:
    if match["slash"]:
        part, _, whole = match["slash"].partition("/")
        value = round(100 * int(part) / int(whole), 2) if 0 < int(part) < int(whole) else None
    else:
        value = fraction(match["share"] or match["tenths"] or "")
    return None if value is None else Numeral(*match.span(), value, share=True, arabic=True)


def _lower_bound(match: re.Match[str]) -> Numeral | None:
    """数百, 几十, 数以百万计: nobody knows how many, but no fewer than that."""
    value = number(match["untold"] or match["several"] or "")
    return (
        None if value is None else Numeral(*match.span(), value, approx="over", untold=bool(match["untold"]))
    )


def _plain(match: re.Match[str], text: str) -> Numeral | None:
    if not match["plain"]:
        return None
    start, end = match.span("plain")
    written = match["plain"]
    if (
        len(written) > 1 and written[-1] == "两" and text[end : end + 1] not in _RANGED
    ):  # 五千两: the last sign is the unit of silver
        written, end = written[:-1], end - 1
    values = _neighbours(written) or (number(written), None)
    if not values[0]:
        return None
    arabic, bare = written[0].isascii(), not set(written) - set("百千万亿")
    return _with_tail(Numeral(start, end, values[0], values[1], None, arabic, bare=bare), text)


def _neighbours(written: str) -> tuple[float | None, float | None] | None:
    """三五, 七八十, 十七八, 两三百: two numbers that follow each other are a range."""
    match = _NEIGHBOURS.fullmatch(written)
    if not match:
        return None
    head, low, high, tail = match[1] or "", match[2], match[3], match[4]
    first, second = number(low) or 0, number(high) or 0
    if second != first + 1 and (first, second) != (3, 5):
        return None
    return number(head + low + tail), number(head + high + tail)


def _with_tail(numeral: Numeral, text: str) -> Numeral:
    """The number with 多, 余, 几 and the multiplier that stand behind it: 10余万 is over 100000."""
    tail = _TAIL.match(text, numeral.end)
    if tail is None or not tail["inside"]:
        return numeral
    times = number(tail["times"] or "") or 1
    kind: Approximation = "over" if tail["inside"] in _INSIDE["over"] else "about"
    if tail["inside"] in {"几", "好几"} and numeral.value % 10:
        return numeral
    value = numeral.value * times
    return Numeral(numeral.start, tail.end(), value, None, kind, numeral.arabic)
