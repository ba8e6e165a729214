"""Figures: every statistic of a chapter with value, unit, measure, scope, date and exactness.

numbers → units → is it a statistic? → date and scope → measure
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kanben.extract.figure_certainty import certainty
from kanben.extract.figure_claims import is_statistic
from kanben.extract.figure_context import as_of, scope
from kanben.extract.figure_passages import Passage, passages
from kanben.extract.figure_units import Amount, amounts
from kanben.extract.measure_context import setting
from kanben.extract.measures import measure
from kanben.model import Chapter, Decisions, FigureFound, Findings, Place

_RECENT = 8
_CLAUSE_MARKS = "，；：。！？、,; 　\n"


def find_figures(chapter: Chapter, _decisions: Decisions, found: Findings) -> Findings:
    """The findings with every figure of the chapter, in reading order; dates and names are taken as found."""
    figures = tuple(figure for passage in passages(chapter, found) for figure in _figures(passage))
    return replace(found, figures=figures)


def _figures(passage: Passage) -> Iterator[FigureFound]:
    figures: list[FigureFound] = []
    counted = [amount for amount in amounts(passage.text) if is_statistic(amount, passage)]
    ends = [*(amount.start for amount in counted[1:]), len(passage.text)]
    for amount, until in zip(counted, ends, strict=False):
        figures.append(_figure(amount, passage, figures[-_RECENT:], until))
    yield from figures


def _figure(amount: Amount, passage: Passage, before: Sequence[FigureFound], until: int) -> FigureFound:
    start, end = quotation(amount, passage)
    held, whole = as_of(amount, passage), scope(amount, passage)
    said = measure(setting(amount, passage, before, until))
    return FigureFound(
        place=Place(passage.chapter, passage.block, amount.start, amount.end),
        quote=passage.text[start:end],
        measure=said,
        value=amount.value,
        unit=amount.unit,
        value_to=amount.numeral.value_to,
        as_of=held,
        scope=None if whole and whole in said else whole,
        approx=amount.approx,
        text=passage.text[amount.start : amount.end],
        certainty=certainty(amount, passage, said, dated=bool(held or whole)),
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
