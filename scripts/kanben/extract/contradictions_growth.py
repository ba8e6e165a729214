"""Growth against before and after: 由1200人增加到1500人，增长30%; 1860辆，比上年增加310辆，增长25%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kanben.extract.contradictions_margins import Margin, difference, margin, per_cent
from kanben.extract.contradictions_reading import Reading, Told, figure_doubt, reason
from kanben.extract.contradictions_shares import SHARES, stated_rate
from kanben.model import Doubt

_FROM = re.compile(r"(?:由|从)[^，。；]*$")
_UP = re.compile(
    r"(?:增加|增长|上升|发展|扩大|提高|增|升|猛增|壮大|跃升|攀升|上涨|扩展|扩充|增多)(?:到|至|为)[^，。；]{0,12}$"
)
_DOWN = re.compile(r"(?:下降|减少|降低|降|减|缩减|下跌|锐减|回落|压缩|精简)(?:到|至|为)[^，。；]{0,12}$")
_GREW = re.compile(r"(?:增长|增加|提高|上升|净增|增|上涨|扩大)了?$")
_FELL = re.compile(r"(?:下降|减少|降低|减|降|缩减|下跌)了?$")
_BASIS = re.compile(r"(?:比|较)[^，。；]*$")


def growth_differs(reading: Reading) -> Iterator[Doubt]:
    """A growth, in numbers or in per cent, that is not what before and after give."""
    for line in reading.sentences:
        for at, told in enumerate(line[2:], 2):
            yield from _from_to(line[max(at - 3, 0) : at], told)
            yield from _by(line[at - 2], line[at - 1], told)


def courses_reversed(reading: Reading) -> Iterator[Doubt]:
    """由1200人增加到900人: it says more and shows fewer."""
    for line in reading.sentences:
        for low, high in pairwise(line):
            gap = high.figure.value - low.figure.value
            rising = _UP.search(high.before) is not None
            if _is_course(low, high) and gap and (gap > 0) != rising:
                words = ("增", "减") if rising else ("减", "增")
                facts = {"low": low.number, "high": high.number, "said": words[0], "done": words[1]}
                yield figure_doubt("growth-differs", high, reason("reversed_course", gap=abs(gap), **facts))


def _is_course(low: Told, high: Told) -> bool:
    same = low.kind == high.kind and low.figure.unit not in SHARES
    return same and bool(_FROM.search(low.before) and (_UP.search(high.before) or _DOWN.search(high.before)))


def _sign(told: Told) -> int:
    return 1 if _GREW.search(told.before) else -1 if _FELL.search(told.before) else 0


def _from_to(earlier: tuple[Told, ...], told: Told) -> Iterator[Doubt]:
    """由A增加到B，增加N, or 增长N%, or both in either order."""
    low, high = earlier[-2:]
    if high.figure.unit in {"%", "倍"} and len(earlier) > 2:
        low, high = earlier[-3:-1]
    sign = _sign(told)
    if not (sign and _is_course(low, high)) or _BASIS.search(told.before.rpartition("，")[2]):
        return
    ends = (margin(high.figure), margin(low.figure))
    change = difference(*ends) if sign > 0 else difference(*reversed(ends))
    if not _change_fits(change, low, told):
        yield _changed(low, high, told, sign)


def _change_fits(change: Margin, base: Told, told: Told) -> bool:
    stated = margin(told.figure)
    if told.figure.unit == "%":
        return per_cent(change, margin(base.figure)).meets(stated_rate(told))
    if told.figure.unit == "倍":  # 增长2倍 is loosely said of twice as much, too
        times = per_cent(change, margin(base.figure))
        wide = Margin(stated.low - 0.1, stated.high + 0.1)
        return any(Margin(times.low / 100 + more, times.high / 100 + more).meets(wide) for more in (0, 1))
    return told.kind != base.kind or change.meets(stated)


def _changed(low: Told, high: Told, told: Told, sign: int) -> Doubt:
    a, b = sorted((high.figure.value, low.figure.value), reverse=True)
    change = sign * (high.figure.value - low.figure.value)
    rated = told.figure.unit in {"%", "倍"} and low.figure.value
    rate = f"，合{100 * change / low.figure.value:.1f}%" if rated else ""
    facts = {
        "low": low.number,
        "high": high.number,
        "stated": told.cited,
        "text": told.figure.text,
        "rate": rate,
    }
    return figure_doubt("growth-differs", told, reason("course", gap=abs(change), a=a, b=b, **facts))


def _by(now: Told, change: Told, told: Told) -> Iterator[Doubt]:
    """B，比上年增加N，增长X%: N is X per cent of B less N."""
    sign = _sign(change)
    if told.figure.unit != "%" or not sign or sign != _sign(told):
        return
    if now.kind != change.kind or not _BASIS.search(change.before):
        return
    moved = margin(change.figure)
    base = difference(margin(now.figure), moved if sign > 0 else Margin(-moved.high, -moved.low))
    if per_cent(moved, base).meets(stated_rate(told)):
        return
    a, b = change.figure.value, now.figure.value - sign * change.figure.value
    facts = {"now": now.number, "change": change.cited, "stated": told.cited, "text": told.figure.text}
    yield figure_doubt(
        "growth-differs", told, reason("by", true=100 * a / b if b else 0.0, a=a, b=b, **facts)
    )
