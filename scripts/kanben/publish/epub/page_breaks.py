"""Marks where the pages of the PDF begin, in the pieces that hold no text of the manuscript.

In chapters they stand at the exact character already; a page of the chronology, a table or an index begins at
the first row or entry that the layout found on it.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from kanben.model import Pages
from kanben.publish.anchors import page_id
from kanben.publish.epub.names import EPUB_TYPE, tag

_HOLDS_TEXT = ("td", "th", "li", "p", "h1", "h2", "figcaption", "section", "header")


def place_page_breaks(roots: dict[str, Any], pages: Pages) -> None:
    """Put a mark for each page that has none yet and something to stand before."""
    known = {e.get("id"): e for root in roots.values() for e in root.iter(etree.Element) if e.get("id")}
    first: dict[str, str] = {}
    for anchor, label in pages.anchors:
        if anchor in known:
            first.setdefault(label, anchor)
    for start in pages.starts:
        identity = page_id(start.label)
        if identity not in known and start.label in first:
            _put(known[first[start.label]], identity, start.label)


def _put(element: Any, identity: str, label: str) -> None:
    """Put the mark before the first text of the element."""
    home = next(
        (e for e in element.iter() if isinstance(e.tag, str) and e.tag in map(tag, _HOLDS_TEXT)), element
    )
    mark = etree.Element(tag("span"), {"id": identity, "role": "doc-pagebreak", "aria-label": label})
    mark.set(EPUB_TYPE, "pagebreak")
    mark.tail, home.text = home.text, None
    home.insert(0, mark)
