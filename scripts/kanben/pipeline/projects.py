"""A new project, and sources put into one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kanben.config import BOOK_FILE, entries, parse_book, with_chapters
from kanben.errors import KanbenError, SourceError, UsageError
from kanben.markup import read
from kanben.model import Block, Source
from kanben.normalise.decoding import decode
from kanben.pipeline.loading import Progress, format_of, slug_of
from kanben.pipeline.misfits import misfits
from kanben.resources import data_text
from kanben.store import Project, open_project, read_given, read_text, source_files, write_bytes, write_text

_CHAPTER_TITLE = re.compile(r"\s*第\s*[0-9〇零一二三四五六七八九十百千]+\s*[章篇编](?:[\s：:]*\S.*)?\s*\Z")
_LONGEST_TITLE = 60
_BYLINES, _LONGEST_BYLINE = 4, 40
"""Lines for subtitle, authors and date that may stand below a title, and characters each has at most."""


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
    """The first line where it is a heading 第X章 or 第X篇, or the document's own title, else the file's stem.

    A source that can't be read yet is named by its stem: its trouble is told when it is normalised.
    """
    try:
        line, own = _first_line(source)
    except KanbenError:
        return source.slug
    fits = len(line) <= _LONGEST_TITLE and (own or _CHAPTER_TITLE.match(line))
    return " ".join(line.split()) if fits else source.slug


def _first_line(source: Source) -> tuple[str, bool]:
    """The first line that is not blank, and whether the document says it is its title."""
    if source.format == "text":
        lines = decode(source.content, "", source.slug)[0].splitlines()
        return next((line.strip() for line in lines if line.strip()), ""), False
    blocks = read(source.content, source.format)[0]
    return (blocks[0].text.strip(), _is_titled(blocks)) if blocks else ("", False)


def _is_titled(blocks: tuple[Block, ...]) -> bool:
    """Whether the first block is a title: a heading above all others, or with no prose of its own below it."""
    first, rest = blocks[0], blocks[1:]
    if first.kind != "heading" or not first.text.strip():
        return False
    peers = [at for at, block in enumerate(rest) if block.kind == "heading" and block.level <= first.level]
    if not peers:
        return any(block.kind == "heading" for block in rest)
    return peers[0] <= _BYLINES and all(len(block.text) <= _LONGEST_BYLINE for block in rest[: peers[0]])


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
