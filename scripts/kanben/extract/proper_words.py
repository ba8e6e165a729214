"""Proper words that the chapter itself shows: 运川 in 运川市, 运川师范学校 and 运川行署.

Two characters that no table holds, again and again before words that head a division or a body, are its proper word;
where a division is among them, they are the name of a place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kanben.extract.body_parts import BODIES
from kanben.extract.name_tables import known_places, words
from kanben.extract.nametext import occurrences
from kanben.extract.wordlattice import Edge, common_words, is_han

_DIVISIONS = frozenset(
    ("县", "市", "镇", "乡", "地区", "专区", "行署", "公社", "大队", "县委", "市委", "地委")
)
_GRAMMAR = frozenset(
    "的了在是和与及对向被把将为于以而或等其她他它我你您们这那此每各某人全该本原设任办改由从至到经并又则即因"
    "年月日号第一二三四五六七八九十百千万两个名位所属级市县区乡镇村省州立"
)
"""Characters that join and count: no proper word is taken with one of them."""
_COST = 10.0
_ORDINARY = 11.0
"""A commoner word than this is no proper word."""


def proper_edges(text: str) -> dict[int, list[Edge]]:
    """Where the proper words of the text stand, each as a place (P) or a proper noun (Z)."""
    edges: dict[int, list[Edge]] = {}
    kinds = _kinds(text)
    for start, word in occurrences(text, kinds):
        edges.setdefault(start, []).append(Edge(start + len(word), _COST, kinds[word]))
    return edges


def _kinds(text: str) -> dict[str, str]:
    heads: dict[str, list[str]] = defaultdict(list)
    for word, head in _headed(text):
        heads[word].append(head)
    told = {word: found for word, found in heads.items() if len(set(found)) > 1 or _names_town(word, found)}
    return {word: "P" if _DIVISIONS.intersection(found) else "Z" for word, found in told.items()}


def _names_town(word: str, heads: Sequence[str]) -> bool:
    """越溪县 told of twice, where 越溪 is no word at all."""
    return word not in common_words().cost and sum(head in ("县", "市", "镇") for head in heads) > 1


def _headed(text: str) -> Iterator[tuple[str, str]]:
    for start, head in occurrences(text, _heads()):
        word = text[max(0, start - 2) : start]
        if len(word) == 2 and is_han(word[0]) and is_han(word[1]) and _is_proper(word):
            yield word, head


@cache
def _heads() -> frozenset[str]:
    long = {head for head in words(BODIES, "heads") if len(head) > 1}
    return _DIVISIONS.union(long, ("区", "村", "水库", "大桥"))


@lru_cache(maxsize=16384)
def _is_proper(word: str) -> bool:
    if word in known_places() or set(word) & _GRAMMAR:
        return False
    return common_words().cost.get(word, 99.0) > _ORDINARY
