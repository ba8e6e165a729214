"""A paragraph read from WeasyPrint's boxes: one flat text across all inline boxes, and its chosen lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from kanben.publish.composition.breaking import Limits, Line, Opportunities, choose, ending
from kanben.publish.composition.classes import break_rule, classify
from kanben.publish.composition.hyphenation import hyphen_points
from kanben.publish.composition.measures import Measures, blank_halves, measure
from kanben.publish.composition.shaping import Shaped, shape

# Tabs, line separators and right-to-left text are not ours.
FOREIGN = re.compile(
    "[\t\f\r\x85\u2028\u2029\u0590-\u08ff\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe]"
)
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]")
OBJECT = "\ufffc"


class NotComposableError(Exception):
    """The line box holds something that WeasyPrint has to lay out in its own way."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text box, and the place of its first character in the paragraph."""

    box: Any
    start: int
    end: int
    shaped: Shaped


@dataclass(slots=True)
class Reading:
    """What is gathered while the boxes of a paragraph are walked."""

    atomic: Callable[[Any], float]
    text: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    advances: list[float] = field(default_factory=list)
    blank: list[float] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    solid: set[int] = field(default_factory=set)  # no break before these characters
    raised: bool = False
    edge: float = 0.0  # width of a box's start, waiting for its first character


@dataclass(slots=True)
class Paragraph:
    """A line box to be composed, with the lines chosen so far by their start and width."""

    box: Any
    measures: Measures
    pieces: tuple[Piece, ...]
    starts: dict[int, int]
    opportunities: Opportunities
    lines: dict[tuple[int, float], Line] = field(default_factory=dict)

    def line(self, start: int, limits: Limits) -> Line:
        """The line that begins at `start`, chosen together with all that follow it."""
        key = (start, round(limits.first, 2))
        if key not in self.lines:
            stop = self.measures.text.find("\n", start) + 1 or len(self.measures.text)
            for line in choose(self.measures, start, stop, limits, self.opportunities):
                self.lines[line.start, key[1] if line.start == start else round(limits.rest, 2)] = line
        return self.lines[key]

    def widest(self) -> float:
        """The width of the longest line between forced breaks, in px."""
        widths, start, text = [0.0], 0, self.measures.text
        indent = self.box.style["text_indent"]
        while start < len(text):
            stop = text.find("\n", start) + 1 or len(text)
            widths.append(ending(self.measures, stop, 0.0).x - self.measures.width[start])
            start = stop
        widths[min(1, len(widths) - 1)] += indent.value if getattr(indent, "unit", "") == "px" else 0.0
        return max(widths)

    def offset(self, box: Any, skip: dict[int, Any] | None) -> int:
        """The character at which WeasyPrint's `skip_stack` resumes."""
        if skip is None:
            return self.starts[id(box)]
        ((index, deeper),) = skip.items()
        if isinstance(box, boxes.TextBox):
            return self.starts[id(box)] + len(box.text.encode()[:index].decode())
        return self.offset(box.children[index], deeper)


def read_paragraph(linebox: Any, atomic: Callable[[Any], float]) -> Paragraph | None:
    """The paragraph of a line box, or None where it is not Chinese text set horizontally from left to right.

    `atomic` gives the width of an inline box that is not text.
    """
    if not is_ours(linebox):
        return None
    reading = Reading(atomic)
    reading.starts[id(linebox)] = 0
    try:
        read_children(linebox, reading)
    except NotComposableError:
        return None
    text, classes = "".join(reading.text), "".join(reading.classes)
    em = linebox.style["font_size"]
    measures = measure(text, classes, reading.advances, reading.blank, em)
    opportunities = Opportunities(allowed_breaks(reading, classes), hyphen_widths(reading))
    return Paragraph(linebox, measures, tuple(reading.pieces), reading.starts, opportunities)


def is_ours(linebox: Any) -> bool:
    """Whether a line box holds Chinese text, in a style that composition knows."""
    style = linebox.style
    return (
        is_chinese(style)
        and style["direction"] == "ltr"
        and style["white_space"] in ("normal", "pre-line", "nowrap")
        and any(CHINESE.search(text) for text in texts(linebox))
    )


def is_chinese(style: Any) -> bool:
    """Whether text is declared to be Chinese."""
    return (style["lang"] or "").startswith("zh")


