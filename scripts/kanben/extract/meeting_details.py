"""When, where and by whom a meeting was held, read out of its sentence."""

from __future__ import annotations

import re

from kanben.extract.figure_passages import Passage
from kanben.extract.meeting_words import any_of, border, words
from kanben.extract.spans import Span
from kanben.model import DateFound

_PARTED = re.compile(r"(?:、|和|与|及|以及|会同|同|联合|，)")
_ADVERBS = any_of(words("held", "adverbs"))
_VENUE = re.compile(rf"(?:在|于)(?P<venue>[^，。；：在于]{{2,24}}?){_ADVERBS}{{0,3}}$")
_TIMES = "上午|下午|晚上|中午|当晚|晚间|晚|夜|清晨|早晨|凌晨|先后|随后|接着|同时|此后|之后|会后|其间|期间"
_SUBJECT_EDGE = re.compile(rf"^(?:{_ADVERBS}|{_TIMES}|由|、|，)+|(?:{_ADVERBS}|{_TIMES}|在|于|率先|决定)+$")
_OWN_SUBJECT = re.compile(f"，?(?P<subject>{any_of(words('subjects', 'unnamed'))})")
_SPOKEN_OF = re.compile(any_of(words("kinds", "echoes")))
_AT_ONCE = re.compile(r"连夜|当晚|当即|当天|当日|随即")
_WINDOW = 60
_FARTHEST = 300  # code points: no sentence is read further back than this
_OUTSIDE = frozenset({"before", "after", "since", "until"})


def date_of(passage: Passage, start: int, end: int) -> str | None:
    """The EDTF date a held meeting stands under: the nearest before it in its sentence, else the first after it."""
    opening, closing = passage.sentence(start)
    opening = max(opening, start - _FARTHEST)
    before = [date for date in passage.dates_in(opening, start) if _tells(date)]
    after = [
        date
        for date in passage.dates_in(end, min(passage.clause(end - 1)[1], end + 12, closing))
        if _tells(date)
    ]
    if before:
        return before[-1].edtf
    if after:
        return after[0].edtf
    return entry_date(passage, start) or _same_night(passage, opening, start)


def _same_night(passage: Passage, opening: int, at: int) -> str | None:
    """连夜召开, 当即召开: on the day the sentence before tells of."""
    if not _AT_ONCE.search(passage.text, opening, at):
        return None
    told = [date for date in passage.dates_in(opening - _FARTHEST, opening) if date.role == "event"]
    return told[-1].edtf if told else None


def entry_date(passage: Passage, at: int) -> str | None:
    """The date a chronicle's entry opens with, as long as no other has come between."""
    opened = passage.dates[:1]
    if not opened or opened[0].place.start > 0 or not _tells(opened[0]) or "-" not in (opened[0].edtf or ""):
        return None
    others = [date for date in passage.dates_in(1, at) if date.role == "event"]
    return None if others else opened[0].edtf


def date_beside(passage: Passage, start: int, end: int) -> str | None:
    """The date right before a named meeting: 1991年2月，在…会议上; 1989年12月执委会议提出; not of its later echo."""
    opening, _ = passage.sentence(start)
    near = [date for date in passage.dates_in(max(opening, start - 40), start) if _tells(date)]
    if not near:
        return None
    between = passage.text[near[-1].place.end : start]
    if _SPOKEN_OF.match(passage.text, end):
        return None
    return (
        near[-1].edtf
        if re.fullmatch(r"，?(?:[^，。；]{0,12}?(?:在|出席了?|参加了?|列席了?))?", between)
        else None
    )


def _tells(date: DateFound) -> bool:
    return date.edtf is not None and date.qualifier not in _OUTSIDE


def venue_before(passage: Passage, verb: int) -> tuple[str, int] | None:
    """The place in 在北京隆重|召开, and where its 在 stands."""
    floor = max(passage.clause(max(verb - 1, 0))[0], verb - _WINDOW)
    match = _VENUE.search(passage.text[floor:verb])
    if match and passage.dates_in(floor + match.start(), verb):
        return None
    return (match["venue"], floor + match.start()) if match else None


def organiser_of(passage: Passage, reach: int) -> Span | None:
    """The bodies that are subject before `reach`: in the clause itself, named or not, else earlier in the sentence."""
    clause = max(passage.clause(reach)[0], reach - _FARTHEST)
    sentence = max(passage.sentence(reach)[0], reach - _FARTHEST)
    here = _row(passage, clause, reach) or _unnamed(passage, clause, reach)
    return here or _row(passage, sentence, clause) or _known(passage, sentence, clause)


def _known(passage: Passage, sentence: int, clause: int) -> Span | None:
    """学校利用暑假，召开…: the book's own school or works, as subject of an earlier clause."""
    dates = passage.dates_in(sentence, clause)
    start = dates[-1].place.end if dates else sentence
    match = _OWN_SUBJECT.match(passage.text, start, clause)
    return match.span("subject") if match else None


def _row(passage: Passage, floor: int, reach: int) -> Span | None:
    """The last row of bodies: 中宣部、国家计委、全国总工会."""
    spans = [
        span
        for span, name in passage.names_in(floor, reach)
        if name.kind == "organisation" and span[1] <= reach
    ]
    if not spans:
        return None
    first, last = spans[-1]
    for begin, end in reversed(spans[:-1]):
        if not _PARTED.fullmatch(passage.text, end, first):
            break
        first = begin
    return first, last


def _unnamed(passage: Passage, clause: int, reach: int) -> Span | None:
    """学校, 厂部, 县委: a short subject that no finder of names has marked."""
    ends = [date.place.end for date in passage.dates_in(clause, reach)]
    start = max([clause, *ends])
    text = passage.text[start:reach]
    trimmed = _SUBJECT_EDGE.sub("", text.strip("，、 　"))
    hard = any(match["hard"] for match in border().finditer(trimmed))
    if not 2 <= len(trimmed) <= 14 or hard or trimmed in words("join", "anaphora"):
        return None
    at = passage.text.find(trimmed, start, reach)
    return at, at + len(trimmed)
