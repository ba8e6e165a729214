"""Every meeting where it stands in a text, in reading order: held, named, or pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kanben.extract.figure_passages import Passage
from kanben.extract.meeting_heads import heads
from kanben.extract.meeting_holding import held_behind, held_by, talks
from kanben.extract.meeting_mentions import mentioned
from kanben.extract.meeting_names import Sighting, joined
from kanben.extract.meeting_phrases import has_own_scope
from kanben.extract.meeting_words import any_of, held_verb, words

_NO_SUBJECT = re.compile(
    rf"(?:[，、]|上午|下午|晚上|当晚|{any_of(words('held', 'adverbs'))}|在[^，。；]{{2,16}})*"
)
_DURING = re.compile(r"(?:这次|此次)?(?:会议|大会|会|会议召开)?(?:期间|间)，")
_LISTED = re.compile(r"[、和与及]|以及")
_WINDOW = 80


def sightings(passage: Passage) -> Iterator[Sighting]:
    """The meetings of a block in reading order."""
    yield from sorted((*_meetings(passage), *talks(passage)), key=lambda each: each.place.start)


def _meetings(passage: Passage) -> Iterator[Sighting]:
    ended, governed = -1, -1
    before: Sighting | None = None
    for span in heads(passage):
        verb = _verb_before(passage, span[0], ended, governed)
        again = _LISTED.match(passage.text, ended) if verb and governed == verb.start() else None
        ended, governed = span[1], verb.start() if verb else -1
        told = (
            held_by(passage, verb, span, again.end() if again else 0) if verb else held_behind(passage, span)
        )
        sighting = told if verb or told else mentioned(passage, span)
        if sighting:
            sighting = _continued(sighting, before, passage, verb)
            before = sighting if sighting.organiser or sighting.date else before
            yield sighting


def _verb_before(passage: Passage, start: int, ended: int, governed: int) -> re.Match[str] | None:
    """The verb of holding that governs the name: the last in its clause.

    No other meeting may stand between, unless the verb governs both: 召开教代会和工代会.
    """
    floor = max(passage.clause(start)[0], start - _WINDOW)
    verb = next(reversed(list(held_verb().finditer(passage.text, floor, start))), None)
    if verb is None or ended <= verb.end():
        return verb
    return verb if governed == verb.start() and _LISTED.match(passage.text, ended) else None


def _continued(
    sighting: Sighting, before: Sighting | None, passage: Passage, verb: re.Match[str] | None
) -> Sighting:
    """A sentence that begins with its verb (1月20日，召开…), or with 会议期间, goes on from the meeting before it."""
    if not (before and verb and sighting.manner == "held"):
        return sighting
    opening, _ = passage.sentence_near(verb.start())
    if _DURING.match(passage.text, opening) and sighting.date is None:
        sighting = replace(sighting, date=before.date)
    dates = passage.dates_in(opening, verb.start())
    between = passage.text[dates[-1].place.end if dates else opening : verb.start()]
    if not before.organiser or sighting.organiser or not _NO_SUBJECT.fullmatch(between):
        return sighting
    own = has_own_scope(passage, sighting.place.start, sighting.place.end)
    name = sighting.name if own else joined(before.organiser, sighting.name)
    return replace(sighting, organiser=before.organiser, name=name)
