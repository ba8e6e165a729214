"""Notes put in: the passage found by its words, the entry written, a moved selector accepted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from kanben.assemble.anchoring import Anchored, Orphan, anchor, ranked
from kanben.assemble.anchoring_candidates import Candidate, Selector
from kanben.assemble.anchoring_selectors import passage_at
from kanben.assemble.anchoring_text import FlatText, flat_text, squeezed
from kanben.assemble.notes import excerpt, orphan_error
from kanben.config import entry_of, with_entries, with_selector
from kanben.errors import PassageError, UsageError
from kanben.model import Annotation, Passage
from kanben.pipeline.chapters import clean_chapters
from kanben.pipeline.loading import Loaded, Progress, load
from kanben.store import read_text, write_text

_AROUND = 10
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """One place where the words stand: the chapter, the words in 〔〕 with some around them, the passage."""

    chapter: str
    shown: str
    passage: Passage


def fits(root: Path, words: str, chapter: str, progress: Progress) -> tuple[Fit, ...]:
    """Every place of the words, over all chapters or in one; raises PassageError where there is none."""
    flats = [flat for flat in flat_texts(load(root), progress) if chapter in ("", flat.chapter)]
    wanted = squeezed(words)
    found = tuple(_fit(flat, start, start + len(wanted)) for flat in flats for start in _starts(flat, wanted))
    if not found:
        spots = ranked(flats, Selector(wanted, "", ""))[:_NEAREST]
        nearest = "；".join(map(excerpt, spots)) or "—"
        raise PassageError("annotate.nowhere", exact=words, nearest=nearest)
    return found


def write_note(root: Path, fit: Fit, kind: str, said: tuple[str, str, str]) -> Path:
    """Add one note on a passage that was found: `said` is its text, author and date; gives the file."""
    text, author, date = said
    return write_annotations(root, (Annotation(fit.passage, kind, text, author, date),))[0]


def write_annotations(root: Path, annotations: tuple[Annotation, ...]) -> tuple[Path, ...]:
    """Add notes at the end of manuscript/annotations/<kind>.yaml, comments kept; gives the files."""
    project = load(root).project
    folder = project.manuscript / "annotations"
    kinds = tuple(dict.fromkeys(annotation.kind for annotation in annotations))
    for kind in kinds:
        path = folder / f"{kind}.yaml"
        new = tuple(entry_of(annotation) for annotation in annotations if annotation.kind == kind)
        write_text(project, path, with_entries(read_text(project, path), new))
    return tuple(folder / f"{kind}.yaml" for kind in kinds)


def accept(root: Path, where: str, choice: int, progress: Progress) -> tuple[str, ...]:
    """Write selectors anew: of the note at FILE:LINE, or of `all` that moved; gives what they say now.

    Raises UsageError where no note stands at the place or it has no such candidate.
    """
    loaded = load(root)
    flats = {flat.chapter: flat for flat in flat_texts(loaded, progress)}
    notes = [note for note in loaded.decisions.annotations if where == "all" or _at(note) == where]
    if not notes and where != "all":
        raise UsageError("annotate.no-note", where=where)
    moved = [(note.passage, _span(note.passage, flats, choice, one=where != "all")) for note in notes]
    new = [(old, passage_at(spot.flat, spot.start, spot.end)) for old, spot in moved if spot]
    # From the end of each file on, so that the lines before stay where they are.
    for old, passage in sorted(new, key=lambda pair: -pair[0].line):
        path = loaded.project.root / old.file
        text = with_selector(read_text(loaded.project, path), old.line, passage)
        write_text(loaded.project, path, text)
    return tuple(f"{old.file}:{old.line}: {passage.exact}" for old, passage in new)


def flat_texts(loaded: Loaded, progress: Progress) -> tuple[FlatText, ...]:
    """The clean chapters of a book as anchoring reads them."""
    return tuple(flat_text(cleaned.chapter) for cleaned in clean_chapters(loaded, progress))


@dataclass(frozen=True, slots=True)
class _Spot:
    flat: FlatText
    start: int
    end: int


def _span(passage: Passage, flats: dict[str, FlatText], choice: int, *, one: bool) -> _Spot | None:
    """Where a note goes now; None for one that need not be written anew."""
    found = anchor((flats[passage.chapter],), passage)
    if isinstance(found, Anchored):
        moved = found.moved or one
        return _Spot(flats[passage.chapter], *found.span) if moved else None
    if not one:
        raise orphan_error(passage, found)
    return _chosen(passage, found, choice)


def _chosen(passage: Passage, orphan: Orphan, choice: int) -> _Spot:
    if not 1 <= choice <= len(orphan.candidates):
        raise UsageError("annotate.no-candidate", passage.file, passage.line, count=len(orphan.candidates))
    spot: Candidate = orphan.candidates[choice - 1]
    return _Spot(spot.flat, spot.start, spot.end)


def _at(note: Annotation) -> str:
    return f"{note.passage.file}:{note.passage.line}"


def _starts(flat: FlatText, words: str) -> tuple[int, ...]:
    found, at = [], flat.text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = flat.text.find(words, at + 1)
    return tuple(found)


def _fit(flat: FlatText, start: int, end: int) -> Fit:
    before, after = flat.text[max(0, start - _AROUND) : start], flat.text[end : end + _AROUND]
    shown = f"…{before}〔{flat.text[start:end]}〕{after}…"
    return Fit(flat.chapter, shown, replace(passage_at(flat, start, end), chapter=flat.chapter))
