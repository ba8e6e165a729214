"""The steps that read a point, one a unit, from the largest to the smallest: this list is the grammar's order."""

from __future__ import annotations

from kanben.extract.date_days import day, festival, month, month_part, piece, season
from kanben.extract.date_years import (
    Step,
    century,
    cycle_name,
    decade,
    era,
    masked,
    numeric,
    short_year,
    small_year,
    year,
    year_part,
    year_shift,
)

STEPS: tuple[Step, ...] = (
    numeric,
    era,
    century,
    decade,
    masked,
    year,
    cycle_name,
    small_year,
    short_year,
    year_shift,
    year_part,
    piece,
    festival,
    season,
    month,
    month_part,
    day,
)
