"""N1: an opening that stands again right after itself loses its second copy.

A page scraped together with its own preview begins twice; lines are compared without their spacing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kanben.normalise.characters import STOPS, bare
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_OPENING = 4
"""How many lines may stand above the opening: title, subtitle, author, source."""


def repeated_opening(draft: Draft) -> Iterator[Wish]:
    """Takes out the second copy of the first k paragraphs, and the third, where there is one."""
    lines = [line for line in draft.lines() if line.text.strip()]
    words = [bare(line.text) for line in lines]
    for skip in range(min(_OPENING, len(words)) + 1):
        if any(word[-1] in STOPS for word in words[:skip]):
            return
        size, copies = _repeat(words[skip:])
        if copies:
            yield lines[skip + size - 1].end, lines[skip + size * (copies + 1) - 1].end, ""
            return


def _repeat(words: Sequence[str]) -> tuple[int, int]:
    """The smallest k whose first k lines stand again at once, and how many more times they do; else 0, 0."""
    reach = _prefix_lengths(words)
    for size in range(1, len(words) // 2 + 1):
        if reach[size] >= size:
            return size, reach[size] // size
    return 0, 0


def _prefix_lengths(words: Sequence[str]) -> list[int]:
    """For every position, how many lines from there are the same as the first lines (the Z function)."""
    reach, left, right = [0] * (len(words) + 1), 0, 0
    for at in range(1, len(words)):
        length = min(right - at, reach[at - left]) if at < right else 0
        while at + length < len(words) and words[length] == words[at + length]:
            length += 1
        reach[at] = length
        if at + length > right:
            left, right = at, at + length
    return reach
