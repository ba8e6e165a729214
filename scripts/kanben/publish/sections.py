"""Pieces on their pages, in a row: which number each page prints, where blank pages stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kanben.publish.endings import set_with_good_ending
from kanben.publish.numerals import label
from kanben.publish.pieces import Piece
from kanben.publish.typesetter import BLANK, Typesetter

RECTO = frozenset({"half-title", "title-page", "contents", "part"})
"""Pieces that open on a right-hand page in every profile."""
EITHER = frozenset({"copyright", "blank", "colophon"})
"""Pieces that never ask for one."""


@dataclass(frozen=True, slots=True)
class Section:
    """A piece on its pages."""

    piece: Piece
    pages: tuple[Any, ...]
    """weasyprint.Page."""
    first: int
    """The number that its first page prints."""
    numerals: str
    """roman or arabic."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What its pages print."""
        numbers = range(self.first, self.first + len(self.pages))
        return tuple(label(number, self.numerals) for number in numbers)


def sections(setter: Typesetter, pieces: Iterable[Piece], first: int, numerals: str) -> tuple[Section, ...]:
    """The pieces set one after the other from a page number on, blank pages where one opens on the right."""
    out: list[Section] = []
    for piece in pieces:
        if after(out, first) % 2 == 0 and opens_right(piece, setter):
            out.append(section(setter, BLANK, after(out, first), numerals))
        out.append(section(setter, piece, after(out, first), numerals))
    return tuple(out)


def section(setter: Typesetter, piece: Piece, first: int, numerals: str) -> Section:
    """One piece on its pages."""
    return Section(piece, set_with_good_ending(setter, piece, first), first, numerals)


def opens_right(piece: Piece, setter: Typesetter) -> bool:
    """Whether a piece must open on a right-hand page."""
    return piece.role in RECTO or (setter.page.openings == "recto" and piece.role not in EITHER)


def after(made: Iterable[Section], first: int = 1) -> int:
    """The number of the page after those sections."""
    last = tuple(made)[-1:]
    return last[0].first + len(last[0].pages) if last else first


def even(setter: Typesetter, made: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections filled up to an even number of pages, so that what follows opens on the right."""
    number = after(made)
    return made if number % 2 else (*made, section(setter, BLANK, number, made[-1].numerals))


def filled(setter: Typesetter, made: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections filled up with blank pages to whole signatures, where the edition asks for them."""
    missing = -sum(len(each.pages) for each in made) % setter.page.signature
    blanks = (section(setter, BLANK, after(made) + number, "arabic") for number in range(missing))
    return (*made, *blanks)
