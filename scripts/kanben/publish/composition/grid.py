"""Lines of equal height: a font or a raised mark neither pushes lines apart nor moves their baseline.

CSS gives each line and inline box the half leading of its own first font. Where the ascents of two fonts
differ, or a box is raised, a line grows or its baseline moves, and the page leaves its grid of lines. Here the baseline
of a Chinese line stands where its ideographs are centred in the line height, whatever the font.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

# em: the middle of the em box of ideographs, which all fonts place from -0.12 to 0.88 of the baseline.
MIDDLE = 0.38
EPSILON = 0.01  # px
OF_TEXT: Any = (boxes.InlineBox, boxes.TextBox)


def hold_grid(line: Any) -> None:
    """Centre the ideographs of a laid out line in its height, and fit the boxes inside into that height."""
    height: float = line.margin_height()
    baseline = height / 2 + MIDDLE * line.style["font_size"]
    fit(line, height, baseline)
    for child in line.children:
        hold(child, height, baseline)


def hold(box: Any, height: float, baseline: float) -> None:
    """Fit a box of text into the line; a raised one takes no height, one that is set taller is left as it is."""
    if not isinstance(box, OF_TEXT):
        return
    align = box.style["vertical_align"]
    if align in ("top", "bottom", "middle"):
        return
    if align != "baseline":
        height, baseline = 0.0, 0.0
    elif height and box.margin_height() > height + EPSILON:
        return
    fit(box, height, baseline)
    for child in box.children:
        hold(child, height, baseline)


def fit(box: Any, height: float, baseline: float) -> None:
    """Set the margins of a box so that it has a height and a baseline."""
    box.margin_top += baseline - box.baseline
    box.baseline = baseline
    box.margin_bottom += height - box.margin_height()
