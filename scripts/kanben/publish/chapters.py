"""The manuscript's pieces: part openings, prefaces, chapters, appendices, afterword."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from kanben.model import Block, BookMatter, Chapter, Edition, Note
from kanben.publish.anchors import block_id, page_id, piece_id, safe
from kanben.publish.annotations import note_bodies
from kanben.publish.blocks import Inserted, block_html, views
from kanben.publish.captions import captions
from kanben.publish.cross_references import referable, referred
from kanben.publish.index_marks import places_marked
from kanben.publish.inline import Insertion
from kanben.publish.locators import Locator
from kanben.publish.notes import (
    PrintedNote,
    editors_notes,
    insertions,
    manuscript_notes,
    note_anchors,
    note_blocks,
)
from kanben.publish.pieces import Heading, Piece
from kanben.publish.templates import fill


@dataclass(frozen=True, slots=True)
class Setting:
    """What a chapter is set with, beside its own text."""

    anchors: Mapping[str, str] = field(default_factory=dict)
    """Ids by the anchor names that the manuscript's links use."""
    locate: Locator | None = None
    target: str = "pdf"
    bodies: Mapping[str, Markup] = field(default_factory=dict)
    """The editors' notes, by their text."""
    marks: Mapping[str, Mapping[int, list[Insertion]]] = field(default_factory=dict)
    """Places of the index by chapter and block, where the format marks them in the text."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Numbers that the edition gives captions."""


def matter(
    edition: Edition, roles: tuple[str, ...], locate: Locator | None, target: str
) -> tuple[Piece, ...]:
    """The manuscript's pieces of those roles, a part opening before the first chapter of each part."""
    chosen = [each for each in referred(edition) if each.role in roles]
    setting = _setting(edition, chosen, locate, target)
    out: list[Piece] = []
    part, parts = "", 0
    for each in chosen:
        if each.part and each.part != part:
            parts += 1
            out.append(part_opening(each.part, parts))
        part = each.part
        out.append(chapter_piece(each, edition.apparatus.notes, setting))
    return tuple(out)


def _setting(edition: Edition, chosen: Iterable[BookMatter], locate: Locator | None, target: str) -> Setting:
    anchors = {**referable(edition), **named_anchors(edition), **_linked(edition)}
    slugs = {each.chapter.slug for each in chosen}
    texts = (note.text for note in edition.apparatus.notes if note.place.chapter in slugs)
    bodies = note_bodies(texts, Inserted({}, anchors, target))
    marks = places_marked(edition, locate) if target == "docx" else {}
    numbers = {identity: each.added for identity, each in captions(edition).items()}
    return Setting(anchors, locate, target, bodies, marks, numbers)


def _linked(edition: Edition) -> dict[str, str]:
    """Ids by the names that links of the editors' notes use: chapter:SLUG and note:ID."""
    chapters = [each.chapter for each in edition.matter]
    found = {f"chapter:{chapter.slug}": piece_id(chapter.slug) for chapter in chapters}
    for chapter in chapters:
        found.update(note_anchors(chapter, edition.apparatus.notes))
    return found


def part_opening(title: str, number: int) -> Piece:
    """The page that opens a part."""
    identity = f"part-{number}"
    html = fill("part.html", id=identity, title=title)
    return Piece(identity, "part", title, str(html), (Heading(identity, 1, title, "part"),))


def chapter_piece(each: BookMatter, annotations: tuple[Note, ...], setting: Setting) -> Piece:
    """One chapter, preface, appendix or afterword."""
    chapter = each.chapter
    notes = chapter_notes(chapter, annotations, setting)
    by_block = _insertions(chapter, notes, setting)
    inserted = Inserted(by_block, setting.anchors, setting.target, setting.numbers)
    html = fill(
        "chapter.html",
        id=piece_id(chapter.slug),
        matter=each,
        views=views(chapter, inserted),
        notes=[note for note in notes if not note.repeated],
        unused=unused_notes(chapter, notes, inserted),
        target=setting.target,
    )
    return Piece(piece_id(chapter.slug), each.role, chapter.title, str(html), headings(each))


def headings(each: BookMatter) -> tuple[Heading, ...]:
    """The chapter's title and its headings, for the contents and the outline."""
    chapter = each.chapter
    inside = (
        Heading(block_id(chapter.slug, number), block.level, block.text, "heading")
        for number, block in enumerate(chapter.blocks)
        if block.kind == "heading"
    )
    return (Heading(piece_id(chapter.slug), 1, chapter.title, each.role), *inside)


def chapter_notes(
    chapter: Chapter, annotations: tuple[Note, ...], setting: Setting
) -> tuple[PrintedNote, ...]:
    """The chapter's own notes and those that the editors hung on it."""
    plain = Inserted({}, setting.anchors, setting.target)
    marks = setting.marks.get(chapter.slug, {})
    bodies = {
        label: block_html(block, marks.get(number, ()), plain)
        for label, (number, block) in note_blocks(chapter).items()
    }
    return (*manuscript_notes(chapter, bodies), *editors_notes(chapter, annotations, setting.bodies))


def unused_notes(
    chapter: Chapter, notes: tuple[PrintedNote, ...], inserted: Inserted
) -> tuple[tuple[str, Markup], ...]:
    """Id and text of the notes that nothing refers to: they are printed after the text, never dropped."""
    used = {note.id for note in notes}
    return tuple(
        (block_id(chapter.slug, number), block_html(block, (), inserted))
        for number, block in note_blocks(chapter).values()
        if block_id(chapter.slug, number) not in used
    )


def named_anchors(edition: Edition) -> dict[str, str]:
    """Ids by the names that links of the manuscript may use: anchors set by hand, and chapter slugs."""
    names = {each.chapter.slug: piece_id(each.chapter.slug) for each in edition.matter}
    for each in edition.matter:
        for block in each.chapter.blocks:
            names.update(_anchors_of(each.chapter.slug, block))
    return names


def _anchors_of(slug: str, block: Block) -> dict[str, str]:
    return {mark.value: f"a-{safe(slug)}-{safe(mark.value)}" for mark in block.marks if mark.kind == "anchor"}


def _insertions(
    chapter: Chapter, notes: tuple[PrintedNote, ...], setting: Setting
) -> dict[int, list[Insertion]]:
    """Notes, and where the printed pages begin in an edition that has no pages of its own."""
    by_block = insertions(notes, setting.target)
    for number, marks in setting.marks.get(chapter.slug, {}).items():
        by_block.setdefault(number, []).extend(marks)
    if setting.target != "epub" or setting.locate is None:
        return by_block
    # The first page begins with the chapter's title, before all blocks.
    opening = setting.locate.labels.get(piece_id(chapter.slug))
    for start in setting.locate.pages.starts:
        if start.place is not None and start.place.chapter == chapter.slug and start.label != opening:
            content = fill("page-break.html", id=page_id(start.label), label=start.label)
            by_block.setdefault(start.place.block, []).append(Insertion(start.place.start, content))
    return by_block
