"""book.yaml and the decisions, read into types; unknown keys are refused with the nearest right one."""

from kanben.config.annotations import entry_of, with_selector
from kanben.config.book import (
    ALL_PIECES,
    BOOK_FILE,
    Book,
    ChapterEntry,
    EditionEntry,
    edition,
    edition_line,
    entries,
    parse_book,
    with_chapters,
    with_entries,
)
from kanben.config.decisions import parse_decisions

__all__ = [
    "ALL_PIECES", "BOOK_FILE", "Book", "ChapterEntry", "EditionEntry",
    "edition", "edition_line", "entries", "entry_of", "parse_book", "parse_decisions", "with_chapters",
    "with_entries", "with_selector",
]  # fmt: skip
