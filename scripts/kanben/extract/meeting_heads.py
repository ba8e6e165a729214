"""Where meetings' names end in a text: 会议, 大会, 三中全会, 十三大, 会上, and any …会 that is held."""

from __future__ import annotations

import re
from bisect import bisect_left

from kanben.extract.figure_passages import Passage
from kanben.extract.meeting_words import NUMBER, any_of, head, words
from kanben.extract.spans import Span

CONGRESS = re.compile(
    rf"(?<![一二三四五六七八九十几\d第])[一二三四五六七八九十]{{1,3}}大(?={any_of(words('congress', 'after'))}|$)"
)
_CONGRESS_BODY = re.compile(f"{any_of(words('congress', 'bodies'))}$")
_PLENUM_LIST = re.compile(rf"(?:第?{NUMBER}届)?[一二三四五六七八九]中(?=、[一二三四五六七八九]中全会)")
_AT_THE_MEETING = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=在))会[上后间]")
_GENERIC = re.compile(
    r"(?:召开|举行|开)了?(?:一次)?[^，。；：、！？\n]{1,30}?(?P<at>会)(?=[，。；：、）]|$)"
    r"|(?<=[\u4e00-\u9fff])(?P<placed>会)(?=(?:于[^，。；]{2,16})?在[^，。；]{2,20}(?:召开|举行|开幕))"
)
_NO_MEETING = re.compile(f"{any_of(words('kinds', 'festivals'))}$")


def heads(passage: Passage) -> list[Span]:
    """The last words of meetings' names in order, those in titles left out."""
    text = passage.text
    known = [match.span() for match in head().finditer(text)]
    found = [
        *known,
        *(match.span() for match in _PLENUM_LIST.finditer(text)),
        *(match.span() for match in CONGRESS.finditer(text) if _is_congress(text, *match.span())),
        *(span for match in _GENERIC.finditer(text) if (span := _generic(match, text, known))),
        *(match.span() for match in _AT_THE_MEETING.finditer(text)),
    ]
    return sorted(span for span in found if not passage.in_title(span[0]))


def _generic(match: re.Match[str], text: str, known: list[Span]) -> Span | None:
    """The 会 of a meeting by a word no table has (三级扩干会); sports and song festivals are none."""
    span = match.span("at" if match["at"] else "placed")
    at = bisect_left(known, span, key=lambda each: (each[1], each[1]))
    taken = any(each[0] < span[1] <= each[1] for each in known[max(at - 1, 0) : at + 2])
    return None if taken or _NO_MEETING.search(text[max(span[0] - 6, 0) : span[1]]) else span


def _is_congress(text: str, start: int, end: int) -> bool:
    """十三大 by itself, 九大 only with a body before it: 五大 may count anything."""
    return end - start > 2 or _CONGRESS_BODY.search(text, max(start - 8, 0), start) is not None
