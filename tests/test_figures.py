"""Figures: sentences of all kinds of books against what an indexer marks in them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_text import cases, marked

from kanben.extract.figures import find_figures
from kanben.model import Block, Chapter, Decisions, Findings

CASES = Path(__file__).parent / "cases/figures"


def figures_of(text):
    chapter, found = marked(text)
    return chapter, find_figures(chapter, Decisions(), found).figures


def shown(figure, wanted):
    """A figure in the words of a case, with as much said of it as the case says."""
    number = f"{figure.value:g}" if figure.value < 1e6 else str(int(figure.value))
    told = [number, figure.unit, *([figure.approx] if figure.approx else [])]
    told += [f"to={figure.value_to:g}"] if figure.value_to is not None else []
    told += [f"@{figure.as_of}"] if "@" in wanted else []
    told += [f"#{figure.measure}"] if "#" in wanted else []
    return " ".join([*told, *([f"%{figure.scope}"] if " %全" in wanted else [])])


def every_case():
    for path in sorted(CASES.glob("*.txt")):
        for text, wanted in cases(path):
            yield pytest.param(text, wanted, id=re.sub(r"[{\[]|\|[^}]*}|:[pol]\]", "", text)[:24])


@pytest.mark.parametrize(("text", "wanted"), list(every_case()))
def test_a_sentence_gives_the_figures_an_indexer_marks(text, wanted):
    _, figures = figures_of(text)
    wanted = [] if wanted == ["none"] else wanted
    padded = [*wanted, *[""] * (len(figures) - len(wanted))]
    assert [shown(figure, want) for figure, want in zip(figures, padded, strict=False)] == wanted, [
        f.text for f in figures
    ]
