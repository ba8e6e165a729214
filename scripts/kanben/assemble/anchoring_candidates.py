"""Where in a chapter a selector might belong: seeds of three characters, then an alignment of each likely spot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from kanben.assemble.anchoring_text import GRAM, FlatText, squeezed
from kanben.model import Passage

_BUCKET = 32
"""Seeds whose distances from the selector differ by less than this speak for one spot: text was put in or taken out."""
_SPOTS = 8
"""Likely spots that are looked at closely."""
_SEEDS = 0.1
"""Share of a selector's seeds below which a spot is not looked at: at one character in two changed, an eighth stand."""
_SLACK = 80
"""Characters on each side of a spot that are looked at too: a sentence or two may have been put between."""
_RUN = 2
"""A single ideograph that agrees proves nothing; two in a row are a word."""


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
    total: float
    """Share of the whole selector that stands here."""


def selector(passage: Passage) -> Selector:
    """The passage as it is compared."""
    return Selector(squeezed(passage.exact), squeezed(passage.prefix), squeezed(passage.suffix))


def exact_spots(flat: FlatText, wanted: Selector) -> tuple[Candidate, ...]:
    """Every spot where quotation and contexts stand to the letter."""
    found, at = [], flat.text.find(wanted.whole)
    while at >= 0:
        start = at + len(wanted.prefix)
        found.append(Candidate(flat, start, start + len(wanted.exact), 1.0, 1.0, 1.0, 1.0))
        at = flat.text.find(wanted.whole, at + 1)
    return tuple(found)


def likely_spots(flat: FlatText, wanted: Selector) -> tuple[Candidate, ...]:
    """The spots most like the selector, best first; two that overlap are one."""
    found: list[Candidate] = []
    aligned = (_aligned(flat, wanted, distance) for distance in _distances(flat, wanted.whole))
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


def _aligned(flat: FlatText, wanted: Selector, distance: int) -> Candidate | None:
    """The selector laid along the text at that distance; None where nothing of the quotation's spot is left."""
    whole = wanted.whole
    low = max(0, distance - _SLACK)
    window = flat.text[low : distance + len(whole) + _SLACK]
    runs = _runs(whole, window)
    first, last = len(wanted.prefix), len(wanted.prefix) + len(wanted.exact)
    span = _span(runs, first, last)
    if span is None:
        return None
    before, quote, after = (
        _shared(runs, 0, first),
        _shared(runs, first, last),
        _shared(runs, last, len(whole)),
    )
    dice = 2 * quote / (last - first + span[1] - span[0])
    return Candidate(
        flat, low + span[0], low + span[1], dice, _share(before, first),
        _share(after, len(whole) - last), (before + quote + after) / len(whole),
    )  # fmt: skip


def _runs(whole: str, window: str) -> tuple[tuple[int, int, int], ...]:
    """Start in the selector, start in the window and length of each run of characters that agree."""
    blocks = Levenshtein.opcodes(whole, window)
    return tuple(
        (block.src_start, block.dest_start, block.src_end - block.src_start)
        for block in blocks
        if block.tag == "equal" and block.src_end - block.src_start >= _RUN
    )


def _span(runs: tuple[tuple[int, int, int], ...], first: int, last: int) -> tuple[int, int] | None:
    """The part of the window that the quotation, selector[first:last], answers to."""
    inside = [
        (max(at, first), min(at + n, last), to - at) for at, to, n in runs if at < last and at + n > first
    ]
    if not inside:
        return None
    start = inside[0][0] + inside[0][2] - (inside[0][0] - first)
    end = inside[-1][1] + inside[-1][2] + (last - inside[-1][1])
    floor = max((to + n for at, to, n in runs if at + n <= first), default=0)
    ceiling = min((to for at, to, _ in runs if at >= last), default=end)
    return max(start, floor), min(end, ceiling)


def _shared(runs: tuple[tuple[int, int, int], ...], first: int, last: int) -> int:
    """How many characters of selector[first:last] stand in the runs."""
    return sum(max(0, min(at + n, last) - max(at, first)) for at, _, n in runs)


def _share(count: int, length: int) -> float:
    return count / length if length else 1.0
