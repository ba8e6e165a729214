"""The offices that the text gives a person: 全国总工会主席倪某, 倪某任全国总工会主席."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kanben.extract.name_tables import words
from kanben.extract.wordlattice import HAN

_LONGEST = 7
_TAKES = re.compile(
    rf"(?:同志|先生)?(?:（[^（）\n]{{0,12}}）)?(?:被选为|当选为|被任命为|被推举为|被推选为|被聘为|出任|担任|兼任|接任|继任|改任|调任|升任|历任|现任|曾任|时任|任|为)"
    rf"([{HAN}（）]{{2,28}}?)(?=[，。；、！：]|$)"
)


@cache
def _titles() -> frozenset[str]:
    return words("offices.toml", "offices")


def offices_before(text: str, start: int, body_at: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Spans of the offices right before a name; `body_at` gives by its end where a body or place begins.

    副委员长、全国总工会主席倪某 holds two.
    """
    end = start
    while title := _title_ending(text, end):
        begins = end - len(title)
        begins = body_at.get(begins, begins)
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
    found = (
        text[end - n : end] for n in (3, 2, 1) if text[end - n : end] in words("offices.toml", "title_prefix")
    )
    return next(found, "")


def offices_after(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the offices that a name takes on: 任全国总工会副主席; a list of persons may stand between."""
    match = _TAKES.match(text, end)
    if match and match[1].endswith(tuple(_titles())):
        yield match.span(1)
