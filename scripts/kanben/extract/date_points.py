"""What the grammar reads of a calendar expression, before any context: points, and how they are linked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kanben.model import Qualifier

Link = Literal["to", "and"]

CENTURY, DECADE, YEAR, PIECE, MONTH, DAY = range(6)
"""The ranks of the units, largest first."""


@dataclass(frozen=True, slots=True)
class Point:
    """One date as far as it is written out: a field that the text leaves out is None.

    `*_shift` counts from the context: 次年 is year_shift 1, 同月 is month_shift 0.
    """

    start: int
    end: int
    century: int | None = None
    """20世纪 is 19, as in 19XX; 公元前5世纪 is -4, as in -04XX."""
    century_shift: int | None = None
    decade: int | None = None
    """80年代 is 8; 1980年代 gives the century too."""
    year: int | None = None
    """In the astronomical count of EDTF: 公元前221年 is -220."""
    year_shift: int | None = None
    spoken: bool = False
    """今年, 去年: counted from the time of the narrative, not from the last year named."""
    short: bool = False
    """The year is written with two digits: 85年3月."""
    era: tuple[int, int] | None = None
    """First and last year of an era without a year's number: 光绪年间."""
    piece: int | None = None
    """Season 21–24, quarter 33–36, half 40–41."""
    first_months: int | None = None
    """前三季度 is 9, 前8个月 is 8."""
    month: int | None = None
    month_shift: int | None = None
    day: int | None = None
    day_shift: int | None = None
    part: Qualifier | None = None
    """early, mid, late: 初, 中, 底, 上旬, 中旬, 下旬."""
    spelt: bool = False
    """The month is written in Chinese numerals: under an era before 1912 it is the moon's."""
    lunar: bool = False
    leap: bool = False
    festival: str = ""
    era_from: int | None = None
    """First year of the era that the year is counted in."""
    era_year: int | None = None
    """A year of an era that the context must give: 二十六年 after 光绪二十四年."""
    cycle: str = ""
    """A year of the cycle of sixty that nothing beside it dates: 辛亥年."""
    impossible: bool = False
    """A year that its era does not have: 光绪四十年."""

    @property
    def ranks(self) -> tuple[int, int]:
        """The largest and the smallest unit written."""
        written = [rank for rank, there in enumerate(self._written()) if there]
        return written[0], written[-1]

    def spanning(self, start: int, end: int) -> Point:
        """The same point, with its place in the text."""
        return replace(self, start=start, end=end)

    @property
    def empty(self) -> bool:
        """Whether no unit was read at all."""
        return not any(self._written())

    def _written(self) -> tuple[bool, ...]:
        return (
            self.century is not None or self.century_shift is not None,
            self.decade is not None,
            self.year is not None
            or self.year_shift is not None
            or self.era is not None
            or self.era_year is not None
            or bool(self.cycle),
            self.piece is not None or self.first_months is not None,
            self.month is not None or self.month_shift is not None,
            self.day is not None or self.day_shift is not None or bool(self.festival),
        )


@dataclass(frozen=True, slots=True)
class Expression:
    """Points that make one expression, and the link before each but the first."""

    points: tuple[Point, ...]
    links: tuple[Link, ...] = ()
    end: int = 0
    """After the last point and after 至今, 之交, which have no point of their own."""
    to_now: bool = False
    """至今: the range is open."""

    @property
    def start(self) -> int:
        """Where the first point begins."""
        return self.points[0].start
