"""The lines of a paragraph chosen together: least total cost over all ways to break it.

The idea is Knuth and Plass, «Breaking paragraphs into lines» (1981). Pure: it knows measures and limits, nothing
of WeasyPrint. Linear in the length of the text: a few ways to end each line are kept, and each is followed by the
few line ends within reach.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from kanben.publish.composition.endings import Ending, Endings, Opportunities
from kanben.publish.composition.measures import Measures

WAYS = 4  # line ends kept for each line of the paragraph
LOOSE = 0.03  # em a gap: what a line may be stretched without being seen
REACH = 2.5  # em that a line may be short before it is stretched
TIGHT_COST = 0.2  # of pushing in at all, before its share of what can be given
SPACE_COST = 0.1  # of widening word spaces as far as they go before other gaps
TRIM_COST = 0.02  # of a closing mark at half width at the line's end
RAGGED = 0.1  # share of the square of what a line that is not justified falls short by, in em
SHORT_COST, LONE_COST = 3.0, 300.0  # last line of two characters or less; of a single one
WIDE = 12  # em: a measure from which a last line of two characters looks short
OVERFULL_COST = 1e6
LAST_LINE = 2.05  # em
TOLERANCE = 0.002  # em: rounding of widths


@dataclass(frozen=True, slots=True)
class Line:
    """One chosen line: characters `start` to `end`, set from `start` to `shown` (no space at its end)."""

    start: int
    end: int
    shown: int
    width: float  # natural, in px, with `trim` and `lead` taken off
    trim: float = 0.0  # given up at the line's end by a closing mark
    lead: float = 0.0  # given up at the line's start by an opening mark
    hyphen: float = 0.0  # width of the hyphen to be added
    last: bool = False  # ends a paragraph or stands before a forced break


@dataclass(frozen=True, slots=True)
class Limits:
    """The widths to fill, in px, and whether they are to be filled exactly."""

    first: float
    rest: float
    justified: bool = True


class Way(NamedTuple):
    """A way to set the text up to an ending, with all lines before it."""

    cost: float
    ending: Ending | None = None
    trim: float = 0.0
    lead: float = 0.0
    before: Way | None = None


def choose(m: Measures, start: int, stop: int, limits: Limits, opportunities: Opportunities) -> list[Line]:
    """The lines from `start` to `stop` (end of text or behind a forced break) of least total cost.

    Where no way fits, lines are stretched without bound; where even that fails, a line runs over.
    """
    endings = Endings(m, stop, opportunities)
    for reach in (REACH * m.em, limits.rest):
        if lines := Search(m, stop, limits, endings, reach).best(start):
            return lines
    return Search(m, stop, limits, endings, limits.rest, overfull=True).best(start)


@dataclass(frozen=True, slots=True)
class Search:
    """One pass over a paragraph with a bound on looseness."""

    m: Measures
    stop: int
    limits: Limits
    endings: Endings
    reach: float
    overfull: bool = False

    def best(self, start: int) -> list[Line]:
        """The lines of least cost; none where no way fits."""
        done, layer, limit = Way(inf), {start: Way(0.0)}, self.limits.first
        while layer:
            following: dict[int, Way] = {}
            for at, way in kept(layer, done.cost):
                lead = self.m.blank[at] if at != start and self.m.classes[at] == "O" else 0.0
                for found, trim, cost in self.candidates(at, limit, lead, at != start):
                    known = done if found.end == self.stop else following.get(found.end)
                    if known is None or way.cost + cost < known.cost:
                        following[found.end] = Way(way.cost + cost, found, trim, lead, way)
                        done = following.pop(self.stop, done)
            layer, limit = following, self.limits.rest
        return list(self.lines(done, start))[::-1]

    def candidates(
        self, start: int, limit: float, lead: float, continued: bool
    ) -> Iterator[tuple[Ending, float, float]]:
        """Each ending of a line that begins at `start`, what it is trimmed by, and what it costs."""
        m, endings, stop, em = self.m, self.endings, self.stop, self.m.em
        right = m.width[start] + lead + limit
        less = m.less[start] - em
        nothing = True
        for end in range(max(start + 1, bisect_left(m.width, right - self.reach)), stop):
            if m.width[end] - m.less[end] + less > right:
                break
            if found := endings[end]:
                if (cost := self.cost(start, found.shown, right - found.x) + found.cost) < inf:
                    nothing = False
                    yield found, 0.0, cost
                if found.trim and (cost := self.cost(start, found.shown, right - found.x + found.trim)) < inf:
                    nothing = False
                    yield found, found.trim, cost + TRIM_COST
        else:
            yield from self.final(start, right, continued)
            return
        if self.overfull and nothing:
            yield self.overflow(start)

    def cost(self, start: int, shown: int, slack: float) -> float:
        """What it costs to set a line that has so much room left; infinite where it can't be."""
        m, gap = self.m, shown - 1
        if slack < -TOLERANCE * m.em:
            less = m.less[gap] - m.less[start]
            if not self.limits.justified or -slack > less:
                return inf
            return TIGHT_COST + (slack / less) ** 2
        if not self.limits.justified:
            return RAGGED * (slack / m.em) ** 2
        more = m.more[gap] - m.more[start]
        even = (m.even[gap] - m.even[start]) or 0.1
        if slack <= more:
            return SPACE_COST * slack / more if more else 0.0
        share = (slack - more) / (even * m.em * LOOSE)
        return share * share + (SPACE_COST if more else 0.0)

    def final(self, start: int, right: float, continued: bool) -> Iterator[tuple[Ending, float, float]]:
        """The last line, if it fits."""
        found = self.endings[self.stop]
        assert found is not None
        tolerance = TOLERANCE * self.m.em
        for trim in (0.0, found.trim) if found.trim else (0.0,):
            slack = right - found.x + trim
            if slack >= -tolerance:
                yield found, trim, self.shortness(start, found) if continued else 0.0
                return
            if (cost := self.cost(start, found.shown, slack)) < inf:
                yield found, trim, cost
        if self.overfull:
            yield found, 0.0, OVERFULL_COST

    def shortness(self, start: int, found: Ending) -> float:
        """The cost of a last line that is hardly there."""
        width = found.x - self.m.width[start]
        if width > 2 * LAST_LINE * self.m.em:
            return 0.0
        if sum(name not in "OCSNM" for name in self.m.classes[start : found.shown]) < 2:
            return LONE_COST
        wide = self.limits.rest >= WIDE * self.m.em
        return SHORT_COST if wide and width <= LAST_LINE * self.m.em else 0.0

    def overflow(self, start: int) -> tuple[Ending, float, float]:
        """The shortest line from `start`, though it is too long."""
        end = start + 1
        while not (found := self.endings[end]):
            end += 1
        return found, 0.0, OVERFULL_COST

    def lines(self, way: Way | None, start: int) -> Iterator[Line]:
        """The lines of a way, last to first."""
        while way and way.ending and way.before:
            begin = way.before.ending.end if way.before.ending else start
            end, shown, x, _, hyphen, _ = way.ending
            width = x - self.m.width[begin] - way.lead - way.trim
            yield Line(begin, end, max(begin, shown), width, way.trim, way.lead, hyphen, end == self.stop)
            way = way.before


def kept(layer: dict[int, Way], bound: float) -> list[tuple[int, Way]]:
    """The cheapest ways, in the order of the text; none that already costs more than a whole paragraph."""
    best = sorted(layer.items(), key=lambda item: item[1].cost)[:WAYS]
    return sorted(item for item in best if item[1].cost < bound)
