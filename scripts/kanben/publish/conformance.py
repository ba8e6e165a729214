"""What WeasyPrint leaves undone for PDF/UA-1: identification, page labels, notes tagged as notes."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from kanben.publish.layout import Layout


def conforming(raw: bytes, layout: Layout) -> bytes:
    """The PDF with page labels; the same bytes for the same input."""
    out = BytesIO()
    with pikepdf.open(BytesIO(raw)) as pdf:
        _page_labels(pdf, layout)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _page_labels(pdf: pikepdf.Pdf, layout: Layout) -> None:
    """Page labels equal to the printed numbers (ISO 32000-1, 12.4.2)."""
    nums = Array()
    page = 0
    for section in layout.sections:
        style = Name.r if section.numerals == "roman" else Name.D
        nums.extend([page, Dictionary(S=style, St=section.first)])
        page += len(section.pages)
    pdf.Root.PageLabels = Dictionary(Nums=nums)
