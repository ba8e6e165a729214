"""Each piece a section: front matter under roman numbers, running heads of its own, indexes in columns."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kanben.publish.document import BODY
from kanben.publish.docx.fields import complex_field
from kanben.publish.docx.manuscript import END, HEAD
from kanben.publish.docx.names import (
    R,
    W,
    bookmark,
    element,
    paragraph,
    paragraph_of,
    properties,
    run,
    w,
    xml,
)
from kanben.publish.pieces import Piece
from kanben.publish.sections import RECTO

BARE = frozenset({"half-title", "title-page", "copyright", "part", "colophon"})
"""Pieces without running heads and page numbers."""
STANDING = {"part": "center", "copyright": "bottom"}
"""Where the text of a short page stands."""
GUTTER = 420
"""Between the columns of an index, in twips."""
NOTHING, BOOK, LEFT, RIGHT, OPENING = "nothing", "book", "left", "right", "opening"
_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
    "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg",
    "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings",
)  # fmt: skip
"""Children of a section's properties in the order that the schema asks for."""


@dataclass(frozen=True, slots=True)
class Story:
    """A running head or foot: its part's name, its relation's id, its content."""

    name: str
    relation: str
    kind: str
    """header or footer."""
    content: bytes


def stories(title: str, pieces: Iterable[Piece]) -> tuple[Story, ...]:
    """The running heads and feet of a book: the title on the left page, what the piece is called on the right.

    `pieces` are those with a page after their first.  The right head is a field that Word renews from the
    heading; its cached words are those of the piece.
    """
    heads = {NOTHING: paragraph("Header"), BOOK: paragraph("HeaderLeft", run(title))}
    for piece in pieces:
        words = run(piece.title)
        named = complex_field("STYLEREF 1", words) if piece.headings else (words,)
        heads[piece.id] = paragraph("HeaderRight", *named)
    feet = {
        NOTHING: paragraph("Footer"),
        LEFT: paragraph("FooterLeft", *_page()),
        RIGHT: paragraph("FooterRight", *_page()),
        OPENING: paragraph("Footer", *_page()),
    }
    return (*_stories("header", "hdr", heads), *_stories("footer", "ftr", feet))


def _stories(kind: str, tag: str, contents: dict[str, Any]) -> tuple[Story, ...]:
    return tuple(
        Story(f"{kind}{number}.xml", _relation(kind, name), kind, xml(element(tag, content)))
        for number, (name, content) in enumerate(contents.items(), 1)
    )


def _relation(kind: str, name: str) -> str:
    return bookmark(f"rId-{kind}-{name}")


def part_sections(body: Any, pieces: tuple[Piece, ...], known: tuple[Story, ...]) -> None:
    """Make every piece a section of its own, after the body's own section; no stories: the template's stay."""
    base = body.find(w("sectPr"))
    started = False
    for piece in pieces:
        first = piece.role in BODY or piece.role == "part"
        made = _section(base, piece, frozenset(story.relation for story in known))
        started, opens = started or first, first and not started
        _number(made, "decimal" if started else "lowerRoman", opens or piece is pieces[0])
        if piece.role == "index":
            _close(body, HEAD + piece.id, _ordered(deepcopy(made)))
            _in_columns(made)
        last = piece is pieces[-1]
        _close(body, END + piece.id, None if last else _ordered(made))
        if last:
            body.replace(base, _ordered(made))


def _section(base: Any, piece: Piece, known: frozenset[str]) -> Any:
    made = deepcopy(base)
    for old in made.findall(w("type")):
        made.remove(old)
    made.append(element("type", val="oddPage" if piece.role in RECTO else "nextPage"))
    if piece.role in STANDING:
        made.append(element("vAlign", val=STANDING[piece.role]))
    if known:
        made.append(element("titlePg"))
        made.extend(_references(piece, known))
    return made


def _references(piece: Piece, known: frozenset[str]) -> list[Any]:
    """Which heads and feet the pages of a piece have: its first page has no head, the number in the middle."""
    bare = piece.role in BARE
    own = piece.id if _relation("header", piece.id) in known else BOOK
    used = {
        ("header", "even"): NOTHING if bare else BOOK,
        ("header", "default"): NOTHING if bare else own,
        ("header", "first"): NOTHING,
        ("footer", "even"): NOTHING if bare else LEFT,
        ("footer", "default"): NOTHING if bare else RIGHT,
        ("footer", "first"): NOTHING if bare else OPENING,
    }
    return [
        etree.Element(
            w(f"{kind}Reference"),
            {w("type"): pages, f"{{{R}}}id": _relation(kind, name)},
            nsmap={"w": W, "r": R},
        )
        for (kind, pages), name in used.items()
    ]


def _number(section: Any, numerals: str, restart: bool) -> None:
    for old in section.findall(w("pgNumType")):
        section.remove(old)
    section.append(element("pgNumType", fmt=numerals, **({"start": 1} if restart else {})))


def _in_columns(section: Any) -> None:
    """The entries of an index: two columns, on the page where its head stands."""
    section.find(w("type")).set(w("val"), "continuous")
    section.find(w("pgNumType")).attrib.pop(w("start"), None)
    for old in section.findall(w("cols")):
        section.remove(old)
    section.append(element("cols", num=2, space=GUTTER))


def _close(body: Any, name: str, section: Any) -> None:
    """End a section where its mark stands: in the paragraph before, or in a paragraph that is there for it."""
    start = next(s for s in body.iter(w("bookmarkStart")) if s.get(w("name")) == bookmark(name))
    marker = paragraph_of(start)
    before = marker.getprevious()
    joins = before is not None and before.tag == w("p") and before.find(f"{w('pPr')}/{w('sectPr')}") is None
    ending = before if joins else paragraph("SectionEnd")
    if joins:
        body.remove(marker)
    else:
        body.replace(marker, ending)
    if section is not None:
        properties(ending).append(section)


def _ordered(section: Any) -> Any:
    section[:] = sorted(section, key=lambda child: _ORDER.index(etree.QName(child).localname))
    return section


def _page() -> tuple[Any, ...]:
    return complex_field("PAGE", run("1"))
