"""Where the lines of a paragraph may end, and what is known of each such place before any line is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from kanben.publish.composition.measures import Measures

HYPHEN_COST = 2.0
FIGURE_COST = 0.4  # of parting a figure from the ideograph after it: 11|月


@dataclass(frozen=True, slots=True)
class Opportunities:
    """Where lines may end: `allowed(i)` before character i; `hyphens` maps i to the hyphen's width."""

    allowed: Callable[[int], bool]
    hyphens: dict[int, float]


class Ending(NamedTuple):
    """A place where a line may end: its last character shown, and where that ends in the unbroken text."""

    end: int
    shown: int
    x: float  # px, with the hyphen
    trim: float  # what a closing mark may give up
    hyphen: float  # its width
    cost: float  # of ending here, whatever the line


class Endings(dict[int, "Ending | None"]):
    """The ending before each character, None where a line may not end; worked out when asked for."""

    def __init__(self, m: Measures, stop: int, opportunities: Opportunities) -> None:
        """Know the text up to `stop`, which is an ending itself."""
        super().__init__({stop: ending(m, stop, 0.0)})
        self.m, self.opportunities = m, opportunities

    def __missing__(self, end: int) -> Ending | None:
        allowed = self.opportunities.allowed(end)
        hyphen = 0.0 if allowed else self.opportunities.hyphens.get(end, 0.0)
        self[end] = found = ending(self.m, end, hyphen) if allowed or hyphen else None
        return found


def ending(m: Measures, end: int, hyphen: float) -> Ending:
    """The ending of a line before character `end`: spaces there are not shown."""
    shown = end
    while shown and m.classes[shown - 1] in "SWB":
        shown -= 1
    if not shown:
        return Ending(end, shown, m.width[shown], 0.0, 0.0, 0.0)
    last = shown - 1
    x = m.width[shown] - m.change[last] + hyphen
    parted = m.classes[last : last + 2] == "LH" and m.text[last].isdigit()
    cost = HYPHEN_COST if hyphen else FIGURE_COST * parted
    return Ending(end, shown, x, m.blank[last] if m.classes[last] == "C" else 0.0, hyphen, cost)
