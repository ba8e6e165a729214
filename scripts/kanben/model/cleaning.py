"""What normalise takes and gives: a raw source, the ledger of edits, what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass

from kanben.model.text import Chapter, Image, Place


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
