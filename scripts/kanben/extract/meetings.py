"""Meetings."""

from __future__ import annotations

from kanben.model import Chapter, Decisions, Findings


def find_meetings(_chapter: Chapter, _decisions: Decisions, found: Findings) -> Findings:
    """The findings with every meeting."""
    return found
