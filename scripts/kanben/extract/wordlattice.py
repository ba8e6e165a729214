"""The cheapest reading of a text in words and names.

Each run of Chinese characters is a lattice of what each stretch may be; every reading costs minus the log of its
likelihood, and the path of least cost is taken.  This is the unigram model of word segmentation, with names as
words made by rule (Sproat et al., “A Stochastic Finite-State Word-Segmentation Algorithm for Chinese”,
Computational Linguistics 22, 1996).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kanben.resources import data_words

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇"
_RUNS = re.compile(rf"[{HAN}]+|[0-9A-Za-z０-９]+|[^{HAN}0-9A-Za-z０-９]")
UNKNOWN = 14.0
"""What a character costs that no table holds."""
_FAR = 1e9
"""What no path costs."""


class Token(NamedTuple):
    """A stretch of text, and what it was read as: a class letter of the table, or a kind of the grammar."""

    start: int
    end: int
    kind: str


class Edge(NamedTuple):
    """A name made by rule that may begin at some position."""

    end: int
    cost: float
    kind: str


Edges = Mapping[int, list[Edge]]
Layer = tuple[str, frozenset[str], float]
"""A kind, the words of that kind, and the most that one of them costs."""


@dataclass(frozen=True)
class Lexicon:
    """Words with their cost and kind."""

    cost: dict[str, float]
    kind: dict[str, str]
    longest: dict[str, int]
    """By the first two characters: the length of the longest word of three and more that begins so."""

    def with_words(self, layers: Iterable[Layer]) -> Lexicon:
        """The same with these words; a later kind goes before, a word known as commoner keeps its cost."""
        cost, kind = dict(self.cost), dict(self.kind)
        for label, words, price in layers:
            kind.update(dict.fromkeys(words, label))
            cost.update((word, min(price, cost.get(word, price))) for word in words)
        return Lexicon(cost, kind, _longest(cost))


def _longest(words: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for word in words:
        if len(word) > max(2, longest.get(word[:2], 0)):
            longest[word[:2]] = len(word)
    return longest


@cache
def common_words() -> Lexicon:
    """The table of common words, read once."""
    cost: dict[str, float] = {}
    kind: dict[str, str] = {}
    for line in data_words("names_words.txt"):
        label, *words = line.split()
        cost.update(dict.fromkeys(words, float(label[1:])))
        kind.update(dict.fromkeys(words, label[0]))
    return Lexicon(cost, kind, _longest(cost))


def tokens(text: str, lexicon: Lexicon, edges: Edges) -> Iterator[Token]:
    """The text as tokens: words and names; `#` for a run of digits or Latin; `/` for any other character."""
    for run in _RUNS.finditer(text):
        start, end = run.span()
        first = text[start]
        if (first.isascii() and first.isalnum()) or "０" <= first <= "９":
            yield Token(start, end, "#")
        elif end - start == 1 and not is_han(first):
            yield Token(start, end, "/")
        else:
            yield from cheapest(text, (start, end), lexicon, edges)


def is_han(char: str) -> bool:
    """Whether it is a Chinese character."""
    return "\u3400" <= char <= "\u9fff" or char == "〇" or char >= "\U00020000"


class Paths(NamedTuple):
    """The cheapest way to each position of a run: what it costs, the position before, the kind of a name by rule."""

    cost: list[float]
    back: list[int]
    ruled: list[str]


def cheapest(text: str, run: tuple[int, int], lexicon: Lexicon, edges: Edges) -> list[Token]:
    """The reading of least cost of one run of Chinese characters; linear in its length."""
    low, high = run
    paths = _paths(text, run, lexicon, edges)
    return _walk(text[low:high], low, paths.back, paths.ruled, lexicon.kind)


def least_cost(text: str, run: tuple[int, int], lexicon: Lexicon, edges: Edges) -> float:
    """What the cheapest reading costs."""
    return _paths(text, run, lexicon, edges).cost[-1]


def _paths(text: str, run: tuple[int, int], lexicon: Lexicon, edges: Edges) -> Paths:
    low, high = run
    part, size = text[low:high], high - low
    best, back = [0.0] + [_FAR] * size, [0] * (size + 1)
    ruled = [""] * (size + 1)
    cost, longest = lexicon.cost, lexicon.longest
    for at in range(size):
        here, after = best[at], at + 1
        if (price := here + cost.get(part[at], UNKNOWN)) < best[after]:
            best[after], back[after], ruled[after] = price, at, ""
        pair = part[at : at + 2]
        if pair in cost and after < size and (price := here + cost[pair]) < best[at + 2]:
            best[at + 2], back[at + 2], ruled[at + 2] = price, at, ""
        if pair in longest:
            for to in range(at + 3, min(at + longest[pair], size) + 1):
                if (price := here + cost.get(part[at:to], _FAR)) < best[to]:
                    best[to], back[to], ruled[to] = price, at, ""
        if low + at in edges:
            for end, price, kind in edges[low + at]:
                if end <= high and here + price < best[end - low]:
                    best[end - low], back[end - low], ruled[end - low] = here + price, at, kind
    return Paths(best, back, ruled)


def _walk(part: str, low: int, back: list[int], ruled: list[str], kinds: Mapping[str, str]) -> list[Token]:
    found, at = [], len(back) - 1
    while at > 0:
        before = back[at]
        found.append(Token(low + before, low + at, ruled[at] or kinds.get(part[before:at], "u")))
        at = before
    return found[::-1]
