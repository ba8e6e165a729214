"""The functions of WeasyPrint's inline layout that are replaced, built over the originals.

The state of a layout (paragraphs read, the line laid out) is carried on WeasyPrint's own layout context.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from kanben.publish.composition.breaking import Limits, Line
from kanben.publish.composition.justification import changes, thousandths
from kanben.publish.composition.paragraph import Paragraph, Piece, read_paragraph
from kanben.publish.composition.shaping import ComposedLayout

Function = Callable[..., Any]
ENDLESS = 1e9  # px: no line overflows, since its end is known beforehand
KEPT = 256  # paragraphs, for pages and columns that are laid out again


@dataclass(frozen=True, slots=True)
class CurrentLine:
    """The line being laid out: what it holds, and the change of advance of each of its characters."""

    line: Line
    changes: list[float]
    pieces: dict[int, Piece]
    advances: list[float]
    breaks: bool  # whether text follows the line


@dataclass(slots=True)
class Composition:
    """What one layout knows of its paragraphs."""

    paragraphs: dict[int, tuple[Any, Paragraph | None]] = field(default_factory=dict)
    current: CurrentLine | None = None


def composition(context: Any) -> Composition:
    """The state carried on a layout context, made at its first use."""
    state: Composition = context.__dict__.setdefault("line_composition", Composition())
    return state


def paragraph_of(state: Composition, box: Any, read: Callable[[], Paragraph | None]) -> Paragraph | None:
    """The paragraph of a line box, read once while it is among the last ones."""
    known = state.paragraphs.get(id(box))
    if known is None or known[0] is not box:
        known = (box, read())
        while len(state.paragraphs) >= KEPT:
            del state.paragraphs[next(iter(state.paragraphs))]
        state.paragraphs[id(box)] = known
    return known[1]


def split_inline_box(original: Function, atomic_box: Function) -> Function:
    """A `split_inline_box` that lays out each line of a Chinese paragraph up to its chosen end."""

    def split(context: Any, box: Any, position_x: float, max_x: float, *rest: Any) -> Any:
        state = composition(context)
        first_line_style = rest[-1]
        _, skip, container = rest[:3]
        paragraph = None
        if isinstance(box, boxes.LineBox) and not first_line_style and not rest[-2]:
            width = _atomic_width(atomic_box, context, container)
            paragraph = paragraph_of(state, box, lambda: read_paragraph(box, width))
        elif state.current is not None and isinstance(box, boxes.InlineBox):
            return original(context, box, position_x, ENDLESS, *rest)
        outer = state.current
        try:
            state.current = current_line(paragraph, skip, position_x, max_x) if paragraph else None
            limit = ENDLESS if state.current else max_x
            return original(context, box, position_x, limit, *rest)
        finally:
            state.current = outer

    return split


def _atomic_width(atomic_box: Function, context: Any, container: Any) -> Callable[[Any], float]:
    def width(box: Any) -> float:
        laid_out: float = atomic_box(context, box, 0, None, container, [], []).margin_width()
        return laid_out

    return width


def current_line(paragraph: Paragraph, skip: Any, position_x: float, max_x: float) -> CurrentLine:
    """The line that begins at a skip stack, between two positions."""
    box, m = paragraph.box, paragraph.measures
    align, align_last = box.style["text_align_all"], box.style["text_align_last"]
    limits = Limits(max_x - position_x, max_x - position_x + box.text_indent, align == "justify")
    line = paragraph.line(paragraph.offset(box, skip), limits)
    filled = (align if not line.last or align_last == "auto" else align_last) == "justify"
    if line.last and align_last == "auto":
        filled = False
    target = limits.first if filled or line.width > limits.first else None
    advances = list(m.advances[line.start : line.shown])
    pieces = {id(piece.box): piece for piece in paragraph.pieces if piece.start < line.end > line.start}
    return CurrentLine(line, changes(m, line, target), pieces, advances, line.end < len(m.text))


def split_text_box(original: Function) -> Function:
    """A `split_text_box` that cuts the text where the current line ends."""

    def split(context: Any, box: Any, available_width: float, skip: int, is_line_start: bool = True) -> Any:
        current = composition(context).current
        piece = current.pieces.get(id(box)) if current else None
        if current is None or piece is None:
            return original(context, box, available_width, skip, is_line_start=is_line_start)
        return cut(current, piece, skip)

    return split


def cut(current: CurrentLine, piece: Piece, skip: int) -> tuple[Any, int | None, bool]:
    """The part of a text box that stands in the current line, where to resume, whether a break is forced."""
    line = current.line
    start, end = max(piece.start, line.start), min(piece.end, line.end)
    text = piece.box.text[start - piece.start : end - piece.start]
    resumes = end == line.end and current.breaks
    resume = skip + len(text.encode()) if resumes else None
    shown = text[: max(0, line.shown - start)]
    box = placed(current, piece, start, shown) if shown else None
    return box, resume, resumes and text.endswith("\n")


def placed(current: CurrentLine, piece: Piece, start: int, text: str) -> Any:
    """A text box for a part of a line, with its width and its place in the line height."""
    line, shaped = current.line, piece.shaped
    first = start - line.start
    moves = current.changes[first : first + len(text)]
    width = sum(current.advances[first : first + len(text)]) + sum(moves)
    lead = line.lead if start == line.start else 0.0
    hyphen = line.hyphen if start + len(text) == line.shown else 0.0
    box = piece.box.copy_with_text(text + (piece.box.style["hyphenate_character"] if hyphen else ""))
    size = box.style["font_size"]
    parts = thousandths(moves, size) if any(moves) or lead else None
    if parts is not None:
        parts.extend([0] * (len(box.text) - len(text)))
    box.pango_layout = ComposedLayout(shaped, box.text, parts, round(lead * 1000 / size))
    box.width = width - lead + hyphen
    stand_on_grid(box, shaped)
    return box


def stand_on_grid(box: Any, shaped: Any) -> None:
    """Give a text box the baseline of its style's first font: a fallback font does not move the line."""
    box.height = shaped.height
    box.margin_top = box.margin_bottom = (shaped.line_height - shaped.height) / 2
    box.baseline = shaped.baseline


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
