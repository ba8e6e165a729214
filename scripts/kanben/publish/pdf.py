"""The PDF of an edition, made the way its profile asks for."""

from __future__ import annotations

from collections.abc import Callable

from kanben.model import Edition
from kanben.publish.layout import Layout
from kanben.publish.office import office_pdf
from kanben.publish.press import press_pdf
from kanben.publish.screen import screen_pdf

WRITERS: dict[str, Callable[[Edition, Layout], bytes]] = {"press": press_pdf, "office": office_pdf}
"""By profile; every other one is made for reading."""


def pdf(edition: Edition, layout: Layout) -> bytes:
    """The edition's PDF, the same bytes each time; raises what its writer raises."""
    return WRITERS.get(edition.profile.name, screen_pdf)(edition, layout)
