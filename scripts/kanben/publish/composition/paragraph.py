"""A paragraph to be composed: its text measured, the places where it may be broken, and its chosen lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kanben.publish.composition.breaking import Limits, Line, choose
from kanben.publish.composition.classes import break_rule, classify
from kanben.publish.composition.endings import Opportunities, ending
from kanben.publish.composition.hyphenation import hyphen_points
from kanben.publish.composition.measures import Measures, Setting, blank_halves, measure
from kanben.publish.composition.reading import TEXT_BOX, NotComposableError, Piece, Reading, read, texts
from kanben.publish.composition.shaping import shape

CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af]")
RAISED = "N"  # the class of note marks


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
        first, rest = round(limits.first, 2), round(limits.rest, 2)
        if (start, first) not in self.lines:
            for line in choose(self.measures, start, self.stop(start), limits, self.opportunities):
                self.lines[line.start, first if line.start == start else rest] = line
        return self.lines[start, first]

    def stop(self, start: int) -> int:
        """The end of the text, or the place behind the next forced break."""
        return self.measures.text.find("\n", start) + 1 or len(self.measures.text)

    def widest(self) -> float:
        """The width of the longest line between forced breaks, in px."""
        m, widths, start = self.measures, [0.0], 0
        while start < len(m.text):
            stop = self.stop(start)
            widths.append(ending(m, stop, 0.0).x - m.width[start])
            start = stop
        indent = self.box.style["text_indent"]
        widths[min(1, len(widths) - 1)] += indent.value if getattr(indent, "unit", "") == "px" else 0.0
        return max(widths)

    def offset(self, box: Any, skip: dict[int, Any] | None) -> int:
        """The character at which WeasyPrint's `skip_stack` resumes."""
        if skip is None:
            return self.starts[id(box)]
        ((index, deeper),) = skip.items()
        if isinstance(box, TEXT_BOX):
            return self.starts[id(box)] + len(box.text.encode()[:index].decode())
        return self.offset(box.children[index], deeper)


def read_paragraph(linebox: Any, atomic: Callable[[Any], float]) -> Paragraph | None:
    """The paragraph of a line box, or None where it is not Chinese text set horizontally from left to right.

    `atomic` gives the width of an inline box that is not text.
    """
    if not is_ours(linebox):
        return None
    try:
        reading = read(linebox, atomic)
    except NotComposableError:
        return None
    text = "".join(reading.text)
    classes = classes_of(text, reading.pieces)
    setting = Setting(text, classes, reading.advances, blanks_of(classes, reading), reading.edges)
    measures = measure(setting, linebox.style["font_size"])
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


def classes_of(text: str, pieces: list[Piece]) -> str:
    """The classes of a paragraph's characters; raised ones are all of one class."""
    classes = list(classify(text))
    for piece in pieces:
        if piece.raised:
            classes[piece.start : piece.end] = RAISED * (piece.end - piece.start)
    return "".join(classes)


def blanks_of(classes: str, reading: Reading) -> list[float]:
    """The blank halves of marks, by the font size of the box each stands in."""
    blanks = [0.0] * len(classes)
    for piece in reading.pieces:
        part, advances = slice(piece.start, piece.end), piece.shaped.advances
        blanks[part] = blank_halves(classes[part], advances, piece.box.style["font_size"])
    return blanks


def allowed_breaks(reading: Reading, classes: str) -> Callable[[int], bool]:
    """Whether a line may end before a character, across all boxes."""
    pango = [0] * len(classes)
    solid: set[int] = set()
    for piece in reading.pieces:
        pango[piece.start : piece.end] = piece.shaped.breaks
        if piece.solid:
            solid.update(range(piece.start + 1, piece.end))

    def allowed(at: int) -> bool:
        rule = break_rule(classes[at - 1], classes[at])
        return at not in solid and (bool(pango[at] & 1) if rule is None else rule)

    return allowed


def hyphen_widths(reading: Reading) -> dict[int, float]:
    """Where words may be hyphenated, and how wide the hyphen is there."""
    widths: dict[int, float] = {}
    for piece in reading.pieces:
        style = piece.box.style
        if not piece.solid and (points := hyphen_points(piece.box.text, style)):
            hyphen = sum(shape(style["hyphenate_character"], style).advances)
            widths.update({piece.start + point: hyphen for point in points})
    return widths
