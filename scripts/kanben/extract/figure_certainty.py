"""How certain a figure is: what is only reckoned or supposed, or has no row head, is proposed, not printed."""

from __future__ import annotations

import re
from functools import cache

from kanben.extract.figure_passages import Passage
from kanben.extract.figure_units import Amount
from kanben.extract.measures import reads_as_head
from kanben.resources import data_table

_UNITLESS = 0.4  # a number of nobody knows what
_HEADLESS = 0.3  # nobody can say what is measured
_SUPPOSED = 0.2  # reckoned or supposed by the writer, no statistic of the time


def certainty(amount: Amount, passage: Passage, measure: str, *, dated: bool) -> float:
    """From 0 to 1; below one half the figure is put before the editor and stands in no table."""
    if not amount.unit:
        return _UNITLESS
    if _supposed(amount, passage) or _appositive(amount, passage) or _quoted(amount, passage):
        return _SUPPOSED
    bare = len(measure) <= 2 and not dated
    few = len(measure) == 1 and not amount.numeral.arabic
    if bare or few:
        return _HEADLESS
    return 1.0 if reads_as_head(measure, amount.unit) else _HEADLESS


def _supposed(amount: Amount, passage: Passage) -> bool:
    """如果提出11万件, 按1%推算, 相差0.1个百分点: an argument about figures."""
    start, end = passage.clause_near(amount.start)
    opening, _ = passage.sentence_near(amount.start)
    if _words("supposing").search(passage.text, start, end):
        return True
    return _words("reckoning").search(passage.text, opening, amount.start) is not None


def _appositive(amount: Amount, passage: Passage) -> bool:
    """甲、乙二人: as many as have just been named."""
    named = any(
        span[1] == amount.start and name.kind == "person"
        for span, name in passage.names_in(amount.start - 12, amount.start)
    )
    return named and not amount.numeral.arabic and amount.value < 10


def _quoted(amount: Amount, passage: Passage) -> bool:
    """“85%”的基数: the number is spoken of, not said."""
    return (
        passage.text[amount.start - 1 : amount.start] == "“"
        and passage.text[amount.end : amount.end + 1] == "”"
    )


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, data_table("figures.toml")["certainty"][name].split())))
