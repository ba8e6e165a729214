"""The cover as a picture: the edition's own, or one drawn from the metadata."""

from __future__ import annotations

from kanben.model import Edition
from kanben.publish.raster import page_picture
from kanben.publish.templates import fill

SCALE = 8 / 3
"""From a page of 450 by 600 points to 1,200 by 1,600 pixels: what shops ask of a cover."""


def cover_image(edition: Edition) -> bytes:
    """The cover as PNG, 1,200 by 1,600 pixels."""
    return page_picture(str(fill("epub/cover-page.html", metadata=edition.metadata)), SCALE)
