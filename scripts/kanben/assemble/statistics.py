"""统计资料: the figures of the text by chapter, and those of one measure at several dates side by side."""

from __future__ import annotations

from collections import defaultdict

from kanben.assemble.edtf_order import order, printed
from kanben.model import FigureFound, Material, Row, Table
from kanben.resources import data_table

PRINTED = 0.5
Series = tuple[str, str, tuple[FigureFound, ...]]
"""A measure, its unit, and its figures in order of date."""


def statistics_tables(material: Material) -> tuple[Table, ...]:
    """The comparative table, where there is one, and the table of all figures in the order of the book."""
    return (*_comparative(series(material)), _every(figures(material)))


def figures(material: Material) -> tuple[FigureFound, ...]:
    """All figures certain enough to be printed, in the order of the book."""
    every = (figure for findings in material.findings for figure in findings.figures)
    return tuple(figure for figure in every if figure.certainty >= PRINTED and figure.measure)


def series(material: Material) -> tuple[Series, ...]:
    """Figures of one measure, one unit and one scope at two or more dates, in order of date."""
    groups: dict[tuple[str, str, str], dict[str, FigureFound]] = defaultdict(dict)
    for figure in figures(material):
        if figure.as_of:
            groups[figure.measure, figure.unit, figure.scope or ""].setdefault(figure.as_of, figure)
    return tuple(
        (measure, unit, tuple(sorted(dated.values(), key=lambda f: order(f.as_of or ""))))
        for (measure, unit, _), dated in groups.items()
        if len(dated) > 1
    )


def written(figure: FigureFound) -> str:
    """The number as the text gives it, its approximation kept: 1200多个, 近500人."""
    if figure.text:
        return figure.text
    number = "—".join(_number(value) for value in (figure.value, figure.value_to) if value is not None)
    before, after = {"nearly": ("近", ""), "about": ("约", ""), "over": ("", "多")}.get(
        figure.approx or "", ("", "")
    )
    return f"{before}{number}{after}{figure.unit}"


def _number(value: float) -> str:
    """The number with all its digits, and none that only the arithmetic of the machine adds."""
    return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"


def _every(found: tuple[FigureFound, ...]) -> Table:
    words = data_table("tables.toml")["statistics"]
    rows = tuple(
        Row((f.measure, written(f), printed(f.as_of) if f.as_of else "", f.scope or ""), (f.place,))
        for f in found
    )
    return Table("statistics", words["title"], tuple(words["columns"]), rows)


def _comparative(found: tuple[Series, ...]) -> tuple[Table, ...]:
    """One table for all series: a row for each measure and date."""
    words = data_table("tables.toml")["comparison"]
    rows = tuple(
        Row((measure, printed(figure.as_of or ""), written(figure)), (figure.place,))
        for measure, _, dated in found
        for figure in dated
    )
    return (Table("comparison", words["title"], tuple(words["columns"]), rows),) if rows else ()
