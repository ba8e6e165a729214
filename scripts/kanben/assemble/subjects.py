"""Subjects of the index: the editor's terms with the words that mean them, and hand marks in Markdown."""

from __future__ import annotations

from dataclasses import replace

from kanben.assemble.collation_order import group
from kanben.assemble.passages import locate, starts
from kanben.errors import ConfigError
from kanben.model import Block, Chapter, IndexEntry, Material, Place, SubjectRuling
from kanben.readings import reading

Subject = tuple[IndexEntry, str]
"""An entry and the name of the index it stands in; empty: wherever subjects stand."""


def subject_entries(material: Material) -> tuple[Subject, ...]:
    """An entry for each subject of decisions/index.yaml, sub-entries under their parents, however deep.

    Raises ConfigError where parents go round in a circle, PassageError for a main passage that doesn't fit.
    """
    chapters = tuple(cleaned.chapter for cleaned in material.chapters)
    rulings = material.decisions.subjects
    _refuse_circles(rulings)
    under: dict[str, list[SubjectRuling]] = {}
    for ruling in rulings:
        under.setdefault(ruling.parent, []).append(ruling)
    terms = {ruling.term for ruling in rulings}
    top = tuple((_grown(_entry(r, chapters), under, chapters), r.index) for r in under.get("", ()))
    # A parent that is no subject of its own stands as a heading over its children.
    bare = (parent for parent in under if parent and parent not in terms)
    return (*top, *((_grown(_bare(parent), under, chapters), "") for parent in bare))


def _grown(
    entry: IndexEntry, under: dict[str, list[SubjectRuling]], chapters: tuple[Chapter, ...]
) -> IndexEntry:
    """The entry with its sub-entries, and theirs."""
    children = under.get(entry.term, ())
    return replace(entry, children=tuple(_grown(_entry(r, chapters), under, chapters) for r in children))


def _refuse_circles(rulings: tuple[SubjectRuling, ...]) -> None:
    parents: dict[str, set[str]] = {}
    for ruling in rulings:
        parents.setdefault(ruling.term, set()).add(ruling.parent)
    for ruling in rulings:
        above: set[str] = set()
        while higher := {p for term in above or {ruling.term} for p in parents.get(term, ())} - above:
            above |= higher
        if ruling.term in above:
            raise ConfigError("index.circle", ruling.file, ruling.line, term=ruling.term)


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
