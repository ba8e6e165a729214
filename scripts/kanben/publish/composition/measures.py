"""A paragraph measured: running sums over its characters, so that any line is measured in constant time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add

from kanben.publish.composition.classes import is_solid, whole_trim

HAN_LATIN_GAP = 0.25  # em, CLREQ 3.2.2: a quarter, from an eighth to a half
GAP_LEAST = 0.125
SPACE_MORE, SPACE_LESS = 0.25, 0.08  # em that a word space may take and give before the rest is asked
NARROW = 0.6  # of the blank half of a closing mark, given up before a narrow opening mark
FULL = 0.9  # em: an advance from which a mark has a blank half
HALF, QUARTER = 0.5, 0.25
UNEVEN = re.compile("(?=HL|LH|C[CO]|OO)")
GIVING = re.compile("[CO]")
SPACES = re.compile("[SG]")
NOT_EVEN = re.compile("(?=[^HCOD].|.[^HCODKA])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Setting:
    """A text as it would stand unbroken. Lengths in px, an entry a character."""

    text: str
    classes: str
    advances: Sequence[float]
    blank: Sequence[float]  # the blank half of a mark, 0 for other characters
    edges: Mapping[int, float]  # right edges of inline boxes, by the character they stand after


@dataclass(frozen=True, slots=True)
class Measures:
    """What lines are chosen from. Lengths in px; `gap i` is between the characters i and i + 1."""

    text: str
    classes: str
    em: float
    blank: Sequence[float]  # the blank half of a mark, 0 for other characters
    edges: Mapping[int, float]  # right edges of inline boxes, which no character's advance holds
    change: Sequence[float]  # of gap i: marks set close, Han and Latin set apart, an edge
    width: Sequence[float]  # sum of advances and changes before i
    even: Sequence[int]  # count of gaps before i that take an even share
    more: Sequence[float]  # sum of what gaps before i take before the even share
    less: Sequence[float]  # sum of what gaps before i may give


def running(values: Sequence[float]) -> list[float]:
    """Sums of all values before each place; one entry more than values."""
    return list(accumulate(values, initial=0.0))


def measure(s: Setting, em: float) -> Measures:
    """Measure a text; `em` is the paragraph's font size in px."""
    change = gap_changes(s.classes, s.blank, em)
    more, less = (running(each) for each in reserves(s, change, em))
    for i, edge in s.edges.items():
        change[i] += edge
    widths = running(list(map(add, s.advances, change)))
    counts = list(accumulate(even_gaps(s.classes), initial=0))
    return Measures(s.text, s.classes, em, s.blank, s.edges, change, widths, counts, more, less)


def blank_halves(classes: str, advances: Sequence[float], em: float) -> list[float]:
    """Half an em where a mark is set full width, else nothing."""
    blank = [0.0] * len(classes)
    for match in GIVING.finditer(classes):
        if advances[match.start()] > FULL * em:
            blank[match.start()] = HALF * em
    return blank


def gap_changes(classes: str, blank: Sequence[float], em: float) -> list[float]:
    """Adjacent marks share one blank half (CLREQ 3.1.6.1); Han and Latin stand a quarter em apart."""
    change = [0.0] * len(classes)
    for match in UNEVEN.finditer(classes):
        i = match.start()
        change[i] = (
            HAN_LATIN_GAP * em if classes[i] in "HL" else -shared(classes[i : i + 2], blank[i], blank[i + 1])
        )
    return change


def shared(pair: str, before: float, after: float) -> float:
    """What two adjacent marks give up; a mark set narrow, as quotes of some fonts are, has no blank to share."""
    if pair == "OO":
        return after
    return before if pair == "CC" or after else before * NARROW


def even_gaps(classes: str) -> list[int]:
    """1 for each gap that may be widened, 0 inside words, in —— and ……, before note marks."""
    gaps = [1] * len(classes)
    for match in NOT_EVEN.finditer(classes):
        i = match.start()
        gaps[i] = 0 if i + 1 < len(classes) and is_solid(classes[i], classes[i + 1]) else 1
    return gaps


def reserves(s: Setting, change: Sequence[float], em: float) -> tuple[list[float], list[float]]:
    """What each gap takes before all others do, and what it can give (CLREQ 3.2.3, 3.1.6.3)."""
    text, classes, blank = s.text, s.classes, s.blank
    more, less = [0.0] * len(text), [0.0] * len(text)
    for match in SPACES.finditer(classes):
        more[match.start()], less[match.start()] = SPACE_MORE * em, SPACE_LESS * em
    for match in UNEVEN.finditer(classes):
        i = match.start()
        if change[i] > 0:
            less[i] = (HAN_LATIN_GAP - GAP_LEAST) * em
    for match in GIVING.finditer(classes):
        i = match.start()
        if classes[i] == "O" and i and not change[i - 1]:
            less[i - 1] += min(blank[i], QUARTER * em)
        elif classes[i] == "C" and not change[i]:
            less[i] += blank[i] if text[i] in whole_trim() else min(blank[i], QUARTER * em)
    return more, less
