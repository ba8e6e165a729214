"""Places of the index as marks in the text: what a format with real index fields needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from markupsafe import Markup

from kanben.model import Edition, Index, IndexEntry, Place
from kanben.publish.inline import Insertion
from kanben.publish.locators import Locator, printed
from kanben.resources import printed_words

ENDS = "-end"
"""What the id of a mark has at its end where the run of pages that it marks ends."""


@dataclass(frozen=True, slots=True)
class IndexMark:
    """One place of one entry, or a run of places over three pages or more."""

    id: str
    series: str
    """Which index it is for: a letter; empty in a book with one index."""
    path: tuple[str, ...]
    """The entry's term, its parent's before it."""
    reading: str
    place: Place | None
    """None: a cross-reference, which has none."""
    until: Place | None = None
    """The last place of a run of pages that print as a range."""
    main: bool = False
    see: str = ""


def index_series(edition: Edition) -> dict[str, str]:
    """The letter of each index by its name; empty where there is one: Word's types of entry are letters."""
    names = [index.name for index in edition.apparatus.indexes]
    letters = ascii_lowercase if len(names) > 1 else ("",)
    return dict(zip(names, letters, strict=False))


def index_marks(edition: Edition, locate: Locator | None) -> tuple[IndexMark, ...]:
    """Every place of every index, numbered in the order of the entries; cross-references with them."""
    series = index_series(edition)
    return tuple(
        IndexMark(f"xe-{number}", series[index.name], path, _spelled(entry), *place, see)
        for number, (index, path, entry, place, see) in enumerate(_all(edition.apparatus.indexes, locate))
    )


def places_marked(edition: Edition, locate: Locator | None) -> dict[str, dict[int, list[Insertion]]]:
    """What stands in the text for the marks, by chapter and block: an empty span with the mark's id."""
    by_chapter: dict[str, dict[int, list[Insertion]]] = {}
    for mark in index_marks(edition, locate):
        for place, ending in ((mark.place, ""), (mark.until, ENDS)):
            if place:
                span = Markup('<span id="{}{}"></span>').format(mark.id, ending)
                blocks = by_chapter.setdefault(place.chapter, {})
                blocks.setdefault(place.block, []).append(Insertion(place.start, span))
    return by_chapter


_Spot = tuple[Place | None, Place | None, bool]
"""Place, end of the run that it opens, whether it is the main passage."""


def _all(
    indexes: Iterable[Index], locate: Locator | None
) -> Iterator[tuple[Index, tuple[str, ...], IndexEntry, _Spot, str]]:
    for index in indexes:
        for path, entry in _entries(index.entries, ()):
            for spot in _spots(entry, locate):
                yield index, path, entry, spot, ""
            for see in (entry.see, *entry.see_also):
                if see:
                    yield index, path, entry, (None, None, False), _reference(entry, see)


def _entries(
    entries: Iterable[IndexEntry], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], IndexEntry]]:
    for entry in entries:
        yield (*above, entry.term), entry
        yield from _entries(entry.children, (*above, entry.term))


def _spots(entry: IndexEntry, locate: Locator | None) -> Iterator[_Spot]:
    """What is marked of an entry: a run of pages by its two ends, the other places one by one."""
    places = tuple(dict.fromkeys((*entry.places, *((entry.main,) if entry.main else ()))))
    if locate is None:
        yield from ((place, None, place == entry.main) for place in places)
        return
    standing = _standing(places, locate)
    runs = _runs(entry, places, locate)
    for first, last in runs:
        inside = [place for place, page in standing if first <= page <= last]
        yield inside[0], inside[-1], False
    for place, page in standing:
        if not any(first <= page <= last for first, last in runs):
            yield place, None, place == entry.main


def _standing(places: Iterable[Place], locate: Locator) -> list[tuple[Place, int]]:
    """Places in reading order with their pages; in a note only where the page has none in its text."""
    ordered = [(place, *locate.page(place)) for place in sorted(places, key=locate.position)]
    in_text = {page.number for _, page, note in ordered if not note}
    return [(place, page.number) for place, page, note in ordered if not note or page.number not in in_text]


def _runs(entry: IndexEntry, places: Iterable[Place], locate: Locator) -> tuple[tuple[int, int], ...]:
    """First and last page of each range that the entry prints."""
    number = {start.label: start.number for start in locate.pages.starts}
    return tuple(
        (number[each.first], number[each.last])
        for each in printed(places, locate, entry.main)
        if each.first != each.last
    )


def _reference(entry: IndexEntry, see: str) -> str:
    return f"{printed_words()['see' if see == entry.see else 'see_also']} {see}"


def _spelled(entry: IndexEntry) -> str:
    """The syllables of the reading: marks of punctuation, which no one says, left out."""
    return " ".join(syllable for syllable in entry.reading if syllable.isalnum())
