"""The boxes of a line box read in order: one flat text across all inline boxes, shaped box by box."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from kanben.publish.composition.shaping import Shaped, shape

# Tabs, line separators and right-to-left text are not ours.
FOREIGN = re.compile(
    "[\t\f\r\x85\u2028\u2029\u0590-\u08ff\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe]"
)
OBJECT, READING = "\ufffc", "\ufff9"
TEXT_BOX: Any = boxes.TextBox  # WeasyPrint is not typed
INLINE_BOX: Any = boxes.InlineBox


class NotComposableError(Exception):
    """The line box holds something that WeasyPrint has to lay out in its own way."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text box, and the place of its characters in the paragraph."""

    box: Any
    start: int
    end: int
    shaped: Shaped
    raised: bool  # a note mark or another superscript
    solid: bool  # never broken


@dataclass(slots=True)
class Reading:
    """What is gathered while the boxes of a paragraph are walked; `atomic` gives the width of an image."""

    atomic: Callable[[Any], float]
    text: list[str] = field(default_factory=list)
    advances: list[float] = field(default_factory=list)  # px, with the left edges of inline boxes
    edges: dict[int, float] = field(default_factory=dict)  # right edges, by the character they stand after
    pieces: list[Piece] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)  # of each box, by its identity
    raised: bool = False
    edge: float = 0.0  # width of a box's left edge, waiting for its first character

    def add(self, text: str, advances: list[float]) -> None:
        """Add characters, the first widened by the edges that stand before it."""
        start = len(self.advances)
        self.text.append(text)
        self.advances.extend(advances)
        self.advances[start] += self.edge
        self.edge = 0.0


def read(linebox: Any, atomic: Callable[[Any], float]) -> Reading:
    """The text and advances of a line box; NotComposableError where it is not for us."""
    reading = Reading(atomic)
    reading.starts[id(linebox)] = 0
    read_children(linebox, reading)
    return reading


def read_children(box: Any, reading: Reading) -> None:
    """Read the children of a line or inline box, in order."""
    for child in box.children:
        reading.starts[id(child)] = len(reading.advances)
        if child.is_floated():
            raise NotComposableError
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, TEXT_BOX):
            read_text(child, reading)
        elif child.is_leader:
            reading.add(OBJECT, [sum(sum(shape(text, child.style).advances) for text in texts(child))])
        elif isinstance(child, INLINE_BOX):
            read_inline(child, reading)
        else:
            width = reading.atomic(child)
            reading.add(OBJECT if width > 0 else READING, [width])


def read_text(box: Any, reading: Reading) -> None:
    """Shape a text box and read its characters."""
    style, start = box.style, len(reading.advances)
    space = style["white_space"]
    if FOREIGN.search(box.text) or space in ("pre", "pre-wrap", "break-spaces") or not style["font_size"]:
        raise NotComposableError
    shaped = shape(box.text, style)
    reading.add(box.text, shaped.advances)
    reading.pieces.append(Piece(box, start, len(reading.advances), shaped, reading.raised, space == "nowrap"))


def read_inline(box: Any, reading: Reading) -> None:
    """Read an inline box; its left edge widens its first character, its right one the gap after its last."""
    style, outer = box.style, reading.raised
    reading.edge += edge(style, "left")
    reading.raised = outer or is_raised(style)
    read_children(box, reading)
    reading.raised = outer
    if (after := edge(style, "right")) and reading.advances:
        last = len(reading.advances) - 1
        reading.edges[last] = reading.edges.get(last, 0.0) + after


def edge(style: Any, side: str) -> float:
    """Margin, border and padding of one side, in px."""
    total: float = style[f"border_{side}_width"]
    for length in (style[f"margin_{side}"], style[f"padding_{side}"]):
        if length == "auto":
            continue
        if getattr(length, "unit", "").lower() != "px":
            raise NotComposableError
        total += length.value
    return total


def is_raised(style: Any) -> bool:
    """Whether a box is a raised mark, such as the call of a note."""
    align = style["vertical_align"]
    return (isinstance(align, float) and align > 0) or style["font_variant_position"] == "super"


def has_objects(box: Any) -> bool:
    """Whether a line or inline box holds anything but text in normal flow."""
    return any(
        not isinstance(child, TEXT_BOX) and (not isinstance(child, INLINE_BOX) or has_objects(child))
        for child in box.children
        if child.is_in_normal_flow()
    )


def texts(box: Any) -> Iterator[str]:
    """The text of all text boxes of a line or inline box, in order."""
    for child in box.children:
        if isinstance(child, TEXT_BOX):
            yield child.text
        elif isinstance(child, INLINE_BOX):
            yield from texts(child)
