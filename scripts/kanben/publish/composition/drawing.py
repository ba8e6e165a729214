"""A composed line drawn: WeasyPrint shapes its text again, and the glyphs are moved to where they belong.

The advances that a line carries are in thousandths of its font size, as PDF counts them.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from weasyprint.text.ffi import TO_UNITS, ffi, pango

from kanben.publish.composition.shaping import (
    GLYPH_SIZE,
    WIDTH,
    X_OFFSET,
    Layout,
    Shaped,
    byte_offsets,
    clusters_of,
    glyph_runs,
    set_text,
)

THOUSANDTH = TO_UNITS / 1000
# WeasyPrint truncates the numbers of PDF's TJ operator: this keeps them on the right side.
ROUNDING = 0.3


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
