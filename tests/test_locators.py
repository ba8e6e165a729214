"""Locators: places to printed page numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.model import Pages, PageStart, Place
from kanben.publish.locators import Locator, locator, printed
from kanben.publish.numerals import roman

PER_PAGE = 100


def book(front: int = 4, body: int = 30) -> Locator:
    """A preface on roman pages and one chapter on arabic ones, a hundred characters a page; a note on page 7."""
    starts = [
        PageStart(roman(n + 1), n + 1, Place("preface", 0, n * PER_PAGE, n * PER_PAGE)) for n in range(front)
    ]
    starts += [
        PageStart(str(n + 1), front + n + 1, Place("text", 0, n * PER_PAGE, n * PER_PAGE))
        for n in range(body)
    ]
    note = PageStart("7", front + 7, Place("text", 1, 0, 0))
    return locator(Pages(tuple(starts), notes=(note,)), ("preface", "text"))


def on(*pages: int, chapter: str = "text") -> tuple[Place, ...]:
    return tuple(Place(chapter, 0, (page - 1) * PER_PAGE + 5, (page - 1) * PER_PAGE + 7) for page in pages)


def shown(places: tuple[Place, ...], main: Place | None = None) -> str:
    def one(each):
        text = each.first if each.first == each.last else f"{each.first}–{each.last}"
        return f"{'*' if each.main else ''}{text}{'注' if each.note else ''}"

    return ", ".join(one(each) for each in printed(places, book(), main))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((3,), "3"),
        ((3, 3, 3), "3"),
        ((12, 13), "12, 13"),
        ((12, 13, 14), "12–14"),
        ((14, 12, 13, 12), "12–14"),
        ((1, 2, 3, 5, 6, 9), "1–3, 5, 6, 9"),
        ((29, 30), "29, 30"),
    ],
)
def test_each_page_stands_once_and_three_in_a_row_are_a_range(pages, expected):
    assert shown(on(*pages)) == expected


def test_the_main_passage_stands_alone_inside_a_range():
    assert shown(on(12, 13, 14, 15, 16, 17), on(14)[0]) == "12, 13, *14, 15–17"


def test_the_main_passage_is_printed_though_the_places_leave_it_out():
    assert shown(on(3), on(9)[0]) == "3, *9"


def test_a_note_is_marked_and_never_part_of_a_range():
    assert shown((*on(5, 6, 8), Place("text", 1, 2, 4))) == "5, 6, 7注, 8"


def test_a_note_on_a_page_that_is_printed_already_is_left_out():
    assert shown((*on(7), Place("text", 1, 2, 4))) == "7"


def test_roman_pages_stand_before_arabic_ones_and_no_range_joins_them():
    assert shown((*on(1, 2), *on(3, 4, chapter="preface"))) == "iii, iv, 1, 2"


def test_a_place_belongs_to_the_page_of_its_first_character():
    straddling = Place("text", 0, PER_PAGE - 1, PER_PAGE + 3)
    assert shown((straddling,)) == "1"
    assert shown((Place("text", 0, PER_PAGE, PER_PAGE + 3),)) == "2"


def test_a_locator_leads_to_its_block_only_where_that_begins_on_the_page():
    first, later = printed(on(1, 3), book())
    assert (first.target, first.block) == ("b-text-0", "b-text-0")
    assert (later.target, later.block) == ("page-3", "b-text-0")


def test_a_place_outside_the_book_is_an_error():
    with pytest.raises(KeyError):
        shown((Place("elsewhere", 0, 0, 1),))


@given(st.sets(st.integers(1, 30), min_size=1))
def test_locators_name_exactly_the_pages_of_the_places_in_order(pages):
    named = []
    for each in printed(on(*pages), book()):
        named += range(int(each.first), int(each.last) + 1)
    assert named == sorted(pages)


@given(st.sets(st.integers(1, 30), min_size=1))
def test_no_two_locators_could_be_one_range(pages):
    made = printed(on(*pages), book())
    lengths = [int(each.last) - int(each.first) + 1 for each in made]
    assert 2 not in lengths
    joined = [int(b.first) - int(a.last) for a, b in pairwise(made)]
    assert all(
        gap > 1 or (one == 1 and other == 1)
        for gap, one, other in zip(joined, lengths, lengths[1:], strict=False)
    )


def test_roman_numerals_are_read_back():
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    for number in range(1, 400):
        digits = [values[letter] for letter in roman(number)]
        signed = [-one if one < two else one for one, two in zip(digits, [*digits[1:], 0], strict=True)]
        assert sum(signed) == number
