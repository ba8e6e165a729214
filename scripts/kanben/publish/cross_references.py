"""References inside the book, found in its text and linked: 见第三章, 参见本书第二章第一节, 如表2和表3所示.

Only words that send the reader on make a reference, and only a number that stands once in the book (or in the
part) is linked: 《工会法》第三章 is the law's.  The text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kanben.model import Block, BookMatter, Chapter, Edition, Mark
from kanben.publish.anchors import block_id, piece_id
from kanben.publish.captions import captions
from kanben.publish.labels import FLOAT, TITLE, Label, floating, titled

_ONE = rf"(?:{TITLE}|{FLOAT})"
_LEADS = re.compile(
    r"(?:见|参阅|参看|如|据|按|由|从)(?:本[书章文节]|[书文]后|书末|[前上下后]文|[前后]面)?的?"
    rf"{_ONE}+(?:(?:[、，和与及至或]|以及){_ONE}+)*"
    rf"|本书{_ONE}+"
)
"""Words that send the reader on, and all that they name: 见表1、表2和图3."""
_NAMED = re.compile(_ONE)
_NO_TEXT = frozenset({"heading", "quote", "code", "figure", "table"})
"""Blocks that are not the author speaking of this book, or whose text is not running."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What can be referred to, by label."""

    floats: Mapping[Label, str]
    chapters: Mapping[tuple[str, Label], str]
    """Chapter slugs by part and label; the part is empty where the label is the only one of the book."""
    sections: Mapping[tuple[str, Label], str]
    """Ids of headings by chapter slug and label."""


def referred(edition: Edition) -> tuple[BookMatter, ...]:
    """The book's matter with a link mark on every reference that has a target; targets are ids."""
    known = _targets(edition)
    return tuple(replace(each, chapter=_chapter(each, known)) for each in edition.matter)


def referable(edition: Edition) -> dict[str, str]:
    """Every id that a reference can lead to, as the names that links use."""
    known = _targets(edition)
    chapters = (piece_id(slug) for slug in known.chapters.values())
    return {each: each for each in (*known.floats.values(), *known.sections.values(), *chapters)}


def references(text: str, each: BookMatter, known: Targets) -> Iterator[tuple[int, int, str]]:
    """Start, end and target of every reference in a text of that chapter.

    第二章第一节 names a chapter and a section of it, each with a link of its own; 第四节 alone is of this chapter.
    """
    for lead in _LEADS.finditer(text):
        slug = each.chapter.slug
        for found in _NAMED.finditer(text, lead.start(), lead.end()):
            label = titled(found[0])
            if label and label[0] != "节":
                slug = known.chapters.get(("", label)) or known.chapters.get((each.part, label), "")
            if target := _target(found[0], slug, known):
                yield found.start(), found.end(), target


def _target(named: str, slug: str, known: Targets) -> str:
    """The id that a label means, in the chapter of that slug; empty: nothing in the book."""
    label = titled(named)
    if label is None:
        floated = floating(named)
        return known.floats.get(floated, "") if floated else ""
    if label[0] == "节":
        return known.sections.get((slug, label), "")
    return piece_id(slug) if slug else ""


def _chapter(each: BookMatter, known: Targets) -> Chapter:
    blocks = tuple(_block(block, each, known) for block in each.chapter.blocks)
    return replace(each.chapter, blocks=blocks)


def _block(block: Block, each: BookMatter, known: Targets) -> Block:
    """The block with its references as links; a link that the author set stays the only one in its place."""
    if block.kind in _NO_TEXT:
        return block
    links = [mark for mark in block.marks if mark.kind == "link"]
    made = tuple(
        Mark(start, end, "link", f"#{target}")
        for start, end, target in references(block.text, each, known)
        if not any(mark.start < end and start < mark.end for mark in links)
    )
    return replace(block, marks=(*block.marks, *made)) if made else block


def _targets(edition: Edition) -> Targets:
    floats = {each.label: each.id for each in captions(edition).values() if each.label}
    return Targets(floats, _chapters(edition), _sections(edition))


def _chapters(edition: Edition) -> dict[tuple[str, Label], str]:
    """Chapters by part and label, and by label alone where no other chapter has it."""
    found = [
        (each.part, label, each.chapter.slug)
        for each in edition.matter
        if (label := titled(each.chapter.title))
    ]
    labels = [label for _, label, _ in found]
    alone = {("", label): slug for _, label, slug in found if labels.count(label) == 1}
    return {**{(part, label): slug for part, label, slug in found if part}, **alone}


def _sections(edition: Edition) -> dict[tuple[str, Label], str]:
    return {
        (each.chapter.slug, label): block_id(each.chapter.slug, number)
        for each in edition.matter
        for number, block in enumerate(each.chapter.blocks)
        if block.kind == "heading" and (label := titled(block.text))
    }
