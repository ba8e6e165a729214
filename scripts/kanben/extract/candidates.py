"""Names to be put before the editor: those the authority file doesn't know yet, the doubtful ones too."""

from __future__ import annotations

from kanben.extract.names import recognised
from kanben.model import Chapter, Decisions, Findings, NameFound

_LENIENCY = 4.0
"""A person that loses to the words of its stretch by less than this (nats) is worth a question."""
_FLOOR = 0.1
"""Less certain than this nothing is proposed."""


def propose(chapter: Chapter, findings: Findings, decisions: Decisions) -> tuple[NameFound, ...]:
    """The names of the chapter that no decision speaks of, in the order of their first place.

    A name that is printed comes as the findings have it; one below the threshold with its certainty.
    """
    printed = {name.name: name for name in findings.names}
    settled = {ruling.name for ruling in decisions.names}
    lenient = recognised(chapter, decisions, _LENIENCY)
    doubtful = {name.name: name for name in lenient if name.certainty >= _FLOOR}
    wanted = {**doubtful, **printed}
    fresh = (found for name, found in wanted.items() if name not in settled)
    return tuple(sorted(fresh, key=lambda found: (found.places[0].block, found.places[0].start)))
