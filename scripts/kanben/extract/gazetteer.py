"""Places: what may be one by rule, and which stretches of words and names are places in the end.

Names of divisions, waters and mountains come from a table; 青溪县, 柳河镇, 李家庄, 中山路 are made by rule: a
proper part of one to three characters and a last word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log

from kanben.extract.name_tables import known_places, surnames, words
from kanben.extract.nametext import occurrences
from kanben.extract.wordlattice import HAN, UNKNOWN, Edge, Token, common_words
from kanben.resources import data_table

PLACE = "P"
# After these a place is likely: 在, 到, 赴, 驻 …
_PREPOSITIONS = frozenset("在到至从往沿赴抵驻位于由")
_INTO = "在到至从往沿赴抵经驻位于由出自、，。；（“《\n"


def place_edges(text: str) -> dict[int, list[Edge]]:
    """Every stretch that may be a place by rule, by where it begins; linear in the text."""
    found = list(_by_last_word(text))
    beside: dict[str, set[str]] = defaultdict(set)
    for start, end, _ in found:
        beside[text[start:end]].add(text[start - 1 : start])
    edges: dict[int, list[Edge]] = defaultdict(list)
    for start, end, cost in found:
        again = min(5.0, 2.5 * log(len(beside[text[start:end]])))
        edges[start].append(Edge(end, cost - again, PLACE))
    for start, name in occurrences(text, _shortened(text, beside)):
        edges[start].append(Edge(start + len(name), 11.0, PLACE))
    return edges


def _shortened(text: str, beside: Mapping[str, set[str]]) -> Iterator[str]:
    """青溪, where 青溪县 is told of again and again."""
    for name, neighbours in beside.items():
        if (
            len(neighbours) > 1
            and len(name) > 2
            and name[-1] in "县市镇"
            and name[:-1] not in common_words().cost
        ):
            yield name[:-1]


@cache
def _last_words() -> re.Pattern[str]:
    strong, weak, clan = (words("places.toml", key) for key in ("ends_strong", "ends_weak", "clan_ends"))
    longest_first = sorted(strong | weak | clan, key=lambda word: (-len(word), word))
    return re.compile("|".join((*longest_first, "州")))


def _by_last_word(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _last_words().finditer(text):
        for length in (1, 2, 3):
            start = match.start() - length
            proper = text[max(start, 0) : match.start()]
            if start < 0 or not re.fullmatch(f"[{HAN}]+", proper):
                break
            if not _may_be_proper(proper):
                continue
            cost = _cost(text, start, proper, match[0])
            if cost < UNKNOWN * 4:
                yield start, match.end(), cost


@cache
def _never_first() -> frozenset[str]:
    particles = data_table("organisations.toml")["particles"]
    single = {word for word in words("places.toml", "never_before_end") if len(word) == 1}
    # 八里庄, 上河村, 半山镇: these open names of places more than names of bodies.
    return (frozenset(particles) | single) - set(
        "东南西北大小新老上下里中前后半双正常来生石开一二三四五六七八九十百千万"
    )


_NEVER = frozenset("的了在是和与及对向被把将为于以而或等其她他它我你您们这那此每各某人")
_INNER = frozenset("家都会同之生石口子头门间条当")
"""Particles that stand inside names of places: 八都镇, 会同县."""
_STREETS = frozenset(("路", "街", "巷", "大街", "大道", "胡同", "弄"))


def _may_be_proper(proper: str) -> bool:
    inside = proper[0] not in _never_first() and not (_never_first() - _INNER) & set(proper[1:])
    return inside and not _NEVER & set(proper) and proper[-1] not in "一二三四五六七八九十百两"


def _cost(text: str, start: int, proper: str, last: str) -> float:
    prior = min(_priors(proper, last), default=99.0)
    into = 0.0 if _leads_in(text, start) else 3.0
    single = common_words().cost
    shape = sum(0.6 * min(single.get(char, UNKNOWN), 12.0) for char in proper)
    # 昨天村: a common word before 村 is more often just that; before 路 it is often its name.
    common = single.get(proper, 99.0) < 10.5 and len(proper) > 1
    outside = 3.0 if proper[0] in "外内里前后中上下" and into else 0.0
    outside += _against(proper, last) if into else 0.0
    outside += 4.0 * (text[max(0, start - 1) : start] not in _PREPOSITIONS and _opens_with_verb(proper))
    return prior + into + shape + outside + common * (2.0 if last in _STREETS else 6.0)


def _leads_in(text: str, start: int) -> bool:
    """Whether a place is likely here: after 在, 到, 驻 …, or right behind the larger place that holds it."""
    before = text[max(0, start - 1) : start]
    return before in _INTO or before in "省市县区镇乡州南北东西" or text[max(0, start - 2) : start] in known_places()


def _opens_with_verb(proper: str) -> bool:
    """修椒塘, 冲毁南桥, 称大沟: the verb and the place it acts on."""
    kinds = common_words().kind
    return kinds.get(proper[0]) == "v" or kinds.get(proper[:2], "n") in "vf"


def _against(proper: str, last: str) -> float:
    """倪嗣冲: without a lead a surname first, or a particle inside, speaks against a place."""
    against = 3.0 if frozenset(proper[1:]) & _never_first() - set("里中上下前后") else 0.0
    person = len(proper) == 2 and surnames().get(proper[0], 9.0) < 6 and last not in "县镇乡村市"
    return against + 2.0 * person


def _priors(proper: str, last: str) -> Iterator[float]:
    clan = len(proper) > 1 and proper[-1] in "家各" and proper[:-1] in surnames()
    if clan and last in words("places.toml", "clan_ends"):
        yield 2.0
    if len(proper) > 1 and last in words("places.toml", "ends_strong"):
        yield 7.0 if last != "市" else 11.0
    if len(proper) > 1 and last in words("places.toml", "ends_weak"):
        yield 6.0 if last in _STREETS else 7.5
    if len(proper) == 1 and last in "村庄屯寨沟湾" and surnames().get(proper, 9) < 5:
        yield 12.0
    if len(proper) == 1 and last in "县州" and common_words().cost.get(proper, UNKNOWN) > 10.5:
        yield 8.0


# ---------------------------------------------------------------- which of them are places in the end


def places(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The places of a text as spans: 吉林省 and 吉林市 right beside each other are one, so are 北京 and 人民大会堂."""
    at = 0
    while at < len(tokens):
        if tokens[at].kind in "/#fXm":
            at += 1
            continue
        end = max(_divisions_from(text, tokens, at), _venue_from(text, tokens, at))
        if end > at and is_place(text, tokens[at].start, tokens[end - 1].end):
            yield tokens[at].start, tokens[end - 1].end
        at = max(end, at + 1)


