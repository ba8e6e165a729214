"""Personal names: what may be one, and how likely, by the characters it is made of and the words beside it.

The costs are minus the log of shares (nats), so that they can be weighed against the words of the same
stretch in one lattice; a word beside the name that goes with persons makes it cheaper.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from typing import NamedTuple

from kanben.extract.name_tables import by_character, surnames, titles, words
from kanben.extract.nametext import occurrences
from kanben.extract.person_clues import evidence_after, evidence_before, hands_office
from kanben.extract.spans import Span
from kanben.extract.wordlattice import HAN, Edge, common_words, is_han
from kanben.resources import data_table

PERSON = "R"
_PRIOR = 6.0
"""About one word in four hundred of a history is a personal name."""
_SHORT = 1.5
"""One name in five has one given character."""
_ORDINARY = 5.0
"""万里, 高峰, 文明: what is also a common word is seldom a person."""
_UNSUPPORTED = 3.0
"""What a candidate pays for which nothing speaks."""
_FAMOUS = 9.0
_MIDDLE = 11.0
"""彭时雄: between two characters of a name even a particle may stand."""
_DEAREST = 31.0
"""No stretch of three characters costs more in words: a name above it is not even tried."""
_TO_PLACES = tuple("在到至往赴抵驻")
_ISMS = ("主义", "思想", "理论", "号")
"""毛泽东思想 is no mention of the person."""


class Candidate(NamedTuple):
    """A stretch that may be a personal name."""

    start: int
    end: int
    cost: float


def person_edges(text: str, leniency: float = 0.0) -> dict[int, list[Edge]]:
    """Every stretch of the text that may be a personal name, by where it begins; linear in the text.

    `leniency` is taken off each cost: to propose what would not be certain enough to print.
    """
    found = [each for each in (*_surnamed(text), *_famous(text)) if _may_stand(text, each)]
    again = _neighbours(text, found)
    before, after = cache(partial(evidence_before, text)), cache(partial(evidence_after, text))
    edges: dict[int, list[Edge]] = defaultdict(list)
    for each in found:
        support = before(each.start) + after(each.end) or -_UNSUPPORTED
        cost = (
            each.cost - support + _doubts(text, each, support) - again[text[each.start : each.end]] - leniency
        )
        edges[each.start].append(Edge(each.end, max(cost, 1.0), PERSON))
    return edges


def _may_stand(text: str, candidate: Candidate) -> bool:
    return not text.startswith(_ISMS, candidate.end)


# ---------------------------------------------------------------- what may be a name


@cache
def _surname_pattern() -> re.Pattern[str]:
    return re.compile("[" + "".join({name[0] for name in surnames()}) + "]")


@cache
def _compound_openings() -> frozenset[str]:
    return frozenset(name[:2] for name in surnames() if len(name) > 1)


def _surnamed(text: str) -> Iterator[Candidate]:
    costs, compound = surnames(), _compound_openings()
    for match in _surname_pattern().finditer(text):
        start = match.start()
        if match[0] in costs:
            yield from _with_given(text, start, 1, costs[match[0]])
        if text[start : start + 2] in compound:
            for length in (2, 3, 4):
                if (family := text[start : start + length]) in costs:
                    yield from _with_given(text, start, length, costs[family])


def _with_given(text: str, start: int, family: int, cost: float) -> Iterator[Candidate]:
    """The surname with one and with two given characters."""
    given = text[start + family : start + family + 2]
    if len(given) < 1 or not is_han(given[0]):
        return
    first, total = _given_cost(given[0]), _PRIOR + cost
    if total + first + _SHORT <= _DEAREST and given[0] not in _never_last():
        yield _weighed(text, start, start + family + 1, total + first + _SHORT)
    total += min(first, _MIDDLE)
    if len(given) < 2 or total > _DEAREST or not is_han(given[1]) or given[1] in _never_last():
        return
    # 忠三郎: names of the Japanese may have three.
    longer = text[start + family + 2 : start + family + 3] == "郎"
    if total + _given_cost(given[1]) <= _DEAREST:
        yield _weighed(text, start, start + family + 2 + longer, total + _given_cost(given[1]))


def _weighed(text: str, start: int, end: int, cost: float) -> Candidate:
    ordinary = _ORDINARY if text[start:end] in common_words().cost else 0.0
    return Candidate(start, end, cost + ordinary)


@cache
def _never_last() -> frozenset[str]:
    table = data_table("surnames.toml")["given"]
    return frozenset(table["never_last"] + table["never"])


@cache
def _given_cost(char: str) -> float:
    table = data_table("surnames.toml")["given"]
    other = 99.0 if char in table["never"] else float(table["other"])
    return by_character("surnames.toml", "given").get(char, other)


@cache
def _famous_names() -> frozenset[str]:
    short = data_table("surnames.toml")["short"].values()
    return words("surnames.toml", "known", "names").union(*(forms.split() for forms in short))


def _famous(text: str) -> Iterator[Candidate]:
    ordinary = common_words().cost
    for start, name in occurrences(text, _famous_names()):
        # 万里 is a person and a word: it must earn its place as any other name.
        yield Candidate(start, start + len(name), _FAMOUS + (7.0 if name in ordinary else 0.0))


def _doubts(text: str, candidate: Candidate, support: float) -> float:
    """What the characters of the candidate itself say against it."""
    start, end = candidate.start, candidate.end
    return _beginning_doubts(text, start, end, support) + _ending_doubts(text, start, end, support)


def _ending_doubts(text: str, start: int, end: int, support: float) -> float:
    # 张明和李强: the last character more often joins than belongs.
    against = 3.0 if text[end - 1] in "于则自以并先后从又就且应所可能曾年时" else 0.0
    # 朱维之先后: after the particle a noun would follow.
    if text[end - 1] == "之" and evidence_after(text, end) <= 0:
        against += 3.0
    if text.startswith("之", end) and evidence_after(text, end + 1) > 0:
        against += 4.0
    if text[end - 1] in "和同" and text[end : end + 1] in surnames():
        against += 4.0
    if text[end - 1] in "镇":
        against += 3.0
    # 越溪, 柳林集: what ends as a place does, and nothing says that it is a person.
    if support < 4 and text[end - 1] in "溪苑庙集州寺湖河江山岭桥坡庄村":
        against += 4.0
    # 在秦庄: a settlement or a mountain.
    if (
        text[end - 1] in "庄村屯寨沟湾山河江湖岭桥坡乡街路口堤"
        and text[max(0, start - 1) : start] in _TO_PLACES
    ):
        against += 5.0
    # 由正副组长参加.
    if text[end - 1] == "正" and text.startswith("副", end):
        against += 9.0
    # 皇祐元年: a reign.
    if text.startswith("年", end) and text[end - 1] in "元二三四五六七八九十":
        against += 8.0
    return against


def _beginning_doubts(text: str, start: int, end: int, support: float) -> float:
    against = 0.0
    # 和马敏: a joining word before a surname.
    if text[start] in "和同与及于" and text[start + 1] in surnames():
        against += 4.0
    # 文艺志: the first two characters are a common word.
    if end - start > 2 and common_words().cost.get(text[start : start + 2], 99.0) < 11.0:
        against += 2.5
    # 张体学任正副总指挥: 任 right after a word takes on an office.
    if text[start] == "任" and start and is_han(text[start - 1]) and hands_office(text, start):
        against += 9.0
    # 途经山口时遇雪: the time that a clause gives.
    if text[start] == "时" and support < 8 and is_han(text[max(0, start - 1)]):
        against += 7.0
    return against


def _neighbours(text: str, found: Iterable[Candidate]) -> Mapping[str, float]:
    """By string: what the number of different characters it stands between is worth."""
    beside: dict[str, set[str]] = defaultdict(set)
    for start, end, _ in found:
        name = text[start:end]
        beside[name].add(text[max(0, start - 1) : start])
        beside[name].add(text[end : end + 1] + "→")
    return {name: min(3.0, (len(chars) - 2) // 2) for name, chars in beside.items()}


# ---------------------------------------------------------------- beyond the lattice

_ITEM = re.compile(rf"(?:（[^（）\n]{{1,20}}）)?、([{HAN}]{{2,4}})(?=[、，。；（\n]|和|等|$)")
_SOUNDS = frozenset("斯兹夫尔克特姆格沃茨莱穆廖捷诺赫布宾萨切基娃姬妮娅顿逊佩耶戈弗什伊")


def listed(text: str, persons: Iterable[Span]) -> Iterator[Span]:
    """Items of a list of persons that are common words too: its other items are persons, so these are."""
    known = set(persons)
    begins = {start for start, _ in known}
    for _, last in sorted(known):
        item = _ITEM.match(text, last)
        while item and item[1][0] in surnames() and item.start(1) not in begins:
            yield item.span(1)
            item = _ITEM.match(text, item.end(1))


def foreign_names(text: str) -> Iterator[Span]:
    """Names spelt in characters of sound: parts that a middle dot joins, or one part beside a title."""
    yield from (match.span() for match in _spelt(r"{1,8}(?:[·•・]%s{1,8}){1,4}").finditer(text))
    for match in _spelt(r"{3,8}(?![·•・])").finditer(text):
        spelt = len(set(match[0]) & _SOUNDS)
        abroad = spelt and any(
            name in text[max(0, match.start() - 8) : match.start()] for name in _countries()
        )
        if (spelt > 1 or abroad) and _has_title(text, *match.span()):
            yield match.span()


@cache
def _spelt(shape: str) -> re.Pattern[str]:
    sounds = f"[{data_table('surnames.toml')['transliteration']['characters']}]"
    return re.compile(sounds + shape.replace("%s", sounds))


@cache
def _countries() -> frozenset[str]:
    return words("places.toml", "countries")


def _has_title(text: str, start: int, end: int) -> bool:
    before = any(text[max(0, start - n) : start] in titles() for n in (2, 3, 4))
    return before or text.startswith(("教授", "博士", "先生", "女士", "总统", "将军", "院士", "夫人"), end)
