"""The EPUB 3.3: the document in the middle packaged as it is, with navigation, page list and index semantics.

The XHTML of the pieces is not converted: what is printed in the PDF is what stands here, page numbers included.
"""

from __future__ import annotations

from lxml import etree

from kanben.model import Edition
from kanben.publish.document import pieces
from kanben.publish.epub.archive import archive
from kanben.publish.epub.cover import cover_image
from kanben.publish.epub.documents import Book, book, documents
from kanben.publish.epub.fonts import face_css, faces
from kanben.publish.epub.navigation import navigation
from kanben.publish.epub.package import manifest, package
from kanben.publish.epub.styling import stylesheet
from kanben.publish.layout import Layout
from kanben.publish.locators import locator
from kanben.publish.templates import fill

FOLDER = "EPUB/"


def epub(edition: Edition, layout: Layout) -> bytes:
    """The edition as an EPUB whose page list and locators are those of its PDF; the same bytes each time."""
    locate = locator(layout.pages, (each.chapter.slug for each in edition.matter))
    made = book(documents(pieces(edition, locate, "epub")), layout.pages, edition)
    files = _files(edition, made)
    listed = manifest(made, files)
    return archive(
        ("META-INF/container.xml", fill("epub/container.xml", folder=FOLDER).encode()),
        (f"{FOLDER}package.opf", package(edition, made, listed).encode()),
        *((f"{FOLDER}{name}", content) for name, content in files.items()),
    )


def _files(edition: Edition, made: Book) -> dict[str, bytes]:
    """Every file of the book by its name, in the order of the manifest."""
    nav = navigation(made).encode()
    cover = fill("epub/cover.xhtml", metadata=edition.metadata).encode()
    shown = (etree.fromstring(page) for page in (nav, cover))
    fonts = faces(edition, (*shown, *(document.root for document in made.documents)))
    return {
        "nav.xhtml": nav,
        "cover.xhtml": cover,
        **{document.name: document.serialised() for document in made.documents},
        "book.css": (face_css(fonts) + stylesheet(edition)).encode(),
        "cover.png": cover_image(edition),
        **{image.path: image.content for image in edition.images},
        **{font.name: font.content for font in fonts},
    }
