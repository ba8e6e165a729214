"""Footnotes that WeasyPrint 70 would forget.

To fit the second line of a paragraph, WeasyPrint may move earlier notes of the page to the next one; the calls of
that very line are then not looked at, and their notes are never printed. Here a note whose call stands on a finished
page, but which was neither set nor moved, is moved to the next page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def make_page(original: Callable[..., Any]) -> Callable[..., Any]:
    """A `make_page` that forgets no note."""

    def make(context: Any, *arguments: Any) -> Any:
        result = original(context, *arguments)
        if context.footnotes:
            move_forgotten(context, result[0])
        return result

    return make


def move_forgotten(context: Any, page: Any) -> None:
    """Move the notes that are called on a page, but still wait to be set, to the next page."""
    waiting = {id(note): note for note in context.footnotes}
    for box in page.descendants():
        if note := waiting.get(id(getattr(box, "footnote", None))):
            context.footnotes.remove(note)
            context.reported_footnotes.append(note)
