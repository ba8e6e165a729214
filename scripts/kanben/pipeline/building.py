"""The whole road: sources to dist/, all files of an edition or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kanben.assemble.chronology_exports import chronology_exports
from kanben.config import BOOK_FILE, edition, edition_line
from kanben.errors import ConfigError
from kanben.model import Cleaned, Edition, Findings, Output
from kanben.pipeline.chapters import clean_chapters, find_in_chapters
from kanben.pipeline.editions import formats, make_edition, slug
from kanben.pipeline.exchange import write_findings
from kanben.pipeline.loading import Loaded, Progress, load
from kanben.publish import Memory, lay_out, publish
from kanben.publish.fonts import environment_key
from kanben.store import (
    Project,
    code_version,
    hand_edited,
    key_of,
    put_outputs,
    read_text,
    remember,
    rules_version,
    unchanged,
    write_clean,
    write_text,
)

ALL = "all"


Memories = MutableMapping[str, Memory]
"""What was laid out of each edition, by its name."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did for one edition: the files in dist/, and whether they had to be made."""

    edition: str
    files: tuple[Path, ...]
    made: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """An edition to be built: its formats, the files they become, the key of all it depends on."""

    name: str
    kinds: tuple[str, ...]
    files: tuple[str, ...]
    key: str


Found = tuple[tuple[Cleaned, ...], tuple[Findings, ...]]


def build(
    root: Path,
    names: tuple[str, ...],
    wanted: tuple[str, ...],
    progress: Progress,
    memories: Memories | None = None,
) -> tuple[Built, ...]:
    """Build the editions named (none: the default one; `all`: all) in the formats wanted (none: their own).

    A process that builds again and again passes the same `memories`: what has not changed is not laid out anew.
    Raises every kind of KanbenError; the last good files stay where they are until all new ones are made.
    """
    loaded = load(root)
    refuse_hand_edits(loaded.project)
    plans = tuple(_plan(loaded, names, wanted))
    done = {plan.name for plan in plans if unchanged(loaded.project, plan.name, plan.key, plan.files)}
    if len(done) < len(plans):
        chapters = normalise_book(loaded, progress)
        found = chapters, extract_book(loaded, chapters, progress)
    kept = {} if memories is None else memories
    for plan in plans:
        if plan.name not in done:
            _make(loaded, plan, found, (kept.setdefault(plan.name, Memory()), progress))
    paths = (tuple(loaded.project.dist / name for name in plan.files) for plan in plans)
    return tuple(
        Built(plan.name, files, plan.name not in done) for plan, files in zip(plans, paths, strict=True)
    )


def normalise_book(loaded: Loaded, progress: Progress) -> tuple[Cleaned, ...]:
    """Normalise every chapter and write clean/ and the ledger."""
    chapters = clean_chapters(loaded, progress)
    write_clean(loaded.project, chapters, rules_version())
    return chapters


def extract_book(loaded: Loaded, chapters: tuple[Cleaned, ...], progress: Progress) -> tuple[Findings, ...]:
    """Find in every chapter and write build/findings/."""
    findings = find_in_chapters(loaded, tuple(cleaned.chapter for cleaned in chapters), progress)
    write_findings(loaded.project, loaded.project.build / "findings", chapters, findings)
    return findings


def refuse_hand_edits(project: Project) -> None:
    """Raise ConfigError where a clean chapter was edited by hand: a build would overwrite a person's work."""
    edited = hand_edited(project)
    if edited:
        files = ", ".join(f"manuscript/clean/{name}.md" for name in edited)
        raise ConfigError("clean.hand-edited", files=files)


def _plan(loaded: Loaded, names: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[Plan]:
    book = loaded.book
    chosen = tuple(book.editions) if ALL in names else names or (book.default_edition,)
    for name in chosen:
        edition(book, name)
        kinds = ("pdf", "epub", "docx") if ALL in wanted else wanted or formats(book, name)
        files = tuple(f"{slug(book, name)}.{kind}" for kind in kinds)
        yield Plan(name, kinds, files, edition_key(loaded.project, name))


def _make(loaded: Loaded, plan: Plan, found: Found, telling: tuple[Memory, Progress]) -> None:
    _, progress = telling
    finished = make_edition(loaded, plan.name, *found)
    progress(f"assemble {plan.name}", 1, 1)
    outputs = _published(loaded.project, finished, plan.kinds, telling)
    put_outputs(loaded.project, outputs)
    stem = slug(loaded.book, plan.name)
    for ending, text in chronology_exports(finished.apparatus.chronology).items():
        write_text(loaded.project, loaded.project.build / "chronology" / f"{stem}.{ending}", text)
    remember(loaded.project, plan.name, plan.key, outputs)


def _published(
    project: Project, finished: Edition, kinds: tuple[str, ...], telling: tuple[Memory, Progress]
) -> tuple[Output, ...]:
    memory, progress = telling
    try:
        layout = lay_out(finished, memory)
        progress(f"publish {finished.name}", 1, 2)
        outputs = publish(finished, layout, kinds)
    except ConfigError as error:
        # The stage knows what can't be printed; where the book asks for it is known here.
        line = edition_line(read_text(project, project.book), finished.name)
        raise ConfigError(error.key, error.file or BOOK_FILE, error.line or line, **error.values) from None
    progress(f"publish {finished.name}", 2, 2)
    return outputs


def edition_key(project: Project, name: str) -> str:
    """One key for everything an edition depends on: the manuscript, the code, the tools and fonts."""
    files = sorted(
        path for path in project.manuscript.rglob("*") if path.is_file() and _counts(project, path)
    )
    hashes = (
        path.relative_to(project.root).as_posix().encode() + sha256(path.read_bytes()).digest()
        for path in files
    )
    known = (name, code_version(), environment_key(), os.environ.get("SOURCE_DATE_EPOCH", ""))
    return key_of(*map(str.encode, known), *hashes)


def _counts(project: Project, path: Path) -> bool:
    """Whether the file is something a person wrote: clean/ is made from the rest."""
    return not path.is_relative_to(project.manuscript / "clean")
