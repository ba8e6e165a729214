"""The order of dates and of index entries, and how a date is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.assemble.collation_order import counted, group, sort_key, strokes
from kanben.assemble.edtf_order import heading, order, printed, year_of
from kanben.readings import reading

CASES = Path(__file__).parent / "cases" / "assemble"


def lines(name: str) -> list[str]:
    return [
        line for line in (CASES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]


@pytest.mark.parametrize("case", lines("dates-printed.txt"))
def test_a_date_is_written_as_a_reader_writes_it(case):
    given_date, _, words = case.partition(" => ")
    edtf, qualifier, text = given_date.split(" ")
    assert printed(edtf, qualifier.strip("-"), text.strip("-")) == words


def test_dates_stand_where_a_historian_puts_them():
    dates = [line.split(" ") for line in lines("dates-in-order.txt")]
    keys = [order(edtf, qualifier.strip("-"), text.strip("-")) for edtf, qualifier, text in dates]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_index_entries_stand_in_the_order_of_their_readings():
    terms = [line.rpartition(" [") for line in lines("index-order.txt")]
    kinds = ("person", "place", "organisation")
    keys = [
        sort_key(term, reading(term, given if given in kinds else "", "" if given in kinds else given))
        for term, _, given in ((term, sep, given.rstrip("]")) for term, sep, given in terms)
    ]
    assert keys == sorted(keys)


def test_marks_are_not_counted_and_nothing_stands_before_something():
    assert counted("《工会法》（草案）") == "工会法草案"
    assert sort_key("工会", ("gong1", "hui4")) < sort_key("工会法", ("gong1", "hui4", "fa3"))


def test_one_syllable_is_ordered_by_tone_then_strokes():
    assert sort_key("妈", ("ma1",)) < sort_key("马", ("ma3",))
    assert sort_key("一", ("yi1",)) < sort_key("医", ("yi1",))
    assert strokes("一") == 1
    assert strokes("鋆") == 15


def test_u_stands_before_its_umlaut():
    assert sort_key("路", ("lu4",)) < sort_key("绿", ("lv4",))


@pytest.mark.parametrize(
    ("term", "syllables", "letter"), [("重庆", ("chong2", "qing4"), "C"), ("3号", ("3", "hao4"), "#")]
)
def test_an_entry_stands_under_its_letter(term, syllables, letter):
    assert group(term, syllables) == letter


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1989-06/1990-02", "1989年"),
        ("{1989,1990}", "1989年"),
        ("198X/199X", "20世纪80年代"),
        ("-0220", "公元前221年"),
    ],
)
def test_a_date_is_grouped_under_its_first_year(edtf, words):
    assert heading(edtf) == words


def test_a_decade_has_no_year_to_stand_under():
    assert year_of("198X") is None
    assert year_of("1989-06/1990-02") == 1989


@given(st.text(max_size=30))
def test_no_date_however_odd_stops_the_order(edtf):
    order(edtf)
    printed(edtf)


@given(st.text(max_size=12))
def test_no_term_however_odd_stops_the_index(term):
    assert sort_key(term, ()) == sort_key(term, ())
    assert group(term, ()) == "#"
