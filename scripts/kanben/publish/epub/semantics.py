"""What readers' machines are told: EPUB Indexes 1.0, and captions that every table needs (EPUB Accessibility)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from kanben.publish.epub.names import EPUB_TYPE, SVG, tag
from kanben.publish.pieces import Piece


def mark_index(piece: Piece, root: Any) -> None:
    """Give an index the structure of EPUB Indexes: section › group › entry list › entry › term and locators.

    Its heading and headnote move before the section: EPUBCheck asks that an index hold nothing but groups, and
    that a file of nothing but an index say so on its body, where Ace allows no role.
    """
    if piece.role != "index":
        return
    section = next(root.iter(tag("section")))
    section.set(EPUB_TYPE, "index")
    for part in (section.find(tag("h1")), section.find(tag("p"))):
        section.addprevious(part)
    heading = section.getprevious().getprevious()
    heading.set("id", section.attrib.pop("id"))
    section.set("aria-labelledby", heading.get("id"))
    for group in [each for each in section.iter(tag("section")) if each is not section]:
        _mark_group(group)
    _unwrap(section)
    for entries in section.iter(tag("ul")):
        entries.set(EPUB_TYPE, "index-entry-list")
    for link in section.iter(tag("a")):
        named = "index-locator" if "locator" in link.get("class", "").split() else ""
        if named:
            link.set(EPUB_TYPE, named)
    for span in section.iter(tag("span")):
        if span.get("class") in ("see", "see-also"):
            _mark_reference(span)


def title_tables(piece: Piece, root: Any) -> None:
    """Give each table without a caption the title of the piece it stands in."""
    for table in root.iter(tag("table")):
        if table.find(tag("caption")) is None:
            caption = etree.Element(tag("caption"), {"class": "unseen"})
            caption.text = piece.title
            table.insert(0, caption)


def describe_drawings(piece: Piece, root: Any) -> None:
    """Name each drawing by its title, and say what it shows by its description."""
    for number, drawing in enumerate(root.iter(f"{SVG}svg"), 1):
        for part, attribute in (("title", "aria-labelledby"), ("desc", "aria-describedby")):
            found = drawing.find(f"{SVG}{part}")
            if found is not None:
                found.set("id", f"{part}-{piece.id}-{number}")
                drawing.set(attribute, found.get("id"))


def _mark_reference(span: Any) -> None:
    span.set(EPUB_TYPE, "index-xref-preferred" if span.get("class") == "see" else "index-xref-related")
    for link in span.iter(tag("a")):
        link.set(EPUB_TYPE, "index-term")


def _mark_group(group: Any) -> None:
    group.set(EPUB_TYPE, "index-group")
    heading = group.find(tag("h2"))
    if heading is not None:
        identity = f"group-{(heading.text or '').replace('#', '0')}"
        heading.set("id", identity)
        group.set("aria-labelledby", identity)


def _unwrap(section: Any) -> None:
    """Take away the box that sets the groups in columns: it has no meaning here."""
    for box in [each for each in section.iter(tag("div")) if each.get("class") == "groups"]:
        parent, at = box.getparent(), box.getparent().index(box)
        for offset, child in enumerate(list(box)):
            parent.insert(at + offset, child)
        parent.remove(box)
