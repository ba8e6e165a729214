"""Notes to and from other programs: W3C Web Annotations (JSON-LD), comments of a Word review copy."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from kanben.assemble.anchoring import Anchored, anchor
from kanben.assemble.anchoring_selectors import passage_at
from kanben.assemble.anchoring_text import FlatText
from kanben.assemble.notes import orphan_error
from kanben.errors import SourceError
from kanben.model import Annotation
from kanben.pipeline.annotating import flat_texts, write_annotations
from kanben.pipeline.loading import Progress, load
from kanben.pipeline.web_annotation import read_web, written
from kanben.pipeline.word_comments import read_comments
from kanben.store import read_given, write_text


def take_in(root: Path, file: Path, kind: str, progress: Progress) -> tuple[int, tuple[str, ...]]:
    """Append the notes of that file to manuscript/annotations/; gives their number, and a line for each left out.

    A note that stands in the book already, on the same words with the same text, is not taken in again.
    Raises SourceError where the file holds no notes that can be read.
    """
    loaded = load(root)
    given = _read(file, kind)
    flats = flat_texts(loaded, progress)
    placed = tuple(_placed(annotation, flats) for annotation in given)
    known = {_told(note) for note in loaded.decisions.annotations}
    taken = tuple(n for n in dict.fromkeys(placed) if isinstance(n, Annotation) and _told(n) not in known)
    if taken:
        write_annotations(root, taken)
    return len(taken), tuple(line for line in placed if isinstance(line, str))


def give_out(root: Path, file: Path, progress: Progress) -> int:
    """Write all notes of the book as Web Annotations; gives their number. Raises PassageError for an orphan."""
    loaded = load(root)
    flats = {flat.chapter: flat for flat in flat_texts(loaded, progress)}
    notes = tuple(_with_span(note, flats[note.passage.chapter]) for note in loaded.decisions.annotations)
    write_text(loaded.project, file, json.dumps(written(notes), ensure_ascii=False, indent=1) + "\n")
    return len(notes)


def _read(file: Path, kind: str) -> tuple[Annotation, ...]:
    content = read_given(file)
    if content[:2] == b"PK":
        return read_comments(content, str(file), kind)
    try:
        found = json.loads(content)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SourceError("notes.unreadable", str(file), problem=str(error)) from None
    notes = read_web(found, str(file), kind)
    if not notes:
        raise SourceError("notes.unreadable", str(file), problem="oa:Annotation")
    return notes


def _placed(annotation: Annotation, flats: tuple[FlatText, ...]) -> Annotation | str:
    """The note with a selector of our own, or the sentence that says why it has no place."""
    passage = annotation.passage
    if passage.chapter not in {flat.chapter for flat in flats}:
        passage = replace(passage, chapter="")
    found = anchor(flats, passage)
    if not isinstance(found, Anchored):
        return str(orphan_error(passage, found))
    flat = next(flat for flat in flats if flat.chapter == found.place.chapter)
    return replace(annotation, passage=passage_at(flat, *found.span))


def _with_span(note: Annotation, flat: FlatText) -> tuple[Annotation, tuple[int, int]]:
    found = anchor((flat,), note.passage)
    if not isinstance(found, Anchored):
        raise orphan_error(note.passage, found)
    start, end = found.span
    return note, (flat.at[start], flat.at[end - 1] + 1)


def _told(note: Annotation) -> tuple[str, str, str]:
    return note.passage.chapter, "".join(note.passage.exact.split()), note.text.strip()
