"""Stage 2, extract: clean chapters and the editor's decisions give findings, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable

from kanben.extract.consistency import find_contradictions
from kanben.extract.dates import find_dates
from kanben.extract.documents import find_documents
from kanben.extract.figures import find_figures
from kanben.extract.meetings import find_meetings
from kanben.extract.names import find_names
from kanben.model import Chapter, Decisions, Findings

Finder = Callable[[Chapter, Decisions, Findings], Findings]
"""A finder gives back the findings it was given, with its own part filled in."""

FINDERS: tuple[Finder, ...] = (
    find_names,
    find_dates,
    find_meetings,
    find_documents,
    find_figures,
    find_contradictions,
)
"""In this order: a date's line needs the names, a meeting both, a figure the date it stands under."""


def extract(chapter: Chapter, decisions: Decisions) -> Findings:
    """All that a clean chapter holds, in reading order, with what is doubtful in it; never fails on any text."""
    found = Findings(chapter.slug)
    for finder in FINDERS:
        found = finder(chapter, decisions, found)
    return found
