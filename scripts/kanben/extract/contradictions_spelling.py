"""Whether two spellings are one thing: names that sound alike, titles that differ by a slip of the pen."""

from __future__ import annotations

import re
from functools import lru_cache

# Signs that make two titles two: numbers, years, levels, sides, halves of mankind.
_DISTINGUISHING = re.compile(
    r"[\d一二三四五六七八九十首再次上下前后初中高大小甲乙丙丁正副内外男女老新旧年月日省市县区乡镇村]"
)
_LONGEST_SLIP = 2
_SHORTEST_TITLE = 10


def slip_between(one: str, other: str) -> tuple[str, str] | None:
    """What two long titles differ in: a sign or two left out, or one that sounds alike; no numbering, no level."""
    if one == other or min(len(one), len(other)) < _SHORTEST_TITLE:
        return None
    head = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    tails = (one[head:][::-1], other[head:][::-1])
    tail = next((at for at, (a, b) in enumerate(zip(*tails, strict=False)) if a != b), min(map(len, tails)))
    slip = one[head : len(one) - tail], other[head : len(other) - tail]
    omitted = min(map(len, slip)) == 0 and max(map(len, slip)) <= _LONGEST_SLIP
    misheard = tuple(map(len, slip)) == (1, 1) and same_sound(*slip)
    return slip if (omitted or misheard) and not _DISTINGUISHING.search("".join(slip)) else None


@lru_cache(maxsize=4096)
def same_sound(one: str, other: str) -> bool:
    """Whether two names are read alike, tones aside."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(one, style=Style.NORMAL) == lazy_pinyin(other, style=Style.NORMAL)
