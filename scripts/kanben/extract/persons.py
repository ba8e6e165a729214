"""Personal names: what may be one, and how likely, by the characters it is made of and the words beside it.

The costs are minus the log of shares (nats), so that they can be weighed against the words of the same
stretch in one lattice; a word beside the name that goes with persons makes it cheaper.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
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
_LIST = "、和与及等，。；：（）\n\t 　"


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
    for candidate in found:
        if candidate.cost > _DEAREST or text.startswith(_ISMS, candidate.end):
            continue
        cost = candidate.cost + _evidence(text, candidate)
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
    return re.compile(rf"[{foreign}]{{1,8}}(?:[·•・][{HAN}]{{1,8}}?(?![{foreign}])){{1,4}}")


def dotted_names(text: str) -> Iterator[tuple[int, int]]:
    """Names whose parts a middle dot joins."""
    for match in _dotted_pattern().finditer(text):
        yield match.span()


# ---------------------------------------------------------------- the words beside it


def _ends_with(text: str, at: int, table: frozenset[str], longest: int) -> bool:
    return any(text[at - n : at] in table for n in range(1, min(longest, at) + 1))


def _starts_with(text: str, at: int, table: frozenset[str], longest: int) -> bool:
    return any(text[at : at + n] in table for n in range(1, longest + 1))


def _after_office(text: str, candidate: Candidate) -> float:
    return -6.0 if _ends_with(text, candidate.start, titles(), 6) else 0.0


def _before_office(text: str, candidate: Candidate) -> float:
    return -6.0 if _starts_with(text, candidate.end, words("offices.toml", "after"), 4) else 0.0


def _who_does(text: str, candidate: Candidate) -> float:
    return -3.0 if _starts_with(text, candidate.end, words("offices.toml", "does"), 5) else 0.0


def _acted_on(text: str, candidate: Candidate) -> float:
    return -2.0 if _ends_with(text, candidate.start, words("offices.toml", "acts_on"), 4) else 0.0


def _joined(text: str, candidate: Candidate) -> float:
    before = _ends_with(text, candidate.start, words("offices.toml", "joins_before"), 2)
    after = _starts_with(text, candidate.end, words("offices.toml", "joins_after"), 2)
    return -0.7 * before - 0.7 * after


def _closes_list(text: str, candidate: Candidate) -> float:
    return -3.0 if _starts_with(text, candidate.end, words("offices.toml", "closes_list"), 3) else 0.0


def _stands_alone(text: str, candidate: Candidate) -> float:
    before = text[candidate.start - 1] if candidate.start else "\n"
    after = text[candidate.end : candidate.end + 1] or "\n"
    return -1.5 * (before in _OPEN) - 1.5 * (after in _CLOSE)


def _in_list(text: str, candidate: Candidate) -> float:
    """乔某、姚某某、宋某: the items beside it are as long as names and begin with surnames."""
    left = text[max(0, candidate.start - 5) : candidate.start]
    right = text[candidate.end : candidate.end + 5]
    return -2.5 * _names_before(left) - 2.5 * _names_after(right)


def _names_before(left: str) -> bool:
    if not left.endswith(("、", "和", "与", "及")):
        return False
    item = re.split(f"[{_LIST}]", left[:-1])[-1]
    return 2 <= len(item) <= 4 and item[0] in surnames() and item not in common_words().cost


def _names_after(right: str) -> bool:
    if right[:1] not in ("、", "和", "与", "及"):
        return False
    item = re.split(f"[{_LIST}]", right[1:])[0]
    return 2 <= len(item) <= 4 and item[0] in surnames() and item not in common_words().cost


def _joining_word_last(text: str, candidate: Candidate) -> float:
    # 张明和李强: the third character more often joins than belongs.
    return 3.0 if text[candidate.end - 1] in "和同于则自之以并先后从又就且应所可能" else 0.0


SUPPORT: tuple[Callable[[str, Candidate], float], ...] = (
    _after_office,
    _before_office,
    _who_does,
    _acted_on,
    _joined,
    _closes_list,
    _stands_alone,
    _in_list,
)
"""What speaks for a candidate, in nats; added up."""
_ALONE = 3.0
"""What a candidate pays for which nothing speaks."""


def _evidence(text: str, candidate: Candidate) -> float:
    support = sum(clue(text, candidate) for clue in SUPPORT)
    return (support or _ALONE) + _joining_word_last(text, candidate)


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
