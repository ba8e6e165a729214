"""What several chapters found, as one: names, documents and meetings of the whole book."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from kanben.model import PRINTED, DocumentFound, Findings, MeetingFound, NameFound

Found = TypeVar("Found", NameFound, DocumentFound, MeetingFound)


def names(findings: tuple[Findings, ...]) -> tuple[NameFound, ...]:
    """Each form of each name once, with its places in the whole book; short forms tied to the fullest."""
    merged = _joined((name for f in findings for name in f.names), lambda name: (name.kind, name.name))
    known = {name.name for name in merged}
    return tuple(replace(name, same_as=_fullest(name, merged, known)) for name in merged)


def documents(findings: tuple[Findings, ...]) -> tuple[DocumentFound, ...]:
    """Each work once; a short title tied to another full title is another work."""
    every = (document for f in findings for document in f.documents)
    return _joined(every, lambda document: (document.title, document.short_for))


def meetings(findings: tuple[Findings, ...]) -> tuple[MeetingFound, ...]:
    """Each meeting once; meetings of one name on different days are different ones."""
    every = tuple(meeting for f in findings for meeting in f.meetings)
    dates: dict[str, set[str]] = {}
    for meeting in every:
        dates.setdefault(meeting.name, set()).update((meeting.date,) if meeting.date else ())
    # One without a date is the dated one of its name, where there is one and no more.
    only = {name: next(iter(days)) for name, days in dates.items() if len(days) == 1}
    return _joined(every, lambda meeting: (meeting.name, meeting.date or only.get(meeting.name)))


def _joined(found: Iterable[Found], identity: Callable[[Found], tuple[object, ...]]) -> tuple[Found, ...]:
    kept: dict[tuple[object, ...], Found] = {}
    for finding in found:
        if finding.certainty < PRINTED:
            continue
        key = identity(finding)
        kept[key] = _with(kept[key], finding) if key in kept else finding
    return tuple(kept.values())


def _with(one: Found, other: Found) -> Found:
    """The first finding, with the places of both, and what only the second one knows."""
    fields = {
        name: getattr(one, name) or getattr(other, name)
        for name in ("date", "issuer", "venue", "organiser", "same_as")
        if hasattr(one, name)
    }
    if isinstance(one, NameFound) and isinstance(other, NameFound):
        fields["offices"] = (*one.offices, *other.offices)
    return replace(one, places=(*one.places, *other.places), **fields)


def _fullest(name: NameFound, merged: tuple[NameFound, ...], known: set[str]) -> str | None:
    """The end of the chain of same_as; a circle ends where it begins."""
    links = {other.name: other.same_as for other in merged if other.same_as}
    seen, at = {name.name}, name.same_as
    while at in links and at not in seen:
        seen.add(at)
        at = links[at]
    return at if at != name.name and at in known | set(links.values()) else None
