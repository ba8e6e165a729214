"""Where a meeting's name begins in its clause, and what of it is name: 在|全国劳动模范和先进工作者表彰大会|上."""

from __future__ import annotations

import re

from kanben.extract.figure_passages import Passage
from kanben.extract.meeting_words import SESSION, any_of, border, words

_WINDOW = 45
_COUNTED = re.compile(r"(?:一次|一场|一个|两次|[三四五六七八九十\d]+次|了)")
_TOPIC = re.compile(
    r"(?:关于|有关|庆祝|纪念|欢迎|声讨|学习|贯彻|传达|讨论|研究|落实|表彰|党|以|悼念|迎接|拥护|支援|抗议)"
)
_MARKS = re.compile(r"[，。；：！？\n》]|(?<!扩大)[）)]|[（(](?!扩大)|(?<!、)“(?=[^”]*$)")


def phrase_start(passage: Passage, start: int, floor: int) -> int:
    """Where the name that runs up to `start` begins: behind the last word that can't be in it.

    和, 的, 等 may stand inside a name that begins with a body or a place, or with 全国, 全县.
    """
    floor = max(floor, start - _WINDOW, _last_date_end(passage, start))
    hard, soft = floor, floor
    for match in border().finditer(passage.text, floor, start):
        hard = match.end() if match["hard"] and not passage.is_named(match.start()) else hard
        soft = match.end() if match["soft"] and not passage.is_named(match.start()) else soft
    for match in _MARKS.finditer(passage.text, hard, start):
        hard = match.end()
    anchor = scope_start(passage, hard, start)
    if anchor is not None:
        prefix = _PREFIX.search(passage.text, hard, anchor)
        return prefix.start() if prefix else anchor
    return max(hard, soft)


def scope_start(passage: Passage, floor: int, end: int) -> int | None:
    """Where the first body, place or 全国 in the span begins; None without any."""
    named = [span[0] for span, name in passage.names_in(floor, end) if name.kind != "person"]
    general = _OWN.search(passage.text, floor, end)
    if _SINGLE.match(passage.text, floor, end):
        return floor
    return min([*named, *([general.start()] if general else [])], default=None)


def has_own_scope(passage: Passage, start: int, end: int) -> bool:
    """Whether the name begins with whose meeting it is, and needs no holder before it."""
    return scope_start(passage, start, min(start + 4, end)) == start


def noun_phrase(passage: Passage, start: int, end: int) -> int:
    """Where the name begins in what follows a verb of holding: 召开了一次有600人参加的|三级干部会议."""
    counted = _COUNTED.match(passage.text, start, end)
    start = counted.end() if counted else start
    while (at := passage.text.find("的", start, end)) >= 0:
        if _TOPIC.match(passage.text, start, at) or SESSION_AT.match(passage.text, start, at):
            break
        start = at + 1
    return start


def _last_date_end(passage: Passage, at: int) -> int:
    return max(
        (date.place.end for date in passage.dates_in(at - _WINDOW, at) if date.place.end <= at), default=0
    )


_SINGLE = re.compile(rf"{any_of(words('scope', 'single'))}(?!场|域|长|政|面)")
_PREFIX = re.compile(f"{any_of(words('subjects', 'prefixes'))}$")
_OWN = re.compile(any_of(words("scope", "own")))
SESSION_AT = re.compile(SESSION)
