"""The first two stages over all chapters of a book, each chapter cached by its content."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from kanben.errors import SourceError
from kanben.extract import extract
from kanben.model import Chapter, Cleaned, Correction, Findings, Source
from kanben.normalise import normalise
from kanben.pipeline.loading import Loaded, Progress, slug_of, sources
from kanben.store import Project, code_version, keep, key_of, recall

Job = TypeVar("Job")
Made = TypeVar("Made")
# Starting a second process costs about as much as working through this many bytes of text here.
_WORTH_A_PROCESS = 400_000


@dataclass(frozen=True, slots=True)
class Work(Generic[Job, Made]):
    """What is to be done to each chapter: the name of it, the type made, the function."""

    name: str
    makes: type[Made]
    do: Callable[[Job], Made]


def clean_chapters(loaded: Loaded, progress: Progress) -> tuple[Cleaned, ...]:
    """Every chapter normalised, nothing written; raises SourceError and PassageError."""
    off = frozenset(loaded.book.rules.off)
    jobs = [(source, _corrections(loaded, source.slug)) for source in sources(loaded)]
    keys = [_key(repr(job), repr(sorted(off))) for job in jobs]
    files = {slug_of(entry.file): f"manuscript/sources/{entry.file}" for entry in loaded.entries}
    work = Work("normalise", Cleaned, partial(_normalise, off=off, files=files))
    size = sum(len(source.content) for source, _ in jobs)
    return _each(loaded.project, work, tuple(zip(keys, jobs, strict=True)), (size, progress))


def find_in_chapters(
    loaded: Loaded, chapters: tuple[Chapter, ...], progress: Progress
) -> tuple[Findings, ...]:
    """The findings of every clean chapter; never fails on any text."""
    rulings = repr(loaded.decisions.names)
    keys = [_key(repr(chapter), rulings) for chapter in chapters]
    work = Work("extract", Findings, partial(extract, decisions=loaded.decisions))
    size = sum(3 * len(block.text) for chapter in chapters for block in chapter.blocks)
    return _each(loaded.project, work, tuple(zip(keys, chapters, strict=True)), (size, progress))


def _each(
    project: Project, work: Work[Job, Made], keyed: Sequence[tuple[str, Job]], load: tuple[int, Progress]
) -> tuple[Made, ...]:
    """What the work makes of each job, in order: from the cache where it is known."""
    size, progress = load
    known = [recall(project, work.name, key, work.makes) for key, _ in keyed]
    fresh = _fresh(work, [job for (_, job), made in zip(keyed, known, strict=True) if made is None], size)
    made = []
    for (key, _), value in zip(keyed, known, strict=True):
        made.append(value if value is not None else _kept(project, work, key, next(fresh)))
        progress(work.name, len(made), len(keyed))
    return tuple(made)


def _fresh(work: Work[Job, Made], jobs: list[Job], size: int) -> Iterator[Made]:
    cores = os.cpu_count() or 1
    if size < _WORTH_A_PROCESS or cores == 1 or len(jobs) < 2:
        yield from map(work.do, jobs)
        return
    with ProcessPoolExecutor(min(cores, len(jobs))) as pool:
        yield from pool.map(work.do, jobs, chunksize=max(1, len(jobs) // (8 * cores)))


def _kept(project: Project, work: Work[Job, Made], key: str, value: Made) -> Made:
    keep(project, work.name, key, value)
    return value


def _normalise(
    job: tuple[Source, tuple[Correction, ...]], off: frozenset[str], files: dict[str, str]
) -> Cleaned:
    source, corrections = job
    try:
        cleaned = normalise(source, corrections, off)
    except SourceError as error:
        # The stage knows bytes; which file they came from is known here.
        raise SourceError(error.key, files[source.slug], error.line, **error.values) from None
    if not cleaned.chapter.blocks:
        raise SourceError("source.no-text", files[source.slug])
    return cleaned


def _corrections(loaded: Loaded, slug: str) -> tuple[Correction, ...]:
    return tuple(c for c in loaded.decisions.corrections if c.passage.chapter == slug)


def _key(*parts: str) -> str:
    return key_of(code_version().encode(), *(part.encode("utf-8", "surrogatepass") for part in parts))
