"""The reference document that pandoc takes styles, page and settings from, made in code from its own."""

from __future__ import annotations

from typing import Any

from lxml import etree

from kanben.markup import default_file
from kanben.model import Edition
from kanben.publish.docx.archive import parts_of, zipped
from kanben.publish.docx.fields import field, instruction
from kanben.publish.docx.names import R, W, element, paragraph, run, w
from kanben.publish.docx.styles import styled
from kanben.publish.geometry import Geometry, geometry

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST_ID = 900
"""Relations of ours are numbered from here on: pandoc's own are few."""


def reference(edition: Edition) -> bytes:
    """The reference document of the edition: its own template where it has one, else ours."""
    if edition.reference_docx:
        return edition.reference_docx
    page = geometry(edition.profile)
    parts = parts_of(default_file("reference.docx"))
    parts["word/styles.xml"] = styled(parts["word/styles.xml"], _twips(page.width - page.inner - page.outer))
    parts["word/settings.xml"] = _settings(parts["word/settings.xml"])
    parts["word/header1.xml"] = _story("hdr", paragraph("Header", run(edition.metadata.title)))
    parts["word/footer1.xml"] = _story("ftr", paragraph("Footer", *_page_number()))
    parts["[Content_Types].xml"] = _typed(parts["[Content_Types].xml"])
    parts["word/_rels/document.xml.rels"] = _related(parts["word/_rels/document.xml.rels"])
    parts["word/document.xml"] = _paged(parts["word/document.xml"], page)
    return zipped(parts)


def _settings(content: bytes) -> bytes:
    root: Any = etree.fromstring(content)
    root.find(w("themeFontLang")).set(w("eastAsia"), "zh-CN")
    root.find(w("characterSpacingControl")).set(w("val"), "compressPunctuation")
    return _bytes(root)


def _story(kind: str, content: Any) -> bytes:
    return _bytes(element(kind, content))


def _page_number() -> tuple[Any, ...]:
    return field("begin"), instruction("PAGE"), field("separate"), run("1"), field("end")


def _typed(content: bytes) -> bytes:
    overrides = "".join(
        f'<Override PartName="/word/{name}1.xml" ContentType="{_TYPES}.{name}+xml"/>'
        for name in ("header", "footer")
    )
    return content.replace(b"</Types>", f"{overrides}</Types>".encode())


def _related(content: bytes) -> bytes:
    relations = "".join(
        f'<Relationship Id="rId{_FIRST_ID + at}" Type="{R}/{name}" Target="{name}1.xml"/>'
        for at, name in enumerate(("header", "footer"))
    )
    return content.replace(b"</Relationships>", f"{relations}</Relationships>".encode())


def _paged(content: bytes, page: Geometry) -> bytes:
    root: Any = etree.fromstring(content)
    body = root.find(w("body"))
    for old in body.findall(w("sectPr")):
        body.remove(old)
    body.append(_section(page))
    return _bytes(root)


def _section(page: Geometry) -> Any:
    references = [
        etree.Element(w(f"{name}Reference"), {w("type"): "default", f"{{{R}}}id": f"rId{_FIRST_ID + at}"})
        for at, name in enumerate(("header", "footer"))
    ]
    size = element("pgSz", w=_twips(page.width), h=_twips(page.height))
    margins = element(
        "pgMar", top=_twips(page.top), right=_twips(page.outer), bottom=_twips(page.bottom),
        left=_twips(page.inner), header=_twips(page.top / 2), footer=_twips(page.bottom / 2), gutter=0,
    )  # fmt: skip
    made = etree.Element(w("sectPr"), nsmap={"w": W, "r": R})
    made.extend([*references, size, margins])
    return made


def _twips(points: float) -> int:
    return round(points * 20)


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
