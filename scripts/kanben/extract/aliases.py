"""Which forms name the same body: 全总 and 中华全国总工会, 省政府 and 陕西省人民政府, what （以下简称…） says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kanben.extract.name_tables import aliases, words
from kanben.extract.nametext import occurrences
from kanben.extract.wordlattice import HAN
from kanben.resources import data_table

BODIES = "organisations.toml"
_SHORT = re.compile(
    rf"[（(](?:以下|下文|后文)?(?:简称|下称|以下称|又称|以下统称)(?:为)?[：:]?[“‘《]?([{HAN}]{{2,12}})[”’》]?[）)，；]"
)

_VAGUE = frozenset("公司 学校 工厂 医院 工会 本公司 本校 该厂 该校 该公司".split())
"""A common word that the text makes a short form of stays a common word."""


def tails(text: str, bodies: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """传习所, where the chapter tells of one 传习所 only and names it by that: the short form and the full name."""
    full: dict[str, set[str]] = {}
    for name, ends in bodies:
        for tail in ends:
            if 1 < len(tail) < len(name) and tail not in words(BODIES, "generic_tails") | words(BODIES, "never"):
                full.setdefault(tail, set()).add(name)
    alone = {tail for start, tail in occurrences(text, {*full, *(name for name, _ in bodies)}) if _alone(text, start)}
    return {tail: min(names) for tail, names in full.items() if tail in alone and len(names) == 1}


def _alone(text: str, start: int) -> bool:
    before = text[max(0, start - 1) : start]
    return not re.match(f"[{HAN}]", before) or before in "在由到向对与和同的为是于以后前时年月日将把被经"


def declared(text: str, ends: Mapping[int, str]) -> Iterator[tuple[int, str, str]]:
    """What the text itself says: position and words of the short form, and the name right before the bracket."""
    for match in _SHORT.finditer(text):
        full = ends.get(match.start())
        if full and match[1] not in _VAGUE:
            yield match.start(1), match[1], full


def fullest(first: Mapping[str, int], said: Mapping[str, str]) -> dict[str, str]:
    """For each name that has a fuller form among the names, that form; `first` gives where each begins."""
    direct = {name: full for name in first if (full := _fuller(name, first, said))}
    return {name: _root(name, direct) for name in direct}


def _root(name: str, direct: Mapping[str, str]) -> str:
    seen = {name}
    while (name := direct[name]) in direct and name not in seen:
        seen.add(name)
    return name


def _fuller(name: str, first: Mapping[str, int], said: Mapping[str, str]) -> str | None:
    if name in said:
        return said[name]
    if group := _group(name):
        return (
            next((form for form in group if form in first and form != name), None)
            if _rank(name, group, first)
            else None
        )
    found = [other for other in _candidates(name, first) if abbreviates(name, other)]
    return _nearest(name, found, first)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {form: group for group in aliases() for form in group}


def _group(name: str) -> tuple[str, ...] | None:
    return _groups().get(name)


def _rank(name: str, group: tuple[str, ...], first: Mapping[str, int]) -> bool:
    return any(form in first for form in group[: group.index(name)])


def _candidates(name: str, first: Mapping[str, int]) -> Iterator[str]:
    whole = set(name)
    for other in first:
        if other != name and len(canonical(other)) > len(name) and (len(whole - set(canonical(other))) <= 2):
            yield other


def _nearest(name: str, found: Iterable[str], first: Mapping[str, int]) -> str | None:
    """The last one named before it, else the first one after."""
    at = first[name]
    ordered = sorted(found, key=lambda other: first[other])
    before = [other for other in ordered if first[other] <= at]
    pool = before[-1:] or ordered[:1]
    return max(pool, key=len, default=None)


@cache
def canonical(name: str) -> str:
    """The name with a known body at its head in its fullest form: 全总书记处 → 中华全国总工会书记处."""
    for length in range(len(name), 1, -1):
        if group := _group(name[:length]):
            return group[0] + name[length:]
    return name


@cache
def abbreviates(short: str, full: str) -> bool:
    """Whether leaving words out of `full` that a reader can spare gives `short`."""
    a, b = canonical(short), canonical(full)
    if a == b:
        return len(short) < len(full)
    if len(a) >= len(b):
        return False
    if 2 < len(short) < 5 and short[-1] == full[-1] in "厂社店校行矿" and short[:-1] in full:
        return True
    if a[0] in "省市县区州" and b.endswith(a):
        return True
    return any(_leaves(form, b) for form in _written_out(a))


@cache
def _contractions() -> tuple[tuple[str, str], ...]:
    pairs = (pair.split() for pair in data_table(BODIES)["contractions"])
    return tuple((short, full) for short, full in pairs)


def _written_out(name: str) -> Iterator[str]:
    yield name
    if name.endswith("委") and name[-2] in "省市县区州地":
        yield f"中共{name.removeprefix('中共')}员会"
    for short, full in _contractions():
        if name.endswith(short) and not name.endswith(full):
            yield name[: -len(short)] + full


def _leaves(short: str, full: str) -> bool:
    """Whether `full` without spare words is `short`; the place before a level may be left out too."""
    if short[0] in "省市县区州" and (at := full.find(short[0])) > 0:
        full = full[at:]
    return _spared(short, full)


@cache
def _spare() -> tuple[str, ...]:
    return tuple(sorted(words(BODIES, "expendable"), key=lambda word: (-len(word), word)))


@cache
def _spared(short: str, full: str) -> bool:
    if not full:
        return not short
    if short and short[0] == full[0] and _spared(short[1:], full[1:]):
        return True
    return any(full.startswith(word) and _spared(short, full[len(word) :]) for word in _spare())
