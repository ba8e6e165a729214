"""Where in a chapter a selector might belong: seeds of three characters, then an alignment of each likely spot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from kanben.assemble.anchoring_text import GRAM, FlatText, squeezed
from kanben.model import Passage

_BUCKET = 16
"""Seeds whose distances from the selector differ by less than this speak for one spot: text was put in or taken out."""
_SPOTS = 8
"""Likely spots that are looked at closely."""
_SEEDS = 0.1
"""Share of a selector's seeds below which a spot is not looked at: at one character in two changed, an eighth stand."""
_SLACKS = (80, 16)
"""Characters on each side of a spot that are looked at too: a sentence or two may have been put between.  The narrow
look sees the revised original beside a copy of it, which the wide one would miss."""
_RUN = 2
"""A single ideograph that agrees proves nothing; two in a row are a word."""
_NEXT = 12
"""Characters before and after a quotation that are looked at for what stands right beside it."""
FAR = 16
"""Characters at the far end of a context: they stand outside the target's own sentence."""
_EDGE = 2
"""A context this near to where the quotation should end shows that its last characters were changed, not cut off."""

Runs = tuple[tuple[int, int, int], ...]
"""Start in the selector, start in the window, length."""


@dataclass(frozen=True, slots=True)
class Selector:
    """Quotation and contexts without blanks."""

    exact: str
    prefix: str
    suffix: str

    @property
    def whole(self) -> str:
        """All three in a row."""
        return self.prefix + self.exact + self.suffix


@dataclass(frozen=True, slots=True)
class Candidate:
    """A spot of a chapter that a selector may mean, and how far it agrees."""

    flat: FlatText
    start: int
    end: int
    quote: float
    """Of quotation and spot together, the share of characters that agree (Dice)."""
    before: float
    """Share of the prefix that stands before the spot; 1 where there is no prefix."""
    after: float
    near: int
    """Characters right beside the quotation that stand right beside the spot, on the better side."""
    outer: int
    """Characters at the far ends of both contexts that stand here."""
    total: float
    """Share of the whole selector that stands here."""
    matched: tuple[tuple[int, int], ...] = ()
    """The stretches of text that agree."""


def selector(passage: Passage) -> Selector:
    """The passage as it is compared."""
    return Selector(squeezed(passage.exact), squeezed(passage.prefix), squeezed(passage.suffix))


def exact_spots(flat: FlatText, wanted: Selector) -> tuple[Candidate, ...]:
    """Every spot where quotation and contexts stand to the letter."""
    found, at = [], flat.text.find(wanted.whole)
    while at >= 0:
        start = at + len(wanted.prefix)
        found.append(
            Candidate(
                flat,
                start,
                start + len(wanted.exact),
                1.0,
                1.0,
                1.0,
                len(wanted.whole),
                len(wanted.whole),
                1.0,
            )
        )
        at = flat.text.find(wanted.whole, at + 1)
    return tuple(found)


def likely_spots(flat: FlatText, wanted: Selector, known: Candidate | None = None) -> tuple[Candidate, ...]:
    """The spots most like the selector, best first; two that overlap are one; `known` is not looked for again."""
    found: list[Candidate] = []
    here = known.start - len(wanted.prefix) if known and known.flat is flat else None
    distances = [
        distance for distance in _distances(flat, wanted.whole)
        if here is None or abs(distance - here) > 2 * _BUCKET
    ]  # fmt: skip
    aligned = (_aligned(flat, wanted, distance, slack) for slack in _SLACKS for distance in distances)
    for spot in sorted((c for c in aligned if c), key=lambda c: -c.total):
        if all(spot.end <= other.start or other.end <= spot.start for other in found):
            found.append(spot)
    return tuple(found)


