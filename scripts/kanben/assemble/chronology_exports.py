"""The chronology for other programs: CSV for sheets, JSON for tools, iCalendar for calendars (RFC 5545)."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from hashlib import sha256

from kanben.model import Event

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_LINE = 74
"""Octets of a line of iCalendar, its end not counted (RFC 5545, 3.1)."""


def chronology_exports(events: tuple[Event, ...]) -> dict[str, str]:
    """The chronology by ending of its file: csv, json and ics; nothing where there are no events."""
    if not events:
        return {}
    return {"csv": as_csv(events), "json": as_json(events), "ics": as_calendar(events)}


def as_csv(events: tuple[Event, ...]) -> str:
    """A row an event: date as printed, EDTF, what happened, its kind, the chapters that tell of it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("date", "edtf", "event", "lane", "chapters"))
    writer.writerows((e.date, e.edtf, e.text, e.lane, " ".join(_chapters(e))) for e in events)
    return stream.getvalue()


def as_json(events: tuple[Event, ...]) -> str:
    """A list of objects with the fields of the CSV and every place."""
    rows = [
        {
            "date": e.date, "edtf": e.edtf, "event": e.text, "lane": e.lane,
            "places": [{"chapter": p.chapter, "block": p.block, "start": p.start, "end": p.end} for p in e.places],
        }
        for e in events
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_calendar(events: tuple[Event, ...]) -> str:
    """A whole-day entry for each event whose first day is known; a calendar has no place for the rest."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kanben//chronology//ZH"]
    for event in events:
        lines += _entry(event)
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line))


def _entry(event: Event) -> list[str]:
    days = _DAY.findall(event.edtf)
    try:
        first, last = (date.fromisoformat(day) for day in (days[0], days[-1]))
    except (IndexError, ValueError):
        return []
    after = min(last, date.max - timedelta(1)) + timedelta(1)
    text = re.sub(r"([\\;,])", r"\\\1", event.text)
    identity = sha256(f"{event.edtf} {event.text}".encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT", f"UID:{identity}@kanben", "DTSTAMP:19800101T000000Z", f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}", f"SUMMARY:{text}", "END:VEVENT",
    ]  # fmt: skip


def _folded(line: str) -> list[str]:
    """A line cut so that no part is longer than the standard allows, and none cuts a character."""
    parts, part = [], ""
    for character in line:
        if len(f"{part}{character}".encode()) > _LONGEST_LINE:
            parts.append(part)
            part = " "
        part += character
    return [*parts, part]


def _chapters(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.chapter for place in event.places))