def has_objects(box: Any) -> bool:
    """Whether a line or inline box holds anything but text in normal flow."""
    return any(
        not (
            isinstance(child, boxes.TextBox)
            or (isinstance(child, boxes.InlineBox) and not has_objects(child))
        )
        for child in box.children
        if child.is_in_normal_flow()
    )


def texts(box: Any) -> Iterator[str]:
    """The text of all text boxes of a line, in order."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child.text
        elif isinstance(child, boxes.InlineBox):
            yield from texts(child)


def read_children(box: Any, reading: Reading) -> None:
    """Read the children of a line or inline box, in order."""
    for child in box.children:
        reading.starts[id(child)] = len(reading.advances)
        if child.is_floated():
            raise NotComposableError
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.TextBox):
            read_text(child, reading)
        elif child.is_leader:
            read_object(reading, sum(sum(shape(text, child.style).advances) for text in texts(child)))
        elif isinstance(child, boxes.InlineBox):
            read_inline(child, reading)
        else:
            read_object(reading, reading.atomic(child))


def read_inline(box: Any, reading: Reading) -> None:
    """Read an inline box; its edges widen the characters beside them."""
    style = box.style
    reading.edge += edge(style, "left")
    outer, reading.raised = reading.raised, reading.raised or is_raised(style)
    read_children(box, reading)
    reading.raised = outer
    if (after := edge(style, "right")) and reading.advances:
        reading.advances[-1] += after


def edge(style: Any, side: str) -> float:
    """Margin, border and padding of one side, in px."""
    lengths = (style[f"margin_{side}"], style[f"padding_{side}"])
    total: float = style[f"border_{side}_width"]
    for length in lengths:
        if length == "auto":
            continue
        if getattr(length, "unit", "").lower() != "px":
            raise NotComposableError
        total += length.value
    return total


def read_text(box: Any, reading: Reading) -> None:
    """Shape a text box and read its characters."""
    style, text, start = box.style, box.text, len(reading.advances)
    space = style["white_space"]
    if FOREIGN.search(text) or space in ("pre", "pre-wrap", "break-spaces") or not style["font_size"]:
        raise NotComposableError
    shaped = shape(text, style)
    classes = "N" * len(text) if reading.raised else classify(text)
    reading.text.append(text)
    reading.classes.append(classes)
    reading.blank.extend(blank_halves(classes, shaped.advances, style["font_size"]))
    reading.advances.extend(shaped.advances)
    if reading.edge:
        reading.advances[start] += reading.edge
        reading.edge = 0.0
    end = start + len(text)
    if space == "nowrap":
        reading.solid.update(range(start + 1, end))
    reading.pieces.append(Piece(box, start, end, shaped))


def is_raised(style: Any) -> bool:
    """Whether a box is a raised mark, such as the call of a note."""
    align = style["vertical_align"]
    return (isinstance(align, float) and align > 0) or style["font_variant_position"] == "super"


def read_object(reading: Reading, width: float) -> None:
    """Read an image, a leader or another inline box that is not plain text, as one character."""
    reading.text.append(OBJECT)
    reading.classes.append("A")
    reading.blank.append(0.0)
    reading.advances.append(width + reading.edge)
    reading.edge = 0.0


def allowed_breaks(reading: Reading, classes: str) -> Callable[[int], bool]:
    """Whether a line may end before a character, across all boxes."""
    pango: list[int] = []
    for piece in reading.pieces:
        pango.extend([0] * (piece.start - len(pango)))
        pango.extend(piece.shaped.breaks)
    solid = reading.solid

    def allowed(at: int) -> bool:
        rule = break_rule(classes[at - 1], classes[at])
        return at not in solid and (bool(pango[at] & 1) if rule is None else rule)

    return allowed


def hyphen_widths(reading: Reading) -> dict[int, float]:
    """Where words may be hyphenated, and how wide the hyphen is there."""
    widths: dict[int, float] = {}
    for piece in reading.pieces:
        points = hyphen_points(piece.box.text, piece.box.style)
        if points:
            hyphen = shape(piece.box.style["hyphenate_character"], piece.box.style)
            widths.update({piece.start + point: sum(hyphen.advances) for point in points})
    return widths
