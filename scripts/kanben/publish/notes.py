"""Notes as the book prints them: the manuscript's own, numbered by chapter, and the editors', by series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kanben.model import Block, Chapter, Note
from kanben.publish.anchors import block_id, reference_id, safe
from kanben.publish.inline import Insertion
from kanben.publish.templates import fill
from kanben.resources import printed_words


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note with the mark it is printed under and the place that refers to it."""

    id: str
    mark: str
    html: Markup
    block: int
    """Block of the chapter that refers to it."""
    offset: int
    """Code point that the reference stands before."""
    kind: str = ""
    """The series of an editor's note; empty: a note of the manuscript."""
    repeated: bool = False
    """A second reference to a note that is already printed."""
    author: str = ""


def references(chapter: Chapter) -> tuple[tuple[int, int, str], ...]:
    """Block, offset and note label of every note reference of a chapter, in reading order."""
    found = (
        (number, mark.start, mark.value)
        for number, block in enumerate(chapter.blocks)
        for mark in block.marks
        if mark.kind == "noteref" and block.kind != "note"
    )
    return tuple(sorted(found, key=lambda each: each[:2]))


def note_blocks(chapter: Chapter) -> dict[str, tuple[int, Block]]:
    """The notes of a chapter by their label."""
    return {block.label: (n, block) for n, block in enumerate(chapter.blocks) if block.kind == "note"}


def manuscript_notes(chapter: Chapter, bodies: dict[str, Markup]) -> tuple[PrintedNote, ...]:
    """The chapter's own notes, one for each reference, numbered from 1; `bodies` by label."""
    numbers: dict[str, int] = {}
    notes = []
    at = note_blocks(chapter)
    for block, offset, label in references(chapter):
        if label not in at:
            continue
        repeated = label in numbers
        mark = str(numbers.setdefault(label, len(numbers) + 1))
        identity = block_id(chapter.slug, at[label][0])
        notes.append(PrintedNote(identity, mark, bodies[label], block, offset, repeated=repeated))
    return tuple(notes)


def editors_notes(
    chapter: Chapter, notes: Iterable[Note], bodies: Mapping[str, Markup]
) -> tuple[PrintedNote, ...]:
    """The annotations hung on a chapter, in reading order; one without a mark is counted in its series.

    `bodies` gives the inline content of a note by its text.
    """
    here = _in_order(chapter, notes)
    counted: Counter[str] = Counter()
    printed = []
    for order, note in enumerate(here):
        counted[note.kind] += 1
        identity = _identity(chapter.slug, order)
        html = bodies[note.text]
        printed.append(_editors_note(note, identity, counted[note.kind], html))
    return tuple(printed)


def note_anchors(chapter: Chapter, notes: Iterable[Note]) -> dict[str, str]:
    """Ids by the names under which links lead to the annotations of a chapter: note:ID."""
    here = enumerate(_in_order(chapter, notes))
    return {f"note:{note.id}": _identity(chapter.slug, order) for order, note in here if note.id}


def _in_order(chapter: Chapter, notes: Iterable[Note]) -> list[Note]:
    here = (note for note in notes if note.place.chapter == chapter.slug)
    return sorted(here, key=lambda note: (note.place.block, note.place.end))


def _identity(slug: str, order: int) -> str:
    return f"n-{safe(slug)}-{order}"


def _editors_note(note: Note, identity: str, number: int, html: Markup) -> PrintedNote:
    mark = note.mark or f"{printed_words()['series'].get(note.kind, '')}{number}"
    place = note.place
    return PrintedNote(identity, mark, html, place.block, place.end, note.kind, author=note.author)


def insertions(notes: Iterable[PrintedNote], target: str) -> dict[int, list[Insertion]]:
    """What stands in the text for each note, by block: the footnote itself in a PDF, else its reference."""
    by_block: dict[int, list[Insertion]] = {}
    for note in notes:
        content = fill("note-reference.html", note=note, target=target, reference=reference_id(note.id))
        by_block.setdefault(note.block, []).append(Insertion(note.offset, Markup(content.strip())))  # noqa: S704
    return by_block
