"""The page from a profile's numbers: a measure of whole ems, a page of whole lines (CLREQ, 版心)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from kanben.errors import ConfigError
from kanben.model import Profile
from kanben.resources import style_text

POINTS = 72 / 25.4
"""Points in a millimetre."""
UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 1 / POINTS}
LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|cm|in|pt)")
NAMED = {"A4": (210.0, 297.0), "A5": (148.0, 210.0), "B5": (176.0, 250.0), "16开": (185.0, 260.0)}


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page: lengths in points."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    size: float
    leading: float
    ems: int
    lines: int
    openings: str
    """`page`: a chapter opens on the next page; `recto`: on the next right-hand one."""
    bleed: float
    table: float
    """Size of a table's type, in ems of the text."""
    cover: bool
    """Whether the file begins with the cover; a press prints it apart."""
    ink: str
    """`black` or `colour`."""
    signature: int
    """The number of pages is made a multiple of it."""
    sheets: tuple[str, ...]


@cache
def _profiles() -> dict[str, Any]:
    return tomllib.loads(style_text("profiles.toml"))


def geometry(profile: Profile) -> Geometry:
    """The page of a profile; an unknown profile or paper, or a paper too small, is a ConfigError."""
    if profile.name not in _profiles():
        raise ConfigError("profile.unknown", name=profile.name, known=", ".join(_profiles()))
    numbers = _profiles()[profile.name]
    options = dict(profile.options)
    size = float(options.get("size", numbers["size"]))
    leading = float(options.get("leading", numbers["leading"]))
    width, height = (side * POINTS for side in paper(profile.paper, tuple(numbers["paper"])))
    least = {side: length * POINTS for side, length in numbers["margins"].items()}
    ems = int((width - least["inner"] - least["outer"]) // size)
    lines = int((height - least["top"] - least["bottom"]) // leading)
    if ems < 12 or lines < 10:
        raise ConfigError("paper.too-small", paper=profile.paper or profile.name, ems=ems, lines=lines)
    across, down = width - ems * size, height - lines * leading
    inner = across * least["inner"] / (least["inner"] + least["outer"])
    top = down * least["top"] / (least["top"] + least["bottom"])
    return Geometry(
        width,
        height,
        inner,
        across - inner,
        top,
        down - top,
        size,
        leading,
        ems,
        lines,
        options.get("openings", numbers["openings"]),
        numbers.get("bleed", 0) * POINTS,
        numbers.get("table", 0.85),
        numbers.get("cover", False),
        numbers.get("ink", "colour"),
        int(options.get("signature", 1)),
        tuple(numbers["sheets"]),
    )


def paper(given: str, usual: tuple[float, float]) -> tuple[float, float]:
    """Width and height in millimetres: of a name (A4) or two lengths (145mm 210mm); usual if none is given."""
    if not given.strip():
        return usual
    if given.strip() in NAMED:
        return NAMED[given.strip()]
    found = [LENGTH.fullmatch(part) for part in given.split()]
    if len(found) != 2 or not all(found):
        raise ConfigError("paper.unknown", paper=given)
    width, height = (float(each[1]) * UNITS[each[2]] for each in found if each)
    return width, height


def page_css(page: Geometry) -> str:
    """The @page rules and the custom properties that the style sheets stand on."""
    return f"""
:root {{ --size: {page.size:g}pt; --leading: {page.leading:g}pt; --ems: {page.ems}; --lines: {page.lines};
  --more: 0; --table: {page.table:g}em; --page-width: {page.width:.3f}pt; --page-height: {page.height:.3f}pt;
  --measure: {page.ems * page.size:g}pt }}
@page {{ size: {page.width:.3f}pt {page.height:.3f}pt; margin-top: {page.top:.3f}pt;
  margin-bottom: {page.bottom:.3f}pt }}
@page :right {{ margin-left: {page.inner:.3f}pt; margin-right: {page.outer:.3f}pt }}
@page :left {{ margin-left: {page.outer:.3f}pt; margin-right: {page.inner:.3f}pt }}
"""
