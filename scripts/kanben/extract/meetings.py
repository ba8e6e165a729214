"""Meetings: every meeting held or named, with date, venue, organiser and all the places that speak of it.

heads → sightings (held, named, pointed at) → one meeting each
"""

from __future__ import annotations

from dataclasses import replace

from kanben.extract.figure_passages import passages
from kanben.extract.meeting_series import gathered
from kanben.extract.meeting_sightings import sightings
from kanben.model import Chapter, Decisions, Findings


def find_meetings(chapter: Chapter, _decisions: Decisions, found: Findings) -> Findings:
    """The findings with every meeting of the chapter, in order of first appearance."""
    seen = (sighting for passage in passages(chapter, found) for sighting in sightings(passage))
    return replace(found, meetings=gathered(seen))
