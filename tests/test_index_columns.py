"""Columns of an index: every entry once, in order, heads with their entries, 续 where a letter goes on."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.model import Apparatus, Index, IndexEntry
from kanben.publish import lay_out
from kanben.publish.index_columns import Unit, filled_pages
from kanben.publish.indexes import Line
from sample_edition import edition


@st.composite
def indexes(draw):
    letters = sorted(draw(st.lists(st.sampled_from("ABCDEFGH"), min_size=1, max_size=60)))
    heights = [draw(st.integers(1, 4)) for _ in letters]
    return [
        Unit(letter, Line(f"i-{number}", "词", (), ("", ""), (), ()), height)
        for number, (letter, height) in enumerate(zip(letters, heights, strict=True))
    ]


def height(column, units):
    by_id = {unit.line.id: unit.height for unit in units}
    entries = sum(by_id[line.id] for segment in column for line in segment.lines)
    return entries + 2 * len(column) - 1 if column else 0


@given(indexes(), st.integers(6, 20), st.integers(6, 20), st.integers(2, 3))
def test_every_entry_stands_once_in_order_in_columns_that_fit(units, first, room, columns):
    pages = filled_pages(units, (first, room), columns)
    lines = [line.id for page in pages for column in page for segment in column for line in segment.lines]
    assert lines == [unit.line.id for unit in units]
    for number, page in enumerate(pages):
        assert len(page) == columns
        assert all(height(column, units) <= (room if number else first) for column in page)


@given(indexes(), st.integers(6, 20), st.integers(2, 3))
def test_a_letter_that_goes_on_in_a_column_says_so_and_no_head_stands_alone(units, room, columns):
    segments = [
        (place, segment)
        for page in filled_pages(units, (room, room), columns)
        for column in page
        for place, segment in enumerate(column)
    ]
    assert all(segment.lines for _, segment in segments)
    seen = set()
    for place, segment in segments:
        assert segment.continued == (segment.letter in seen)
        assert place == 0 or not segment.continued
        seen.add(segment.letter)


@given(indexes(), st.integers(8, 20))
def test_the_columns_of_the_last_page_are_as_low_as_they_can_be(units, room):
    last = filled_pages(units, (room, room), 2)[-1]
    tallest = max(height(column, units) for column in last)
    held = [
        unit for unit in units if any(unit.line in segment.lines for column in last for segment in column)
    ]
    if tallest > 6:
        lower = filled_pages(held, (tallest - 1, tallest - 1), 2)
        letters = [letter for letter, _ in groupby(unit.letter for unit in held)]
        assert len(lower) > 1 or len(letters) == 0


@pytest.mark.parametrize("profile", ["screen", "press"])
def test_a_long_index_runs_over_pages_under_its_letters(profile):
    entries = tuple(IndexEntry(f"词目{n}", (), "ABCDE"[n // 60], see="别处") for n in range(300))
    book = replace(edition(profile), apparatus=Apparatus(indexes=(Index("all", "索引", entries),)))
    layout = lay_out(book)
    (section,) = [each for each in layout.sections if each.piece.role == "index"]
    assert section.piece.html.count("（续）") >= 4
    labels = dict(layout.pages.anchors)
    numbers = [int(labels[f"index-all-{n}"]) for n in range(1, 301)]
    assert numbers == sorted(numbers)
    assert set(numbers) == {int(label) for label in section.labels}
