"""Figures drawn from findings: the timeline of the chronology, and a measure at its several dates."""

from __future__ import annotations

from kanben.assemble import svg
from kanben.assemble.edtf_order import printed
from kanben.assemble.statistics import Series, series, written
from kanben.assemble.timeline import timeline
from kanben.model import Event, Material, Plot
from kanben.resources import data_table

_ROW = 22.0
_LABEL, _VALUES = 92.0, 372.0
_FEWEST = 3
"""Two values make a line of a table; a picture is worth its room from three on."""


def plots(material: Material, events: tuple[Event, ...], wanted: tuple[str, ...]) -> tuple[Plot, ...]:
    """The figures that the edition wants, the timeline first."""
    drawn = (timeline(events),) if "timeline" in wanted and events else ()
    if "plots" not in wanted:
        return drawn
    return (*drawn, *(_bars(number, s) for number, s in enumerate(_worth_drawing(material), 1)))


def _worth_drawing(material: Material) -> tuple[Series, ...]:
    return tuple(s for s in series(material) if len(s[2]) >= _FEWEST)


def _bars(number: int, measured: Series) -> Plot:
    """Horizontal bars, a date each, the value as the text writes it at the end of its bar."""
    measure, unit, figures = measured
    scope = figures[0].scope or ""
    title = data_table("plots.toml")["bars"]["title"].format(measure=scope + measure, unit=unit)
    described = "；".join(f"{printed(f.as_of or '')}{written(f)}" for f in figures)
    description = f"{title}。{described}。"
    root = svg.canvas(_ROW * len(figures) + 12, title, description)
    most = max(abs(figure.value) for figure in figures) or 1
    for row, figure in enumerate(figures):
        middle = 6 + _ROW * (row + 0.5)
        long = abs(figure.value) / most * (_VALUES - _LABEL)
        svg.words(root, _LABEL - 8, middle + 4, printed(figure.as_of or ""), "end")
        svg.bar(root, (_LABEL, middle - 6), (max(long, 0.5), 12))
        svg.words(root, _LABEL + long + 6, middle + 4, written(figure))
    svg.line(root, (_LABEL, 4), (_LABEL, 8 + _ROW * len(figures)), svg.INK)
    return Plot(f"plot-{number}", title, svg.finished(root), description)
