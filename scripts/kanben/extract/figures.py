"""Figures: every statistic of a chapter with value, unit, measure, scope, date and exactness.

numbers → units → is it a statistic? → date and scope → measure
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kanben.extract.figure_claims import is_statistic
from kanben.extract.figure_context import as_of, scope
from kanben.extract.figure_passages import Passage, passages
from kanben.extract.figure_units import Amount, amounts
from kanben.extract.measures import measure
from kanben.model import Chapter, Decisions, FigureFound, Findings, Place

_UNITLESS = 0.4  # a number of nobody knows what is proposed, not printed
_CLAUSE_MARKS = "，；：。！？、,; 　\n"


def find_figures(chapter: Chapter, _decisions: Decisions, found: Findings) -> Findings:
    """The findings with every figure of the chapter, in reading order; dates and names are taken as found."""
    figures = tuple(figure for passage in passages(chapter, found) for figure in _figures(passage))
    return replace(found, figures=figures)


def _figures(passage: Passage) -> Iterator[FigureFound]:
    before: FigureFound | None = None
    counted = [amount for amount in amounts(passage.text) if is_statistic(amount, passage)]
    ends = [*(amount.start for amount in counted[1:]), len(passage.text)]
    for amount, until in zip(counted, ends, strict=False):
        before = _figure(amount, passage, before, until)
        yield before


def _figure(amount: Amount, passage: Passage, before: FigureFound | None, until: int) -> FigureFound:
    start, end = quotation(amount, passage)
    return FigureFound(
        place=Place(passage.chapter, passage.block, amount.start, amount.end),
        quote=passage.text[start:end],
        measure=measure(amount, passage, before, until),
        value=amount.value,
        unit=amount.unit,
        value_to=amount.numeral.value_to,
        as_of=as_of(amount, passage),
        scope=scope(amount, passage),
        approx=amount.approx,
        text=passage.text[amount.start : amount.end],
        certainty=1.0 if amount.unit else _UNITLESS,
    )


def quotation(amount: Amount, passage: Passage) -> tuple[int, int]:
    """The clause the amount stands in, without the marks at its ends; it always holds the amount."""
    start, end = passage.clause_near(amount.start)
    while start < amount.start and passage.text[start] in _CLAUSE_MARKS:
        start += 1
    end = max(end, amount.end)
    while end > amount.end and passage.text[end - 1] in _CLAUSE_MARKS:
        end -= 1
    return start, end
