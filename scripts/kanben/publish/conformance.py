"""What WeasyPrint leaves undone in its PDF: identification as PDF/UA-1, page labels, tags of notes and lists.

PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) in one file: the engine writes PDF/A, and the XMP is written
again, uncompressed, with the PDF/UA part and the extension schema that PDF/A asks for when another standard's
properties stand in it (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from kanben.publish.sections import Section
from kanben.publish.stream_ends import mended, saved
from kanben.publish.templates import fill

RDF_END = "</rdf:RDF>"


def conforming(raw: bytes, sections: tuple[Section, ...], identifier: str) -> bytes:
    """The PDF with all that; the same bytes for the same input."""
    with pikepdf.open(BytesIO(raw)) as pdf:
        label_pages(pdf, sections)
        tag_apparatus(pdf, sections)
        identify(pdf, identifier)
        return mended(saved(pdf))


def label_pages(pdf: pikepdf.Pdf, sections: tuple[Section, ...]) -> None:
    """Page labels equal to the printed numbers (ISO 32000-1, 12.4.2)."""
    nums: list[Any] = []
    page = 0
    for section in sections:
        style = Name.r if section.numerals == "roman" else Name.D
        nums += [page, Dictionary(S=style, St=section.first)]
        page += len(section.pages)
    pdf.Root.PageLabels = Dictionary(Nums=Array(nums))


def identify(pdf: pikepdf.Pdf, identifier: str) -> None:
    """Write the XMP again, saying that this is PDF/UA-1 too."""
    xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
    added = str(fill("xmp-ua.xml", identifier=identifier))
    stream = Stream(pdf, xmp.replace(RDF_END, added + RDF_END).encode("utf-8"))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)


def tag_apparatus(pdf: pikepdf.Pdf, sections: tuple[Section, ...]) -> None:
    """Notes, contents and indexes tagged as what they are (ISO 32000-1, 14.8.4)."""
    roles = page_roles(pdf, sections)
    document = pdf.Root.StructTreeRoot.K[0]
    kept = [element for element in document.K if children(element)]
    document.K = Array(kept)
    notes = 0
    for element in kept:
        role = roles.get(element.Pg.objgen, "")
        if role == "contents":
            tag_contents(element)
        elif role == "index" and Name.Sect == element.S:
            element.S = Name.Index
        elif Name.NonStruct == element.S:
            notes = tag_notes(element, notes)


def page_roles(pdf: pikepdf.Pdf, sections: tuple[Section, ...]) -> dict[tuple[int, int], str]:
    """The role of the piece on each page, by the page's object."""
    roles = (section.piece.role for section in sections for _ in section.pages)
    return {page.obj.objgen: role for page, role in zip(pdf.pages, roles, strict=True)}


def tag_notes(area: Any, counted: int) -> int:
    """Tag what stands in the note area of a page as notes, each with an ID; give back how many there are."""
    for element in children(area):
        counted += 1
        element.S = Name.Note
        element.ID = String(f"note-{counted}")
    return counted


def tag_contents(element: Any) -> None:
    """Tag the list of a contents page as TOC, its items as TOCI."""
    renamed = {Name.L: Name.TOC, Name.LI: Name.TOCI, Name.LBody: Name.P}
    for each in descendants(element):
        each.S = renamed.get(each.S, each.S)


def descendants(element: Any) -> Iterator[Any]:
    """The structure elements under one, itself not counted."""
    stack = list(children(element))
    while stack:
        each = stack.pop()
        yield each
        stack.extend(children(each))


def children(element: Any) -> Iterable[Any]:
    """The structure elements right under one."""
    kids = element.get("/K", ())
    listed = kids if isinstance(kids, Array) else (kids,)
    return [kid for kid in listed if isinstance(kid, Dictionary) and "/S" in kid]
