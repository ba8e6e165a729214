"""One work that is passed, published or put in force on two dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kanben.extract.contradictions_reading import Book, Reading, reason
from kanben.extract.document_acts import Act, act_of
from kanben.extract.figure_passages import Passage
from kanben.extract.meeting_series import dates_agree
from kanben.model import Doubt, Place

_Told = tuple[Place, Act, str]


def works_dated_twice(book: Book) -> Iterator[Doubt]:
    """The same act upon the same work with two dates: each later telling is held against the first."""
    told: defaultdict[tuple[str, str], list[_Told]] = defaultdict(list)
    for reading in book.readings:
        for title, place, act, quote in _acts(reading):
            told[title, act.verb].append((place, act, quote))
    for (title, verb), ((place, act, quote), *others) in told.items():
        for elsewhere, again, words in others:
            if not dates_agree(act.date, again.date):
                cites = {"one": book.cited(place, quote), "other": book.cited(elsewhere, words)}
                facts = {"title": title, "act": verb, "first": act.date, "second": again.date}
                yield Doubt(
                    elsewhere, "document-dated-twice", reason("document_date", **facts, **cites), words
                )


def _acts(reading: Reading) -> Iterator[tuple[str, Place, Act, str]]:
    """For each place that tells of an act with its date: the work, the place, the act, the words."""
    by_block = {passage.block: passage for passage in reading.passages}
    for work in reading.found.documents:
        for place in work.places if work.kind != "periodical" else ():
            act = act_of((place.start, place.end), by_block[place.block], None)
            if act.verb and act.date:
                yield work.short_for or work.title, place, act, _words(by_block[place.block], place)


def _words(passage: Passage, place: Place) -> str:
    """The clause of the title, from the last date before it in the sentence."""
    start, end = passage.clause_near(place.start)
    dates = passage.dates_in(passage.sentence_near(place.start)[0], place.start)
    start = min([start, *(date.place.start for date in dates[-1:])])
    return passage.text[start : max(end, place.end)].strip("，。；：\n")