def _distances(flat: FlatText, whole: str) -> tuple[int, ...]:
    """How far from the selector's own characters those of the chapter stand, where many stand together."""
    seeds: dict[int, list[int]] = {}
    for offset in range(len(whole) - GRAM + 1):
        for place in flat.grams.get(whole[offset : offset + GRAM], ()):
            seeds.setdefault((place - offset) // _BUCKET, []).append(place - offset)
    together = Counter({n: len(found) + len(seeds.get(n + 1, ())) for n, found in seeds.items()})
    least = max(2, _SEEDS * len(whole))
    likely = [n for n, count in together.most_common(2 * _SPOTS) if count >= least]
    return tuple(_middle([*seeds[n], *seeds.get(n + 1, ())]) for n in _apart(likely)[:_SPOTS])


def _apart(buckets: Iterable[int]) -> list[int]:
    """Of two buckets that overlap, the fuller one."""
    kept: list[int] = []
    for bucket in buckets:
        if bucket - 1 not in kept and bucket + 1 not in kept:
            kept.append(bucket)
    return kept


def _middle(distances: list[int]) -> int:
    return sorted(distances)[len(distances) // 2]


def _aligned(flat: FlatText, wanted: Selector, distance: int, slack: int) -> Candidate | None:
    """The selector laid along the text at that distance; None where nothing of the quotation's spot is left."""
    whole = wanted.whole
    low = max(0, distance - slack)
    runs = _runs(whole, flat.text[low : distance + len(whole) + slack])
    first, last = len(wanted.prefix), len(wanted.prefix) + len(wanted.exact)
    start, end = _span(runs, first, last)
    if start >= end:
        return None
    before, quote, after = (
        _shared(runs, 0, first),
        _shared(runs, first, last),
        _shared(runs, last, len(whole)),
    )
    return Candidate(
        flat=flat, start=low + start, end=low + end,
        quote=2 * quote / (last - first + end - start),
        before=_share(before, first), after=_share(after, len(whole) - last),
        near=_near(runs, (first, last), (start, end)),
        outer=_shared(runs, 0, min(first, FAR)) + _shared(runs, max(last, len(whole) - FAR), len(whole)),
        total=(before + quote + after) / len(whole),
        matched=tuple((low + to, low + to + n) for _, to, n in runs),
    )  # fmt: skip


def _runs(whole: str, window: str) -> Runs:
    """Start in the selector, start in the window and length of each run of characters that agree."""
    blocks = Levenshtein.opcodes(whole, window)
    return tuple(
        (block.src_start, block.dest_start, block.src_end - block.src_start)
        for block in blocks
        if block.tag == "equal" and block.src_end - block.src_start >= _RUN
    )


def _span(runs: Runs, first: int, last: int) -> tuple[int, int]:
    """The part of the window that the quotation, selector[first:last], answers to; empty where none does."""
    inside = [
        (max(at, first), min(at + n, last), to - at) for at, to, n in runs if at < last and at + n > first
    ]
    if not inside:
        return 0, 0
    (matched, _, before), (_, ending, after) = inside[0], inside[-1]
    floor = max((to + n for at, to, n in runs if at + n <= first), default=0)
    ceiling = min((to for at, to, _ in runs if at >= last), default=runs[-1][1] + runs[-1][2])
    start = max(floor, first + before) if floor >= first + before - _EDGE else matched + before
    end = min(ceiling, last + after) if ceiling <= last + after + _EDGE else ending + after
    return start, end


def _near(runs: Runs, quotation: tuple[int, int], span: tuple[int, int]) -> int:
    """Characters next to the quotation that stand next to the span, too: on the better of the two sides."""
    (first, last), (start, end) = quotation, span
    before = [r for r in runs if r[1] + r[2] > start - _NEXT]
    after = [r for r in runs if r[1] < end + _NEXT]
    return max(_shared(before, max(0, first - _NEXT), first), _shared(after, last, last + _NEXT))


def _shared(runs: Iterable[tuple[int, int, int]], first: int, last: int) -> int:
    """How many characters of selector[first:last] stand in the runs."""
    return sum(max(0, min(at + n, last) - max(at, first)) for at, _, n in runs)


def _share(count: int, length: int) -> float:
    return count / length if length else 1.0
