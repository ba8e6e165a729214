"""Emphasis dots (着重号): one under each ideograph, where CSS asks for a dotted underline (CLREQ 3.3.2).

WeasyPrint has no `text-emphasis`. A dotted underline of Chinese text means the same thing; where lines are not
composed it is still a row of dots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

from kanben.publish.composition.classes import char_class
from kanben.publish.composition.drawing import ComposedLayout

BELOW = 0.27  # em from the baseline to the middle of a dot
DIAMETER = 0.13  # em
ROUND_CAP = 1


def has_dots(style: Any) -> bool:
    """Whether the style asks for dots under its text."""
    return "underline" in style["text_decoration_line"] and style["text_decoration_style"] == "dotted"


def draw_text_decoration(original: Callable[..., Any]) -> Callable[..., Any]:
    """A `draw_text_decoration` that sets dots under the ideographs of composed text."""

    def draw(stream: Any, box: Any, offset_x: float, offset_y: float, *look: Any) -> None:
        layout = box.pango_layout
        under = isinstance(layout, ComposedLayout) and has_dots(box.style) and offset_y > box.baseline
        if not under or layout.advances is None:
            original(stream, box, offset_x, offset_y, *look)
            return
        size = box.style["font_size"]
        y = box.position_y + box.baseline + BELOW * size
        with stream.stacked():
            stream.set_color(look[-1], stroke=True)
            stream.set_line_cap(ROUND_CAP)
            stream.set_line_width(DIAMETER * size)
            for x in middles(layout, size):
                stream.move_to(box.position_x + x, y)
                stream.line_to(box.position_x + x, y)
            stream.stroke()

    return draw


def middles(layout: ComposedLayout, size: float) -> Iterator[float]:
    """The middle of each ideograph, in px from the start of its box."""
    assert layout.advances is not None
    for char, start in zip(layout.text, accumulate(layout.advances, initial=-layout.lead), strict=False):
        if char_class(char) == "H":
            yield (start / 1000 + 0.5) * size
