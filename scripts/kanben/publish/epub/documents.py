"""The pieces of the book as XHTML documents, and what an electronic book needs in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kanben.model import Edition, Pages
from kanben.publish.anchors import page_id
from kanben.publish.captions import captions
from kanben.publish.epub.languages import mark_languages
from kanben.publish.epub.names import EPUB_TYPE, ROOT, tag
from kanben.publish.epub.page_breaks import place_page_breaks
from kanben.publish.epub.semantics import describe_drawings, mark_index, title_tables
from kanben.publish.pieces import Piece
from kanben.publish.templates import fill
from kanben.publish.xml_text import sayable

NO_FILE = frozenset({"contents"})
"""Pieces that the navigation document stands for."""
BACK = frozenset({"chronology", "tables", "plots", "collation", "index", "colophon", "appendix", "afterword"})
FRONT = frozenset({"half-title", "title-page", "copyright", "preface", "note"})


@dataclass(frozen=True, slots=True)
class Document:
    """A piece as an XHTML document."""

    piece: Piece
    root: Any
    """lxml element `html`."""

    @property
    def name(self) -> str:
        """Its file's name."""
        return f"{self.piece.stem}.xhtml"

    def serialised(self) -> bytes:
        """The document's bytes."""
        return bytes(
            etree.tostring(self.root, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>")
        )


@dataclass(frozen=True, slots=True)
class Book:
    """All documents in reading order, and the pages whose beginnings are marked in them."""

    documents: tuple[Document, ...]
    pages: tuple[tuple[str, str], ...]
    """Label and the place of its mark (file#id), in the order of the pages."""
    title: str
    captions: tuple[tuple[str, str, str], ...] = ()
    """Kind, caption and place of every table and figure."""


def documents(pieces: Iterable[Piece]) -> tuple[Document, ...]:
    """Each piece that has a file, as a tree."""
    return tuple(Document(piece, _parsed(piece)) for piece in pieces if piece.role not in NO_FILE)


def book(made: tuple[Document, ...], pages: Pages, edition: Edition) -> Book:
    """The documents made ready: semantics, page breaks, and links that lead to the right file."""
    for document in made:
        for make_ready in PASSES:
            make_ready(document.piece, document.root)
    place_page_breaks({document.name: document.root for document in made}, pages)
    homes = {e.get("id"): d.name for d in made for e in d.root.iter(etree.Element) if e.get("id")}
    for document in made:
        _lead(document, homes)
    labels = ((start.label, page_id(start.label)) for start in pages.starts)
    listed = tuple((label, f"{homes[at]}#{at}") for label, at in labels if at in homes)
    lists = (
        (each.kind, each.line, f"{homes[each.id]}#{each.id}")
        for each in captions(edition).values()
        if each.id in homes
    )
    return Book(made, listed, edition.metadata.title, tuple(lists))


def _partition(piece: Piece, root: Any) -> None:
    """Say which part of the book a document belongs to."""
    body = root.find(tag("body"))
    kind = "backmatter" if piece.role in BACK else "frontmatter" if piece.role in FRONT else "bodymatter"
    body.set(EPUB_TYPE, kind)


PASSES: tuple[Callable[[Piece, Any], None], ...] = (
    _partition, mark_index, title_tables, describe_drawings, mark_languages,
)  # fmt: skip


def _parsed(piece: Piece) -> Any:
    page = fill("epub/page.xhtml", title=sayable(piece.title), lang=ROOT["lang"])
    root: Any = etree.fromstring(page.encode(), _parser())
    content = etree.fromstring(f"<body {ROOT['namespaces']}>{sayable(piece.html)}</body>".encode(), _parser())
    root.replace(root.find(tag("body")), content)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _lead(document: Document, homes: dict[str, str]) -> None:
    """Point each link inside the book at the file that holds its target; one to nowhere loses its link."""
    for link in document.root.iter(tag("a")):
        href = link.get("href", "")
        if not href.startswith("#"):
            continue
        home = homes.get(href[1:])
        if home is None:
            del link.attrib["href"]
        elif home != document.name:
            link.set("href", home + href)
