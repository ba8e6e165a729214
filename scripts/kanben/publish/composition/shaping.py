"""Pango read: the advances and break opportunities of a text box, shaped once.

Pango's units are 1/1024 px; what leaves this module is in CSS px.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

# WeasyPrint is not typed.
Layout: Any = line_break.Layout
strut: Any = line_break.strut

GLYPH_SIZE, WIDTH, X_OFFSET = 5, 1, 2  # PangoGlyphInfo in 32-bit words
UNBOUNDED = 2**20  # px, as wide as Pango's integers allow
ALONE = re.compile(r"[^\w]*[—…][^\w]*")
CONTEXT = "一"


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text box shaped once, without a width: a list entry a character, lengths in px."""

    advances: list[float]
    breaks: Sequence[int]  # the low bit says that Pango would end a line before the character
    layout: Any
    height: float
    ascent: float  # of the fonts used
    baseline: float  # from the top of the line height, of the first font of the style
    line_height: float


def shape(text: str, style: Any) -> Shaped:
    """Shape the whole text of a box once, without breaking it."""
    layout = Layout(style)
    set_text(layout, text.replace("\n", " "))
    line = pango.pango_layout_get_line_readonly(layout.layout, 0)
    advances = line_advances(line, text)
    attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
    breaks = array("I", bytes(ffi.buffer(attributes, 4 * len(text))))
    extents = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
    height = extents.height * FROM_UNITS
    ascent = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    layout.deactivate()
    layout.max_width = UNBOUNDED
    line_height, baseline = strut(style)
    return Shaped(advances, breaks, layout, height, ascent, baseline, line_height)


def set_text(layout: Any, text: str) -> None:
    """Set the text of a layout; dashes that stand alone get the form that they have between ideographs.

    Fonts choose that form by script, and marks alone have none: an ideograph is added, and its glyph taken away.
    """
    if not ALONE.fullmatch(text):
        layout.set_text(text)
        return
    layout.set_text(text + CONTEXT)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    *_, last = glyph_runs(pango.pango_layout_get_line_readonly(layout.layout, 0))
    last.glyphs.num_glyphs -= 1
    last.item.num_chars -= 1
    last.item.length -= len(CONTEXT.encode())
    layout.text = text


def glyph_runs(line: Any) -> Iterator[Any]:
    """The glyph items of a Pango line."""
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        yield run.data
        run = run.next


def line_advances(line: Any, text: str) -> list[float]:
    """The advance of each character, in px; the second character of a cluster has none."""
    advances: list[float] = []
    for item in glyph_runs(line):
        glyphs, chars = item.glyphs, item.item.num_chars
        words = array("i", bytes(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH_SIZE * 4)))
        widths = words[WIDTH::GLYPH_SIZE]
        if glyphs.num_glyphs == chars:
            advances.extend(width * FROM_UNITS for width in widths)
        else:
            part = text[len(advances) : len(advances) + chars]
            advances.extend(cluster_advances(part, widths, clusters_of(glyphs)))
    return advances + [0.0] * (len(text) - len(advances))


def clusters_of(glyphs: Any) -> array[int]:
    """The byte at which the cluster of each glyph begins."""
    return array("i", bytes(ffi.buffer(glyphs.log_clusters, glyphs.num_glyphs * 4)))


def cluster_advances(part: str, widths: Sequence[int], clusters: Sequence[int]) -> list[float]:
    """The advances of a run whose glyphs are not one a character: a cluster's stands at its first."""
    totals: dict[int, int] = {}
    for width, cluster in zip(widths, clusters, strict=True):
        totals[cluster] = totals.get(cluster, 0) + width
    return [totals.get(byte, 0) * FROM_UNITS for byte in byte_offsets(part)]


def byte_offsets(text: str) -> list[int]:
    """The offset of each character in the UTF-8 bytes of a text."""
    offsets, byte = [], 0
    for char in text:
        offsets.append(byte)
        byte += len(char.encode())
    return offsets
