"""What every command starts from: the project, its book and the editor's decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from kanben.config import BOOK_FILE, Book, ChapterEntry, entries, parse_book, parse_decisions
from kanben.errors import ConfigError, PassageError, SourceError
from kanben.model import Decisions, Passage, Source
from kanben.store import Project, open_project, read_annotations, read_decisions, read_source, read_text

Progress = Callable[[str, int, int], None]
"""Told the stage, the pieces done and the pieces in all, each time one is done."""

FORMATS = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".docx": "docx", ".odt": "odt",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".epub": "epub", ".pdf": "pdf",
}  # fmt: skip
"""The format of a source by the ending of its file."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project with its book and decisions read and checked."""

    project: Project
    book: Book
    decisions: Decisions

    @property
    def entries(self) -> tuple[ChapterEntry, ...]:
        """Every chapter in the order it is printed."""
        return entries(self.book)


def load(root: Path) -> Loaded:
    """The project in that folder; raises ConfigError, and PassageError for a passage of no chapter."""
    project = open_project(root)
    book = parse_book(read_text(project, project.book), BOOK_FILE)
    loaded = Loaded(project, book, parse_decisions(read_decisions(project), read_annotations(project)))
    _refuse_strangers(loaded)
    return loaded


def sources(loaded: Loaded) -> tuple[Source, ...]:
    """The raw chapters in book order; raises SourceError, and ConfigError where the book has none."""
    if not loaded.entries:
        raise ConfigError("config.no-chapters", BOOK_FILE)
    return tuple(map(partial(_source, loaded.project), loaded.entries))


def slug_of(file: str) -> str:
    """A chapter's slug: its file's name without the ending."""
    return PurePosixPath(file).stem


def format_of(file: str, declared: str = "") -> str:
    """The format of a source; raises SourceError where the ending says none that is known."""
    known = declared or FORMATS.get(PurePosixPath(file).suffix.lower(), "")
    if not known:
        raise SourceError("source.format", file, known=" ".join(FORMATS))
    return known


def passages(decisions: Decisions) -> tuple[Passage, ...]:
    """Every passage that the decisions quote."""
    found = (
        *(ruling.passage for ruling in decisions.corrections),
        *(ruling.passage for ruling in decisions.settled),
        *(ruling.passage for ruling in decisions.events),
        *(ruling.into for ruling in decisions.events),
        *(annotation.passage for annotation in decisions.annotations),
        *(ruling.main for ruling in decisions.subjects),
    )
    return tuple(passage for passage in found if passage)


def _source(project: Project, entry: ChapterEntry) -> Source:
    content = read_source(project, entry.file)
    kind = format_of(f"manuscript/sources/{entry.file}", entry.format)
    return Source(slug_of(entry.file), entry.title, content, kind, entry.encoding)


def _refuse_strangers(loaded: Loaded) -> None:
    known = {slug_of(entry.file) for entry in loaded.entries}
    for passage in passages(loaded.decisions):
        if passage.chapter not in known:
            raise PassageError(
                "passage.no-chapter", passage.file, passage.line,
                chapter=passage.chapter, known=", ".join(sorted(known)),
            )  # fmt: skip
