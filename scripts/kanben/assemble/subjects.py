"""Subjects of the index: the editor's terms with the words that mean them, and hand marks in Markdown."""

from __future__ import annotations

from dataclasses import replace

from kanben.assemble.collation_order import group
from kanben.assemble.passages import locate, starts
from kanben.model import Block, Chapter, IndexEntry, Material, Place, SubjectRuling
from kanben.readings import reading

Subject = tuple[IndexEntry, str]
"""An entry and the name of the index it stands in; empty: wherever subjects stand."""


def subject_entries(material: Material) -> tuple[Subject, ...]:
    """An entry for each subject of decisions/index.yaml, sub-entries under their parents."""
    chapters = tuple(cleaned.chapter for cleaned in material.chapters)
    made = {r.term: (_entry(r, chapters), r) for r in material.decisions.subjects}
    children: dict[str, list[IndexEntry]] = {}
    for entry, ruling in made.values():
        if ruling.parent:
            children.setdefault(ruling.parent, []).append(entry)
    top = [
        (replace(e, children=tuple(children.pop(e.term, ()))), r.index)
        for e, r in made.values()
        if not r.parent
    ]
    # A parent that is no subject of its own stands as a heading over its children.
    bare = [(replace(_bare(parent), children=tuple(under)), "") for parent, under in children.items()]
    return (*top, *bare)


def marked(material: Material) -> tuple[Subject, ...]:
    """An entry for each place that a Markdown chapter marks by hand."""
    return tuple(
        (replace(_bare(mark.value or block.text[mark.start : mark.end]), places=(place,)), "")
        for cleaned in material.chapters
        for number, block in enumerate(cleaned.chapter.blocks)
        for mark in block.marks
        if mark.kind == "index"
        for place in (Place(cleaned.chapter.slug, number, mark.start, max(mark.end, mark.start)),)
    )


def _entry(ruling: SubjectRuling, chapters: tuple[Chapter, ...]) -> IndexEntry:
    syllables = reading(ruling.term, "subject", ruling.reading)
    return IndexEntry(
        ruling.term,
        syllables,
        group(ruling.term, syllables),
        () if ruling.see else _places(ruling.patterns or (ruling.term,), chapters),
        locate(chapters, ruling.main) if ruling.main else None,
        ruling.see,
        ruling.see_also,
    )


def _bare(term: str) -> IndexEntry:
    syllables = reading(term, "subject")
    return IndexEntry(term, syllables, group(term, syllables))


def _places(patterns: tuple[str, ...], chapters: tuple[Chapter, ...]) -> tuple[Place, ...]:
    return tuple(
        place
        for chapter in chapters
        for number, block in enumerate(chapter.blocks)
        for place in _in_block(patterns, chapter.slug, number, block)
    )


def _in_block(patterns: tuple[str, ...], slug: str, number: int, block: Block) -> tuple[Place, ...]:
    found = {(at, at + len(words)) for words in patterns for at in starts(block.text, words)}
    return tuple(Place(slug, number, start, end) for start, end in sorted(found))
