"""Meetings: held, named, pointed at; and what only looks like one."""

import re
from pathlib import Path

import pytest

from kanben.extract.meetings import find_meetings
from kanben.model import Decisions
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
