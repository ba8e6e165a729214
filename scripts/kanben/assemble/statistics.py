"""统计资料: the figures of the text by section, and those of one measure at several dates side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import groupby

from kanben.assemble.edtf_order import order, printed
from kanben.model import PRINTED, FigureFound, Material, Place, Row, Table
from kanben.resources import data_table

_TELLING = 4
"""Characters from which on a measure names one thing throughout a book."""
Series = tuple[str, str, tuple[FigureFound, ...]]
"""A measure, its unit, and its figures in order of date."""


def statistics_tables(material: Material) -> tuple[Table, ...]:
    """The comparative table, where there is one, and the table of all figures, section by section."""
    return (*_comparative(series(material)), _every(material))


def figures(material: Material) -> tuple[FigureFound, ...]:
    """All figures certain enough to be printed, in the order of the book."""
    every = (figure for findings in material.findings for figure in findings.figures)
    return tuple(figure for figure in every if figure.certainty >= PRINTED and figure.measure)


def series(material: Material) -> tuple[Series, ...]:
    """Figures of one measure, one unit and one scope at two or more dates, in order of date.

    What is counted on an occasion (到会代表) is no series, nor is one figure told twice under two dates; a measure of
    few words (职工) without a scope is compared in its own chapter only.
    """
    groups: dict[tuple[str, ...], dict[str, FigureFound]] = defaultdict(dict)
    for figure in figures(material):
        if figure.as_of and not figure.as_of.startswith("{") and not _on_an_occasion(figure):
            groups[_series_key(figure)].setdefault(figure.as_of, figure)
    return tuple(
        (key[0], key[1], tuple(sorted(dated.values(), key=lambda f: order(f.as_of or ""))))
        for key, dated in groups.items()
        if len({(figure.value, figure.value_to) for figure in dated.values()}) > 1
    )


def _series_key(figure: FigureFound) -> tuple[str, ...]:
    alone = not figure.scope and len(figure.measure) < _TELLING
    return figure.measure, figure.unit, figure.scope or "", figure.place.chapter if alone else ""


def _on_an_occasion(figure: FigureFound) -> bool:
    return figure.measure.startswith(tuple(data_table("tables.toml")["comparison"]["occasions"]))


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


def _every(material: Material) -> Table:
    """Every figure once, with all its places, under the section it is first told in."""
    words = data_table("tables.toml")["statistics"]
    divisions = _divisions(material)
    told = _once(figures(material))
    sections = [
        (title, tuple(group))
        for title, group in groupby(told, lambda each: _section(divisions, each[0].place))
    ]
    rows: list[Row] = []
    for title, group in sections:
        if len(sections) > 1:
            rows.append(Row((title, "", "", "")))
        rows.extend(Row(_cells(figure), places) for figure, places in group)
    return Table("statistics", words["title"], tuple(words["columns"]), tuple(rows))


def _cells(figure: FigureFound) -> tuple[str, ...]:
    held = printed(figure.as_of) if figure.as_of else ""
    return figure.measure, written(figure), held, figure.scope or ""


def _once(found: tuple[FigureFound, ...]) -> tuple[tuple[FigureFound, tuple[Place, ...]], ...]:
    """Figures that say the same of the same, as one with its places; one without a date goes with the dated one."""
    kept: dict[tuple[object, ...], list[FigureFound]] = {}
    for figure in found:
        same = kept.setdefault((figure.measure, figure.value, figure.value_to, figure.unit), [])
        same.append(figure)
    return tuple(
        (figure, tuple(dict.fromkeys(each.place for each in group)))
        for same in kept.values()
        for figure, group in _by_date(same)
    )


def _by_date(same: list[FigureFound]) -> list[tuple[FigureFound, list[FigureFound]]]:
    dated: dict[tuple[str, str], list[FigureFound]] = {}
    for figure in same:
        if figure.as_of:
            dated.setdefault((figure.as_of, figure.scope or ""), []).append(figure)
    if len(dated) < 2:
        return [(next((figure for figure in same if figure.as_of), same[0]), same)]
    loose = [figure for figure in same if not figure.as_of]
    groups = list(dated.values()) + ([loose] if loose else [])
    return [(group[0], group) for group in groups]


_Divisions = dict[str, tuple[str, list[int], list[str]]]


def _divisions(material: Material) -> _Divisions:
    """Each chapter's title, and the blocks and words of its highest headings."""
    found: _Divisions = {}
    for chapter in (cleaned.chapter for cleaned in material.chapters):
        heads = [(at, block) for at, block in enumerate(chapter.blocks) if block.kind == "heading"]
        highest = min((block.level for _, block in heads), default=0)
        tops = [(at, block.text) for at, block in heads if block.level == highest]
        found[chapter.slug] = (chapter.title, [at for at, _ in tops], [text for _, text in tops])
    return found


def _section(divisions: _Divisions, place: Place) -> str:
    """The chapter's division that holds the place, by its heading; the chapter's title where it has none."""
    title, starts, heads = divisions.get(place.chapter, ("", [], []))
    at = bisect_left(starts, place.block) - 1
    return heads[at] if at >= 0 else title


def _comparative(found: tuple[Series, ...]) -> tuple[Table, ...]:
    """One table for all series: a row for each measure and date."""
    words = data_table("tables.toml")["comparison"]
    rows = tuple(
        Row((measure, printed(figure.as_of or ""), written(figure)), (figure.place,))
        for measure, _, dated in found
        for figure in dated
    )
    return (Table("comparison", words["title"], tuple(words["columns"]), rows),) if rows else ()
