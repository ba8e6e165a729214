"""The cover: the edition's own picture, or one drawn from its metadata as old books have it.

A slip with the title stands at the head of a plain cover, its characters one below the other in a double
frame (题签); authors and publisher stand at the foot.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from kanben.model import Edition
from kanben.publish.fonts import font_roles
from kanben.publish.pieces import Piece
from kanben.publish.templates import fill
from kanben.resources import printed_words

WIDTH, HEIGHT = 600.0, 851.0
"""User units; the proportion of A5."""
SLIP_TOP, SLIP_HEIGHT = 70.0, 470.0
LARGEST, SMALLEST = 60.0, 20.0
"""Type sizes of the title, in user units."""
COLUMN = 9
"""Characters in one column of the title."""
PITCH = 1.18
"""From one character to the next, in ems."""
UPRIGHT = str.maketrans("《》〈〉（）()—–-…“”‘’、，。：；", "︽︾︿﹀︵︶︵︶︱︱︱︙﹃﹄﹁﹂︑︐︒︓︔")
"""Marks as they stand in a vertical line (Unicode, vertical forms)."""
SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character of the title and its middle, in user units."""

    text: str
    x: float
    y: float


def cover_piece(edition: Edition) -> Piece:
    """The cover as a piece of the book: one picture, as large as the page, described in words."""
    html = fill("cover.html", id="cover", svg=cover_svg(edition))
    return Piece("cover", "cover", printed_words()["cover"], str(html))


def cover_svg(edition: Edition) -> str:
    """The cover as SVG, 600 by 851 units; a picture that the edition brings is put in whole."""
    values = {"width": WIDTH, "height": HEIGHT, "metadata": edition.metadata}
    if edition.cover:
        return str(fill("cover-picture.svg", address=data_address(edition.cover), **values))
    size, glyphs = title_glyphs(edition.metadata.title)
    columns = len({glyph.x for glyph in glyphs})
    faces = {role.role: role.family for role in font_roles()}
    slip = (SLIP_LEFT, SLIP_TOP, (columns + 0.9) * size * PITCH, SLIP_HEIGHT)
    return str(fill("cover.svg", size=size, glyphs=glyphs, slip=slip, faces=faces, **values))


SLIP_LEFT = 70.0


def title_glyphs(title: str) -> tuple[float, tuple[Glyph, ...]]:
    """The size of the title's type, and its characters in columns from right to left."""
    characters = "".join(title.split()).translate(UPRIGHT)
    count = -(-len(characters) // COLUMN)
    length = -(-len(characters) // count) if count else 1
    size = max(SMALLEST, min(LARGEST, SLIP_HEIGHT / ((length + 0.8) * PITCH)))
    step = size * PITCH
    top = SLIP_TOP + (SLIP_HEIGHT - length * step) / 2
    right = SLIP_LEFT + (count + 0.45) * step
    glyphs = (
        Glyph(character, right - (at // length + 0.5) * step, top + (at % length + 0.5) * step)
        for at, character in enumerate(characters)
    )
    return size, tuple(glyphs)


def data_address(content: bytes) -> str:
    """A picture as a data: address; SVG where it is none of the known kinds."""
    kind = next((kind for head, kind in SIGNATURES.items() if content.startswith(head)), "image/svg+xml")
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"
