"""The package that pandoc wrote with what we add to it: running heads, settings, properties."""

from __future__ import annotations

from typing import Any

from lxml import etree

from kanben.publish.docx.names import R, element, parsed, w, xml
from kanben.publish.docx.sections import Story

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BEFORE = {
    "mirrorMargins": (
        "saveFormsData",
        "saveSubsetFonts",
        "embedSystemFonts",
        "embedTrueTypeFonts",
        "zoom",
        "view",
    ),
    "evenAndOddHeaders": (
        "defaultTableStyle",
        "clickAndTypeStyle",
        "summaryLength",
        "defaultTabStop",
        "mirrorMargins",
    ),
    "footnotePr": ("hdrShapeDefaults", "updateFields", "savePreviewPicture", "characterSpacingControl"),
}
"""What stands before an element of ours in the settings, as the schema orders them, the nearest first."""


def with_stories(parts: dict[str, bytes], stories: tuple[Story, ...]) -> dict[str, bytes]:
    """The parts with running heads and feet, and the settings of a book: left and right pages, notes by chapter."""
    types, relations, added = "", "", {}
    for story in stories:
        added[f"word/{story.name}"] = story.content
        types += f'<Override PartName="/word/{story.name}" ContentType="{_TYPES}.{story.kind}+xml"/>'
        relations += f'<Relationship Id="{story.relation}" Type="{R}/{story.kind}" Target="{story.name}"/>'
    listed, related = "[Content_Types].xml", "word/_rels/document.xml.rels"
    return {
        **parts,
        **added,
        listed: parts[listed].replace(b"</Types>", f"{types}</Types>".encode()),
        related: parts[related].replace(b"</Relationships>", f"{relations}</Relationships>".encode()),
        "word/settings.xml": _settings(parts["word/settings.xml"], facing=bool(stories)),
    }


def _settings(content: bytes, facing: bool) -> bytes:
    """Left and right pages where the heads are ours; notes that count from 1 in each section.

    The count stands here and not in each section: LibreOffice 7 numbers every note 0 where a section asks for it.
    """
    root = parsed(content)
    if facing:
        _add(root, element("mirrorMargins"))
        _add(root, element("evenAndOddHeaders"))
    _add(root, element("footnotePr", element("numRestart", val="eachSect")))
    return xml(root)


def _add(root: Any, made: Any) -> None:
    """Put a setting where the schema wants it; one that is there stays."""
    if root.find(made.tag) is not None:
        return
    found = (root.find(w(name)) for name in _BEFORE[etree.QName(made).localname])
    after = next((each for each in found if each is not None), None)
    root.insert(0 if after is None else root.index(after) + 1, made)
