"""The reference document that pandoc takes styles, page and settings from, made in code from its own."""

from __future__ import annotations

from typing import Any
from zipfile import BadZipFile

from kanben.errors import ConfigError
from kanben.markup import default_file
from kanben.model import Edition
from kanben.publish.docx.archive import parts_of, zipped
from kanben.publish.docx.names import element, parsed, w, xml
from kanben.publish.docx.styles import completed, styled
from kanben.publish.geometry import Geometry, geometry

STYLES = "word/styles.xml"


def reference(edition: Edition) -> bytes:
    """The reference document of the edition: its own template where it has one, else ours.

    A template keeps all that it has; only styles that it lacks are added.  Raises ConfigError for one that is
    no Word file.
    """
    page = geometry(edition.profile)
    if edition.reference_docx:
        return _completed(edition.reference_docx, page)
    parts = parts_of(default_file("reference.docx"))
    parts[STYLES] = styled(parts[STYLES], page)
    parts["word/settings.xml"] = _settings(parts["word/settings.xml"])
    parts["word/document.xml"] = _paged(parts["word/document.xml"], page)
    return zipped(parts)


def twips(points: float) -> int:
    """Points in twentieths, as Word counts."""
    return round(points * 20)


def _completed(template: bytes, page: Geometry) -> bytes:
    try:
        parts = parts_of(template)
        parts[STYLES] = completed(parts[STYLES], page)
    except (BadZipFile, KeyError, SyntaxError):
        raise ConfigError("docx.no-template") from None
    return zipped(parts)


def _settings(content: bytes) -> bytes:
    root = parsed(content)
    root.find(w("themeFontLang")).set(w("eastAsia"), "zh-CN")
    root.find(w("characterSpacingControl")).set(w("val"), "compressPunctuation")
    return xml(root)


def _paged(content: bytes, page: Geometry) -> bytes:
    root = parsed(content)
    body = root.find(w("body"))
    for old in body.findall(w("sectPr")):
        body.remove(old)
    body.append(_section(page))
    return xml(root)


def _section(page: Geometry) -> Any:
    size = element("pgSz", w=twips(page.width), h=twips(page.height))
    margins = element(
        "pgMar", top=twips(page.top), right=twips(page.outer), bottom=twips(page.bottom),
        left=twips(page.inner), header=twips(page.top / 2), footer=twips(page.bottom / 2), gutter=0,
    )  # fmt: skip
    return element("sectPr", size, margins)
