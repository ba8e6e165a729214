"""What WeasyPrint leaves undone in its PDF: identification as PDF/UA-1, page labels.

PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) in one file: the engine writes PDF/A, and the XMP is written
again, uncompressed, with the PDF/UA part and the extension schema that PDF/A asks for when another standard's
properties stand in it (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

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
        identify(pdf, identifier)
        return mended(saved(pdf))


def label_pages(pdf: pikepdf.Pdf, sections: tuple[Section, ...]) -> None:
    """Page labels equal to the printed numbers (ISO 32000-1, 12.4.2)."""
    nums: list[Any] = []
    page = 0
    for section in sections:
        nums += [page, page_label(section)]
        page += len(section.pages)
    pdf.Root.PageLabels = Dictionary(Nums=Array(nums))


def page_label(section: Section) -> Dictionary:
    """How the pages of a section are counted; a cover has names, each of its pages in a section of its own."""
    if section.numerals == "cover":
        return Dictionary(P=String(section.labels[0]))
    return Dictionary(S=Name.r if section.numerals == "roman" else Name.D, St=section.first)


def identify(pdf: pikepdf.Pdf, identifier: str) -> None:
    """Write the XMP again, saying that this is PDF/UA-1 too."""
    xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
    added = str(fill("xmp-ua.xml", identifier=identifier))
    stream = Stream(pdf, xmp.replace(RDF_END, added + RDF_END).encode("utf-8"))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)
