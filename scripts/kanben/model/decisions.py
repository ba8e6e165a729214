"""What the editor has ruled: passages by quotation, and what is to be done with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

NameClass = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage named by quotation, as in W3C Web Annotation's TextQuoteSelector."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    chapter: str = ""
    """Slug of the chapter it stands in; empty: anywhere in the book."""
    file: str = ""
    """The decisions file that says so, for messages."""
    line: int = 0
    alike: tuple[int, int] = (1, 1)
    """Where the book repeats itself: which one of how many passages so alike this is, in reading order."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An emendation an editor has decided."""

    passage: Passage
    replacement: str
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class NameRuling:
    """What the authority file says of one name."""

    name: str
    kind: NameClass | Literal["none"]
    """`none`: this string is not a name."""
    reading: str = ""
    """Pinyin with tone marks or numbers, a syllable a character, parted by spaces."""
    same_as: str = ""
    """The fullest form of the name, where this is a shorter one."""
    see: str = ""
    see_also: tuple[str, ...] = ()
    confirmed: bool = True
    gloss: str = ""
    """Who or what it is, in a sentence: the text of a person note."""
    line: int = field(default=0, compare=False, repr=False)
    """In decisions/names.yaml, for messages."""


@dataclass(frozen=True, slots=True)
class SubjectRuling:
    """A subject of the index: the term printed, and the words in the text that mean it."""

    term: str
    patterns: tuple[str, ...] = ()
    """Exact strings; none given: the term itself."""
    parent: str = ""
    reading: str = ""
    see: str = ""
    see_also: tuple[str, ...] = ()
    main: Passage | None = None
    """The main passage: its page is printed bold."""
    index: str = ""
    """Which index it stands in, where the book has several."""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class EventRuling:
    """What the editor decides of one line of the chronology."""

    action: Literal["keep", "drop", "reword", "merge", "add"]
    passage: Passage | None = None
    text: str = ""
    edtf: str = ""
    into: Passage | None = None
    """merge: the event this one is the same as."""


@dataclass(frozen=True, slots=True)
class TableRuling:
    """What the editor decides of one table of the apparatus."""

    name: str
    """documents, meetings, statistics, persons, or the name of a table made by hand."""
    title: str = ""
    columns: tuple[str, ...] = ()
    rename: tuple[tuple[str, str], ...] = ()
    omit: tuple[str, ...] = ()
    """First cells of rows that are left out."""
    file: str = ""
    """A table made by hand: Markdown or CSV, relative to manuscript/."""
    after: str = ""
    line: int = field(default=0, compare=False, repr=False)
    """In decisions/tables.yaml, for messages."""


@dataclass(frozen=True, slots=True)
class SettledDoubt:
    """A doubt the editor has looked at."""

    code: str
    passage: Passage
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note as its author wrote it: the passage it is hung on, what it says, in which editions it stands."""

    passage: Passage
    kind: str
    """gloss, person, source, commentary, textual or question."""
    text: str
    """Markdown."""
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    """Names of the editions it stands in; empty: every edition that prints its kind."""
    answer: str = ""
    """question: what is printed at the back."""
    id: str = ""
    """What links of other notes call it: [见注](note:id)."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that stands in manuscript/decisions/ and manuscript/annotations/."""

    corrections: tuple[Correction, ...] = ()
    names: tuple[NameRuling, ...] = ()
    subjects: tuple[SubjectRuling, ...] = ()
    events: tuple[EventRuling, ...] = ()
    tables: tuple[TableRuling, ...] = ()
    settled: tuple[SettledDoubt, ...] = ()
    annotations: tuple[Annotation, ...] = ()
