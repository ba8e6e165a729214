"""The package that pandoc wrote with what we add to it: running heads, settings, properties."""

from __future__ import annotations

from kanben.publish.docx.names import R, element, parsed, w, xml
from kanben.publish.docx.sections import Story

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BEFORE_MIRROR = (
    "saveFormsData",
    "saveSubsetFonts",
    "embedSystemFonts",
    "embedTrueTypeFonts",
    "zoom",
    "view",
)
_BEFORE_EVEN = ("defaultTableStyle", "clickAndTypeStyle", "summaryLength", "defaultTabStop", "mirrorMargins")
"""What stands before an element of ours in the settings, as the schema orders them, the nearest first."""


def with_stories(parts: dict[str, bytes], stories: tuple[Story, ...]) -> dict[str, bytes]:
    """The parts with running heads and feet, left and right pages apart; none, and they stay as they are."""
    if not stories:
        return parts
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
        "word/settings.xml": _facing(parts["word/settings.xml"]),
    }


def _facing(content: bytes) -> bytes:
    """Settings of a book with left and right pages."""
    root = parsed(content)
    for name, before in (("mirrorMargins", _BEFORE_MIRROR), ("evenAndOddHeaders", _BEFORE_EVEN)):
        if root.find(w(name)) is None:
            found = (root.find(w(each)) for each in before)
            after = next((each for each in found if each is not None), None)
            root.insert(0 if after is None else root.index(after) + 1, element(name))
    return xml(root)
