"""Born-digital PDF: its text, page by page, a line a line.  What is page and what is text, normalise decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from unicodedata import category

from kanben.errors import SourceError
from kanben.model import Block

_HYPHEN = re.compile("[\x02\ufffe]")
"""PDFium's sign for a hyphen at the end of a line."""
_NO_TEXT, _MOSTLY = 20, 0.1
_PASSWORD = "assword"  # noqa: S105 - a word of PDFium's message


def read_pdf(content: bytes) -> tuple[Block, ...]:
    """A block a page, lines parted by LF; every page but the first begins with a form feed.

    Raises SourceError for what is no PDF, is locked with a password, is a scan without text, or has fonts
    that don't say which characters they show.
    """
    if not content:
        raise SourceError("source.empty")
    pages = list(_pages(content))
    text = "".join(pages)
    if len("".join(text.split())) < _NO_TEXT:
        raise SourceError("source.pdf-scan", pages=len(pages))
    unknown = sum(category(character) in ("Co", "Cn", "Cc") for character in text if character != "\n")
    if unknown + text.count("\ufffd") > _MOSTLY * len(text):
        raise SourceError("source.pdf-glyphs", unknown=unknown, total=len(text))
    return tuple(Block("paragraph", "\f" * bool(n) + page) for n, page in enumerate(pages))


def _pages(content: bytes) -> Iterator[str]:
    """The text of each page, lines parted by LF."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
    except pypdfium2.PdfiumError as error:
        key = "source.pdf-locked" if _PASSWORD in str(error) else "source.not-that-format"
        raise SourceError(key, problem=str(error)) from None
    try:
        for page in document:
            yield "\n".join(line.text for line in in_order(_lines(page.get_textpage())))
    finally:
        document.close()  # type: ignore[no-untyped-call]


class Line(NamedTuple):
    """A line of a page, and where its first character stands, in points from the foot of the page."""

    text: str
    bottom: float
    top: float


def _lines(page: Any) -> Iterator[Line]:
    """The lines of a page that are not blank, in the order of the file: PDFium parts them by CR LF."""
    text, start = page.get_text_range(), 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            _, bottom, _, top = page.get_charbox(start + len(line) - len(line.lstrip()))
            yield Line(_HYPHEN.sub("-", line.rstrip()).replace("\0", ""), bottom, top)
        start += len(line)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """The lines in reading order: a running head, which many programs write last, stands first."""
    given = list(lines)
    heads = [line for line in given if line.bottom > given[0].top]
    return sorted(heads, key=lambda line: -line.top) + [line for line in given if line not in heads]
