"""The offices that the text gives a person: 全国总工会主席倪某, 倪某任全国总工会主席, 甲、乙当选为副主席."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kanben.extract.name_tables import titles, words
from kanben.extract.wordlattice import HAN, common_words

_LONGEST = 7
_TAKES = re.compile(
    rf"(?:同志|先生)?(?:（[^（）\n]{{0,12}}）)?"
    rf"(?:、[{HAN}]{{2,4}}(?:（女）)?){{0,12}}(?:[和与及][{HAN}]{{2,4}}(?:（女）)?)?(?:等)?(?:[二两三四五六七八九十0-9]{{1,3}}(?:人|位同志|名同志))?"
    rf"(?:分别)?(?:被选为|当选为|被任命为|被推举为|被推选为|被聘为|出任|担任|兼任|接任|继任|改任|调任|升任|历任|现任|曾任|时任|任|为)"
    rf"([{HAN}（）]{{2,28}}?)(?=[，。；、！：]|$)"
)
_UNIT = re.compile(
    rf"(?:^|[，。；：、（\n　 的由和])([{HAN}]{{1,7}}(?:会|科|部|处|室|组|队|站|系|所|股|局|厅|车间|班|委))$"
)
"""理事会 before 主任, 外科 before 主任: the part of a body that has no name of its own."""


@cache
def _titles() -> frozenset[str]:
    """The offices, and the callings that hold one: 支部书记, 车间主任."""
    offices = words("offices.toml", "offices")
    ends = tuple(offices)
    return offices | {word for word in titles() if word.endswith(ends)}


def offices_before(text: str, start: int, body_at: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Spans of the offices right before a name; `body_at` gives by its end where a body or place begins.

    副委员长、全国总工会主席倪某 holds two.
    """
    end = start
    while title := _title_ending(text, end):
        begins = _with_body(text, end - len(title), end, body_at)
        yield begins, end
        if text[begins - 1 : begins] != "、":
            return
        end = begins - 1


def _title_ending(text: str, end: int) -> str:
    """The longest chain of titles that ends here: 名誉 理事长, 第一 书记."""
    for length in range(min(_LONGEST, end), 1, -1):
        if text[end - length : end] in _titles():
            word = text[end - length : end]
            return _prefix(text, end - length) + word
    return ""


def _prefix(text: str, end: int) -> str:
    parts = words("offices.toml", "title_parts")
    return next((text[end - n : end] for n in (3, 2, 1) if text[end - n : end] in parts), "")


def _with_body(text: str, begins: int, end: int, body_at: Mapping[int, int]) -> int:
    """Where the office begins with the body it is of; that may end inside the title, as 工会 in 工会主席."""
    within = next((body_at[at] for at in range(begins, end) if at in body_at), None)
    if within is not None:
        return min(begins, within)
    unit = _UNIT.search(text[max(0, begins - 10) : begins])
    if unit is None:
        return begins
    at = begins - len(unit[1])
    at += 2 if common_words().kind.get(text[at : at + 2]) == "v" and begins - at > 3 else 0
    return body_at.get(at, at)


def offices_after(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the offices that a name takes on: 任全国总工会副主席; a list of persons may stand between."""
    match = _TAKES.match(text, end)
    if match and match[1].endswith(tuple(_titles())):
        yield match.span(1)
