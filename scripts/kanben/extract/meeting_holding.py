"""Meetings that a sentence says were held: 县委在礼堂召开了三级干部会议; 三级干部会议在县城召开; 与代表座谈."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kanben.extract.figure_passages import Passage
from kanben.extract.meeting_details import date_of, organiser_of, venue_before
from kanben.extract.meeting_names import Sighting, joined, listed
from kanben.extract.meeting_phrases import SESSION_AT, has_own_scope, noun_phrase, phrase_start
from kanben.extract.meeting_words import any_of, held_after, words
from kanben.extract.spans import Span
from kanben.model import Place

_HABITUAL = re.compile(any_of(words("held", "habitual")))
_THIS = re.compile(r"[这此该本]一?次")
_PREDICATE = re.compile(r"(?:这|此|这次|那|它)也?是")
_VAGUE = re.compile(f"{any_of(words('heads', 'vague_before'))}(?:重要)?$")
_TALK = re.compile(
    r"(?:在(?P<venue>[^，。；：在]{2,20}?))?"
    r"(?P<name>(?:与(?!会)|同|和)(?P<guests>(?:与会|[^，。；：与同]){2,40}?)(?:进行了?|一起|举行了?|亲切|认真)*(?<!的)座谈)(?!会)"
)
_LONGEST = 45


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the sentence says of the meeting beside its name."""

    date: str | None = None
    venue: str | None = None
    organiser: Span | None = None


def held_by(passage: Passage, verb: re.Match[str], span: Span, listed_after: int) -> Sighting | None:
    """The meeting whose name follows the verb of holding and ends in `span`; None for habits and generalities.

    In 召开教代会和工代会 the second name begins after the first, at `listed_after`.
    """
    clause, _ = passage.clause(verb.start())
    habit = _HABITUAL.search(passage.text, max(clause, verb.start() - 16), verb.end())
    if habit or _VAGUE.search(passage.text[verb.end() : span[0]]):
        return None
    start = noun_phrase(passage, max(verb.end(), listed_after), span[0])
    if span[1] - start > _LONGEST:
        start = phrase_start(passage, span[0], start)
    date = date_of(passage, verb.start(), span[1])
    if date is None and _HABITUAL.search(passage.text, *passage.sentence_near(verb.start())):
        return None
    venue = venue_before(passage, verb.start())
    organiser = organiser_of(passage, venue[1] if venue else verb.start())
    return _held(passage, (start, span[1]), _Facts(date, venue[0] if venue else None, organiser))


def held_behind(passage: Passage, span: Span) -> Sighting | None:
    """The meeting whose name stands before its verb or its date: …会议在县城召开, …会议于5月3日通过."""
    after = held_after().match(passage.text, span[1])
    dated = span[1] + (passage.text[span[1] : span[1] + 1] in {"于", "自"})
    if not after and not passage.dates_in(dated, dated + 1):
        return None
    start = phrase_start(passage, span[0], passage.clause(span[0])[0])
    venue = after["venue"] if after else None
    facts = _Facts(date_of(passage, start, span[1]), venue, leading_body(passage, start, span[1]))
    return _held(passage, (start, span[1]), facts)


def _held(passage: Passage, span: Span, facts: _Facts) -> Sighting:
    name = passage.text[slice(*span)]
    place = Place(passage.chapter, passage.block, *span)
    holder = passage.text[slice(*facts.organiser)] if facts.organiser else None
    if _retold(passage, span, facts.date):
        return Sighting(place, name, "pointed")
    if name in words("join", "anaphora") and not (holder and facts.date):
        return Sighting(place, name, "pointed", facts.date, facts.venue)
    name = name if has_own_scope(passage, *span) or holder is None else joined(holder, name)
    body = listed(holder) if holder and holder not in words("scope", "own") else None
    return Sighting(place, name, "held", facts.date, facts.venue, body)


def _retold(passage: Passage, span: Span, date: str | None) -> bool:
    """这次会议, 这是第一次…会议, and a heading without a date tell of a meeting told elsewhere."""
    here = _THIS.match(passage.text, *span) or _PREDICATE.match(passage.text, passage.clause(span[0])[0])
    return bool(here) or (passage.heading and date is None)


def leading_body(passage: Passage, start: int, end: int) -> Span | None:
    """The body that a name begins with, where only its session follows: 全国总工会|第十一届第二次执委会议."""
    near = passage.names_in(start, start + 1)
    first = next((span for span, name in near if name.kind == "organisation"), None)
    if first is None or first[1] >= end:
        return None
    return first if SESSION_AT.match(passage.text, first[1]) or end - first[1] <= 4 else None


def talks(passage: Passage) -> Iterator[Sighting]:
    """A dated talk with guests (与代表座谈) is a meeting without a name; its sentence gives it one."""
    for match in _TALK.finditer(passage.text):
        date = date_of(passage, match.start(), match.end())
        if date and not passage.in_title(match.start()):
            place = Place(passage.chapter, passage.block, *match.span("name"))
            name = f"{_host(passage, match.start())}{match['name'][0]}{match['guests']}座谈"
            yield Sighting(place, name, "held", date, match["venue"])


def _host(passage: Passage, at: int) -> str:
    """The first person the sentence names, with 等 where there are more."""
    start, _ = passage.sentence_near(at)
    persons = [name.name for _, name in passage.names_in(start, at) if name.kind == "person"]
    return persons[0] + ("等" if len(persons) > 1 else "") if persons else ""
