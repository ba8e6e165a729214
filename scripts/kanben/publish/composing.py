"""Chinese line composition around the layout, where it can be had."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def composed() -> Iterator[bool]:
    """Within it, lines are composed the Chinese way; it gives False where WeasyPrint's own lines must do."""
    try:
        from kanben.publish.composition import line_composition
    except ImportError:
        yield False
        return
    with line_composition() as chinese:
        yield chinese
