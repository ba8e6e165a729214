"""The document in the middle made ready for pandoc's HTML reader: styles, anchors, captions, pictures."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from lxml import etree

from kanben.model import Edition
from kanben.publish.captions import WORDS
from kanben.publish.docx.floats import anchor_captions
from kanben.publish.docx.names import bookmark, parsed
from kanben.publish.docx.notes import gather_notes
from kanben.publish.docx.passages import name_characters, name_paragraphs, part_names, plain_lists
from kanben.publish.pieces import Piece
from kanben.publish.raster import rasterised
from kanben.publish.templates import fill
from kanben.publish.xml_text import sayable

FIELD, END, HEAD = "field-", "end-", "head-"
"""Ids of the paragraphs that give way to a field, to the end of a piece, to the end of an index's head."""
_HOMES = frozenset({"p", "td", "th", "figcaption", "caption", "pre"})
_SVG = "{http://www.w3.org/2000/svg}"
Pass = Callable[[Any, Edition], None]


def html_for_word(pieces: tuple[Piece, ...], edition: Edition) -> str:
    """All pieces as one HTML page; the contents and the indexes are placeholders for their fields."""
    whole = sayable("".join(map(_body, pieces)))
    root = etree.fromstring(f"<body>{whole}</body>", etree.XMLParser(huge_tree=True, resolve_entities=False))
    for make_ready in PASSES:
        make_ready(root, edition)
    return str(etree.tostring(root, encoding="unicode", method="html"))


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
    for block in [e for e in root.iter(*_HOMES) if e.get("id")]:
        identity = block.attrib.pop("id")
        if identity in wanted or block.tag in ("caption", "figcaption"):
            anchor = etree.Element("span", {"id": identity})
            anchor.tail, block.text = block.text, None
            block.insert(0, anchor)
    for link in [a for a in root.iter("a") if a.get("href", "").startswith("#")]:
        if link.get("href")[1:] not in known:
            del link.attrib["href"]


def draw_pictures(root: Any, edition: Edition) -> None:
    """Pictures as data of the page: pandoc in its sandbox opens no file, and Word draws no SVG of ours."""
    files = {image.path: image.content for image in edition.images}
    for image in [i for i in root.iter("img") if i.get("src") in files]:
        ending, content = image.get("src").rpartition(".")[2], files[image.get("src")]
        drawn = ending.lower() == "svg"
        image.set("src", _data("png", rasterised(parsed(content))) if drawn else _data(ending, content))
    for drawing in list(root.iter(f"{_SVG}svg")):
        described = drawing.findtext(f"{_SVG}desc") or ""
        picture = etree.Element("img", {"src": _data("png", rasterised(drawing)), "alt": described})
        picture.tail = drawing.tail
        drawing.getparent().replace(drawing, picture)


def name_bookmarks(root: Any, _edition: Edition) -> None:
    """Every id as the name of a bookmark that Word takes, and every link to it."""
    for named in root.iter(etree.Element):
        if named.get("id"):
            named.set("id", bookmark(named.get("id")))
        if named.get("href", "").startswith("#"):
            named.set("href", f"#{bookmark(named.get('href')[1:])}")


PASSES: tuple[Pass, ...] = (
    gather_notes, flatten_sections, plain_lists, part_names, name_characters, name_paragraphs, anchor_captions,
    anchor_blocks, draw_pictures, name_bookmarks,
)  # fmt: skip
"""In this order: ids are named last, when no pass looks for one any more."""


def _body(piece: Piece) -> str:
    """What stands for a piece, with the mark of its end."""
    if piece.role == "contents":
        lists = ((kind, f"{FIELD}{kind}") for kind in WORDS)
        content = str(
            fill("docx/contents.html", title=piece.title, field=f"{FIELD}contents", lists=tuple(lists))
        )
    elif piece.role == "index":
        content = str(fill("docx/index.html", piece=piece, field=FIELD + piece.id, head=HEAD + piece.id))
    else:
        content = piece.html.replace("epub:type", "data-type")
    return f'{content}<p><span id="{END}{piece.id}"></span></p>'


def _data(ending: str, content: bytes) -> str:
    kind = {"jpg": "jpeg"}.get(ending.lower(), ending.lower())
    return f"data:image/{kind};base64,{b64encode(content).decode()}"
