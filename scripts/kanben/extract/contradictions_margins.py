"""How exact a figure is: the least and the most it can stand for.

37.4万 may be anything that rounds to it; 1200多 is at least 1200 and below 1300; 约500 may be off by its last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kanben.model import FigureFound


@dataclass(frozen=True, slots=True)
class Margin:
    """A closed interval."""

    low: float
    high: float

    def meets(self, other: Margin) -> bool:
        """Whether some number lies in both; a trillionth of slack for binary fractions."""
        slack = 1e-9 * max(abs(self.high), abs(other.high), 1)
        return self.low <= other.high + slack and other.low <= self.high + slack


def margin(figure: FigureFound) -> Margin:
    """What the figure can stand for."""
    if figure.value_to is not None:
        return Margin(figure.value, figure.value_to)
    step = _last_digit(figure)
    if figure.approx == "over":
        return Margin(figure.value, figure.value + _round_step(figure.value))
    if figure.approx == "nearly":
        return Margin(figure.value - _round_step(figure.value), figure.value)
    if figure.approx == "about":
        step = max(_round_step(figure.value), step * 2)
    exact = figure.value == int(figure.value) and step <= 1 and "." not in figure.text and figure.unit != "%"
    return (
        Margin(figure.value, figure.value)
        if exact
        else Margin(figure.value - step / 2, figure.value + step / 2)
    )


def _last_digit(figure: FigureFound) -> float:
    """The worth of the last digit written: 37.4万 → 1000, 12.5 → 0.1, 340 → 1."""
    written = "".join(sign for sign in figure.text if sign.isdigit() or sign == ".")
    decimals = len(written.partition(".")[2])
    for sign, worth in (("亿", 1e8), ("万", 1e4)):
        if sign in figure.text:
            return float(worth * 10**-decimals)
    return float(10**-decimals)


def _round_step(value: float) -> float:
    """The worth of the last digit that is not zero: 1200 → 100, 6500 → 100, 50 → 10."""
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return float(Decimal(1).scaleb(int(exponent))) if isinstance(exponent, int) else 0.0


def plus(one: Margin, other: Margin) -> Margin:
    """The sum of two."""
    return Margin(one.low + other.low, one.high + other.high)


def total(margins: Sequence[Margin]) -> Margin:
    """The sum of several."""
    return Margin(sum(each.low for each in margins), sum(each.high for each in margins))


def difference(whole: Margin, part: Margin) -> Margin:
    """What is left of the whole without the part."""
    return Margin(whole.low - part.high, whole.high - part.low)


def per_cent(part: Margin, whole: Margin) -> Margin:
    """The part in per cent of the whole; everything where the whole may be nothing."""
    if whole.low <= 0:
        return Margin(float("-inf"), float("inf"))
    ends = [100 * a / b for a in (part.low, part.high) for b in (whole.low, whole.high)]
    return Margin(min(ends), max(ends))
