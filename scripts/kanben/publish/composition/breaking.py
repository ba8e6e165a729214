"""The lines of a paragraph chosen together: least total cost over all ways to break it.

The idea is Knuth and Plass, «Breaking paragraphs into lines» (1981). Pure: it knows measures and limits, nothing
of WeasyPrint. Linear in the length of the text: a few ways to end each line are kept, and each is followed by the
few line ends within reach.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kanben.publish.composition.measures import Measures

WAYS = 6  # line ends kept for each line of the paragraph
LOOSE = 0.03  # em a gap: what a line may be stretched without being seen
REACH = 3.0  # em that a line may be short before it is stretched
TIGHT_COST = 0.2  # of pushing in at all, before its share of what can be given
TRIM_COST = 0.02  # of a closing mark at half width at the line's end
HYPHEN_COST = 2.0
SHORT_COST, LONE_COST = 3.0, 300.0  # last line of two characters or less; of a single one
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


@dataclass(frozen=True, slots=True)
class Opportunities:
    """Where lines may end: `allowed(i)` before character i; `hyphens` maps i to the hyphen's width."""

    allowed: Callable[[int], bool]
    hyphens: dict[int, float]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to set the text up to `line.end`."""

    cost: float
    line: Line | None
    before: Way | None


def choose(m: Measures, start: int, stop: int, limits: Limits, opportunities: Opportunities) -> list[Line]:
    """The lines from `start` to `stop` (end of text or behind a forced break) of least total cost.

    Where no way fits, lines are stretched without bound; where even that fails, a line runs over.
    """
    for reach in (REACH * m.em, limits.rest):
        search = Search(m, stop, limits, opportunities, reach)
        if lines := search.best(start):
            return lines
    return Search(m, stop, limits, opportunities, limits.rest, overfull=True).best(start)


@dataclass(frozen=True, slots=True)
class Search:
    """One pass over a paragraph with a bound on looseness."""

    m: Measures
    stop: int
    limits: Limits
    opportunities: Opportunities
    reach: float
    overfull: bool = False

    def best(self, start: int) -> list[Line]:
        """The lines of least cost; none where no way fits."""
        ways, done, limit = {start: Way(0.0, None, None)}, None, self.limits.first
        while ways:
            following: dict[int, Way] = {}
            for at, way in kept(ways, done):
                for line, cost in self.candidates(at, limit, at != start):
                    total = way.cost + cost
                    known = done if line.end == self.stop else following.get(line.end)
                    if known is None or total < known.cost:
                        found = Way(total, line, way)
                        if line.end == self.stop:
                            done = found
                        else:
                            following[line.end] = found
            ways, limit = following, self.limits.rest
        return trail(done)

    def candidates(self, start: int, limit: float, continued: bool) -> Iterator[tuple[Line, float]]:
        """Each line that may begin at `start`, and what it costs."""
        m, allowed, hyphens = self.m, self.opportunities.allowed, self.opportunities.hyphens
        lead = m.blank[start] if continued and m.classes[start] == "O" else 0.0
        base = m.width[start] + lead
        end = max(start + 1, bisect_left(m.width, base + limit - self.reach))
        end = min(end, self.stop)
        furthest = base + limit
        found = False
        while end < self.stop:
            if allowed(end) or end in hyphens:
                line = measured(m, start, end, lead)
                if not allowed(end):
                    line = replace(line, width=line.width + hyphens[end], hyphen=hyphens[end])
                for variant in (line, trimmed(m, line)):
                    if variant and (cost := self.cost(variant, limit)) is not None:
                        found = True
                        yield variant, cost
            spare = m.less[end] - m.less[start] + m.em
            if m.width[end] - spare > furthest:
                break
            end += 1
        else:
            yield from self.final(start, limit, lead, continued)
            return
        if self.overfull and not found:
            yield self.overflow(start, end, lead)

    def final(self, start: int, limit: float, lead: float, continued: bool) -> Iterator[tuple[Line, float]]:
        """The last line, if it fits."""
        m = self.m
        line = replace(measured(m, start, self.stop, lead), last=True)
        for variant in (line, trimmed(m, line)):
            if not variant:
                continue
            over = variant.width - limit
            if over <= TOLERANCE * m.em:
                yield variant, (self.shortness(variant) if continued else 0.0)
                return
            cost = self.cost(variant, limit)
            if cost is not None:
                yield variant, cost
        if self.overfull and line.width > limit:
            yield line, OVERFULL_COST

    def shortness(self, line: Line) -> float:
        """The cost of a last line that is hardly there."""
        classes = self.m.classes[line.start : line.shown]
        if sum(name not in "OCSNM" for name in classes) < 2:
            return LONE_COST
        return SHORT_COST if line.width <= LAST_LINE * self.m.em else 0.0

    def cost(self, line: Line, limit: float) -> float | None:
        """What it costs to set the line to the limit; None where it can't be."""
        m, slack = self.m, limit - line.width
        cost = (HYPHEN_COST if line.hyphen else 0.0) + (TRIM_COST if line.trim else 0.0)
        if slack < -TOLERANCE * m.em:
            less = m.less[line.shown - 1] - m.less[line.start]
            if not self.limits.justified or -slack > less:
                return None
            return cost + TIGHT_COST + (slack / less) ** 2
        if not self.limits.justified:
            return cost + slack / m.em
        more = m.more[line.shown - 1] - m.more[line.start]
        even = m.even[line.shown - 1] - m.even[line.start]
        share = max(0.0, slack - more) / (max(even, 0.1) * m.em * LOOSE)
        return cost + share * share + (0.1 * min(1.0, slack / more) if more else 0.0)

    def overflow(self, start: int, end: int, lead: float) -> tuple[Line, float]:
        """The shortest line from `start`, though it is too long."""
        end = start + 1
        while end < self.stop and not self.opportunities.allowed(end):
            end += 1
        return measured(self.m, start, end, lead), OVERFULL_COST


def kept(ways: dict[int, Way], done: Way | None) -> list[tuple[int, Way]]:
    """The cheapest ways, in the order of the text; none that already costs more than a whole paragraph."""
    best = sorted(ways.items(), key=lambda item: item[1].cost)[:WAYS]
    return sorted(item for item in best if done is None or item[1].cost < done.cost)


def trail(way: Way | None) -> list[Line]:
    """The lines of a way, first to last."""
    lines: list[Line] = []
    while way is not None and way.line is not None:
        lines.append(way.line)
        way = way.before
    return lines[::-1]


def measured(m: Measures, start: int, end: int, lead: float) -> Line:
    """A line with its natural width."""
    shown = end
    while shown > start and m.classes[shown - 1] in "SWB":
        shown -= 1
    width = m.width[shown] - m.width[start] - m.change[shown - 1] - lead if shown > start else 0.0
    return Line(start, end, shown, width, lead=lead)


def trimmed(m: Measures, line: Line) -> Line | None:
    """The same line with its closing mark at half width, if it ends with one."""
    at = line.shown - 1
    if at < line.start or m.classes[at] != "C" or not m.blank[at]:
        return None
    trim = m.blank[at]
    return replace(line, width=line.width - trim, trim=trim)
