"""统计资料 and 会议一览: figures under their sections, told once; one meeting one row."""

from kanben.assemble.statistics import series, statistics_tables
from kanben.assemble.tables import meetings_table
from kanben.model import (
    Block,
    Chapter,
    Cleaned,
    Decisions,
    FigureFound,
    Findings,
    Material,
    MeetingFound,
    Place,
)

BLOCKS = (
    Block("heading", "一、灌溉", 2),
    Block("paragraph", "甲"),
    Block("heading", "二、职工", 2),
    Block("paragraph", "乙"),
)
CHAPTERS = tuple(
    Cleaned(Chapter(slug, title, BLOCKS), "", "", (), "") for slug, title in (("a", "水利"), ("b", "工会"))
)


def figure(measure, value, as_of=None, chapter="a", block=1, scope=None):
    return FigureFound(Place(chapter, block, 0, 1), "甲", measure, value, "人", as_of=as_of, scope=scope)


def book(*figures, meetings=()):
    found = tuple(
        Findings(
            slug,
            figures=tuple(f for f in figures if f.place.chapter == slug),
            meetings=tuple(m for m in meetings if m.places[0].chapter == slug),
        )
        for slug in ("a", "b")
    )
    return Material(CHAPTERS, found, Decisions())


def rows(*figures):
    return [(row.cells[0], len(row.places)) for row in statistics_tables(book(*figures))[-1].rows]


def test_figures_stand_under_the_heading_of_their_section():
    told = rows(figure("民工", 300), figure("职工", 40, block=3))
    assert told == [("一、灌溉", 0), ("民工", 1), ("二、职工", 0), ("职工", 1)]


def test_the_same_figure_told_twice_is_one_row_with_both_places():
    assert rows(figure("民工", 300, "1956"), figure("民工", 300, block=3)) == [("民工", 2)]


def test_the_same_number_at_two_dates_stays_two_rows():
    assert rows(figure("民工", 300, "1956"), figure("民工", 300, "1957")) == [("民工", 1), ("民工", 1)]


def test_one_number_under_two_dates_is_no_series():
    assert series(book(figure("灌区民工", 300, "1956"), figure("灌区民工", 300, "1957"))) == ()


def test_those_at_a_meeting_are_no_series():
    assert series(book(figure("到会代表", 300, "1956"), figure("到会代表", 320, "1957"))) == ()


def test_a_short_measure_without_scope_is_compared_in_its_own_chapter_only():
    apart = (figure("职工", 300, "1956"), figure("职工", 320, "1957", chapter="b"))
    assert series(book(*apart)) == ()
    assert len(series(book(*(figure("职工", f.value, f.as_of) for f in apart)))) == 1
    assert len(series(book(*(figure("灌区职工", f.value, f.as_of, f.place.chapter) for f in apart)))) == 1


def test_a_meeting_dated_by_its_first_day_and_by_its_length_is_one_row():
    first = MeetingFound("三级干部会议", (Place("a", 1, 0, 1),), "1956-03-12")
    whole = MeetingFound("三级干部会议", (Place("b", 1, 0, 1),), "1956-03-12/1956-03-15")
    other = MeetingFound("三级干部会议", (Place("b", 3, 0, 1),), "1957-03-12")
    (table,) = meetings_table(book(meetings=(first, whole, other)))
    assert [len(row.places) for row in table.rows] == [2, 1]
