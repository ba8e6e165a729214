"""The line that is being laid out, and the text boxes cut from it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from kanben.publish.composition.breaking import Limits, Line
from kanben.publish.composition.dots import has_dots
from kanben.publish.composition.drawing import ComposedLayout
from kanben.publish.composition.justification import changes, thousandths
from kanben.publish.composition.paragraph import Paragraph
from kanben.publish.composition.reading import Piece
from kanben.publish.composition.shaping import Shaped


@dataclass(frozen=True, slots=True)
class CurrentLine:
    """The line being laid out: the text boxes it cuts, and the change of advance of its characters, in px."""

    line: Line
    changes: list[float]
    pieces: dict[int, Piece]
    continues: bool  # text follows the line


def current_line(paragraph: Paragraph, skip: Any, position_x: float, max_x: float) -> CurrentLine:
    """The line that begins at WeasyPrint's `skip_stack` and stands between two positions."""
    box, m = paragraph.box, paragraph.measures
    justified = box.style["text_align_all"] == "justify"
    limits = Limits(max_x - position_x, max_x - position_x + box.text_indent, justified)
    line = paragraph.line(paragraph.offset(box, skip), limits)
    filled = box.style["text_align_last"] == "justify" if line.last else justified
    target = limits.first if filled or line.width > limits.first else None
    pieces = {id(piece.box): piece for piece in pieces_of(paragraph, line)}
    return CurrentLine(line, changes(m, line, target), pieces, line.end < len(m.text))


def pieces_of(paragraph: Paragraph, line: Line) -> tuple[Piece, ...]:
    """The text boxes of which a line holds characters."""
    pieces = paragraph.pieces
    first = bisect_right(pieces, line.start, key=lambda piece: piece.end)
    last = bisect_right(pieces, line.end - 1, key=lambda piece: piece.start)
    return pieces[first:last]


def cut(current: CurrentLine, piece: Piece, skip: int) -> tuple[Any, int | None, bool]:
    """The part of a text box that stands in the line, the byte to resume at, whether the break is forced.

    A line that ends with the text box resumes at the text's end, where WeasyPrint goes on with what follows.
    """
    line = current.line
    start, end = max(piece.start, line.start), min(piece.end, line.end)
    text = piece.box.text[start - piece.start : end - piece.start]
    ends = end == line.end and current.continues
    shown = text[: max(0, line.shown - start)]
    box = placed(current, piece, start, shown) if shown else None
    return box, skip + len(text.encode()) if ends else None, ends and text.endswith("\n")


def placed(current: CurrentLine, piece: Piece, start: int, text: str) -> Any:
    """A text box for a part of a line, with its width and its place in the line height."""
    line, shaped, style = current.line, piece.shaped, piece.box.style
    natural = shaped.advances[start - piece.start : start - piece.start + len(text)]
    moves = current.changes[start - line.start : start - line.start + len(text)]
    lead = line.lead if start == line.start else 0.0
    advances = [advance + move for advance, move in zip(natural, moves, strict=True)]
    if line.hyphen and start + len(text) == line.shown:
        text += style["hyphenate_character"]
        advances.append(line.hyphen)
    box = piece.box.copy_with_text(text)
    box.width = sum(advances) - lead
    size = style["font_size"]
    moved = thousandths(advances, size) if lead or any(moves) or has_dots(style) else None
    box.pango_layout = ComposedLayout(shaped, text, moved, round(lead * 1000 / size))
    stand_on_baseline(box, shaped)
    return box


def stand_on_baseline(box: Any, shaped: Shaped) -> None:
    """Give a text box the baseline of its style's first font, so that a fallback font does not move the line."""
    box.height = shaped.height
    box.baseline = shaped.baseline
    box.margin_top = shaped.baseline - shaped.ascent
    box.margin_bottom = shaped.line_height - shaped.height - box.margin_top
