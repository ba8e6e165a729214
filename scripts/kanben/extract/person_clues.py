"""What the words beside a stretch say for its being a personal name, in nats."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kanben.extract.name_tables import callings, surnames, titles, words
from kanben.extract.wordlattice import HAN, common_words

OFFICES = "offices.toml"
_OPEN = frozenset("\n\t 　，。；：、（(“‘《—－-/|·？！")
_CLOSE = frozenset("\n\t 　，。；：、）)（(”’》—－-/|？！")
_ALONE = 1.5
"""A mark or the end of the text beside it."""
_IN_LIST = 3.0
"""乔某、姚某某、宋某: the item beside it is as long as a name and begins with a surname."""
_LIST = re.compile("[、和与及等，。；：（）\n\t 　]")
_JOINS = "、和与及"
_INNER = ("系主任", "工会", "支部", "车间", "党委", "团委", "教务处", "总务处")
_TAKES = re.compile(
    rf"(?:任|担任|出任|兼任|接任|继任|为|当选为?)[{HAN}（）]{{0,12}}?[长任记席员理事官授师委监督办挥令编](?=[，。；、（]|$)"
)


class Clue(NamedTuple):
    """Words that speak for a name when they stand right beside it, and how much."""

    words: frozenset[str]
    worth: float
    lengths: tuple[int, ...]
    next: frozenset[str]
    """Their characters that touch the name: most stretches need no further look."""


def _clue(found: frozenset[str], worth: float, touching: int) -> Clue:
    lengths = tuple(sorted({len(word) for word in found}))
    return Clue(found, worth, lengths, frozenset(word[touching] for word in found))


@cache
def _clues_before() -> tuple[Clue, ...]:
    return (
        _clue(titles(), 8.0, -1),
        _clue(callings() - titles(), 4.0, -1),
        _clue(words(OFFICES, "acts_on"), 2.0, -1),
        _clue(words(OFFICES, "joins_before"), 0.7, -1),
        _clue(_OPEN, _ALONE, -1),
    )


@cache
def titles_alone() -> frozenset[str]:
    """The offices that hold no body: after 林学 in 林学系主任 stands the head of a body, no office of a person."""
    return frozenset(word for word in words(OFFICES, "offices") if not word.startswith(_INNER))


@cache
def _clues_after() -> tuple[Clue, ...]:
    return (
        _clue(words(OFFICES, "after") | titles_alone(), 7.0, 0),
        _clue(words(OFFICES, "does"), 3.0, 0),
        _clue(words(OFFICES, "closes_list"), 3.0, 0),
        _clue(words(OFFICES, "joins_after"), 0.7, 0),
        _clue(_CLOSE, _ALONE, 0),
    )


def evidence_before(text: str, start: int) -> float:
    """What the words that end at `start` say for a name that begins there."""
    if start == 0:
        return _ALONE
    last, total = text[start - 1], 0.0
    for clue in _clues_before():
        if last in clue.next and any(text[max(start - n, 0) : start] in clue.words for n in clue.lengths):
            total += clue.worth
    listed = last in _JOINS and (
        _is_item(_LIST.split(text[max(0, start - 5) : start - 1])[-1]) or _titled(text, start - 1)
    )
    return total + _IN_LIST * listed


def evidence_after(text: str, end: int) -> float:
    """What the words that begin at `end` say for a name that ends there."""
    if end == len(text):
        return _ALONE
    first, total = text[end], 0.0
    for clue in _clues_after():
        if first in clue.next and any(text[end : end + n] in clue.words for n in clue.lengths):
            total += clue.worth
    listed = first in _JOINS and _is_item(_LIST.split(text[end + 1 : end + 5])[0])
    return total + _IN_LIST * listed + 6.0 * takes_office(text, end)


def hands_office(text: str, at: int) -> bool:
    """Whether 任 is the verb here: 任正副总指挥, with no second verb behind it."""
    match = _TAKES.match(text, at)
    return match is not None and not set(match[0][1:-1]) & {"任", "为"}


def takes_office(text: str, at: int) -> bool:
    """Whether 任…校长, 当选为…委员 stands here."""
    return text[at] in "任担出兼接继为当" and _TAKES.match(text, at) is not None


def _titled(text: str, end: int) -> bool:
    """Whether a title and a name right behind it end here, as in 老中医纪伯安、卢石山."""
    return any(
        text[end - n : end - n + 1] in surnames()
        and any(text[max(0, end - n - m) : end - n] in titles() for m in (2, 3, 4))
        for n in (2, 3)
    )


def _is_item(item: str) -> bool:
    return 2 <= len(item) <= 4 and item[0] in surnames() and item not in common_words().cost
