"""One thing told in two ways: a work or a meeting with two dates, a title or a person spelled twice, a figure that changes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from kanben.extract.contradictions_margins import margin
from kanben.extract.contradictions_reading import Book, Reading, doubted, plainly
from kanben.extract.contradictions_spelling import same_sound, slip_between
from kanben.extract.document_acts import Act, act_of
from kanben.extract.document_kinds import core_of
from kanben.extract.meeting_series import body_of, dates_agree, session_key
from kanben.model import DocumentFound, Doubt, FigureFound, MeetingFound, NameFound, Place

_WINDOW = 30
_TITLE_WORDS = re.compile(r"(?:书记|主席|县长|市长|省长|区长|乡长|镇长|校长|院长|所长|厂长|经理|主任|部长|局长|处长|科长|会长|社长|队长|站长|董事长|工程师|教授|教师|烈士|劳模|同志|先生|老师|总统|将军|司令)")
_CHANGING = re.compile(r"增|减|新|比|占|率|平均|人均|净|下降|上升|招|毕业|每|其中|等$|先后|又|再")

Thing = TypeVar("Thing")


def works_dated_twice(book: Book) -> Iterator[Doubt]:
    """One work that is passed, published, put in force on two dates."""
    told: defaultdict[tuple[str, str], list[tuple[Place, Act]]] = defaultdict(list)
    for reading in book.readings:
        for document, place, act in _acts(reading):
            told[document.short_for or document.title, act.verb].append((place, act))
    for (title, verb), acts in told.items():
        first = acts[0]
        for place, act in acts[1:]:
            if not dates_agree(first[1].date, act.date):
                why = f"《{title}》的{verb}日期，{book.cited(first[0], _around(book, first[0]))}作{first[1].date}，{book.cited(place, _around(book, place))}作{act.date}"
                yield doubted("document-dated-twice", place, why, _around(book, place))


def _acts(reading: Reading) -> Iterator[tuple[DocumentFound, Place, Act]]:
    by_block = {passage.block: passage for passage in reading.passages}
    for document in reading.found.documents:
        for place in document.places if document.kind != "periodical" else ():
            act = act_of((place.start, place.end), by_block[place.block], None)
            if act.verb and act.date and place.block in by_block:
                yield document, place, act


def _around(book: Book, place: Place) -> str:
    """The clause a place stands in, for quotation."""
    reading = next(each for each in book.readings if each.chapter.slug == place.chapter)
    passage = next(each for each in reading.passages if each.block == place.block)
    start, _ = passage.clause(place.start)
    dates = passage.dates_in(passage.sentence(place.start)[0], place.start)
    start = min([start, *(date.place.start for date in dates[-1:])])
    end = max(passage.clause(place.start)[1], place.end)
    return passage.text[start:end].strip("，。；：\n")


def works_titled_twice(book: Book) -> Iterator[Doubt]:
    """Two long titles that differ in a sign or two."""
    full = [each for reading in book.readings for each in reading.found.documents if each.short_for is None]
    for one, other in _near(full, lambda work: (core_of(work.title)[:4], core_of(work.title)[-2:])):
        slip = slip_between(core_of(one.title), core_of(other.title))
        if slip and one.kind == other.kind:
            yield _titled(book, one, other, f"“{slip[0]}”与“{slip[1]}”不同")
    for one, other in _near(full, lambda work: core_of(work.title)[:-2] if len(work.title) > 8 else work.title):
        if {one.title[-2:], other.title[-2:]} == {"决定", "决议"}:
            yield _titled(book, one, other, "一作“决定”，一作“决议”")


def _titled(book: Book, one: DocumentFound, other: DocumentFound, how: str) -> Doubt:
    first, second = one.places[0], other.places[0]
    why = f"{book.cited(first, f'《{one.title}》')}与{book.cited(second, f'《{other.title}》')}似为同一文献，{how}"
    return doubted("title-differs", second, why, f"《{other.title}》")


def _near(things: Iterable[Thing], key: Hashable) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of different things under one key; each is held against the first that had it, and a few after."""
    groups: defaultdict[Hashable, list[Thing]] = defaultdict(list)
    for thing in things:
        group = groups[key(thing)]  # type: ignore[operator]
        yield from ((other, thing) for other in group[-_WINDOW:])
        group.append(thing)


