"""The first two stages as commands of their own."""

from __future__ import annotations

from pathlib import Path

from kanben.config import with_entries
from kanben.model import Cleaned, Findings, NameFound
from kanben.pipeline.building import extract_book, normalise_book, refuse_hand_edits
from kanben.pipeline.exchange import write_findings
from kanben.pipeline.loading import Loaded, Progress, load
from kanben.store import read_text, write_text


def normalise_all(root: Path, discard: bool, progress: Progress) -> tuple[tuple[str, int, int], ...]:
    """Sources to clean/ and the ledger; gives slug, edits and doubts of each chapter.

    `discard` drops hand edits of clean/; without it they raise ConfigError.
    """
    loaded = load(root)
    if not discard:
        refuse_hand_edits(loaded.project)
    chapters = normalise_book(loaded, progress)
    return tuple((c.chapter.slug, sum(map(len, c.passes)), len(c.doubts)) for c in chapters)


def extract_all(
    root: Path, out: Path | None, proposing: bool, progress: Progress
) -> tuple[tuple[Path, ...], int]:
    """Findings of every chapter; gives the folders written, and the number of names proposed."""
    loaded = load(root)
    refuse_hand_edits(loaded.project)
    chapters = normalise_book(loaded, progress)
    findings = extract_book(loaded, chapters, progress)
    folder = out or loaded.project.build / "findings"
    written = write_findings(loaded.project, folder, chapters, findings)
    return written, _propose(loaded, chapters, findings) if proposing else 0


def _propose(loaded: Loaded, chapters: tuple[Cleaned, ...], findings: tuple[Findings, ...]) -> int:
    """Append names the authority file doesn't know, unconfirmed, each with its sentence; gives their number."""
    from kanben.extract.candidates import propose

    known = {ruling.name for ruling in loaded.decisions.names}
    found: dict[str, tuple[NameFound, str]] = {}
    for cleaned, finding in zip(chapters, findings, strict=True):
        for name in propose(cleaned.chapter, finding, loaded.decisions):
            block = cleaned.chapter.blocks[name.places[0].block].text
            found.setdefault(name.name, (name, _sentence(block, name.places[0].start)))
    new = [(name, sentence) for key, (name, sentence) in found.items() if key not in known]
    path = loaded.project.manuscript / "decisions" / "names.yaml"
    entries: tuple[dict[str, str | bool], ...] = tuple(
        {"name": name.name, "kind": name.kind, "confirmed": False, "sentence": sentence}
        for name, sentence in new
    )
    if entries:
        write_text(loaded.project, path, with_entries(read_text(loaded.project, path), entries))
    return len(entries)


def _sentence(text: str, at: int) -> str:
    start = text.rfind("。", 0, at) + 1
    end = text.find("。", at)
    return text[start : end + 1 if end >= 0 else len(text)].strip()
