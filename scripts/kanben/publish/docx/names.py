"""Names of WordprocessingML (ECMA-376, part 1), and elements made of them."""

from __future__ import annotations

from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(name: str) -> str:
    """A name of the main vocabulary, as lxml writes it."""
    return f"{{{W}}}{name}"


def element(name: str, *children: Any, **values: object) -> Any:
    """An element with attributes of the same vocabulary and children."""
    made = etree.Element(w(name), {w(key): str(value) for key, value in values.items()}, nsmap={"w": W})
    made.extend(children)
    return made


def run(text: str) -> Any:
    """A run of plain text."""
    content = element("t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", content)


def paragraph(style: str, *children: Any) -> Any:
    """A paragraph in a style, with nothing of its own."""
    return element("p", element("pPr", element("pStyle", val=style)), *children)


def link(anchor: str, *children: Any) -> Any:
    """A link to a bookmark of the document."""
    return element("hyperlink", *children, anchor=anchor, history="1")