def meetings_dated_twice(book: Book) -> Iterator[Doubt]:
    """One numbered session with two dates, and sessions whose dates run against their numbers."""
    held = [each for reading in book.readings for each in reading.found.meetings if each.date and _is_numbered(each)]
    for one, other in _near(held, lambda meeting: (session_key(meeting.name), body_of(meeting.name), meeting.name[-2:])):
        if not dates_agree(one.date, other.date):
            first, second = one.places[0], other.places[0]
            why = f"{book.cited(first, one.name)}在{one.date}，{book.cited(second, other.name)}却在{other.date}"
            yield doubted("meeting-dated-twice", second, why, other.name)
    yield from _out_of_order(book, held)


def _is_numbered(meeting: MeetingFound) -> bool:
    key = session_key(meeting.name)
    return len(key) == 4 and bool(body_of(meeting.name)) and bool((key[0] and (key[1] or key[2])) or key[3])


def _out_of_order(book: Book, held: list[MeetingFound]) -> Iterator[Doubt]:
    groups: defaultdict[Hashable, list[MeetingFound]] = defaultdict(list)
    for meeting in held:
        key = session_key(meeting.name)
        if key[0] and key[1].isdigit():
            groups[key[0], key[2], body_of(meeting.name), meeting.name[-4:]].append(meeting)
    for meetings in groups.values():
        ordered = sorted(meetings, key=lambda meeting: int(session_key(meeting.name)[1]))
        for one, other in pairwise(ordered):
            earlier, later = one.date or "", other.date or ""
            if session_key(one.name) != session_key(other.name) and later[:7] < earlier[:7] and min(len(later), len(earlier)) >= 7:
                why = f"{book.cited(one.places[0], one.name)}在{earlier}，{book.cited(other.places[0], other.name)}次序在后，却在{later}"
                yield doubted("session-out-of-order", other.places[0], why, other.name)


def persons_spelled_twice(book: Book) -> Iterator[Doubt]:
    """Two names of three signs that sound alike and differ in one, both of people in office."""
    persons = [each for reading in book.readings for each in reading.found.names if each.kind == "person" and len(each.name) == 3]
    keys = (lambda person: person.name[:2], lambda person: person.name[0] + person.name[2])
    for key in keys:
        for one, other in _near(persons, key):
            if one.name != other.name and same_sound(one.name, other.name) and _share_title(book, one, other):
                first, second = (one, other) if len(one.places) >= len(other.places) else (other, one)
                why = f"{book.cited(second.places[0], second.name)}与{book.cited(first.places[0], first.name)}音同字异，都有职务，似为一人"
                yield doubted("person-spelled-twice", second.places[0], why, second.name)


def _share_title(book: Book, one: NameFound, other: NameFound) -> bool:
    """In one chapter any two titles will do (科长 rises to 局长); across chapters it must be the same."""
    first, second = _titles_of(book, one), _titles_of(book, other)
    near = one.places[0].chapter == other.places[0].chapter
    return bool(first and second) if near else bool(first & second)


def _titles_of(book: Book, person: NameFound) -> set[str]:
    found = {office.title[-2:] for office in person.offices}
    texts = {reading.chapter.slug: reading.chapter.blocks for reading in book.readings}
    for place in person.places[:_WINDOW]:
        text = texts[place.chapter][place.block].text
        found |= set(_TITLE_WORDS.findall(text[max(place.start - 4, 0) : place.start]))
        found |= set(_TITLE_WORDS.findall(text[place.end : place.end + 3]))
    return found


def figures_changed(book: Book) -> Iterator[Doubt]:
    """The same measure of the same whole at the same date with two values that no rounding brings together."""
    figures = [each for reading in book.readings for each in reading.found.figures if _is_state(each)]
    for one, other in _near(figures, lambda figure: (figure.measure, figure.unit, figure.as_of, figure.scope)):
        apart = (one.place.chapter, one.place.block) != (other.place.chapter, other.place.block) or one.quote != other.quote
        if apart and not margin(one).meets(margin(other)):
            why = f"{book.cited(one.place, one.quote)}，{book.cited(other.place, other.quote)}，同为{one.as_of}的{one.measure}，相差{plainly(abs(one.value - other.value))}{one.unit}"
            yield doubted("figure-changed", other.place, why, other.quote)


def _is_state(figure: FigureFound) -> bool:
    return bool(figure.as_of and figure.scope and figure.value_to is None and figure.certainty >= 0.8 and not _CHANGING.search(figure.measure))
