"""A note's target found again in a revised text, or said to be lost; never set on a lookalike.

The quotation with its contexts to the letter comes first.  Else a spot is taken only when quotation and both
contexts agree above a bound, and no other spot of the chapter comes near.  All else is an orphan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio

from kanben.assemble.anchoring_candidates import FAR, Candidate, Selector, exact_spots, likely_spots, selector
from kanben.assemble.anchoring_text import FlatText
from kanben.model import Passage, Place

QUOTE = 0.65
"""Of the quotation and its spot, this share must agree: with less, more was written anew than was kept."""
CONTEXT = 0.5
"""Of each context this share must agree: the sentence next to the target may have been replaced, not all of both."""
WHOLE = 0.9
"""Where the sentences on one side were taken away, quotation and the other side must agree in this share."""
EVIDENCE = 4
"""Characters of each context that must agree, however short it is: two words."""
TOTAL = 0.6
"""Of quotation and contexts together this share must agree."""
RIVAL = 0.5
"""A second spot that agrees in this share is near, even beside one that agrees to the letter: that one may be a copy,
and the second the target, revised."""
MARGIN = 0.25
"""A second spot that agrees in less by no more than this is near, too: which of the two was meant, nobody can tell."""
LEAD = 0.03
"""Among passages that were alike when the selector was written, the right one must still agree in this much more."""
SHORT = 4
"""A quotation of so few characters must stand as it was: with one changed it may be any other word."""
OUTER = 6
"""Characters at the far ends of the contexts that must agree: a copied sentence brings only its own along."""
GROWN = 120
"""Contexts longer than this were needed to tell the passage from one like it: then nearly all of it must agree."""
BESIDE = 60
"""Characters on each side of a spot in which the revised original of a copy is looked for."""
NUMBERS = 0.5
"""Of the numbers in a quotation this share must stand: sentences made after one pattern differ in their numbers."""
FULL_CONTEXT = 24
"""Contexts shorter than this were written by hand for the text as it stands: there only the letter counts."""
SENTENCE_ENDS = "。！？；!?;"
SHOWN = 3
"""Candidates that an orphan's message shows."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a passage stands now."""

    place: Place
    span: tuple[int, int]
    """In the chapter's flat text, where it may run over the end of a block."""
    moved: bool
    """Whether its selector no longer fits to the letter."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A passage whose place can't be told, and the spots that come nearest, best first."""

    candidates: tuple[Candidate, ...]
    twice: int = 0
    """How often it stands to the letter, where it does more than once."""


def anchor(flats: Iterable[FlatText], passage: Passage) -> Anchored | Orphan:
    """The place of a passage in the flat texts of the book, or why there is none."""
    wanted = selector(passage)
    here = [flat for flat in flats if passage.chapter in ("", flat.chapter)]
    exact = tuple(spot for flat in here for spot in exact_spots(flat, wanted))
    if len(exact) == 1 and not _long(wanted):
        return _anchored(exact[0], moved=False)
    known = exact[0] if len(exact) == 1 else None
    likely = ranked(here, wanted, known)
    best = known or next(iter(likely), None)
    sure = len(exact) == 1 or (not exact and best is not None and _agrees(best, wanted))
    if best is not None and sure and _told_apart(best, likely, passage.alike):
        return _anchored(best, moved=not exact)
    return Orphan((likely if len(exact) < 2 else exact)[:SHOWN], len(exact))


def _told_apart(best: Candidate, spots: tuple[Candidate, ...], alike: tuple[int, int]) -> bool:
    """Whether the best spot can be told from the rest."""
    if alike == (1, 1):
        return not near(best, spots, min(RIVAL, best.total - MARGIN))
    rivals = near(best, spots, RIVAL)
    rank = 1 + sum(spot.start < best.start for spot in rivals)
    lead = all(spot.total <= best.total - LEAD for spot in rivals)
    return lead and (rank, len(rivals) + 1) == alike


def ranked(
    flats: Iterable[FlatText], wanted: Selector, known: Candidate | None = None
) -> tuple[Candidate, ...]:
    """The likely spots of all these chapters, best first, but for one that is known."""
    found = (spot for flat in flats for spot in likely_spots(flat, wanted, known))
    return tuple(sorted(found, key=lambda spot: -spot.total))


def near(best: Candidate, spots: Iterable[Candidate], bound: float) -> tuple[Candidate, ...]:
    """The other spots that agree in as much as the bound, or have the quotation and one context whole.

    Of those one half of the target's surroundings may have gone elsewhere, and stand beside a copy of it.
    """
    rivals = (spot for spot in spots if spot.total >= bound or _half_whole(spot))
    return tuple(spot for spot in rivals if not _overlap(best, spot))