def _divisions_from(text: str, tokens: Sequence[Token], at: int) -> int:
    end = at
    while end < len(tokens) and _is_division(text, tokens[end]):
        end += 1
    last = text[tokens[end].start : tokens[end].end] if at < end < len(tokens) else ""
    settled = text[tokens[end - 1].end - 1] in "省市县区镇乡村"
    return end + 1 if last in _STREETS or (last in tuple("镇乡村县") and not settled) else end


def _is_division(text: str, token: Token) -> bool:
    if token.kind == PLACE:
        return True
    word = text[token.start : token.end]
    return (
        token.kind == "z"
        and (word[-1] == "县" or len(word) > 2)
        and (word[-1] in "县镇乡村市寨庄屯" or word.endswith(_venue_ends()))
    )


@cache
def _venue_ends() -> tuple[str, ...]:
    return tuple(
        words("places.toml", "venue_ends") - words("places.toml", "venue_weak") | {"公园", "水库", "大桥"}
    )


def _venue_from(text: str, tokens: Sequence[Token], at: int) -> int:
    """After a place or a proper word, at most three words on: 县影剧院, 青溪县工人文化宫, 龙潭水库."""
    if not _opens_venue(text, tokens, at):
        return at
    for end in range(at + 1, min(at + 5, len(tokens))):
        if tokens[end].kind == "V":
            return end + 1
        if tokens[end].kind not in "PBRNnuzQaw" or text[tokens[end].start] in _never_first():
            break
    return at


def _opens_venue(text: str, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    word = text[token.start : token.end]
    level = word in "省市县区镇乡" and text[token.start - 1 : token.start] not in tuple("各全该本每外邻我")
    return token.kind in "PBRz" or level or _spells_proper(text, tokens, at)


def _spells_proper(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Two or three characters that are no words, right before the word for a venue: 普乐园 剧场."""
    length = 0
    while at + length < len(tokens) and _is_loose(text, tokens[at + length]):
        length += 1
    venue = at + length < len(tokens) and tokens[at + length].kind == "V"
    return venue and 2 <= length <= 3


def _is_loose(text: str, token: Token) -> bool:
    return token.end - token.start == 1 and token.kind in "nuvabz" and text[token.start] not in _never_first()


_REIGN = re.compile("[元一二三四五六七八九十]{1,3}年")
"""绍兴十二年 is a year."""
_UPHELD = re.compile("(?<![留大同中小求办])学$|赶$|超$")
"""农业学大寨 holds the place up as a model."""


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a stretch read as a place is one here: not in 南昌起义, 日本语, 农业学大寨, nor 东北 as a direction."""
    name = text[start:end]
    if text.startswith(tuple(words("places.toml", "not_before")), end) or _UPHELD.search(
        text[max(0, start - 2) : start]
    ):
        return False
    if _REIGN.match(text, end):
        return False
    if name in words("places.toml", "countries"):
        return not text.startswith(tuple(words("places.toml", "country_not_before")), end)
    return name != "中国"


def compass_regions(text: str) -> Iterator[tuple[int, int]]:
    """东北 and its like, where a word after it shows that a region is meant."""
    pattern = (
        "(?:"
        + "|".join(words("places.toml", "compass"))
        + ")(?="
        + "|".join(words("places.toml", "compass_after"))
        + ")"
    )
    for match in re.finditer(pattern, text):
        yield match.span()
