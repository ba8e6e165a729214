"""Figures of whole chapters: the numbers an editor marks, and the row heads an editor gives them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from kanben.extract import extract
from kanben.model import Block, Chapter, Decisions

CHAPTERS = sorted((Path(__file__).parent / "fixtures" / "figures-unseen").iterdir())


def chapter_of(folder):
    blocks = (folder / "clean.md").read_text(encoding="utf-8").strip().split("\n\n")
    return Chapter(
        folder.name,
        folder.name,
        tuple(
            Block("heading", text.lstrip("# "), text.count("#"))
            if text[0] == "#"
            else Block("paragraph", text)
            for text in blocks
        ),
    )


def printed(folder):
    found = extract(chapter_of(folder), Decisions())
    return [figure for figure in found.figures if figure.certainty >= 0.5]


def wanted(folder):
    return json.loads((folder / "figures.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", CHAPTERS, ids=lambda folder: folder.name)
def test_what_is_printed_is_what_an_editor_marks(folder):
    gold = Counter((row["para"], round(row["value"], 2), row["unit"]) for row in wanted(folder))
    made = Counter((f.place.block, round(f.value, 2), f.unit) for f in printed(folder))
    right = (gold & made).total()
    assert right >= 0.95 * made.total(), made - gold
    assert right >= 0.75 * gold.total(), gold - made


@pytest.mark.parametrize("folder", CHAPTERS, ids=lambda folder: folder.name)
def test_more_than_half_of_the_row_heads_are_the_editors_own_words(folder):
    gold = Counter((row["para"], round(row["value"], 2), row["measure"]) for row in wanted(folder))
    made = Counter((f.place.block, round(f.value, 2), f.measure) for f in printed(folder))
    assert (gold & made).total() > 0.5 * gold.total(), gold - made
