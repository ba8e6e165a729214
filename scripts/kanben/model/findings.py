"""What extract finds: dates, names, documents, meetings and figures, each with its places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kanben.model.cleaning import Doubt
from kanben.model.decisions import NameClass
from kanben.model.text import Place

Role = Literal["event", "as-of", "mention"]
Qualifier = Literal["early", "mid", "late", "until", "since", "before", "after"]
Approximation = Literal["over", "nearly", "about"]
DocumentKind = Literal[
    "law", "notice", "decision", "opinion", "report", "measures", "speech", "periodical", "other"
]

PRINTED = 0.5
"""The one threshold of certainty: a finding at least this certain is printed, one below it only proposed."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """A calendar expression, resolved."""

    place: Place
    text: str
    edtf: str | None
    """ISO 8601-2; None: impossible or out of reach."""
    qualifier: Qualifier | None
    role: Role
    summary: str | None = None
    """For an event: who did what, at most 25 characters, words of the sentence."""
    inferred_from: Place | None = None
    """The sentence that a relative or elliptical date was resolved by."""
    lunar: str = ""
    """The lunar form as written, where the text gives one."""


@dataclass(frozen=True, slots=True)
class Office:
    """A title that the text gives a person: 全国总工会主席, with the passage."""

    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class NameFound:
    """A person, an organisation or a place: one form of its name, everywhere it stands."""

    name: str
    kind: NameClass
    places: tuple[Place, ...]
    same_as: str | None = None
    """The fullest form in the chapter or book; None where this is it."""
    offices: tuple[Office, ...] = ()
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """A work in 《》."""

    title: str
    """Without the outer 《》; inner ones as 〈〉."""
    kind: DocumentKind
    places: tuple[Place, ...]
    date: str | None = None
    issuer: str | None = None
    short_for: str | None = None
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class MeetingFound:
    """A meeting held or named."""

    name: str
    places: tuple[Place, ...]
    date: str | None = None
    venue: str | None = None
    organiser: str | None = None
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class FigureFound:
    """A statistic."""

    place: Place
    quote: str
    """The words it stands in, verbatim; the number is in them."""
    measure: str
    value: float
    unit: str
    value_to: float | None = None
    as_of: str | None = None
    scope: str | None = None
    approx: Approximation | None = None
    text: str = ""
    """The number as written, with its unit: 1200多个."""
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one chapter was found to hold, in reading order, and what is doubtful in it."""

    chapter: str
    dates: tuple[DateFound, ...] = ()
    names: tuple[NameFound, ...] = ()
    documents: tuple[DocumentFound, ...] = ()
    meetings: tuple[MeetingFound, ...] = ()
    figures: tuple[FigureFound, ...] = ()
    doubts: tuple[Doubt, ...] = ()
