"""The cover as a picture: the one that the PDF opens with, as readers' shelves want it."""

from __future__ import annotations

from lxml import etree

from kanben.model import Edition
from kanben.publish.cover import cover_svg
from kanben.publish.raster import rasterised


def cover_image(edition: Edition) -> bytes:
    """The cover as PNG, three pixels a unit of the drawing."""
    return rasterised(etree.fromstring(cover_svg(edition).encode()))
