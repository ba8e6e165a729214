"""nav.xhtml: contents, page list and landmarks (EPUB 3.3, 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kanben.publish.captions import WORDS
from kanben.publish.epub.documents import Book
from kanben.publish.pieces import Heading
from kanben.publish.templates import fill
from kanben.publish.xml_text import sayable

LANDMARKS = (
    ("cover", "cover.xhtml", "cover"),
    ("titlepage", "title-page.xhtml", "title-page"),
    ("toc", "nav.xhtml#toc", "contents"),
)
BODY_ROLES = ("part", "chapter")
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents and the lines under it."""

    title: str
    href: str
    children: tuple[Line, ...] = ()


def navigation(book: Book) -> str:
    """The navigation document."""
    first = next((d.name for d in book.documents if d.piece.role in BODY_ROLES), "")
    index = next((d.name for d in book.documents if d.piece.role == "index"), "")
    landmarks = [(kind, href, word) for kind, href, word in LANDMARKS]
    landmarks += [("bodymatter", first, "body")] if first else []
    landmarks += [("index", index, "index")] if index else []
    page = fill(
        "epub/nav.xhtml",
        lines=contents(book),
        lists=tuple(_lists(book)),
        pages=book.pages,
        landmarks=landmarks,
    )
    return sayable(page)


def contents(book: Book) -> tuple[Line, ...]:
    """The headings of all documents, nested by level."""
    headings = tuple(
        (heading, f"{document.name}#{heading.id}")
        for document in book.documents
        for heading in document.piece.headings
        if heading.level <= DEEPEST
    )
    return _nested(headings)


def _lists(book: Book) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The lists of tables and figures that the book has."""
    for kind in WORDS:
        lines = tuple(Line(title, href) for each, title, href in book.captions if each == kind)
        if lines:
            yield kind, lines


def _nested(headings: tuple[tuple[Heading, str], ...]) -> tuple[Line, ...]:
    """Headings as a tree: each holds those after it that stand deeper."""
    lines: list[Line] = []
    at = 0
    while at < len(headings):
        (heading, href), end = headings[at], at + 1
        while end < len(headings) and headings[end][0].level > heading.level:
            end += 1
        lines.append(Line(heading.title, href, _nested(headings[at + 1 : end])))
        at = end
    return tuple(lines)
