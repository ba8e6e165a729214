"""Short forms that the chapter itself makes: by （以下简称…）, or by naming a body by the end of its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kanben.extract.body_parts import BODIES
from kanben.extract.name_tables import words
from kanben.extract.nametext import occurrences
from kanben.extract.spans import Span
from kanben.extract.wordlattice import HAN

_SAID = re.compile(
    rf"[（(](?:以下|下文|后文)?(?:简称|下称|以下称|又称|以下统称)(?:为)?[：:]?[“‘]?([{HAN}]{{2,12}})[”’]?[）)，；]"
)
_VAGUE = ("公司", "学校", "工厂", "医院", "工会", "本公司", "本校", "该厂", "该校", "该公司")
"""A common word that the text makes a short form of stays a common word."""


def declared(text: str, name_ending: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Short form and full name, where a bracket says so right behind the name."""
    for match in _SAID.finditer(text):
        full = name_ending.get(match.start())
        if full:
            yield from ((short, full) for short in match[1].split("或") if short and short not in _VAGUE)


def said_forms(text: str) -> Iterator[Span]:
    """Where a form stands that the text makes by abbreviating and no table knows: 滨钢 in 滨钢轧钢车间."""
    forms = {match[1] for match in _SAID.finditer(text) if len(match[1]) < 4}
    heads = words(BODIES, "short_heads")
    for start, form in occurrences(text, {form for form in forms if form[-1] not in heads}):
        yield start, start + len(form)


def tails(text: str, bodies: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """传习所, where the chapter tells of one 传习所 only and calls it that; `bodies` gives names and their endings."""
    full: dict[str, set[str]] = defaultdict(set)
    for name, endings in bodies:
        for tail in endings:
            if 1 < len(tail) < len(name) and not _is_generic(tail):
                full[tail].add(name)
    names = {name for found in full.values() for name in found}
    alone = {tail for start, tail in occurrences(text, {*full, *names}) if _stands_alone(text, start)}
    return {tail: min(found) for tail, found in full.items() if tail in alone and len(found) == 1}


def _is_generic(tail: str) -> bool:
    return tail in words(BODIES, "generic_tails") or tail in words(BODIES, "never")


def _stands_alone(text: str, start: int) -> bool:
    before = text[max(0, start - 1) : start]
    return not re.match(f"[{HAN}]", before) or before in "在由到向对与和同的为是于以后前时年月日将把被经"
