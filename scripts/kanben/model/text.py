"""The text itself: chapters as blocks with marks, and places in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "heading", "paragraph", "item", "quote", "verse", "columns", "code", "table", "figure", "note"
]
MarkKind = Literal[
    "emphasis", "strong", "dots", "ruby", "code", "link", "noteref", "index", "superscript",
    "subscript", "strike", "anchor",
]  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the manuscript."""

    path: str
    """Relative to manuscript/, such as images/fig1.png."""
    content: bytes
