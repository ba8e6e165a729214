"""A finished edition, what its layout learned, and the files it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kanben.model.apparatus import Apparatus
from kanben.model.text import Chapter, Image, Place


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
    subjects: tuple[str, ...] = ()
    """What the book is about, as a library's catalogue would say it."""


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
