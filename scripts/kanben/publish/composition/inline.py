"""The functions of WeasyPrint's inline layout that are replaced, built over the originals.

The state of a layout (paragraphs read, the line laid out) is carried on WeasyPrint's own layout context.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes

from kanben.publish.composition.drawing import ComposedLayout
from kanben.publish.composition.grid import hold_grid
from kanben.publish.composition.lines import CurrentLine, current_line, cut
from kanben.publish.composition.paragraph import Paragraph, is_chinese, read_paragraph
from kanben.publish.composition.reading import has_objects

Function = Callable[..., Any]
ENDLESS = 1e9  # px: no line overflows, since its end is known beforehand
KEPT = 256  # paragraphs, for pages and columns that are laid out again


@dataclass(slots=True)
class Composition:
    """What one layout knows of its paragraphs."""

    paragraphs: dict[int, tuple[Any, Paragraph | None]] = field(default_factory=dict)
    current: CurrentLine | None = None

    def paragraph(self, box: Any, width: Callable[[Any], float]) -> Paragraph | None:
        """The paragraph of a line box, read once while it is among the last ones."""
        known = self.paragraphs.get(id(box))
        if known is None or known[0] is not box:
            known = (box, read_paragraph(box, width))
            while len(self.paragraphs) >= KEPT:
                del self.paragraphs[next(iter(self.paragraphs))]
            self.paragraphs[id(box)] = known
        return known[1]


def composition(context: Any) -> Composition:
    """The state carried on a layout context, made at its first use."""
    if "line_composition" not in context.__dict__:
        context.line_composition = Composition()
    state: Composition = context.line_composition
    return state


def split_inline_box(original: Function, split_inline_level: Function) -> Function:
    """A `split_inline_box` that lays out each line of a Chinese paragraph up to its chosen end.

    Boxes inside a line come here too: they end where their text is cut, or run to their end.
    """

    def split(context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:
        state = composition(context)
        if not isinstance(box, boxes.LineBox):
            return original(context, box, position_x, ENDLESS if state.current else max_x, *rest)
        _, skip, container, *_, first_letter_style, first_line_style = rest
        paragraph = None
        if not first_letter_style and not first_line_style:
            paragraph = state.paragraph(box, object_width(split_inline_level, context, container))
        outer, state.current = state.current, None
        try:
            if paragraph is not None:
                state.current = current_line(paragraph, skip, position_x, max_x)
            result = original(context, box, position_x, ENDLESS if paragraph else max_x, *rest)
            if is_chinese(box.style):
                hold_grid(result[0])
            return result
        finally:
            state.current = outer

    return split


def object_width(split_inline_level: Function, context: Any, container: Any) -> Callable[[Any], float]:
    """A function that gives the width of an image or another inline box that is not text."""

    def width(box: Any) -> float:
        lists: list[list[Any]] = [[] for _ in range(5)]  # what lies out of the flow is laid out with the line
        laid_out, *_ = split_inline_level(context, box, 0, ENDLESS, -inf, None, container, *lists, None, None)
        return float(laid_out.margin_width())

    return width


def split_text_box(original: Function) -> Function:
    """A `split_text_box` that cuts the text where the current line ends."""

    def split(context: Any, box: Any, available_width: float, skip: int, is_line_start: bool = True) -> Any:
        current = composition(context).current
        piece = current.pieces.get(id(box)) if current else None
        if current is None or piece is None:
            return original(context, box, available_width, skip, is_line_start=is_line_start)
        return cut(current, piece, skip)

    return split


def justify_line(original: Function) -> Function:
    """A `justify_line` that leaves composed lines as they are: they were set to their width already."""

    def justify(context: Any, line: Any, extra_width: float) -> None:
        if not is_composed(line):
            original(context, line, extra_width)

    return justify


def is_composed(box: Any) -> bool:
    """Whether a line holds text set by composition."""
    if isinstance(box, boxes.TextBox):
        return isinstance(getattr(box, "pango_layout", None), ComposedLayout)
    return isinstance(box, boxes.LineBox | boxes.InlineBox) and any(map(is_composed, box.children))


def inline_max_content_width(original: Function, adjust: Function) -> Function:
    """An `inline_max_content_width` in the widths of composed text, so that table cells fit what they hold."""

    def widest(context: Any, box: Any, outer: bool = True, is_line_start: bool = False) -> Any:
        paragraph = None
        if isinstance(box, boxes.LineBox) and not has_objects(box):
            paragraph = composition(context).paragraph(box, float)
        if paragraph is None:
            return original(context, box, outer, is_line_start)
        return adjust(box, outer, paragraph.widest())

    return widest
