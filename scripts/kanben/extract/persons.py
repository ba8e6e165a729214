"""Personal names: what may be one, and how likely, by the characters it is made of and the words beside it.

The costs are minus the log of shares (nats), so that they can be weighed against the words of the same
stretch in one lattice; a word beside the name that goes with persons makes it cheaper.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import NamedTuple

from kanben.extract.name_tables import by_character, surnames, titles, words
from kanben.extract.nametext import occurrences
from kanben.extract.wordlattice import HAN, Edge, common_words
from kanben.resources import data_table

PERSON = "R"
_PRIOR = 6.0
"""About one word in four hundred of a history is a personal name."""
_SHORT = 1.5
"""One name in five has one given character."""
_ORDINARY = 5.0
"""万里, 高峰, 文明: what is also a common word is seldom a person."""
_ALONE = 3.0
"""What a candidate pays for which nothing speaks."""
_FAMOUS = 9.0
_MIDDLE = 11.0
"""彭时雄: between two characters of a name even a particle may stand."""
_DEAREST = 34.0
"""No stretch of three characters costs more in words: a name above it is not even tried."""

_ISMS = ("主义", "思想", "理论", "号")
"""毛泽东思想 is no mention of the person."""
_OPEN = frozenset("\n\t 　，。；：、（(“‘《—－-/|·？！")
_CLOSE = frozenset("\n\t 　，。；：、）)（(”’》—－-/|？！")
# In a list each item stands between these.
_LIST = re.compile("[、和与及等，。；：（）\n\t 　]")
_JOINS = "、和与及"


class Candidate(NamedTuple):
    """A stretch that may be a personal name."""

    start: int
    end: int
    cost: float


def person_edges(text: str) -> dict[int, list[Edge]]:
    """Every stretch of the text that may be a personal name, by where it begins; linear in the text."""
    found = [*_surnamed(text), *_famous(text)]
    seen = _contexts(text, found)
    edges: dict[int, list[Edge]] = defaultdict(list)
    before, after = cache(partial(evidence_before, text)), cache(partial(evidence_after, text))
    for candidate in found:
        if candidate.cost > _DEAREST or text.startswith(_ISMS, candidate.end):
            continue
        support = before(candidate.start) + after(candidate.end)
        cost = candidate.cost - (support or -_ALONE) + _doubts(text, candidate)
        cost -= seen[text[candidate.start : candidate.end]]
        edges[candidate.start].append(Edge(candidate.end, max(cost, 1.0), PERSON))
    return edges


# ---------------------------------------------------------------- what may be a name


@cache
def _surname_pattern() -> re.Pattern[str]:
    compound = "|".join(sorted((name for name in surnames() if len(name) > 1), key=len, reverse=True))
    single = "".join(name for name in surnames() if len(name) == 1)
    return re.compile(rf"(?={compound})|[{single}]")


@cache
def _given() -> dict[str, float]:
    table = data_table("surnames.toml")["given"]
    return by_character("surnames.toml", "given") | dict.fromkeys(table["never"], 99.0)


def _surnamed(text: str) -> Iterator[Candidate]:
    for match in _surname_pattern().finditer(text):
        start = match.start()
        for length in (4, 3, 2, 1):
            family = text[start : start + length]
            if family in surnames():
                yield from _with_given(text, start, length, surnames()[family])


def _with_given(text: str, start: int, family: int, cost: float) -> Iterator[Candidate]:
    """The surname with one and with two given characters."""
    first, second = text[start + family : start + family + 1], text[start + family + 1 : start + family + 2]
    total = _PRIOR + cost
    if _is_han(first) and first not in _never_last():
        yield _weighed(text, start, start + family + 1, total + _given_cost(first) + _SHORT)
    if _is_han(first) and _is_han(second) and second not in _never_last():
        middle = min(_given_cost(first), _MIDDLE)
        yield _weighed(text, start, start + family + 2, total + middle + _given_cost(second))


def _weighed(text: str, start: int, end: int, cost: float) -> Candidate:
    ordinary = _ORDINARY if text[start:end] in common_words().cost else 0.0
    return Candidate(start, end, cost + ordinary)


@cache
def _never_last() -> frozenset[str]:
    table = data_table("surnames.toml")["given"]
    return frozenset(table["never_last"] + table["never"])


def _given_cost(char: str) -> float:
    table = data_table("surnames.toml")["given"]
    return _given().get(char, float(table["other"]))


def _is_han(char: str) -> bool:
    return bool(char) and (char >= "\u3400" and char <= "\u9fff" or char >= "\U00020000")


@cache
def _famous_names() -> frozenset[str]:
    short = data_table("surnames.toml")["short"].values()
    return words("surnames.toml", "known", "names").union(*(forms.split() for forms in short))


def _famous(text: str) -> Iterator[Candidate]:
    ordinary = common_words().cost
    for start, name in occurrences(text, _famous_names()):
        # 万里 is a person and a word: it must earn its place as any other name.
        cost = _FAMOUS if name not in ordinary else _FAMOUS + 9.0
        yield Candidate(start, start + len(name), cost)


@cache
def _dotted_pattern() -> re.Pattern[str]:
    foreign = data_table("surnames.toml")["transliteration"]["characters"]
    return re.compile(rf"[{foreign}]{{1,8}}(?:[·•・][{foreign}]{{1,8}}){{1,4}}")


def foreign_names(text: str) -> Iterator[tuple[int, int]]:
    """Names spelt in characters of sound: parts that a middle dot joins, or one part beside a title."""
    for match in _dotted_pattern().finditer(text):
        yield match.span()
    for match in _spelt_pattern().finditer(text):
        if len(set(match[0]) & _SOUNDS) > 1 and _titled(text, *match.span()):
            yield match.span()


_SOUNDS = frozenset("斯兹夫尔克特姆格沃茨莱穆廖捷诺赫布宾萨切基娃姬妮娅顿逊佩耶戈弗什伊")


@cache
def _spelt_pattern() -> re.Pattern[str]:
    foreign = data_table("surnames.toml")["transliteration"]["characters"]
    return re.compile(rf"[{foreign}]{{3,8}}(?![·•・])")


def _titled(text: str, start: int, end: int) -> bool:
    before = any(text[max(0, start - n) : start] in titles() for n in (2, 3, 4))
    return before or text.startswith(("教授", "博士", "先生", "女士", "总统", "将军", "院士", "夫人"), end)


# ---------------------------------------------------------------- the words beside it


class Clue(NamedTuple):
    """Words that speak for a name when they stand right beside it, and how much, in nats."""

    words: frozenset[str]
    worth: float
    lengths: tuple[int, ...]
    edges: frozenset[str]
    """The characters next to the name."""


def _clue(found: frozenset[str], worth: float, edge: int) -> Clue:
    lengths = tuple(sorted({len(word) for word in found}))
    return Clue(found, worth, lengths, frozenset(word[edge] for word in found))


@cache
def _clues_before() -> tuple[Clue, ...]:
    offices = "offices.toml"
    return (
        _clue(titles(), 8.0, -1),
        _clue(words(offices, "acts_on"), 2.0, -1),
        _clue(words(offices, "joins_before"), 0.7, -1),
        _clue(_OPEN, 1.5, -1),
    )


@cache
def _clues_after() -> tuple[Clue, ...]:
    offices = "offices.toml"
    return (
        _clue(words(offices, "after") | words(offices, "offices"), 7.0, 0),
        _clue(words(offices, "does"), 3.0, 0),
        _clue(words(offices, "closes_list"), 3.0, 0),
        _clue(words(offices, "joins_after"), 0.7, 0),
        _clue(_CLOSE, 1.5, 0),
    )


_IN_LIST = 3.0
"""乔某、姚某某、宋某: the item beside it is as long as a name and begins with a surname."""


def evidence_before(text: str, start: int) -> float:
    """What the words that end at `start` say for a name that begins there."""
    last = text[start - 1] if start else "\n"
    total = 1.5 if start == 0 else 0.0
    for clue in _clues_before():
        if last in clue.edges and any(text[max(start - n, 0) : start] in clue.words for n in clue.lengths):
            total += clue.worth
    return total + _IN_LIST * (
        last in _JOINS and _is_item(_LIST.split(text[max(0, start - 5) : start - 1])[-1])
    )


_TAKES = re.compile(
    rf"(?:任|担任|出任|兼任|接任|继任|为|当选为?)[{HAN}（）]{{0,12}}?[长任记席员理事官授师委监督办挥令编](?=[，。；、（]|$)"
)
_TAKE_FIRST = frozenset("任担出兼接继为当")


def evidence_after(text: str, end: int) -> float:
    """What the words that begin at `end` say for a name that ends there."""
    first = text[end : end + 1] or "\n"
    total = 1.5 if end == len(text) else 0.0
    for clue in _clues_after():
        if first in clue.edges and any(text[end : end + n] in clue.words for n in clue.lengths):
            total += clue.worth
    if first in _TAKE_FIRST and _TAKES.match(text, end):
        total += 4.0
    return total + _IN_LIST * (first in _JOINS and _is_item(_LIST.split(text[end + 1 : end + 5])[0]))


def _is_item(item: str) -> bool:
    return 2 <= len(item) <= 4 and item[0] in surnames() and item not in common_words().cost


def _doubts(text: str, candidate: Candidate) -> float:
    """What the characters of the candidate itself say against it."""
    # 张明和李强: the last character more often joins than belongs.
    joins = 3.0 if text[candidate.end - 1] in "和同于则自之以并先后从又就且应所可能曾年" else 0.0
    # 文艺志: the first two characters are a common word.
    pair = text[candidate.start : candidate.start + 2]
    torn = 2.5 if candidate.end - candidate.start > 2 and common_words().cost.get(pair, 99.0) < 11.0 else 0.0
    # 张体学任正副总指挥: 任 after a name takes on an office.
    takes = text[candidate.start] == "任" and _is_han(text[candidate.start - 1 : candidate.start])
    return joins + torn + 5.0 * (takes and _TAKES.match(text, candidate.start) is not None)


_ITEM = re.compile(rf"(?:（[^（）\n]{{1,20}}）)?、([{HAN}]{{2,4}})(?=[、，。；（\n]|和|等|$)")


def listed(text: str, persons: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Items of a list of persons that are common words too: a list whose other items are persons holds only persons."""
    known = set(persons)
    ends = sorted(end for _, end in known)
    starts = {start for start, _ in known}
    for end in ends:
        while (item := _ITEM.match(text, end)) and item[1][0] in surnames() and item.start(1) not in starts:
            yield item.span(1)
            end = item.end(1)


def _contexts(text: str, found: list[Candidate]) -> Counter[str]:
    """By string: what the number of different neighbours it stands between is worth."""
    beside: dict[str, set[str]] = defaultdict(set)
    for candidate in found:
        name = text[candidate.start : candidate.end]
        beside[name].add(text[max(0, candidate.start - 1) : candidate.start])
        beside[name].add(text[candidate.end : candidate.end + 1] + "→")
    worth: Counter[str] = Counter()
    for name, neighbours in beside.items():
        worth[name] = min(3, (len(neighbours) - 2) // 2)
    return worth
