"""docProps/core.xml: title, authors, language and the rest, with dates of the manuscript and not of the clock."""

from __future__ import annotations

from lxml import etree

from kanben.model import Metadata

DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
NAMES = {"cp": CORE, "dc": DC, "dcterms": TERMS, "xsi": INSTANCE}
NO_DAY = "1980-01-01"


def core(metadata: Metadata) -> bytes:
    """The core properties of the edition."""
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap=NAMES)
    given = {
        "title": metadata.title, "subject": metadata.subtitle or metadata.title,
        "creator": "；".join(metadata.authors), "description": metadata.description or metadata.title,
        "language": metadata.language, "identifier": metadata.identifier,
    }  # fmt: skip
    for name, value in given.items():
        etree.SubElement(root, f"{{{DC}}}{name}").text = value
    etree.SubElement(root, f"{{{CORE}}}keywords").text = "；".join(metadata.subjects or (metadata.title,))
    for name in ("created", "modified"):
        day = etree.SubElement(root, f"{{{TERMS}}}{name}", {f"{{{INSTANCE}}}type": "dcterms:W3CDTF"})
        day.text = f"{metadata.date or NO_DAY}T00:00:00Z"
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
