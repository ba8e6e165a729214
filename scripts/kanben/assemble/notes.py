"""Annotations hung on their places, by quotation; one that fits nowhere stops the build."""

from __future__ import annotations

from kanben.assemble.passages import locate
from kanben.model import Annotation, Chapter, Material, Note, Selection


def notes(material: Material, selection: Selection) -> tuple[Note, ...]:
    """The notes of the kinds that the edition prints, in reading order; raises PassageError."""
    chapters = tuple(cleaned.chapter for cleaned in material.chapters)
    number = {chapter.slug: at for at, chapter in enumerate(chapters)}
    wanted = (a for a in material.decisions.annotations if _wanted(a, selection))
    hung = (_note(annotation, chapters) for annotation in wanted)
    return tuple(sorted(hung, key=lambda n: (number[n.place.chapter], n.place.block, n.place.end)))


def _note(annotation: Annotation, chapters: tuple[Chapter, ...]) -> Note:
    place = locate(chapters, annotation.passage)
    return Note(place, annotation.kind, "", annotation.text, annotation.author, annotation.date)


def _wanted(annotation: Annotation, selection: Selection) -> bool:
    here = not annotation.editions or selection.edition in annotation.editions
    return here and annotation.kind in selection.notes
