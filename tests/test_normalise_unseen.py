"""Chapters of kinds that the rules were not written beside: clean as made by hand, ledgers that run both ways."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kanben.model import Source
from kanben.normalise import normalise, replay, undo
from test_normalise import lines, shown

UNSEEN = sorted(
    path.parent for path in (Path(__file__).parent / "fixtures" / "normalise-unseen").glob("*/raw.txt")
)


def given(folder):
    return YAML(typ="safe").load((folder / "source.yaml").read_text("utf-8"))


def made(folder):
    return normalise(Source(folder.name, given(folder)["title"], (folder / "raw.txt").read_bytes(), "text"))


CLOSED = [folder for folder in UNSEEN if not given(folder).get("open")]


@pytest.mark.parametrize("folder", CLOSED, ids=lambda folder: folder.name)
def test_a_chapter_of_an_unseen_kind_comes_out_as_made_by_hand(folder):
    blocks = made(folder).chapter.blocks
    assert lines("\n".join(map(shown, blocks))) == lines((folder / "clean.md").read_text("utf-8"))


@pytest.mark.parametrize("folder", UNSEEN, ids=lambda folder: folder.name)
def test_the_ledger_of_an_unseen_chapter_runs_both_ways(folder):
    cleaned = made(folder)
    assert replay(cleaned.extracted, cleaned.passes) == cleaned.text
    assert undo(cleaned.text, cleaned.passes) == cleaned.extracted


@pytest.mark.parametrize("folder", UNSEEN, ids=lambda folder: folder.name)
def test_the_clean_unseen_chapter_needs_no_edit(folder):
    cleaned = made(folder)
    again = normalise(Source(folder.name, given(folder)["title"], cleaned.text.encode(), "markdown"))
    assert again.passes == ()
    assert again.chapter == cleaned.chapter
