"""A piece of the document in the middle: a chapter, the contents, an index."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents."""

    id: str
    level: int
    """1 for a piece, 2–6 inside a chapter."""
    title: str
    role: str
    """The piece's role, `part` for a part opening, `heading` inside a chapter."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the book that stands in a file of its own where the format has files."""

    id: str
    """The id that its outermost element carries."""
    role: str
    """half-title, title-page, copyright, contents, preface, note, part, chapter, appendix, afterword,
    chronology, tables, plots, collation, index or colophon."""
    title: str
    html: str
    """Body content: well-formed XHTML."""
    headings: tuple[Heading, ...] = ()
    """What the contents list of it, in order."""

    @property
    def stem(self) -> str:
        """The name of its file, without ending."""
        return self.id
