"""Documents: titles with their kind, date and maker, and short titles tied to the full ones."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.extract.documents import find_documents
from kanben.extract.meetings import find_meetings
from kanben.model import Block, Chapter, Decisions, Findings
from marked_text import cases, marked

CASES = Path(__file__).parent / "cases/documents"


def documents_of(text):
    chapter, found = marked(text)
    met = find_meetings(chapter, Decisions(), found)
    return chapter, find_documents(chapter, Decisions(), met).documents


def shown(work):
    told = (work.title, work.kind, work.date, work.issuer, work.short_for, len(work.places))
    return " | ".join(str(each or "—") for each in told)


def every_case():
    for path in sorted(CASES.glob("*.txt")):
        for text, wanted in cases(path):
            yield pytest.param(text, wanted, id=re.sub(r"[{\[]|\|[^}]*}|:[pol]\]", "", text)[:24])


@pytest.mark.parametrize(("text", "wanted"), list(every_case()))
def test_a_passage_gives_its_works(text, wanted):
    _, works = documents_of(text)
    assert [shown(work) for work in works] == wanted


def test_every_place_points_at_the_words():
    for path in sorted(CASES.glob("*.txt")):
        for text, _ in cases(path):
            chapter, found = documents_of(text)
            for place in (place for each in found for place in each.places):
                words = chapter.blocks[place.block].text[place.start : place.end]
                assert words.startswith("《")


@given(
    st.lists(
        st.text("《》〈〉（）以下简称即通知决定《关于》的，。、发出通过会议1985年月", max_size=80), max_size=3
    )
)
def test_any_text_gives_findings_inside_it_and_never_fails(texts):
    chapter = Chapter("c", "c", tuple(Block("paragraph", text) for text in texts))
    for each in find_documents(chapter, Decisions(), Findings("c")).documents:
        assert each.places
        assert all(0 <= place.start < place.end <= len(texts[place.block]) for place in each.places)
