"""The document in the middle made ready for pandoc's HTML reader: notes, styles, anchors, pictures."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from lxml import etree

from kanben.model import Edition
from kanben.publish.docx.styles import recipe
from kanben.publish.pieces import Piece
from kanben.publish.raster import rasterised

FIELD = "field-"
"""Ids of the paragraphs that give way to a field."""
_HOMES = frozenset({"p", "li", "td", "th", "figcaption", "caption", "pre"})
Pass = Callable[[Any, Edition], None]


def html_for_word(pieces: tuple[Piece, ...], edition: Edition) -> str:
    """All pieces as one HTML page; the contents and the indexes are placeholders for their fields."""
    root = etree.fromstring(f"<body>{''.join(map(_body, pieces))}</body>", etree.XMLParser(huge_tree=True))
    for make_ready in PASSES:
        make_ready(root, edition)
    return str(etree.tostring(root, encoding="unicode", method="html"))


def gather_notes(root: Any, _edition: Edition) -> None:
    """Notes as pandoc reads them: list items with a role, without the mark and the way back."""
    for section in [s for s in root.iter("section") if s.get("role") == "doc-endnotes"]:
        notes = [_note(aside) for aside in section.iter("aside")]
        for child in list(section):
            section.remove(child)
        section.append(etree.Element("ol"))
        section[0].extend(notes)
    for reference in [a for a in root.iter("a") if a.get("role") == "doc-noteref"]:
        raised = reference.getparent()
        if raised.tag == "sup":
            raised.tag = "span"
            raised.attrib.pop("class", None)


def name_styles(root: Any, _edition: Edition) -> None:
    """Put each element that has a style of its own into a division that names it."""
    for mark, style in recipe()["marks"].items():
        for found in [e for e in root.iter(mark.split()[-1].partition(".")[0]) if _matches(e, mark)]:
            if found.getparent().get("data-custom-style") is None:
                _wrap(found, style)


def flatten_sections(root: Any, _edition: Edition) -> None:
    """Give the id of a section to its first heading: a bookmark over a whole section is lost in some readers."""
    for section in list(root.iter("section", "header", "nav")):
        heading = next(section.iter("h1", "h2", "h3", "p"), None)
        if section.get("id") and heading is not None and heading.get("id") is None:
            heading.set("id", section.attrib.pop("id"))


def anchor_blocks(root: Any, _edition: Edition) -> None:
    """Put an empty anchor before the text of each block that a link leads to: pandoc keeps no id of a paragraph."""
    wanted = {a.get("href", "")[1:] for a in root.iter("a") if a.get("href", "").startswith("#")}
    known = {e.get("id") for e in root.iter(etree.Element) if e.get("id")}
    for block in [e for e in root.iter(*_HOMES) if e.get("id") in wanted]:
        anchor = etree.Element("span", {"id": block.attrib.pop("id")})
        anchor.tail, block.text = block.text, None
        block.insert(0, anchor)
    for link in [a for a in root.iter("a") if a.get("href", "").startswith("#")]:
        if link.get("href")[1:] not in known:
            del link.attrib["href"]


def draw_pictures(root: Any, edition: Edition) -> None:
    """Pictures as data of the page: pandoc in its sandbox opens no file, and Word draws no SVG of ours."""
    files = {image.path: image.content for image in edition.images}
    for image in [i for i in root.iter("img") if i.get("src") in files]:
        image.set("src", _data(image.get("src").rpartition(".")[2], files[image.get("src")]))
    for drawing in list(root.iter("{http://www.w3.org/2000/svg}svg")):
        described = drawing.findtext("{http://www.w3.org/2000/svg}desc") or ""
        picture = etree.Element("img", {"src": _data("png", rasterised(drawing)), "alt": described})
        picture.tail = drawing.tail
        drawing.getparent().replace(drawing, picture)


PASSES: tuple[Pass, ...] = (gather_notes, flatten_sections, name_styles, anchor_blocks, draw_pictures)


def _body(piece: Piece) -> str:
    if piece.role == "contents":
        title = f'<div data-custom-style="TOC Heading"><p>{piece.title}</p></div>'
        return f'{title}<p><span id="{FIELD}contents"></span></p>'
    if piece.role == "index":
        body = etree.fromstring(f"<div>{piece.html}</div>")
        note = next((p.text for p in body.iter("p") if p.get("class") == "headnote"), "") or ""
        return (
            f'<h1 id="{piece.id}">{piece.title}</h1><p class="headnote">{note}</p>'
            f'<p><span id="{FIELD}{piece.id}"></span></p>'
        )
    return piece.html.replace("epub:type", "data-type")


def _note(aside: Any) -> Any:
    for part in [
        e for e in aside.iter("span", "a") if e.get("class") == "mark" or e.get("role") == "doc-backlink"
    ]:
        part.getparent().remove(part)
    first = next(aside.iter("p"), None)
    if first is not None and first.text:
        first.text = first.text.lstrip()
    aside.tag = "li"
    aside.set("role", "doc-endnote")
    return aside


def _matches(found: Any, mark: str) -> bool:
    *above, own = mark.split()
    _, _, kind = own.partition(".")
    inside = not above or any(_is(each, above[0]) for each in found.iterancestors())
    return inside and (not kind or kind in found.get("class", "").split())


def _is(found: Any, mark: str) -> bool:
    tag, _, kind = mark.partition(".")
    return bool(found.tag == tag and kind in found.get("class", "").split())


def _wrap(found: Any, style: str) -> None:
    names = {each["id"]: each["name"] for each in recipe()["styles"]}
    division = etree.Element("div", {"data-custom-style": names[style]})
    division.tail, found.tail = found.tail, None
    found.getparent().replace(found, division)
    division.append(found)


def _data(ending: str, content: bytes) -> str:
    kind = {"jpg": "jpeg", "svg": "svg+xml"}.get(ending.lower(), ending.lower())
    return f"data:image/{kind};base64,{b64encode(content).decode()}"
