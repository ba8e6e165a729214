"""The selector of a passage as the tool writes it: as long as it must be to be told from every lookalike."""

from __future__ import annotations

import re
from dataclasses import replace

from kanben.assemble.anchoring import RIVAL, SENTENCE_ENDS, near, ranked
from kanben.assemble.anchoring_candidates import Candidate, exact_spots, selector
from kanben.assemble.anchoring_text import FlatText
from kanben.model import Passage

CONTEXT = 40
"""Characters of context on each side."""
BEYOND = 20
"""Characters beyond the ends of the target's sentence: a copy of the sentence elsewhere has other ones there."""
_LONGEST = 640
_SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}]")


def passage_at(flat: FlatText, start: int, end: int) -> Passage:
    """The passage of that span of a chapter's flat text; its contexts are grown until no other spot comes near.

    Where the chapter repeats itself at length, the passage says which one of how many it is.
    """
    before, after = _reach(flat, start, end)
    passage = _passage(flat, (start, end), before, after)
    while (rivals := _rivals(flat, passage, start)) and max(before, after) < _LONGEST:
        before, after = 2 * before, 2 * after
        passage = _passage(flat, (start, end), before, after)
    rank = 1 + sum(rival.start < start for rival in rivals)
    return replace(passage, alike=(rank, 1 + len(rivals)))


def _passage(flat: FlatText, span: tuple[int, int], before: int, after: int) -> Passage:
    start, end = span
    prefix = flat.raw[flat.at[max(0, start - before)] : flat.at[start]]
    last = min(len(flat.text), end + after)
    suffix = flat.raw[flat.at[end - 1] + 1 : flat.at[last - 1] + 1]
    return Passage(flat.quoted(start, end), prefix, suffix, flat.chapter)


def _reach(flat: FlatText, start: int, end: int) -> tuple[int, int]:
    """How far the contexts reach: past the sentence, in any case `CONTEXT`."""
    opening = start
    for mark in _SENTENCE_END.finditer(flat.text, max(0, start - _LONGEST), start):
        opening = mark.end()
    closing = _SENTENCE_END.search(flat.text, max(start, end - 1), end + _LONGEST)
    beyond = closing.end() if closing else end
    return max(CONTEXT, start - opening + BEYOND), max(CONTEXT, beyond - end + BEYOND)


def _rivals(flat: FlatText, passage: Passage, start: int) -> tuple[Candidate, ...]:
    """The other spots of the chapter that come near."""
    wanted = selector(passage)
    mine = next(spot for spot in exact_spots(flat, wanted) if spot.start == start)
    return near(mine, ranked((flat,), wanted, mine), RIVAL)
