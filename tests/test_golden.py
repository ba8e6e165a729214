"""A small book through all four stages, compared with what stands in tests/golden/expected/.

`make accept` (KANBEN_ACCEPT=1) takes what the stages give now as right; a failure shows the difference.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from kanben.model import Apparatus, Chapter, Cleaned, IndexEntry, Place, Table
from kanben.pipeline.chapters import clean_chapters, find_in_chapters
from kanben.pipeline.checking import check
from kanben.pipeline.editions import make_edition
from kanben.pipeline.exchange import exchanged
from kanben.pipeline.loading import load
from kanben.publish import lay_out
from kanben.publish.locators import locator, printed

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = GOLDEN / "expected"
KINDS = ("dates", "names", "documents", "meetings", "figures", "doubts")
OF_A_CHAPTER = ("clean.md", "ledger.txt", *(f"{kind}.json" for kind in KINDS))
FILES = (
    *(f"{slug}/{name}" for slug in ("ch1", "ch2") for name in OF_A_CHAPTER),
    "chronology.txt", "tables.txt", "plots.txt", "index.txt", "collation.txt", "notes.txt", "doubts.txt",
)  # fmt: skip


def nobody(*_told: object) -> None:
    """Nobody is told of progress."""


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> dict[str, str]:
    """What the stages give now, by file."""
    root = tmp_path_factory.mktemp("golden")
    shutil.copytree(GOLDEN / "manuscript", root / "manuscript")
    loaded = load(root)
    chapters = clean_chapters(loaded, nobody)
    findings = find_in_chapters(loaded, tuple(cleaned.chapter for cleaned in chapters), nobody)
    edition = make_edition(loaded, "standard", chapters, findings)
    pages = lay_out(edition).pages
    locate = locator(pages, [cleaned.chapter.slug for cleaned in chapters])
    texts = {cleaned.chapter.slug: cleaned.chapter for cleaned in chapters}
    files = {
        f"{cleaned.chapter.slug}/{name}": text
        for cleaned, found in zip(chapters, findings, strict=True)
        for name, text in exchanged(cleaned, found).items()
    }
    files |= {f"{cleaned.chapter.slug}/clean.md": cleaned.text for cleaned in chapters}
    files |= {f"{cleaned.chapter.slug}/ledger.txt": lines(ledger(cleaned)) for cleaned in chapters}
    files |= {name: lines(made) for name, made in apparatus(edition.apparatus, texts).items()}
    files["index.txt"] = lines(
        line for index in edition.apparatus.indexes for line in entries(index.entries, locate)
    )
    files["doubts.txt"] = lines(f"{p.file}:{p.line} [{p.code}] {p.why}" for p in check(root, nobody))
    return files


def lines(made: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in made)


def ledger(cleaned: Cleaned) -> Iterator[str]:
    """Each edit on a line: pass, rule, offset, what it was and what it is."""
    for number, edits in enumerate(cleaned.passes, 1):
        for edit in edits:
            yield f"{number}\t{edit.rule}\t{edit.offset}\t{edit.before!r} → {edit.after!r}\t{edit.why}"


def apparatus(made: Apparatus, texts: dict[str, Chapter]) -> dict[str, Iterator[str]]:
    def quoted(place: Place) -> str:
        return f"{place.chapter}「{texts[place.chapter].blocks[place.block].text[place.start : place.end]}」"

    assert made.collation
    return {
        "chronology.txt": (f"{e.date}\t{e.edtf}\t{e.text}\t{' '.join(map(quoted, e.places))}" for e in made.chronology),
        "tables.txt": (line for table in made.tables for line in rows(table)),
        "plots.txt": (f"{plot.name}\t{plot.description}" for plot in made.plots),
        "collation.txt": (
            *(f"{quoted(e.place)}\t{e.before} → {e.after}\t{e.reason}\t{e.by}" for e in made.collation.emendations),
            *(f"{rule}\t{why}\t{count}" for rule, why, count in made.collation.counts),
        ),
        "notes.txt": (f"{note.kind}\t{quoted(note.place)}\t{note.text}" for note in made.notes),
    }  # fmt: skip


def rows(table: Table) -> Iterator[str]:
    yield f"# {table.title}"
    yield from ("\t".join(cells) for cells in (table.columns, *(row.cells for row in table.rows)))


def entries(every: tuple[IndexEntry, ...], locate, indent: str = "") -> Iterator[str]:
    for entry in every:
        pages = [
            f"{'*' if page.main else ''}{page.first}{'' if page.first == page.last else '–' + page.last}"
            for page in printed(entry.places, locate, entry.main)
        ]
        see = [f"见 {entry.see}"] * bool(entry.see) + [f"参见 {term}" for term in entry.see_also]
        yield f"{indent}{entry.group} {entry.term}\t{' '.join(entry.reading)}\t{', '.join(pages)}\t{'；'.join(see)}"
        yield from entries(entry.children, locate, indent + "  ")


@pytest.mark.parametrize("file", FILES)
def test_the_golden_book_is_as_it_was(given, file):
    path = EXPECTED / file
    if os.environ.get("KANBEN_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(given[file], "utf-8")
    expected = path.read_text("utf-8")
    difference = unified_diff(
        expected.splitlines(), given[file].splitlines(), f"expected/{file}", "given", lineterm="", n=0
    )
    assert given[file] == expected, "\n" + "\n".join(difference)


def test_every_file_expected_is_compared(given):
    assert (
        {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*.*")} == set(FILES) == set(given)
    )
