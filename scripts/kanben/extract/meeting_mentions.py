"""Meetings only spoken of: by number (党的十三大), by name (在全国工会工作会议上), or pointed at (这次会议)."""

from __future__ import annotations

import re

from kanben.extract.figure_passages import Passage
from kanben.extract.meeting_details import date_beside, entry_date
from kanben.extract.meeting_heads import CONGRESS
from kanben.extract.meeting_holding import leading_body
from kanben.extract.meeting_names import Sighting, whole
from kanben.extract.meeting_phrases import SESSION_AT, has_own_scope, phrase_start
from kanben.extract.meeting_words import any_of, words
from kanben.extract.spans import Span
from kanben.model import Place

_NUMBERED = re.compile(rf"{SESSION_AT.pattern}|[一二三四五六七八九]中全会")
_HABITUAL = re.compile(any_of(words("held", "habitual")))
_DETERMINED = re.compile(r"(?:这|这一|这次|此|此次|该|该次|本次|上述|这个|其|当次)$")
_INSTITUTION = re.compile(
    rf"(?:{any_of(words('kinds', 'institutions'))}(?:代表大会|代表会议|协商会议)"
    rf"|^代表大会|^代表会议|代表会|{any_of(words('heads', 'bodies'))})$"
)
_WORKING = re.compile(f"{any_of(words('kinds', 'working'))}议?$")
_ACTING = re.compile(rf"上?，?(?:一致|先后|分别|原则|正式|表决|投票)*{any_of(words('kinds', 'acting'))}")
_COUNTED = re.compile(r"[近约共达]{0,2}\d+多?余?[个次]")
_GUESTS = re.compile(f"的?{any_of(words('kinds', 'guests'))}")


def mentioned(passage: Passage, span: Span) -> Sighting:
    """The meeting whose name ends in `span`; what can't be told apart is taken to point at one told before."""
    start = phrase_start(passage, span[0], passage.clause(span[0])[0])
    name = passage.text[start : span[1]]
    place = Place(passage.chapter, passage.block, start, span[1])
    pointed = _DETERMINED.search(passage.text[max(start - 4, 0) : start]) is not None
    if pointed or name in words("join", "anaphora"):
        return Sighting(place, name, "pointed")
    date = _date(passage, start, span[1])
    if _NUMBERED.search(name) or CONGRESS.match(passage.text, span[0]):
        body = leading_body(passage, start, span[1]) if date else None
        return Sighting(
            place, whole(name), "named", date, organiser=passage.text[slice(*body)] if body else None
        )
    if date and _WORKING.search(name) and _ACTING.match(passage.text, span[1]):
        return Sighting(place, name, "held", date)
    named = has_own_scope(passage, start, span[1]) and not _is_general(passage, name, span)
    return Sighting(place, name, "named", date) if named else Sighting(place, name, "pointed")


def _is_general(passage: Passage, name: str, span: Span) -> bool:
    """An institution, a habit, or meetings counted by the dozen."""
    start, end = passage.sentence(span[0])
    habit = _HABITUAL.search(passage.text, max(start, span[0] - 30), min(end, span[1] + 12))
    return bool(habit or _INSTITUTION.search(name) or _COUNTED.match(passage.text, span[1]))


def _date(passage: Passage, start: int, end: int) -> str | None:
    """The date beside the name; none in 与出席会议的全体人员座谈, where it is the talk's."""
    if _GUESTS.match(passage.text, end):
        return None
    acting = _ACTING.match(passage.text, end) is not None
    return date_beside(passage, start, end) or (entry_date(passage, start) if acting else None)
