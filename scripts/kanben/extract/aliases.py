"""Which forms name the same body: 全总 and 中华全国总工会, 省政府 and 陕西省人民政府."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from kanben.extract.body_parts import BODIES
from kanben.extract.name_tables import aliases, words
from kanben.resources import data_table


def fullest(first: Mapping[str, int], said: Mapping[str, str]) -> dict[str, str]:
    """For each name that has a fuller form among the names, that form.

    `first` gives where each name begins first; `said` what the text itself declares, which comes before all rules.
    """
    holding = _holding(first)
    direct = {name: full for name in first if (full := _fuller(name, first, said, holding))}
    return {name: _root(name, direct) for name in direct}


def _root(name: str, direct: Mapping[str, str]) -> str:
    seen = {name}
    while (name := direct[name]) in direct and name not in seen:
        seen.add(name)
    return name


def _holding(names: Iterable[str]) -> Mapping[str, set[str]]:
    """By two characters side by side: the names that hold them in their fullest form."""
    holding: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for pair in map("".join, pairwise(canonical(name))):
            holding[pair].add(name)
    return holding


def _fuller(
    name: str, first: Mapping[str, int], said: Mapping[str, str], holding: Mapping[str, set[str]]
) -> str | None:
    if name in said:
        return said[name]
    if group := _groups().get(name):
        return next((form for form in group[: group.index(name)] if form in first), None)
    return _nearest(name, [other for other in _longer(name, holding) if abbreviates(name, other)], first)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {form: group for group in aliases() for form in group}


def _longer(name: str, holding: Mapping[str, set[str]]) -> Iterator[str]:
    """Names that can be fuller forms of this one: they hold its beginning, and all its characters but two at most."""
    short = canonical(name)
    openings = {form.removeprefix("中共")[:2] for form in _written_out(short)}
    for other in sorted(set().union(*(holding.get(opening, set()) for opening in openings))):
        if (
            other != name
            and len(canonical(other)) > len(name)
            and len(set(short) - set(canonical(other))) <= 2
        ):
            yield other


def _nearest(name: str, found: Iterable[str], first: Mapping[str, int]) -> str | None:
    """The last one named before it, else the first one after."""
    ordered = sorted(found, key=lambda other: first[other])
    before = [other for other in ordered if first[other] <= first[name]]
    return before[-1] if before else next(iter(ordered), None)


@lru_cache(maxsize=16384)
def canonical(name: str) -> str:
    """The name with a known body at its head in its fullest form: 全总书记处 → 中华全国总工会书记处."""
    for length in range(len(name), 1, -1):
        if group := _groups().get(name[:length]):
            return group[0] + name[length:]
    return name


@lru_cache(maxsize=16384)
def abbreviates(short: str, full: str) -> bool:
    """Whether leaving words out of `full` that a reader can spare gives `short`."""
    a, b = canonical(short), canonical(full)
    if a == b:
        return len(short) < len(full)
    if len(a) >= len(b):
        return False
    # 红光厂 of 红光机器厂: the proper word and the last character.
    if 2 < len(a) < 5 and a[-1] == b[-1] and a[-1] in "厂社店校行矿" and a[:-1] in b:
        return True
    if a[-1] == "委" and a[-2] in "省市县区州地" and b.startswith("中共"):
        return _leaves(a.removeprefix("中共") + "员会", b.removeprefix("中共"))
    return (a[0] in "省市县区州" and b.endswith(a)) or any(_leaves(form, b) for form in _written_out(a))


def _written_out(name: str) -> Iterator[str]:
    """The name, and the name with its last word in full: 县革委会 → 县革命委员会."""
    yield name
    for short, full in _contractions():
        if name.endswith(short) and not name.endswith(full):
            yield name[: -len(short)] + full


@cache
def _contractions() -> tuple[tuple[str, str], ...]:
    pairs = (pair.split() for pair in data_table(BODIES)["contractions"])
    return tuple((short, full) for short, full in pairs)


def _leaves(short: str, full: str) -> bool:
    """Whether `full` without spare words is `short`; the place before a level may be left out too."""
    if short[0] in "省市县区州" and (at := full.find(short[0])) > 0:
        full = full[at:]
    return _without_spare(short, full)


@cache
def _spare() -> tuple[str, ...]:
    return tuple(sorted(words(BODIES, "expendable"), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=16384)
def _without_spare(short: str, full: str) -> bool:
    if not full:
        return not short
    if short and short[0] == full[0] and _without_spare(short[1:], full[1:]):
        return True
    return any(full.startswith(word) and _without_spare(short, full[len(word) :]) for word in _spare())
