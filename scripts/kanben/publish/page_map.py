"""What the layout learned: where each page begins in the text, which page each anchor is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanben.model import Chapter, Edition, Pages, PageStart, Place
from kanben.publish.anchors import piece_id
from kanben.publish.sections import Section
from kanben.publish.walk import begins


def page_map(made: Iterable[Section], edition: Edition) -> Pages:
    """The pages of those sections, in the order of the book."""
    sections = tuple(made)
    chapters = {piece_id(each.chapter.slug): each.chapter for each in edition.matter}
    starts: list[PageStart] = []
    notes: list[PageStart] = []
    for section in sections:
        text, inside = _starts(section, chapters.get(section.piece.id), len(starts))
        starts += text
        notes += inside
    return Pages(tuple(starts), tuple(_anchors(sections)), _labels(sections), tuple(notes))


def _starts(
    section: Section, chapter: Chapter | None, before: int
) -> tuple[list[PageStart], list[PageStart]]:
    """Where the pages of one section begin in the text, and its notes; `before` pages come before it."""
    places: dict[int, Place] = {}
    notes: list[PageStart] = []
    for begin in begins(section.pages, chapter) if chapter else ():
        if begin.note:
            number = before + begin.page + 1
            notes.append(PageStart(section.labels[begin.page], number, begin.place))
        else:
            places[begin.page] = begin.place
    starts = [
        PageStart(label, before + index + 1, places.get(index)) for index, label in enumerate(section.labels)
    ]
    return starts, notes


def _anchors(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Each anchor with the label of the first page it is on."""
    seen: set[str] = set()
    for section in sections:
        for page, label in zip(section.pages, section.labels, strict=True):
            fresh = [anchor for anchor in page.anchors if anchor not in seen]
            seen.update(fresh)
            yield from ((anchor, label) for anchor in fresh)


def _labels(sections: Iterable[Section]) -> tuple[tuple[str, str], ...]:
    """The title of each piece with the label of its first page."""
    return tuple((section.piece.title, section.labels[0]) for section in sections if section.piece.title)
