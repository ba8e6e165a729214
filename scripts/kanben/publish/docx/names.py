"""Names of WordprocessingML (ECMA-376, part 1), and elements made of them."""

from __future__ import annotations

import re
from hashlib import blake2s
from typing import Any

from lxml import etree

from kanben.publish.xml_text import sayable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LONGEST = 40
"""Characters that the name of a bookmark may have in Word."""
_NOT_NAMED = re.compile("[^A-Za-z0-9]")
_BETWEEN = "Z"
"""What stands for a hyphen in a bookmark: Word takes none, and other programs write an underline as code."""


def w(name: str) -> str:
    """A name of the main vocabulary, as lxml writes it."""
    return f"{{{W}}}{name}"


def bookmark(identity: str) -> str:
    """The bookmark of an id: letters and digits, no longer than Word takes."""
    name = _NOT_NAMED.sub(_BETWEEN, identity)
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 9]}{_BETWEEN}{blake2s(identity.encode(), digest_size=4).hexdigest()}"


def element(name: str, *children: Any, **values: object) -> Any:
    """An element with attributes of the same vocabulary and children."""
    made = etree.Element(w(name), {w(key): str(value) for key, value in values.items()}, nsmap={"w": W})
    made.extend(children)
    return made


def text(content: str, name: str = "t") -> Any:
    """A piece of text with its spaces kept."""
    made = element(name)
    made.text = sayable(content)
    made.set(SPACE, "preserve")
    return made


def run(content: str, style: str = "") -> Any:
    """A run of text, in a character style where one is named."""
    properties = [element("rPr", element("rStyle", val=style))] if style else []
    return element("r", *properties, text(content))


def paragraph(style: str, *children: Any) -> Any:
    """A paragraph in a style, with nothing of its own."""
    return element("p", element("pPr", element("pStyle", val=style)), *children)


def link(anchor: str, *children: Any) -> Any:
    """A link to a bookmark of the document."""
    return element("hyperlink", *children, anchor=anchor, history="1")


def paragraph_of(part: Any) -> Any:
    """The paragraph that a part stands in, or is."""
    return part if part.tag == w("p") else next(part.iterancestors(w("p")))


def properties(part: Any) -> Any:
    """The properties of a paragraph, made where it has none."""
    found = part.find(w("pPr"))
    if found is None:
        found = element("pPr")
        part.insert(0, found)
    return found


def words_of(part: Any) -> str:
    """The text that a part prints."""
    return "" if part is None else "".join(part.itertext(w("t"))).strip()


def xml(root: Any) -> bytes:
    """The part as the package holds it."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def parsed(content: bytes) -> Any:
    """A part of a package as a tree; entities and the network stay shut."""
    return etree.fromstring(content, etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True))
