"""The timeline: years across, kinds of event in lanes, a mark an event."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from kanben.assemble import svg
from kanben.assemble.edtf_order import year_of
from kanben.model import Event, Plot
from kanben.resources import data_table

_LEFT, _TOP, _STEP = 44.0, 10.0, 8.0
_MOST_COLUMNS = 14
_SPANS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_SHAPES = {"meeting": "circle", "document": "square", "other": "diamond"}


def timeline(events: tuple[Event, ...]) -> Plot:
    """A figure of all events with a known year; dense years stand in more rows of marks."""
    dated = [(year, event.lane) for event in events if (year := year_of(event.edtf)) is not None]
    years = [year for year, _ in dated] or [0]
    span = _span(min(years), max(years))
    first = min(years) // span * span
    columns = (max(years) - first) // span + 1
    counts = Counter(((year - first) // span, lane) for year, lane in dated)
    words = data_table("plots.toml")["timeline"]
    description = _described(counts, first, span, words)
    return Plot(
        "timeline", words["title"], _drawn(counts, (first, span, columns), words, description), description
    )


def _span(first: int, last: int) -> int:
    """Years in one column, so that the columns stay wide enough to be read."""
    return next((s for s in _SPANS if last // s - first // s < _MOST_COLUMNS), _SPANS[-1])


def _drawn(
    counts: Counter[tuple[int, str]], scale: tuple[int, int, int], words: dict[str, str], told: str
) -> str:
    first, span, columns = scale
    width = (svg.WIDTH - _LEFT) / columns
    across = max(1, int((width - 8) // _STEP))
    heights = {lane: _lane_height(counts, lane, across) for lane in _SHAPES}
    bottom = _TOP + sum(heights.values())
    root = svg.canvas(bottom + 22, words["title"], told)
    top = _TOP
    for lane, shape in _SHAPES.items():
        svg.words(root, 0, top + heights[lane] / 2 + 4, words[lane])
        for column in range(columns):
            _cell(root, (_LEFT + column * width, top), (counts[column, lane], across), shape)
        top += heights[lane]
        svg.line(root, (_LEFT, top), (svg.WIDTH, top))
    for column in range(columns):
        x = _LEFT + column * width
        svg.line(root, (x, _TOP), (x, bottom))
        svg.words(root, x + width / 2, bottom + 15, _label(first + column * span, span), "middle")
    return svg.finished(root)


def _lane_height(counts: Counter[tuple[int, str]], lane: str, across: int) -> float:
    most = max((count for (_, other), count in counts.items() if other == lane), default=0)
    return max(22.0, -(-most // across) * _STEP + 10)


def _cell(root: Element, corner: tuple[float, float], load: tuple[int, int], shape: str) -> None:
    (x, y), (count, across) = corner, load
    for number in range(count):
        centre = (x + 8 + number % across * _STEP, y + 9 + number // across * _STEP)
        svg.mark(root, centre, shape)


def _label(year: int, span: int) -> str:
    return str(year) if span == 1 else f"{year}–{(year + span - 1) % 100:02d}"


def _described(counts: Counter[tuple[int, str]], first: int, span: int, words: dict[str, str]) -> str:
    columns = sorted({column for column, _ in counts})
    told = (
        _label(first + column * span, span) + "年：" + "、".join(
            f"{words[lane]}{counts[column, lane]}件" for lane in _SHAPES if counts[column, lane]
        ) for column in columns
    )  # fmt: skip
    return words["title"] + "。" + "；".join(told) + "。"
