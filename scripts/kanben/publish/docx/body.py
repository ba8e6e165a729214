"""What pandoc's Word file still lacks: fields in their places, bookmarks held to their headings."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

from kanben.publish.docx.fields import xe
from kanben.publish.docx.floats import number_captions, refer_to_captions
from kanben.publish.docx.manuscript import FIELD
from kanben.publish.docx.names import bookmark, paragraph_of, w, words_of
from kanben.publish.docx.notes import mark_series
from kanben.publish.index_marks import ENDS, IndexMark

Fields = Mapping[str, Callable[[Container[str]], tuple[Any, ...]]]
"""What stands in the place of a placeholder, by its name, once the bookmarks are known."""
_RANGE = "range"


def fill_fields(body: Any, notes: Any, marks: tuple[IndexMark, ...], fields: Fields) -> None:
    """XE marks, captions, contents and index in the text and its notes, the marks of editors' notes."""
    _tighten(body)
    ends = {end.get(w("id")): end for story in (body, notes) for end in story.iter(w("bookmarkEnd"))}
    for story in (body, notes):
        _mark_places(story, marks, ends)
    mark_series(body, notes)
    number_captions(body, ends)
    refer_to_captions(body, ends)
    _place_fields(body, fields)
    _refer(body, tuple(mark for mark in marks if mark.place is None))


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


def _mark_places(story: Any, marks: tuple[IndexMark, ...], ends: Mapping[str, Any]) -> None:
    """Put an XE field in the place of each bookmark that stands for one; a run of pages keeps its bookmark."""
    starts = {start.get(w("name")): start for start in story.iter(w("bookmarkStart"))}
    for mark in marks:
        start = starts.get(bookmark(mark.id))
        if start is None:
            continue
        name = f"{_RANGE}{bookmark(mark.id)}" if mark.until else ""
        for made in xe(mark, name):
            start.addprevious(made)
        if mark.until:
            last = starts[bookmark(mark.id + ENDS)]
            last.addprevious(ends[start.get(w("id"))])
            start.set(w("name"), name)
            start = last
        end = ends[start.get(w("id"))]
        end.getparent().remove(end)
        start.getparent().remove(start)


def _place_fields(body: Any, fields: Fields) -> None:
    """Fields in the place of the paragraphs that hold it; a list of nothing goes with its title."""
    starts = {start.get(w("name")): start for start in body.iter(w("bookmarkStart"))}
    for name, make in fields.items():
        placeholder = paragraph_of(starts[bookmark(FIELD + name)])
        made = make(starts)
        for each in made:
            placeholder.addprevious(each)
        title = starts.get(bookmark(f"{FIELD}{name}-title"))
        for each in (placeholder, *((paragraph_of(title),) if title is not None and not made else ())):
            each.getparent().remove(each)


def _refer(body: Any, references: tuple[IndexMark, ...]) -> None:
    """Mark the cross-references in the last paragraph: they belong to no place of the text."""
    last = [each for each in body if each.tag == w("p") and words_of(each)][-1]
    for mark in references:
        last.extend(xe(mark))
