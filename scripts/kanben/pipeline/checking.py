"""Everything wrong or doubtful in a book, with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kanben.errors import KanbenError
from kanben.extract.consistency import compare
from kanben.messages import say
from kanben.model import Cleaned, Decisions, Doubt, Findings
from kanben.pipeline.building import extract_book, normalise_book, refuse_hand_edits
from kanben.pipeline.editions import make_edition
from kanben.pipeline.loading import Loaded, Progress, load
from kanben.publish.report import report
from kanben.store import write_bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that should be looked at."""

    file: str
    line: int
    code: str
    quote: str
    why: str


def check(root: Path, progress: Progress) -> tuple[Problem, ...]:
    """What is doubtful or wrong, settled doubts left out, and build/report.html written.

    Raises KanbenError only where nothing more can be said: a book.yaml or a source that can't be read.
    """
    loaded = load(root)
    refuse_hand_edits(loaded.project)
    chapters = normalise_book(loaded, progress)
    findings = extract_book(loaded, chapters, progress)
    open_doubts = tuple(
        doubt for doubt in doubts(chapters, findings) if not _settled(doubt, loaded.decisions)
    )
    page = report(loaded.book.title, chapters, open_doubts)
    write_bytes(loaded.project, loaded.project.build / "report.html", page)
    lines = {cleaned.chapter.slug: _lines(cleaned) for cleaned in chapters}
    return (
        *(_problem(doubt, lines[doubt.place.chapter]) for doubt in open_doubts),
        *_trouble(loaded, chapters, findings),
        *_idle(loaded.decisions, chapters),
    )


def doubts(chapters: tuple[Cleaned, ...], findings: tuple[Findings, ...]) -> tuple[Doubt, ...]:
    """Every doubt of the book, chapter by chapter, those between chapters last."""
    single = (doubt for c, f in zip(chapters, findings, strict=True) for doubt in (*c.doubts, *f.doubts))
    return (*single, *compare(tuple(c.chapter for c in chapters), findings))


def _settled(doubt: Doubt, decisions: Decisions) -> bool:
    return any(
        settled.code == doubt.code and settled.passage.chapter == doubt.place.chapter
        and (settled.passage.exact in doubt.quote or doubt.quote in settled.passage.exact)
        for settled in decisions.settled
    )  # fmt: skip


def _lines(cleaned: Cleaned) -> tuple[int, ...]:
    """The line of clean/*.md where each block begins: blocks stand apart by blank lines."""
    lines, line = [], 1
    for part in cleaned.text.split("\n\n"):
        lines.append(line)
        line += part.count("\n") + 2
    return tuple(lines)


def _problem(doubt: Doubt, lines: tuple[int, ...]) -> Problem:
    block = doubt.place.block
    line = lines[block] if block < len(lines) else 0
    return Problem(f"manuscript/clean/{doubt.place.chapter}.md", line, doubt.code, doubt.quote, doubt.why)


def _trouble(
    loaded: Loaded, chapters: tuple[Cleaned, ...], findings: tuple[Findings, ...]
) -> tuple[Problem, ...]:
    """What would stop a build: each edition's apparatus is tried."""
    tries = (
        lambda name=name: make_edition(loaded, name, chapters, findings) for name in loaded.book.editions
    )
    return tuple(dict.fromkeys(problem for attempt in tries if (problem := _failure(attempt))))


def _idle(decisions: Decisions, chapters: tuple[Cleaned, ...]) -> Iterator[Problem]:
    """Subjects of the index whose words stand nowhere: no entry is printed for them."""
    text = "\n".join(block.text for cleaned in chapters for block in cleaned.chapter.blocks)
    parents = {subject.parent for subject in decisions.subjects}
    for subject in decisions.subjects:
        words = subject.patterns or (subject.term,)
        if not (
            subject.see or subject.see_also or subject.term in parents or any(map(text.__contains__, words))
        ):
            why = say("index.idle", term=subject.term)
            yield Problem(subject.file, subject.line, "index.idle", subject.term, why)


def _failure(attempt: Callable[[], object]) -> Problem | None:
    try:
        attempt()
    except KanbenError as error:
        return Problem(error.file, error.line, error.key, "", str(error))
    return None
