"""Meetings: held, named, pointed at; and what only looks like one."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.extract.meetings import find_meetings
from kanben.model import Block, Chapter, Decisions, Findings
from marked_text import cases, marked

CASES = Path(__file__).parent / "cases/meetings"


def meetings_of(text):
    chapter, found = marked(text)
    return chapter, find_meetings(chapter, Decisions(), found).meetings


def shown(meeting):
    told = (meeting.name, meeting.date, meeting.venue, meeting.organiser, len(meeting.places))
    return " | ".join(str(each or "—") for each in told)


def every_case():
    for path in sorted(CASES.glob("*.txt")):
        for text, wanted in cases(path):
            yield pytest.param(text, wanted, id=re.sub(r"[{\[]|\|[^}]*}|:[pol]\]", "", text)[:24])


@pytest.mark.parametrize(("text", "wanted"), list(every_case()))
def test_a_passage_gives_its_meetings(text, wanted):
    _, meetings = meetings_of(text)
    assert [shown(meeting) for meeting in meetings] == ([] if wanted == ["none"] else wanted)


def test_every_place_points_at_the_words():
    for path in sorted(CASES.glob("*.txt")):
        for text, _ in cases(path):
            chapter, found = meetings_of(text)
            for place in (place for each in found for place in each.places):
                words = chapter.blocks[place.block].text[place.start : place.end]
                assert words


@given(
    st.lists(
        st.text(
            "召开举行在于第届次中全会大会议党的十一二三，。、《》（扩大）这次与同座谈会上会后年月日",
            max_size=80,
        ),
        max_size=3,
    )
)
def test_any_text_gives_findings_inside_it_and_never_fails(texts):
    chapter = Chapter("c", "c", tuple(Block("paragraph", text) for text in texts))
    for each in find_meetings(chapter, Decisions(), Findings("c")).meetings:
        assert each.places
        assert all(0 <= place.start < place.end <= len(texts[place.block]) for place in each.places)
