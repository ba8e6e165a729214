"""The chronology for other programs."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from kanben.assemble.chronology_exports import chronology_exports
from kanben.model import Event, Place

EVENTS = (
    Event(
        "1956年3月12—14日",
        "1956-03-12/1956-03-14",
        "全县水利工作会议召开",
        (Place("ch1", 0, 0, 9),),
        "meeting",
    ),
    Event(
        "1958年",
        "1958",
        "干渠动工, 民工三千; 分两段",
        (Place("ch1", 2, 0, 5), Place("ch2", 1, 0, 5)),
        "other",
    ),
)


def test_a_sheet_has_a_row_for_each_event():
    rows = list(csv.DictReader(io.StringIO(chronology_exports(EVENTS)["csv"])))
    assert [row["edtf"] for row in rows] == ["1956-03-12/1956-03-14", "1958"]
    assert rows[1]["chapters"] == "ch1 ch2"


def test_json_leads_each_event_to_its_places():
    rows = json.loads(chronology_exports(EVENTS)["json"])
    assert rows[0]["places"] == [{"chapter": "ch1", "block": 0, "start": 0, "end": 9}]


def test_a_calendar_holds_the_events_whose_days_are_known_to_the_day_after_their_last():
    text = chronology_exports(EVENTS)["ics"]
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:19560312\r\nDTEND;VALUE=DATE:19560315\r\n" in text


def test_a_book_without_events_has_no_exports():
    assert chronology_exports(()) == {}


@given(st.text(max_size=80))
def test_no_line_of_a_calendar_is_too_long_whatever_the_event_says(text):
    words = " ".join(text.split())
    lines = chronology_exports((Event("", "1956-03-12", words, ()),))["ics"].split("\r\n")
    assert all(len(line.encode("utf-8", "surrogatepass")) <= 75 for line in lines)
