"""Pango read and written: advances and break opportunities of a text box, glyph widths of a drawn line.

Pango's units are 1/1024 px. Everything that leaves this module is in CSS px, but for the advances that a drawn
line carries: they are in thousandths of its font size, as PDF counts them.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango

# WeasyPrint is not typed.
Layout: Any = line_break.Layout
strut: Any = line_break.strut

GLYPH_SIZE, WIDTH, X_OFFSET = 5, 1, 2  # PangoGlyphInfo in 32-bit words
THOUSANDTH = TO_UNITS / 1000
UNBOUNDED = 2**20  # px, as wide as Pango's integers allow
# WeasyPrint truncates the numbers of PDF's TJ operator: this keeps them on the right side.
ROUNDING = 0.3
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


class ComposedLayout(Layout):  # type: ignore[misc]
    """A line's part of a text box: its text, and the advance of each character."""

    def __init__(self, shaped: Shaped, text: str, advances: array[int] | None, lead: int) -> None:
        """Take over what WeasyPrint reads before drawing (decorations), and the geometry of the line."""
        self.__dict__.update(shaped.layout.__dict__)
        self.text, self.advances, self.lead = text, advances, lead

    def reactivate(self, style: Any) -> None:
        """Shape the text again for drawing, then move its glyphs to where composition put them."""
        self.setup(style)
        set_text(self, self.text)
        if self.advances is not None:
            # What drawing sets first: done after us, it would throw the glyphs away.
            pango.pango_layout_set_single_paragraph_mode(self.layout, True)
            move_glyphs(self.layout, self.text, self.advances, self.lead, style["font_size"])


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


def move_glyphs(layout: Any, text: str, advances: Sequence[int], lead: int, font_size: float) -> None:
    """Write advances (thousandths of the font size) into the glyphs of the only line.

    `lead` is what the first glyph is moved to the left.
    """
    line = pango.pango_layout_get_line_readonly(layout, 0)
    start, unit = 0, font_size * THOUSANDTH
    for item in glyph_runs(line):
        glyphs, chars = item.glyphs, item.item.num_chars
        buffer = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * GLYPH_SIZE * 4)
        words = array("i", bytes(buffer))
        part: Sequence[float] = advances[start : start + chars]
        widths = words[WIDTH::GLYPH_SIZE]
        if glyphs.num_glyphs != chars:
            natural = [width / unit for width in widths]
            part = glyph_advances(text[start : start + chars], part, natural, clusters_of(glyphs))
        moved = set_widths(widths, part, unit)
        words[WIDTH::GLYPH_SIZE] = array("i", moved)
        if not start and lead:
            # A glyph's own offset is written as 1/1024 of the size where PDF reads 1/1000.
            words[X_OFFSET] -= round(lead * font_size)
            words[WIDTH] -= round(lead * unit)
        buffer[:] = words.tobytes()
        start += chars


def set_widths(widths: Sequence[int], advances: Sequence[float], unit: float) -> list[int]:
    """Advances in thousandths as Pango units, such that truncating the difference to the font's gives them back."""
    half, bias = unit / 2, unit * ROUNDING
    pairs = ((width, advance * unit) for width, advance in zip(widths, advances, strict=True))
    return [
        width if -half < wanted - width < half else round(wanted + (bias if wanted > width else -bias))
        for width, wanted in pairs
    ]


def glyph_advances(
    part: str, advances: Sequence[float], natural: list[float], clusters: Sequence[int]
) -> list[float]:
    """The advances of a run whose glyphs are not one a character: a cluster's last takes the difference."""
    last = {cluster: index for index, cluster in enumerate(clusters)}
    total, owner = dict.fromkeys(last, 0.0), 0
    for byte, advance in zip(byte_offsets(part), advances, strict=True):
        owner = byte if byte in last else owner
        total[owner] += advance
    for index, cluster in enumerate(clusters):
        if index != last[cluster]:
            total[cluster] -= natural[index]
    return [total[c] if index == last[c] else natural[index] for index, c in enumerate(clusters)]
