"""A line of the chronology."""
from __future__ import annotations

from kanben.extract.date_context import Context


def summary(context: Context) -> str | None:
    """Stub."""
    return None
