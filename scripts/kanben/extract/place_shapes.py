"""What may be a place by its shape: a proper part of one to three characters and a last word.

青溪县, 柳河镇, 李家庄, 中山路.  The costs are minus the log of shares (nats), to be weighed in the lattice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from math import log

from kanben.extract.name_tables import known_places, surnames, words
from kanben.extract.nametext import occurrences
from kanben.extract.wordlattice import UNKNOWN, Edge, common_words, is_han
from kanben.resources import data_table

PLACE = "P"
STREETS = frozenset(
    (
        "东路",
        "西路",
        "南路",
        "北路",
        "中路",
        "东街",
        "西街",
        "南街",
        "北街",
        "路",
        "街",
        "巷",
        "大街",
        "大道",
        "胡同",
        "弄",
    )
)
_PREPOSITIONS = frozenset("在到至从往沿赴抵驻位于由")
_LEADS = _PREPOSITIONS | frozenset("经出自、，。；（“《\n省市县区镇乡州南北东西")
_CLUE = 4.0
_DIGITS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十")
_NUMBERED = re.compile("第[一二三四五六七八九十]{1,3}(?:行政督察专员区|行政督察区|行政区|专区)")
_NEVER = frozenset("的了在是和与及对向被把将为于以而或等其她他它我你您们这那此每各某人")
_INNER = frozenset("家都会同之生石口子头门间条当成合建立归关城留来开安")
"""Particles that stand inside names of places: 八都镇, 会同县."""
_OPENING = frozenset("月回建合立归成关东南西北大小新老上下里中前后半双正常来生石开一二三四五六七八九十百千万")
"""八里庄, 上河村, 半山镇: these open names of places more than names of bodies."""


def place_edges(text: str) -> dict[int, list[Edge]]:
    """Every stretch that may be a place by rule, by where it begins; linear in the text."""
    found = [*_by_last_word(text), *_foreign_places(text)]
    beside: dict[str, set[str]] = defaultdict(set)
    for start, end, _ in found:
        beside[text[start:end]].add(text[max(0, start - 1) : start])
    edges: dict[int, list[Edge]] = defaultdict(list)
    for start, end, cost in found:
        again = min(5.0, 2.5 * log(len(beside[text[start:end]])))
        edges[start].append(Edge(end, cost - again, PLACE))
    for start, name in occurrences(text, _shortened(beside)):
        edges[start].append(Edge(start + len(name), 11.0, PLACE))
    return edges


def _shortened(beside: Mapping[str, set[str]]) -> Iterator[str]:
    """青溪, where 青溪县 is told of again and again."""
    for name, neighbours in beside.items():
        told = len(neighbours) > 1 and len(name) > 2 and name[-1] in "县市镇乡"
        if told and common_words().cost.get(name[:-1], 99.0) > 12.0:
            yield name[:-1]


@cache
def _last_words() -> re.Pattern[str]:
    ends = {"州"}.union(
        *(words("places.toml", key) for key in ("ends_strong", "ends_weak", "ends_rare", "clan_ends"))
    )
    return re.compile("|".join(sorted(ends, key=lambda word: (-len(word), word))))


def _by_last_word(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _last_words().finditer(text):
        yield from _ending(text, match.end(), match[0])
        if len(match[0]) > 1 and match[0][-1] in words("places.toml", "ends_weak"):
            # 汊河 口, though 河口 ends names as well.
            yield from _ending(text, match.end(), match[0][-1])


def _ending(text: str, end: int, last: str) -> Iterator[tuple[int, int, float]]:
    """Each stretch of one to three characters and the last word, with its cost as a place."""
    begins = end - len(last)
    for start in range(begins - 1, max(-1, begins - 4), -1):
        if not is_han(text[start]):
            return
        proper, clues = text[start:begins], place_clues(text, start, end)
        if not _may_be_proper(proper, clues > 0 and last in "县市镇乡村"):
            continue
        prior = _prior(proper, last)
        if prior and not _is_cut_off(text, start, proper, last, clues > 0):
            cost = prior + _shape(proper, last, clues > 0) - clues
            yield start, end, cost + _setting(text, start, proper, last, clues > 0)


def _is_cut_off(text: str, start: int, proper: str, last: str, clued: bool) -> bool:
    """Whether the stretch begins in the middle of something: 10 月建…, 东 临梅溪; or needs words to lead to it."""
    before = text[max(0, start - 1) : start]
    if proper[0] == "月" and before in _DIGITS:
        return True
    if proper[0] in words("places.toml", "reaches") and before and before in "东南西北":
        return True
    if last == "镇" and len(proper) == 1:
        return before not in ("县", "市")
    rare = last in words("places.toml", "ends_rare") and last not in words("places.toml", "clan_ends")
    return rare and not clued and before not in _PREPOSITIONS


@cache
def never_opening() -> frozenset[str]:
    """Characters that no name of a place begins with."""
    particles = data_table("organisations.toml")["particles"]
    single = {word for word in words("places.toml", "never_before_end") if len(word) == 1}
    return (frozenset(particles) | single) - _OPENING


def _may_be_proper(proper: str, led: bool) -> bool:
    never = words("places.toml", "never_before_end") if led else never_opening()
    opens = proper[0] not in never and proper[-1] not in "一二三四五六七八九十百两"
    return opens and not _NEVER & set(proper) and not (never_opening() - _INNER) & set(proper[1:])


def _foreign_places(text: str) -> Iterator[tuple[int, int, float]]:
    """明尼苏达州: characters of sound before the last word."""
    for match in _spelt_place().finditer(text):
        yield match.start(), match.end(), 12.0
    for match in _NUMBERED.finditer(text):
        yield match.start(), match.end(), 9.0


@cache
def _spelt_place() -> re.Pattern[str]:
    sounds = data_table("surnames.toml")["transliteration"]["characters"]
    return re.compile(f"[{sounds}]{{3,6}}(?:州|市|省|湾|海峡|半岛|群岛)")


def _prior(proper: str, last: str) -> float:
    """What a place of that shape costs before its characters are looked at; 0: it is none."""
    if len(proper) == 1:
        return _prior_of_one(proper, last)
    if proper[-1] in "家各" and proper[:-1] in surnames() and last in words("places.toml", "clan_ends"):
        return 2.0
    if last in STREETS and proper in words("organisations.toml", "brands"):
        return 1.0
    if last in words("places.toml", "ends_strong"):
        return 7.0 if last != "市" else 11.0
    if last in words("places.toml", "ends_weak"):
        return 6.0 if last in STREETS else 7.0
    return 11.0 if last in words("places.toml", "ends_rare") else 0.0


def _prior_of_one(char: str, last: str) -> float:
    """李庄, 王村; 歙县, 颍州 with a rare character."""
    if last in "村庄屯寨沟湾" and surnames().get(char, 9.0) < 6:
        return 12.0
    if char in "东西南北中前后新老" and last in ("大街", "街", "巷", "关", "门", "村", "庄"):
        return 9.0 if last == "大街" else 10.0
    if last == "镇":
        return 5.0
    if last in "河江湖溪山水" and common_words().cost.get(char, UNKNOWN) > 8.5:
        return 12.0
    return 8.0 if last in "县州" and common_words().cost.get(char, UNKNOWN) > 10.5 else 0.0


def _shape(proper: str, last: str, clued: bool) -> float:
    """昨天村: a common word before 村 is more often just that; before 路 it is often its name."""
    single = common_words().cost
    cost = sum(0.6 * min(single.get(char, UNKNOWN), 12.0) for char in proper)
    ordinary = single.get(proper, 99.0) < 10.5 and len(proper) > 1
    return cost + ordinary * (2.0 if clued or last in STREETS else 6.0)


def place_clues(text: str, start: int, end: int) -> float:
    """What the words beside a stretch say for its being a place: 东临, 流经 before it, 境内, 下游 behind it."""
    return _CLUE * (text.endswith(_leads(), max(0, start - 4), start) + text.startswith(_follows(), end))


@cache
def _leads() -> tuple[str, ...]:
    reach = {point + verb for point in "东南西北" for verb in words("places.toml", "reaches")}
    return tuple(words("places.toml", "leads") | reach)


@cache
def _follows() -> tuple[str, ...]:
    return tuple(words("places.toml", "follows"))


def _setting(text: str, start: int, proper: str, last: str, clued: bool) -> float:
    """What speaks against a place here: no 在 or larger place before it, a verb or a surname first."""
    before = text[max(0, start - 1) : start]
    led = clued or before in _PREPOSITIONS
    cost = 4.0 * (not led and _opens_with_verb(proper))
    # 满目青山, 共渡难关: four characters are more often a phrase.
    cost += 8.0 * (not led and len(proper) == 3 and last not in words("places.toml", "ends_strong"))
    person = len(proper) == 2 and surnames().get(proper[0], 9.0) < 6 and last not in "县镇乡村市"
    cost += 2.0 * (person and not led)
    if clued or start == 0 or before in _LEADS or text[max(0, start - 2) : start] in known_places():
        return cost
    # 门外梁溪; 倪嗣冲; a particle inside.
    cost += 3.0 * (proper[0] in "外内里前后中上下")
    cost += 3.0 * bool(set(proper[1:]) & never_opening() - set("里中上下前后"))
    return cost + 3.0


def _opens_with_verb(proper: str) -> bool:
    """修椒塘, 冲毁南桥, 称大沟: the verb and the place it acts on."""
    kinds = common_words().kind
    return kinds.get(proper[0]) == "v" or kinds.get(proper[:2], "n") in "vf"
