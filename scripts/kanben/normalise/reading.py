"""The bytes of a source as working text."""

from __future__ import annotations

from kanben.model import Image, Source
from kanben.normalise.blocks import draft_of
from kanben.normalise.decoding import decode
from kanben.normalise.draft import Draft


def read(source: Source) -> tuple[str, Draft, tuple[Image, ...]]:
    """The encoding (empty where the format is not text), the working text, the pictures inside the source.

    Every character of a text source is text; a structured one brings its marks with it.
    Raises SourceError for bytes that can't be read.
    """
    if source.format == "text":
        text, encoding = decode(source.content, source.encoding, source.slug)
        return encoding, Draft(text), ()
    from kanben.markup import read as read_markup

    blocks, images = read_markup(source.content, source.format)
    return "", draft_of(blocks), images


def first_line(source: Source) -> str:
    """The first line of the source that is not blank, its edges trimmed; empty where there is none."""
    return next((line for line in map(str.strip, read(source)[1].text.splitlines()) if line), "")
