"""Notes that nobody wrote by hand: who a person is, out of the authority file; what a short form stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanben.model import Material, Note, Place, Selection
from kanben.resources import printed_words


def drawn_notes(material: Material, selection: Selection, written: tuple[Note, ...]) -> tuple[Note, ...]:
    """The notes that the edition asks for, where no note of that kind was written by hand on the same words."""
    kinds = {"names": ("person", _persons), "short-forms": ("gloss", _short_forms)}
    wanted = [kinds[name] for name in selection.drawn if name in kinds and kinds[name][0] in selection.notes]
    found = (Note(place, kind, "", text) for kind, draw in wanted for place, text in draw(material))
    return tuple(note for note in found if not any(_same(note, other) for other in written))


def _persons(material: Material) -> Iterator[tuple[Place, str]]:
    """At the first mention in the book: the gloss of the person's entry in decisions/names.yaml."""
    glosses = {ruling.name: ruling.gloss for ruling in material.decisions.names if ruling.gloss}
    seen: set[str] = set()
    for findings in material.findings:
        for name in findings.names:
            if name.name in glosses and name.name not in seen and (place := _first(name.places)):
                seen.add(name.name)
                yield place, glosses[name.name]


def _short_forms(material: Material) -> Iterator[tuple[Place, str]]:
    """At the first mention in each chapter that uses a short title without giving the full one."""
    words = printed_words()["gathered"]["stands_for"]
    for findings in material.findings:
        whole = {document.title for document in findings.documents if not document.short_for}
        for document in findings.documents:
            place = _first(document.places)
            if document.short_for and document.short_for not in whole and place:
                yield place, words.format(short=document.title, full=document.short_for)


def _first(places: Iterable[Place]) -> Place | None:
    return min(places, key=lambda place: (place.block, place.start), default=None)


def _same(note: Note, other: Note) -> bool:
    one, two = note.place, other.place
    here = (one.chapter, one.block) == (two.chapter, two.block)
    return note.kind == other.kind and here and one.start < two.end and two.start < one.end
