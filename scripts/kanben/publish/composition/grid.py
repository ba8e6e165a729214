"""Lines of equal height: an inline box in another font or size does not push lines apart.

CSS gives each inline box the half leading of its own font; where the ascent of that font differs, or the box is
raised, the line grows and the page leaves its grid of lines. Here such boxes keep their baseline and are taken
out of the reckoning of the line's height.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes


def hold_grid(line: Any) -> None:
    """Fit the boxes inside a laid out line into the height of the line, as far as they are not set taller."""
    height = line.margin_height()
    for child in line.children:
        if isinstance(child, boxes.InlineBox | boxes.TextBox):
            hold(child, height, line.baseline)


def hold(box: Any, height: float, baseline: float) -> None:
    """Give a box the line's height and baseline, or none where it is raised or lowered."""
    if box.margin_height() > height + 0.01 or box.style["vertical_align"] in ("top", "bottom", "middle"):
        return
    if box.style["vertical_align"] != "baseline":
        height, baseline = 0.0, 0.0
    box.margin_top += baseline - box.baseline
    box.margin_bottom += height - box.margin_height()
    box.baseline = baseline
    for child in box.children:
        if isinstance(child, boxes.InlineBox | boxes.TextBox):
            hold(child, height, baseline)
