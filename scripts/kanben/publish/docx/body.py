"""What pandoc's Word file still lacks: fields in their places, bookmarks held to their headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from kanben.publish.docx.fields import xe
from kanben.publish.docx.manuscript import FIELD
from kanben.publish.docx.names import element, w
from kanben.publish.index_marks import IndexMark

Fields = Mapping[str, Callable[[dict[str, str]], tuple[Any, ...]]]
"""What stands in the place of a placeholder, by its id, once the bookmarks are known."""


def finished(content: bytes, marks: tuple[IndexMark, ...], fields: Fields) -> bytes:
    """document.xml with XE marks, filled fields, and bookmarks that begin and end in one paragraph."""
    root: Any = etree.fromstring(content, etree.XMLParser(huge_tree=True))
    body = root.find(w("body"))
    _tighten(body)
    _mark_places(body, {mark.id: mark for mark in marks})
    starts = {start.get(w("name")): start for start in root.iter(w("bookmarkStart"))}
    named = {name: name for name in starts}
    for identity, make in fields.items():
        placeholder = _paragraph_of(starts[FIELD + identity])
        for made in make(named):
            placeholder.addprevious(made)
        placeholder.getparent().remove(placeholder)
    _refer(body, tuple(mark for mark in marks if mark.place is None))
    _repeat_heads(body)
    _describe_tables(body)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _tighten(body: Any) -> None:
    """Move a bookmark that runs over paragraphs into the first of them."""
    ends = {end.get(w("id")): end for end in body.iter(w("bookmarkEnd"))}
    for start in [each for each in body if each.tag == w("bookmarkStart")]:
        home = start.getnext()
        while home is not None and home.tag != w("p"):
            home = next(iter(home.iter(w("p"))), None) if home.tag == w("tbl") else home.getnext()
        if home is None:
            continue
        home.insert(1 if home.find(w("pPr")) is not None else 0, start)
        end = ends[start.get(w("id"))]
        end.getparent().remove(end)
        start.addnext(end)


def _mark_places(body: Any, marks: dict[str, IndexMark]) -> None:
    """Put an XE field in the place of each bookmark that stands for one."""
    ends = {end.get(w("id")): end for end in body.iter(w("bookmarkEnd"))}
    for start in [s for s in body.iter(w("bookmarkStart")) if s.get(w("name")) in marks]:
        for made in xe(marks[start.get(w("name"))]):
            start.addprevious(made)
        end = ends[start.get(w("id"))]
        end.getparent().remove(end)
        start.getparent().remove(start)


def _refer(body: Any, references: tuple[IndexMark, ...]) -> None:
    """Mark the cross-references in the last paragraph: they belong to no place of the text."""
    last = [each for each in body if each.tag == w("p")][-1]
    for mark in references:
        last.extend(xe(mark))


def _repeat_heads(body: Any) -> None:
    """Let each table repeat its first row on a new page."""
    for table in body.iter(w("tbl")):
        row = table.find(w("tr"))
        if row is None or row.find(f"{w('trPr')}/{w('tblHeader')}") is not None:
            continue
        properties = row.find(w("trPr"))
        if properties is None:
            properties = element("trPr")
            row.insert(0, properties)
        properties.append(element("tblHeader"))


def _describe_tables(body: Any) -> None:
    """Name each table for readers who can't see it: by its caption, or the heading it stands under."""
    for table in body.iter(w("tbl")):
        properties = table.find(w("tblPr"))
        if properties is not None and properties.find(w("tblCaption")) is None:
            before = next((p for p in table.itersiblings(w("p"), preceding=True) if _words(p)), None)
            properties.append(element("tblCaption", val=_words(before)))


def _words(paragraph: Any) -> str:
    return "" if paragraph is None else "".join(paragraph.itertext(w("t"))).strip()


def _paragraph_of(part: Any) -> Any:
    return part if part.tag == w("p") else next(each for each in part.iterancestors() if each.tag == w("p"))
