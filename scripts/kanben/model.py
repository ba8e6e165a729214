"""The types that travel between the stages: frozen, made of tuples, free of any file format.

    Source → normalise → Cleaned → extract → Findings → assemble → Apparatus → publish → Output

A `Place` runs through everything: each line of the chronology, the tables and the index can be
followed to its sentence.  This module imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal[
    "heading", "paragraph", "item", "quote", "verse", "columns", "code", "table", "figure", "note"
]
MarkKind = Literal[
    "emphasis", "strong", "dots", "ruby", "code", "link", "noteref", "index", "superscript",
    "subscript", "strike", "anchor",
]  # fmt: skip
Role = Literal["event", "as-of", "mention"]
Qualifier = Literal["early", "mid", "late", "until", "since", "before", "after"]
NameClass = Literal["person", "organisation", "place"]
Approximation = Literal["over", "nearly", "about"]
DocumentKind = Literal[
    "law", "notice", "decision", "opinion", "report", "measures", "speech", "periodical", "other"
]


# ---------------------------------------------------------------- text


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a block's plain text that is more than plain: emphasis, a link, a note reference."""

    start: int
    """First code point of the span, in the block's plain text."""
    end: int
    """Code point after the last; equal to `start` for a note reference, which has no text."""
    kind: MarkKind
    value: str = ""
    """The link's target, the note's id, the ruby reading, the index term; empty for the rest."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a chapter: its plain text, and what is known of its form."""

    kind: BlockKind
    text: str
    """Plain text.  Lines of verse, columns and code are parted by LF; a table's rows by LF and its
    cells by TAB, the first row being the head; a figure's text is its caption."""
    level: int = 0
    """2–6 for a heading (2 is the highest inside a chapter), depth from 1 for an item, else 0."""
    label: str = ""
    """A note's id, an item's number or bullet as printed, a table's caption, a figure's image path
    (relative to manuscript/), else empty."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as blocks in reading order; notes stand at the end."""

    slug: str
    """The source file's stem: unique in the book, used in file names and anchors."""
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A span of text: chapter slug, block number from 0, code points of that block's plain text."""

    chapter: str
    block: int
    start: int
    end: int


# ---------------------------------------------------------------- normalise


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the manuscript."""

    path: str
    """Relative to manuscript/, such as images/fig1.png."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A raw chapter as received."""

    slug: str
    title: str
    content: bytes
    format: str
    """text, markdown, docx, odt, html, epub or pdf."""
    encoding: str = ""
    """As book.yaml declares it; empty: to be found out (text only)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: at `offset` `before` gives way to `after`."""

    offset: int
    """Code points, in the text as the rule found it."""
    before: str
    after: str
    rule: str
    """The stable code of the rule, such as N4."""
    why: str = ""
    """The reason in Chinese, as the collation record prints it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What looks wrong and no rule may touch."""

    place: Place
    code: str
    """Stable, lower case with hyphens: unbalanced-mark, invalid-date, sum-differs …"""
    why: str
    """One sentence in Chinese, with both places and the arithmetic where there are any."""
    quote: str = ""
    """The passage as it stands."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What normalise gives back: the clean chapter, the record of every change, what is doubtful."""

    chapter: Chapter
    encoding: str
    """How the bytes were read, such as utf-8-sig or gb18030; empty for formats that are not text."""
    extracted: str
    """The text the ledger starts from: the decoded source, or the text taken out of a docx, pdf …"""
    passes: tuple[tuple[Edit, ...], ...]
    """The ledger: a tuple of edits for each rule that asked for any, in the order they were made."""
    text: str
    """The clean text the ledger ends at: the Markdown of clean/*.md."""
    doubts: tuple[Doubt, ...] = ()
    images: tuple[Image, ...] = ()
    """Pictures that came inside the source (docx, odt, epub)."""


# ---------------------------------------------------------------- decisions


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


# ---------------------------------------------------------------- extract


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


# ---------------------------------------------------------------- assemble


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


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What the toolchain adds to the text, built once for every format."""

    chronology: tuple[Event, ...] = ()
    tables: tuple[Table, ...] = ()
    plots: tuple[Plot, ...] = ()
    indexes: tuple[Index, ...] = ()
    collation: Collation | None = None
    notes: tuple[Note, ...] = ()


# ---------------------------------------------------------------- publish


@dataclass(frozen=True, slots=True)
class BookMatter:
    """A piece of the book that is not a numbered chapter, or is one: where it stands, what it is."""

    role: Literal["preface", "note", "chapter", "appendix", "afterword"]
    chapter: Chapter
    authors: tuple[str, ...] = ()
    part: str = ""
    """Title of the part (篇) that this chapter opens or stands in."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the title page, the copyright page and the file's own metadata say."""

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ("佚名",)
    publisher: str = ""
    isbn: str = ""
    cip: tuple[str, ...] = ()
    language: str = "zh-CN"
    identifier: str = ""
    """A URN; made from book and edition where book.yaml gives none."""
    licence: str = ""
    date: str = ""
    """ISO day, from the manuscript or SOURCE_DATE_EPOCH."""
    description: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """How an edition is set: a name that picks the CSS, and the choices book.yaml makes over it."""

    name: str = "screen"
    """screen, press, office or large-print."""
    paper: str = ""
    """A CSS page size, such as 145mm 210mm; empty: the profile's own."""
    css: tuple[str, ...] = ()
    """Text of the user's own style sheets, after ours."""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A finished, unchanging edition: every format prints it and looks nothing up."""

    name: str
    metadata: Metadata
    profile: Profile
    matter: tuple[BookMatter, ...]
    apparatus: Apparatus
    images: tuple[Image, ...] = ()
    cover: bytes = b""
    reference_docx: bytes = b""
    output_intent: bytes = b""
    """The printer's ICC profile, for press; empty: the one that comes with the styles."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a printed page begins: its label as printed, and the first character of text on it."""

    label: str
    number: int
    """Physical page, from 1."""
    place: Place | None
    """Empty span at the first character of manuscript text on the page; None: a page without any."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What the layout learned; EPUB and Word need it too."""

    starts: tuple[PageStart, ...]
    anchors: tuple[tuple[str, str], ...] = ()
    """Anchor id and page label, for headings, apparatus and whatever else carries an id."""
    section_labels: tuple[tuple[str, str], ...] = field(default=())
    notes: tuple[PageStart, ...] = ()
    """Where each note of the manuscript begins, and where a page begins inside one."""


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file: path relative to dist/, and its bytes."""

    path: str
    content: bytes


# ---------------------------------------------------------------- what the pipeline asks of assemble


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


@dataclass(frozen=True, slots=True)
class Material:
    """All that the apparatus is made from: the clean chapters in book order, and what is known of them."""

    chapters: tuple[Cleaned, ...]
    findings: tuple[Findings, ...]
    decisions: Decisions
