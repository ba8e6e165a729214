"""A new project, and sources put into one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kanben.config import BOOK_FILE, entries, parse_book, with_chapters
from kanben.errors import KanbenError, SourceError, UsageError
from kanben.markup import read
from kanben.model import Source
from kanben.normalise.decoding import decode
from kanben.pipeline.loading import Progress, format_of, slug_of
from kanben.pipeline.misfits import misfits
from kanben.resources import data_text
from kanben.store import Project, open_project, read_given, read_text, source_files, write_bytes, write_text

_CHAPTER_TITLE = re.compile(r"\s*第\s*[0-9〇零一二三四五六七八九十百千]+\s*[章篇编](?:[\s：:]*\S.*)?\s*\Z")
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Received:
    """A source on its way into the project."""

    path: Path
    name: str
    content: bytes
    title: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the files new in book.yaml, and the decisions that no longer fit."""

    new: tuple[str, ...]
    misfits: tuple[str, ...]


def create(folder: Path, title: str, author: str) -> Project:
    """A project ready for chapters in that folder; raises UsageError where a book is there already."""
    project = Project(folder)
    if project.book.exists():
        raise UsageError("new.exists", str(project.book))
    given = {"TITLE": title or folder.resolve().name, "AUTHOR": author or "佚名"}
    text = data_text("new-book.yaml")
    for key, value in given.items():
        text = text.replace(f"@{key}@", _quoted(value))
    write_text(project, project.book, text)
    for name in ("corrections", "names", "index", "chronology", "tables", "doubts"):
        write_text(project, project.manuscript / "decisions" / f"{name}.yaml", data_text(f"new-{name}.yaml"))
    (project.manuscript / "sources").mkdir(parents=True, exist_ok=True)
    return project


def import_sources(root: Path, files: tuple[Path, ...], replace: bool, progress: Progress) -> Imported:
    """Copy sources in, byte for byte, and list them in book.yaml.

    Nothing is copied when one of them can't be: raises SourceError (missing, empty, of unknown form) or
    UsageError (a name that stands there already, and `replace` not given).
    """
    project = open_project(root)
    book = parse_book(read_text(project, project.book), BOOK_FILE)
    received = tuple(_received(path, files, progress) for path in files)
    _refuse_twins(received)
    listed = {slug_of(entry.file): entry.file for entry in entries(book)}
    _refuse_known(project, received, listed, replace)
    for source in received:
        write_bytes(project, project.manuscript / "sources" / source.name, source.content)
    new = tuple((s.name, s.title) for s in received if slug_of(s.name) not in listed)
    if new:
        write_text(project, project.book, with_chapters(read_text(project, project.book), new))
    replaced = frozenset(slug_of(s.name) for s in received) & set(listed)
    return Imported(tuple(name for name, _ in new), misfits(root, replaced) if replaced else ())


def _received(path: Path, files: tuple[Path, ...], progress: Progress) -> Received:
    content = read_given(path)
    source = Source(slug_of(path.name), "", content, format_of(str(path)))
    progress("import", files.index(path) + 1, len(files))
    return Received(path, path.name, content, _title(source))


def _title(source: Source) -> str:
    """The first line where it is a heading 第X章 or 第X篇, else the file's stem.

    A source that can't be read yet is named by its stem: its trouble is told when it is normalised.
    """
    try:
        line = _first_line(source)
    except KanbenError:
        return source.slug
    return (
        " ".join(line.split()) if len(line) <= _LONGEST_TITLE and _CHAPTER_TITLE.match(line) else source.slug
    )


def _first_line(source: Source) -> str:
    if source.format == "text":
        lines = decode(source.content, "", source.slug)[0].splitlines()
    else:
        lines = [block.text for block in read(source.content, source.format)[0][:1]]
    return next((line.strip() for line in lines if line.strip()), "")


def _refuse_twins(received: tuple[Received, ...]) -> None:
    seen: dict[str, Path] = {}
    for source in received:
        slug = slug_of(source.name)
        if slug in seen:
            raise UsageError("import.same-name", str(source.path), other=seen[slug])
        seen[slug] = source.path


def _refuse_known(
    project: Project, received: tuple[Received, ...], listed: dict[str, str], replace: bool
) -> None:
    there = {slug_of(name): name for name in source_files(project)}
    for source in received:
        slug = slug_of(source.name)
        old = listed.get(slug) or there.get(slug)
        if old and not replace:
            raise UsageError("import.exists", str(source.path), name=old)
        if old and old != source.name:
            raise SourceError("import.other-form", str(source.path), name=old)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