def _half_whole(spot: Candidate) -> bool:
    return spot.quote >= QUOTE and max(spot.before, spot.after) >= WHOLE


def _overlap(one: Candidate, other: Candidate) -> bool:
    same = one.flat.chapter == other.flat.chapter
    return same and one.start < other.end and other.start < one.end


def _long(wanted: Selector) -> bool:
    return min(len(wanted.prefix), len(wanted.suffix)) >= FULL_CONTEXT


def _agrees(spot: Candidate, wanted: Selector) -> bool:
    """Whether quotation and both contexts agree above the bounds."""
    before = _context(spot.before, len(wanted.prefix), spot.start)
    after = _context(spot.after, len(wanted.suffix), len(spot.flat.text) - spot.end)
    contexts = (before and after) or _one_side_whole(spot, wanted)
    enough = spot.total >= TOTAL and spot.near >= EVIDENCE and _quote(spot, wanted.exact)
    return contexts and enough and _in_its_place(spot, wanted) and not _twin_beside(spot, wanted.exact)


def _in_its_place(spot: Candidate, wanted: Selector) -> bool:
    """Whether the surroundings of the target's sentence are there, or have closed up behind it."""
    if max(len(wanted.prefix), len(wanted.suffix)) > GROWN:
        return min(spot.quote, spot.before, spot.after) >= WHOLE
    return spot.outer >= OUTER or _old_place_closed(spot.flat, wanted)


def _twin_beside(spot: Candidate, exact: str) -> bool:
    """Whether words like the quotation stand beside the spot, where the contexts have none: one of them is a copy."""
    low = max(0, spot.start - len(exact) - BESIDE)
    beside = list(spot.flat.text[low : spot.end + len(exact) + BESIDE])
    for start, end in ((spot.start, spot.end), *spot.matched):
        here = slice(max(0, start - low), max(0, end - low))
        beside[here] = ["\0"] * len(beside[here])
    return partial_ratio(exact, "".join(beside)) >= 100 * QUOTE


def _quote(spot: Candidate, exact: str) -> bool:
    """Whether enough of the quotation stands there, and its numbers."""
    there = spot.flat.text[spot.start : spot.end]
    numbers = re.findall(r"\d+", exact)
    kept = sum(number in re.findall(r"\d+", there) for number in numbers)
    return spot.quote >= (1.0 if len(exact) <= SHORT else QUOTE) and kept >= NUMBERS * len(numbers)


def _one_side_whole(spot: Candidate, wanted: Selector) -> bool:
    """Whether the target and one side of it stand unchanged, and the other side agrees to its sentence's end.

    The sentence or paragraph next to the target's own was taken away, or another put in its place.
    """
    if spot.quote < WHOLE:
        return False
    own_before = len(wanted.prefix) - _last_end(wanted.prefix)
    own_after = _first_end(wanted.suffix)
    ends = wanted.exact[-1:] in SENTENCE_ENDS
    sides = (
        (spot.before, wanted.prefix, spot.after * len(wanted.suffix), 0 if ends else own_after),
        (spot.after, wanted.suffix, spot.before * len(wanted.prefix), own_before),
    )
    return any(
        whole >= WHOLE and len(text) >= FULL_CONTEXT and other >= own - 1 for whole, text, other, own in sides
    )


def _last_end(text: str) -> int:
    return max((at + 1 for at, character in enumerate(text) if character in SENTENCE_ENDS), default=0)


def _first_end(text: str) -> int:
    return next((at for at, character in enumerate(text) if character in SENTENCE_ENDS), len(text))


def _old_place_closed(flat: FlatText, wanted: Selector) -> bool:
    """Whether what stood around the target's sentence stands together now: the sentence was moved, not copied."""
    ends = flat.text.find(wanted.prefix[:FAR])
    begins = flat.text.find(wanted.suffix[-FAR:])
    inside = len(wanted.whole) - 2 * FAR
    return min(ends, begins) >= 0 and 0 <= begins - ends - FAR < inside / 2


def _context(share: float, length: int, from_edge: int) -> bool:
    """Whether a context agrees; one that is empty, as at the chapter's edge, where the spot is at that edge."""
    if not length:
        return from_edge == 0
    return share >= CONTEXT and share * length >= min(EVIDENCE, length)


def _anchored(spot: Candidate, *, moved: bool) -> Anchored:
    return Anchored(spot.flat.place(spot.start, spot.end), (spot.start, spot.end), moved)
