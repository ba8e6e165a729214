"""The bytes of a source as working text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kanben.markup import read as read_markup
from kanben.model import Edit, Image, Source
from kanben.normalise.blocks import draft_of
from kanben.normalise.decoding import decode
from kanben.normalise.draft import Draft
from kanben.normalise.rule import reason

_AHEAD = 400
"""How far ahead the text of a Markdown source is looked for behind marks."""
_ENOUGH = 8
"""So many characters that agree say that both texts are at the same place again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source that has been read."""

    encoding: str
    """Empty for formats that are not text."""
    extracted: str
    """Where the ledger starts."""
    draft: Draft
    edits: tuple[Edit, ...] = ()
    """From `extracted` to the draft's text: for Markdown, what takes its marks out."""
    images: tuple[Image, ...] = ()


def read(source: Source) -> Reading:
    """The working text of a source, with its marks where the format has any.

    Every character of a text source is text.  Raises SourceError for bytes that can't be read.
    """
    if source.format == "text":
        text, encoding = decode(source.content, source.encoding, source.slug)
        return Reading(encoding, text, Draft(text, title=source.title, lined=True))
    if source.format == "markdown":
        return _markdown(source)
    blocks, images = read_markup(source.content, source.format)
    draft = replace(draft_of(blocks), title=source.title, lined=source.format == "pdf")
    return Reading("", draft.text, draft, (), images)


def first_line(source: Source) -> str:
    """The first line of the source that is not blank, its edges trimmed; empty where there is none."""
    return next((line for line in map(str.strip, read(source).draft.text.splitlines()) if line), "")


def _markdown(source: Source) -> Reading:
    text, encoding = decode(source.content, source.encoding, source.slug)
    blocks, images = read_markup(text.encode(), "markdown")
    draft = replace(draft_of(blocks), title=source.title)
    why = reason("markdown")
    edits = tuple(
        Edit(start, text[start:end], after, "markdown", why)
        for start, end, after in _difference(text, draft.text)
    )
    return Reading(encoding, text, draft, edits, images)


def _difference(marked: str, plain: str) -> Iterator[tuple[int, int, str]]:
    """The spans of the Markdown that the plain text words differently, and what it has there.

    Reading Markdown mostly drops characters, so one look ahead finds the place again.
    """
    start = at = written = 0
    done = 0
    while at < len(plain):
        if start < len(marked) and marked[start] == plain[at]:
            start, at = start + 1, at + 1
            continue
        begin, written = start, at
        start, at = _again(marked, start, plain, at)
        if begin > done or written < at or start > begin:
            yield begin, start, plain[written:at]
        done = start
    if start < len(marked):
        yield start, len(marked), ""


def _again(marked: str, start: int, plain: str, at: int) -> tuple[int, int]:
    """Where both texts agree again: behind marks of the Markdown, or after characters only the plain text has."""
    for skipped in range(len(plain) - at):
        found = marked.find(plain[at + skipped : at + skipped + _ENOUGH], start, start + _AHEAD)
        if found >= 0:
            return found, at + skipped
    return len(marked), len(plain)
