"""One line set to its width: what every character's advance is changed by."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import sub

from kanben.publish.composition.breaking import LOOSE, Line
from kanben.publish.composition.measures import Measures

ABSURD = 1.0  # em a gap: a line that would need more is left short


def changes(m: Measures, line: Line, target: float | None) -> list[float]:
    """The change in px of each advance from `line.start` to `line.shown`.

    A `target` of None leaves the line natural. The change that belongs to a gap stands at the character before it,
    a trimmed mark's at the mark. The first character's does not hold `line.lead`.
    """
    result = list(m.change[line.start : line.shown])
    if not result:
        return result
    for i in m.edges.keys() & set(range(line.start, line.shown)) if m.edges else ():
        result[i - line.start] -= m.edges[i]
    result[-1] = -line.trim
    slack = 0.0 if target is None else target - line.width
    if slack > 0:
        spread(m, line, result, slack)
    elif slack < 0:
        draw_in(m, line, result, -slack)
    return result


def gaps(values: Sequence[float], line: Line) -> list[float]:
    """The values of the gaps inside a line, read from their running sums."""
    part = values[line.start : line.shown]
    return [after - before for before, after in pairwise(part)]


def spread(m: Measures, line: Line, result: list[float], slack: float) -> None:
    """Widen word spaces, then all gaps as far as is not seen, then word spaces once more, then all gaps."""
    spaces, even = gaps(m.more, line), gaps(m.even, line)
    room, unseen = sum(spaces), LOOSE * m.em * sum(even)
    parts = []
    for most in (room, unseen, room, slack):
        parts.append(min(most, slack))
        slack -= parts[-1]
    each = (parts[1] + parts[3]) / (sum(even) or 1)
    if each > ABSURD * m.em:
        return
    share = (parts[0] + parts[2]) / room if room else 0.0
    for i, (space, one) in enumerate(zip(spaces, even, strict=True)):
        result[i] += share * space + each * one


def draw_in(m: Measures, line: Line, result: list[float], excess: float) -> None:
    """Take from each gap its share of what it can give, never more than that."""
    given = gaps(m.less, line)
    total = sum(given)
    share = min(1.0, excess / total) if total else 0.0
    for i, less in enumerate(given):
        result[i] -= share * less


def thousandths(values: Sequence[float], font_size: float) -> array[int]:
    """Lengths in px as whole thousandths of the font size; rounded so that their sums are right."""
    scale = 1000 / font_size
    ends = [round(end * scale) for end in accumulate(values, initial=0.0)]
    return array("i", map(sub, ends[1:], ends))
