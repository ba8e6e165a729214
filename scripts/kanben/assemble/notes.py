"""Annotations hung on their places, by quotation; one whose place can't be told stops the build."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kanben.assemble.anchoring import Anchored, Orphan, anchor
from kanben.assemble.anchoring_candidates import Candidate
from kanben.assemble.anchoring_text import FlatText, flat_text
from kanben.assemble.drawn_notes import drawn_notes
from kanben.assemble.passages import locate
from kanben.errors import PassageError
from kanben.model import Annotation, Chapter, Material, Note, Passage, Selection

_LINK = re.compile(r"\]\(((?:chapter|note):[^)\s]*)\)")
_AROUND = 6
"""Characters shown on each side of a candidate."""


def notes(material: Material, selection: Selection) -> tuple[Note, ...]:
    """The notes of the kinds that the edition prints, in reading order; raises PassageError for an orphan."""
    wanted = [a for a in material.decisions.annotations if _wanted(a, selection)]
    slugs = {annotation.passage.chapter for annotation in wanted}
    chapters = tuple(cleaned.chapter for cleaned in material.chapters)
    flats = {chapter.slug: flat_text(chapter) for chapter in chapters if chapter.slug in slugs}
    number = {chapter.slug: at for at, chapter in enumerate(chapters)}
    _refuse_loose_links(wanted, {chapter.slug for chapter in chapters})
    hung = tuple(_note(annotation, flats, chapters) for annotation in wanted)
    every = (*hung, *drawn_notes(material, selection, hung))
    return tuple(sorted(every, key=lambda n: (number[n.place.chapter], n.place.block, n.place.end)))


def orphan_error(passage: Passage, orphan: Orphan) -> PassageError:
    """What is said of a passage whose place can't be told: the nearest candidates, and how to accept one."""
    shown = "；".join(f"{n}. {excerpt(spot)}" for n, spot in enumerate(orphan.candidates, 1))
    where = f"{passage.file}:{passage.line}"
    if not shown:
        return PassageError("note.lost", passage.file, passage.line, exact=passage.exact, where=where)
    return PassageError(
        "note.orphan", passage.file, passage.line, exact=passage.exact, candidates=shown, where=where
    )


def excerpt(spot: Candidate) -> str:
    """The words of a candidate in 〔〕 with a few around them, on one line."""
    flat = spot.flat
    before = flat.text[max(0, spot.start - _AROUND) : spot.start]
    after = flat.text[spot.end : spot.end + _AROUND]
    return f"…{before}〔{flat.text[spot.start : spot.end]}〕{after}…"


def _note(annotation: Annotation, flats: Mapping[str, FlatText], chapters: tuple[Chapter, ...]) -> Note:
    passage = annotation.passage
    found = anchor((flats[passage.chapter],), passage)
    if isinstance(found, Anchored):
        said = (annotation.author, annotation.date, annotation.answer, annotation.id)
        return Note(found.place, annotation.kind, "", annotation.text, *said)
    if not found.candidates:
        locate(chapters, passage)  # which says what words of the chapter are most like it
    raise orphan_error(passage, found)


def _refuse_loose_links(notes: list[Annotation], chapters: set[str]) -> None:
    """Raise PassageError for a link of a note to a chapter or note that the edition doesn't have."""
    known = {f"chapter:{slug}" for slug in chapters} | {f"note:{note.id}" for note in notes if note.id}
    for note in notes:
        for target in _LINK.findall(f"{note.text}\n{note.answer}"):
            if target not in known:
                where = note.passage
                raise PassageError("note.link", where.file, where.line, target=target)


def _wanted(annotation: Annotation, selection: Selection) -> bool:
    here = not annotation.editions or selection.edition in annotation.editions
    return here and annotation.kind in selection.notes
