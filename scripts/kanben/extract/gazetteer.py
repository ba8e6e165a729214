"""Places: what may be one by rule, and which stretches of words and names are places in the end.

Names of divisions, waters and mountains come from a table; 青溪县, 柳河镇, 李家庄, 中山路 are made by rule: a
proper part of one to three characters and a last word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from math import log

from kanben.extract.name_tables import surnames, words
from kanben.extract.wordlattice import HAN, UNKNOWN, Edge, Token, common_words
from kanben.resources import data_table

PLACE = "P"
_PRIOR = {"strong": 7.0, "weak": 12.0, "clan": 10.0}
# After these a place is likely: 在, 到, 赴, 驻 …
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
    return edges


@cache
def _last_words() -> re.Pattern[str]:
    strong, weak, clan = (words("places.toml", key) for key in ("ends_strong", "ends_weak", "clan_ends"))
    longest_first = sorted(strong | weak | clan, key=lambda word: (-len(word), word))
    return re.compile("|".join(longest_first))


def _by_last_word(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _last_words().finditer(text):
        for length in (1, 2, 3):
            start = match.start() - length
            proper = text[max(start, 0) : match.start()]
            if start < 0 or not _may_be_proper(proper):
                break
            cost = _cost(text, start, proper, match[0])
            if cost < UNKNOWN * 4:
                yield start, match.end(), cost


@cache
def _never() -> frozenset[str]:
    particles = data_table("organisations.toml")["particles"]
    single = {word for word in words("places.toml", "never_before_end") if len(word) == 1}
    # 八里庄, 上河村, 半山镇: these stand in names of places more than in those of bodies.
    return (frozenset(particles) | single) - set(
        "东南西北大小新老上下里中前后内外半双两正常来生石一二三四五六七八九十百千万"
    )


def _may_be_proper(proper: str) -> bool:
    return re.fullmatch(f"[{HAN}]+", proper) is not None and not _never() & set(proper)


def _cost(text: str, start: int, proper: str, last: str) -> float:
    prior = min(_priors(proper, last), default=99.0)
    into = 0.0 if text[start - 1 : start] in _INTO or start == 0 else 1.5
    single = common_words().cost
    shape = sum(0.6 * min(single.get(char, UNKNOWN), 12.0) for char in proper)
    # 昨天村: a common word before 村 is more often just that.
    ordinary = 6.0 if single.get(proper, 99.0) < 10.5 and len(proper) > 1 else 0.0
    return prior + into + shape + ordinary


def _priors(proper: str, last: str) -> Iterator[float]:
    clan = len(proper) > 1 and proper[-1] in "家各" and proper[:-1] in surnames()
    if clan and last in words("places.toml", "clan_ends"):
        yield _PRIOR["clan"] - 8.0
    if len(proper) > 1 and last in words("places.toml", "ends_strong"):
        yield _PRIOR["strong"]
    if len(proper) > 1 and last in words("places.toml", "ends_weak"):
        yield _PRIOR["weak"]
    if len(proper) == 1 and last in "村庄屯寨沟湾" and surnames().get(proper, 9) < 5:
        yield _PRIOR["weak"]


# ---------------------------------------------------------------- which of them are places in the end


def places(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The places of a text as spans: 吉林省 and 吉林市 right beside each other are one, so are 北京 and 人民大会堂."""
    at = 0
    while at < len(tokens):
        end = max(_divisions_from(tokens, at), _venue_from(text, tokens, at))
        if end > at and is_place(text, tokens[at].start, tokens[end - 1].end):
            yield tokens[at].start, tokens[end - 1].end
        at = max(end, at + 1)


def _divisions_from(tokens: Sequence[Token], at: int) -> int:
    end = at
    while end < len(tokens) and tokens[end].kind == PLACE:
        end += 1
    return end


def _venue_from(text: str, tokens: Sequence[Token], at: int) -> int:
    """After a place or a proper word, at most three words on: 县影剧院, 青溪县工人文化宫, 逸夫楼."""
    if not _opens_venue(text, tokens, at):
        return at
    for end in range(at + 1, min(at + 5, len(tokens))):
        if tokens[end].kind == "V":
            return end + 1
        if tokens[end].kind not in "PBNnuzQaw" or text[tokens[end].start] in _never():
            break
    return at


def _opens_venue(text: str, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    word = text[token.start : token.end]
    level = word in "省市县区镇乡" and text[token.start - 1 : token.start] not in tuple("各全该本每外邻我")
    return token.kind in "PB" or level


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a stretch read as a place is one here: not in 南昌起义, 日本语, 农业学大寨, nor 东北 as a direction."""
    name = text[start:end]
    if text.startswith(tuple(words("places.toml", "not_before")), end) or text[start - 1 : start] == "学":
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
