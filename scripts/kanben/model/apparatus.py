"""What assemble is asked for, and what it gives: the apparatus, free of any format."""

from __future__ import annotations

from dataclasses import dataclass

from kanben.model.cleaning import Cleaned
from kanben.model.decisions import Decisions
from kanben.model.findings import Findings, Role
from kanben.model.text import Place


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """One index that the book wants: its title and the classes of entries it holds."""

    name: str
    title: str
    holds: tuple[str, ...]
    """person, organisation, place, document, meeting, subject."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What apparatus an edition wants."""

    pieces: tuple[str, ...]
    """chronology, timeline, documents, meetings, statistics, plots, persons, collation, index."""
    roles: tuple[Role, ...] = ("event",)
    """The roles of dates that make events."""
    indexes: tuple[IndexPlan, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """Tables made by hand: path as decisions/tables.yaml names it, and the file's text."""
    notes: tuple[str, ...] = ()
    """Kinds of notes that the edition prints."""
    edition: str = ""
    """The edition's name."""
    drawn: tuple[str, ...] = ()
    """Notes drawn from the findings: names (out of the authority file), short-forms."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that the apparatus is made from: the clean chapters in book order, and what is known of them."""

    chapters: tuple[Cleaned, ...]
    findings: tuple[Findings, ...]
    decisions: Decisions


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the chronology."""

    date: str
    """As a reader writes it: 1989年6月23—24日."""
    edtf: str
    text: str
    places: tuple[Place, ...]
    """Where it is told; more than one where it is told twice."""
    lane: str = ""
    """The kind of event, a lane of the timeline: meeting, document, other."""
    year: str = ""
    """The heading it is grouped under: 1989年."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, and the places its last column (页码) prints."""

    cells: tuple[str, ...]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the apparatus; where `paged`, a column of pages follows those named here."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    paged: bool = True


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture drawn from findings: SVG whose text is text, with a description in words."""

    name: str
    title: str
    svg: str
    description: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One entry of the index; its page numbers are looked up when the book is laid out."""

    term: str
    """As printed, 《》 included."""
    reading: tuple[str, ...]
    """A syllable a character, tone as a digit: ('gong1', 'hui4')."""
    group: str
    """The letter it stands under: A–Z, or # for digits and Latin."""
    places: tuple[Place, ...] = ()
    main: Place | None = None
    see: str = ""
    see_also: tuple[str, ...] = ()
    children: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """One index of the book: entries in the order they are printed."""

    name: str
    title: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Emendation:
    """One line of the collation record."""

    place: Place
    before: str
    after: str
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Collation:
    """The collation record (校勘记): emendations one by one, mechanical changes summed by rule."""

    emendations: tuple[Emendation, ...] = ()
    counts: tuple[tuple[str, str, int], ...] = ()
    """Rule code, what the rule does (Chinese), number of changes in the book."""


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation hung on a place."""

    place: Place
    kind: str
    """gloss, person, source, commentary, textual, question."""
    mark: str
    text: str
    """Markdown."""
    author: str = ""
    date: str = ""
    answer: str = ""
    """question: what is printed at the back."""
    id: str = ""
    """What links of other notes call it."""


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What the toolchain adds to the text, built once for every format."""

    chronology: tuple[Event, ...] = ()
    tables: tuple[Table, ...] = ()
    plots: tuple[Plot, ...] = ()
    indexes: tuple[Index, ...] = ()
    collation: Collation | None = None
    notes: tuple[Note, ...] = ()
