"""Which structure element of a PDF an element of the document is (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SVG = "{http://www.w3.org/2000/svg}svg"

BY_TAG: Mapping[str, str] = {
    "section": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "figcaption": "P",
    "img": "Figure",
    SVG: "Figure",
    "a": "Link",
}
"""Elements that make one; what is not here adds its text to the element it stands in."""

BY_CLASS: Mapping[tuple[str, str], str] = {
    ("span", "footnote"): "Note",
    ("nav", "contents"): "Contents",
    ("section", "index"): "Index",
}
"""Tag and class where the class says more than the tag; Contents is written as Sect."""

IN_CONTENTS: Mapping[str, str] = {"L": "TOC", "LI": "TOCI"}
"""What a list is inside the contents."""

SCOPES: Mapping[str, str] = {"col": "/Column", "row": "/Row", "rowgroup": "/Row", "colgroup": "/Column"}


def kind(element: Any, inside: str) -> str:
    """The structure type of an element inside one of type `inside`; empty: none of its own."""
    for name in (element.get("class") or "").split():
        if (element.tag, name) in BY_CLASS:
            return BY_CLASS[element.tag, name]
    given = BY_TAG.get(element.tag, "")
    return IN_CONTENTS.get(given, given) if inside in ("Contents", "TOC", "TOCI") else given


def description(element: Any) -> str:
    """What a figure shows, in words: its long description, else its title, else the alt text."""
    if element.tag != SVG:
        return str(element.get("alt") or "")
    parts = {part.tag.rpartition("}")[2]: part.text or "" for part in element}
    return parts.get("desc") or parts.get("title") or ""
