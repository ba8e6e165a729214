"""package.opf: metadata true to the book, every file listed, reading order (EPUB 3.3, 5; Accessibility 1.1)."""

from __future__ import annotations

from dataclasses import dataclass

from kanben.model import Edition
from kanben.publish.epub.documents import Book
from kanben.publish.templates import fill

MEDIA_TYPES = {
    "xhtml": "application/xhtml+xml", "css": "text/css", "png": "image/png", "jpg": "image/jpeg",
    "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml", "webp": "image/webp", "otf": "font/otf",
    "ttf": "font/ttf", "woff2": "font/woff2",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the manifest."""

    id: str
    href: str
    media_type: str
    properties: str = ""


def manifest(book: Book, files: dict[str, bytes]) -> tuple[Item, ...]:
    """Every file of the book with its type and what is special about it."""
    special = {"nav.xhtml": "nav", "cover.png": "cover-image", **{d.name: _properties(d.serialised(), d.piece.role)
                                                                 for d in book.documents}}  # fmt: skip
    return tuple(
        Item(f"i{number}", name, MEDIA_TYPES[name.rpartition(".")[2].lower()], special.get(name, ""))
        for number, name in enumerate(files)
    )


def package(edition: Edition, book: Book, items: tuple[Item, ...]) -> str:
    """The package document."""
    by_name = {item.href: item for item in items}
    order = ["cover.xhtml", *(d.name for d in book.documents)]
    order.insert(_contents_at(book), "nav.xhtml")
    return fill(
        "epub/package.opf",
        metadata=edition.metadata,
        modified=f"{edition.metadata.date or '1980-01-01'}T00:00:00Z",
        items=items,
        spine=[by_name[name].id for name in order],
        index=next((d.name for d in book.documents if d.piece.role == "index"), ""),
        source=f"urn:isbn:{edition.metadata.isbn}" if edition.metadata.isbn else edition.metadata.identifier,
        features=_features(edition, book),
        # A picture of the manuscript has a caption, which may not say all that it shows.
        sufficient="textual,visual" if edition.images else "textual",
    )


def _contents_at(book: Book) -> int:
    """Where the contents stand in the reading order: after the pages that open the book."""
    opening = [d for d in book.documents if d.piece.role in ("half-title", "title-page", "copyright")]
    return len(opening) + 1


def _properties(content: bytes, role: str) -> str:
    return " ".join(("svg",) * (b"<svg" in content) + ("index",) * (role == "index"))


def _features(edition: Edition, book: Book) -> tuple[str, ...]:
    """What the book truly offers to readers who can't see it as printed."""
    roles = {document.piece.role for document in book.documents}
    pages = ("pageBreakMarkers", "pageNavigation") if book.pages else ()
    described = ("longDescription",) if edition.apparatus.plots else ()
    index = ("index",) if "index" in roles else ()
    return (
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "ARIA",
        "alternativeText",
        *described,
        *pages,
        *index,
    )
