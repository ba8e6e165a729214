"""Publish: an edition laid out once, then written as PDF, EPUB, Word."""

from __future__ import annotations

from collections.abc import Callable

from kanben.model import Edition, Output
from kanben.publish.docx import docx
from kanben.publish.epub import epub
from kanben.publish.layout import Layout, lay_out
from kanben.publish.pdf import pdf
from kanben.publish.typesetter import Memory

__all__ = ["FORMATS", "Layout", "Memory", "lay_out", "publish"]

FORMATS: dict[str, Callable[[Edition, Layout], bytes]] = {"pdf": pdf, "epub": epub, "docx": docx}
"""The formats by the ending of their files, each a writer of a laid-out edition."""


def publish(edition: Edition, layout: Layout, formats: tuple[str, ...]) -> tuple[Output, ...]:
    """The edition in each of those formats; a KeyError for a format that isn't one."""
    return tuple(
        Output(f"{edition.metadata.slug}.{name}", FORMATS[name](edition, layout)) for name in formats
    )
