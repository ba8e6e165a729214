"""One thing told in two ways: a meeting with two dates, a title or a person spelled twice, a figure that changes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from kanben.extract.contradictions_margins import margin
from kanben.extract.contradictions_reading import Book, reason
from kanben.extract.contradictions_spelling import same_sound, slip_between
from kanben.extract.document_kinds import core_of
from kanben.extract.meeting_series import body_of, dates_agree, session_key
from kanben.model import DocumentFound, Doubt, FigureFound, MeetingFound, NameFound

_WINDOW = 30
_SHORTEST_TITLE = 9
_OFFICE = re.compile(
    r"书记|主席|[县市省区乡镇校院所厂局处科会社队站股部]长|经理|主任|董事长"
    r"|工程师|教授|教师|烈士|劳模|同志|先生|老师|总统|将军|司令"
)
# A measure that says of itself that it moves, or only that it is a part.
_CHANGING = re.compile(r"增|减|新|比|占|率|平均|人均|净|下降|上升|招|毕业|每|其中|等$|先后|又|再")

Thing = TypeVar("Thing")


def near(things: Iterable[Thing], key: Callable[[Thing], Hashable]) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of things under one key, in order; each against the last thirty before it, so that time is linear."""
    groups: defaultdict[Hashable, list[Thing]] = defaultdict(list)
    for thing in things:
        group = groups[key(thing)]
        yield from ((other, thing) for other in group[-_WINDOW:])
        group.append(thing)


def works_titled_twice(book: Book) -> Iterator[Doubt]:
    """Two long titles that differ in a sign or two."""
    full = [each for reading in book.readings for each in reading.found.documents if each.short_for is None]
    for one, other in near(full, lambda work: (core_of(work.title)[:4], core_of(work.title)[-2:])):
        slip = slip_between(core_of(one.title), core_of(other.title))
        if slip and one.kind == other.kind:
            key = "title_slip" if all(slip) else "title_omission"
            yield _titled(book, one, other, reason(key, first=slip[0], second=slip[1], omitted="".join(slip)))
    long = (work for work in full if len(work.title) >= _SHORTEST_TITLE)
    for one, other in near(long, lambda work: work.title[:-2]):
        if {one.title[-2:], other.title[-2:]} == {"决定", "决议"}:
            yield _titled(book, one, other, reason("title_kind"))


def _titled(book: Book, one: DocumentFound, other: DocumentFound, how: str) -> Doubt:
    told = [book.cited(each.places[0], f"《{each.title}》") for each in (one, other)]
    why = reason("title", one=told[0], other=told[1], how=how)
    return Doubt(other.places[0], "title-differs", why, f"《{other.title}》")


def meetings_dated_twice(book: Book) -> Iterator[Doubt]:
    """One numbered session with two dates."""
    held = _numbered(book)
    for one, other in near(held, lambda each: (session_key(each.name), body_of(each.name), each.name[-2:])):
        if not dates_agree(one.date, other.date):
            yield _meeting_doubt(book, ("meeting-dated-twice", "meeting_date"), one, other)


def sessions_out_of_order(book: Book) -> Iterator[Doubt]:
    """A second session that was held before the first, by months."""
    groups: defaultdict[Hashable, list[MeetingFound]] = defaultdict(list)
    for meeting in _numbered(book):
        key = session_key(meeting.name)
        if key[0] and key[1].isdigit() and re.match(r"\d{4}-\d{2}", meeting.date or ""):
            groups[key[0], key[2], body_of(meeting.name), meeting.name[-4:]].append(meeting)
    for meetings in groups.values():
        ordered = sorted(meetings, key=lambda meeting: int(session_key(meeting.name)[1]))
        for one, other in pairwise(ordered):
            same = session_key(one.name) == session_key(other.name)
            if not same and (other.date or "")[:7] < (one.date or "")[:7]:
                yield _meeting_doubt(book, ("session-out-of-order", "session_order"), one, other)


def _numbered(book: Book) -> list[MeetingFound]:
    """The dated meetings whose term and session say which they are."""
    dated = [each for reading in book.readings for each in reading.found.meetings if each.date]
    return [each for each in dated if body_of(each.name) and _says_which(session_key(each.name))]


def _says_which(key: tuple[str, ...]) -> bool:
    return len(key) == 4 and bool((key[0] and (key[1] or key[2])) or key[3])


def _meeting_doubt(book: Book, codes: tuple[str, str], one: MeetingFound, other: MeetingFound) -> Doubt:
    told = [book.cited(each.places[0], each.name) for each in (one, other)]
    why = reason(codes[1], one=told[0], other=told[1], first=one.date, second=other.date)
    return Doubt(other.places[0], codes[0], why, other.name)


def persons_spelled_twice(book: Book) -> Iterator[Doubt]:
    """Two names of three signs that sound alike and differ in one, both of people in office."""
    names = (name for reading in book.readings for name in reading.found.names)
    persons = [name for name in names if name.kind == "person" and len(name.name) == 3]
    keys: tuple[Callable[[NameFound], str], ...] = (lambda p: p.name[:2], lambda p: p.name[::2])
    for one, other in (pair for key in keys for pair in near(persons, key)):
        if one.name != other.name and same_sound(one.name, other.name) and _in_office(book, one, other):
            often, seldom = sorted((one, other), key=lambda person: -len(person.places))
            told = [book.cited(each.places[0], each.name) for each in (seldom, often)]
            why = reason("person", one=told[0], other=told[1])
            yield Doubt(seldom.places[0], "person-spelled-twice", why, seldom.name)


def _in_office(book: Book, one: NameFound, other: NameFound) -> bool:
    """In one chapter any two offices will do (科长 rises to 局长); across chapters it must be the same."""
    first, second = _offices(book, one), _offices(book, other)
    together = one.places[0].chapter == other.places[0].chapter
    return bool(first and second) if together else bool(first & second)


def _offices(book: Book, person: NameFound) -> set[str]:
    texts = {reading.chapter.slug: reading.chapter.blocks for reading in book.readings}
    found = {office.title[-2:] for office in person.offices}
    for place in person.places[:_WINDOW]:
        text = texts[place.chapter][place.block].text
        found |= set(_OFFICE.findall(text[max(place.start - 4, 0) : place.start]))
        found |= set(_OFFICE.findall(text[place.end : place.end + 3]))
    return found


def figures_changed(book: Book) -> Iterator[Doubt]:
    """The same measure of the same whole at the same date with two values that no rounding brings together."""
    figures = [each for reading in book.readings for each in reading.found.figures if _is_state(each)]
    for one, other in near(figures, lambda each: (each.measure, each.unit, each.as_of, each.scope)):
        if one.quote == other.quote or margin(one).meets(margin(other)):
            continue
        told = [book.cited(each.place, each.quote) for each in (one, other)]
        facts = {
            "date": one.as_of,
            "measure": one.measure,
            "unit": one.unit,
            "one": told[0],
            "other": told[1],
        }
        why = reason("figure", gap=abs(one.value - other.value), **facts)
        yield Doubt(other.place, "figure-changed", why, other.quote)


def _is_state(figure: FigureFound) -> bool:
    whole = figure.as_of and figure.scope and figure.value_to is None
    return bool(whole and figure.certainty >= 0.8 and not _CHANGING.search(figure.measure))
