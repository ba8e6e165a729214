"""The apparatus: chronology, tables, plots, index, collation record and notes, from findings and decisions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from xml.etree import ElementTree

import pytest

from kanben.assemble import assemble
from kanben.config import parse_decisions
from kanben.errors import ConfigError, PassageError
from kanben.model import (
    Block,
    Chapter,
    Cleaned,
    DateFound,
    Decisions,
    DocumentFound,
    Edit,
    FigureFound,
    Findings,
    IndexPlan,
    Mark,
    Material,
    MeetingFound,
    NameFound,
    Office,
    Place,
    Selection,
)

ONE = """\
1956年3月12日，青石县召开水利工作会议，县长任有才到会讲话。
1956年5月，勘测队完成勘测，全渠长37.4公里。
会议通过《青石县引水灌溉工程管理办法》，任有才签署。
到1956年年底，全县有管理人员112人，用去经费近500元。"""
TWO = """\
1956年3月12日，水利工作会议召开，会期三天。
1963年1月，县政府发出《关于加强渠道管理的通知》。任县长检查工作。
到1963年年底，全县有管理人员135人；1970年有管理人员1200多人。"""
EVERYTHING = (
    "chronology",
    "timeline",
    "documents",
    "meetings",
    "statistics",
    "plots",
    "persons",
    "collation",
    "index",
)
PLAN = IndexPlan("index", "索引", ("person", "organisation", "document", "meeting", "subject"))


def chapter(slug: str, text: str) -> Cleaned:
    blocks = tuple(Block("paragraph", line) for line in text.split("\n"))
    return Cleaned(Chapter(slug, slug, blocks), "utf-8", text, (), text)


BOOK = (chapter("ch1", ONE), chapter("ch2", TWO))


def at(quote: str, slug: str = "ch1", nth: int = 0) -> Place:
    """The place of the nth block of the chapter that holds these words."""
    blocks = next(c.chapter.blocks for c in BOOK if c.chapter.slug == slug)
    number = [n for n, block in enumerate(blocks) if quote in block.text][nth]
    start = blocks[number].text.index(quote)
    return Place(slug, number, start, start + len(quote))


def date(quote: str, edtf: str, summary: str | None, slug: str = "ch1") -> DateFound:
    return DateFound(at(quote, slug), quote, edtf, None, "event" if summary else "mention", summary)


DATES = (
    date("1956年3月12日", "1956-03-12", "召开水利工作会议"),
    date("1956年5月", "1956-05", "勘测队完成勘测"),
    date("1956年年底", "1956", None),
)
DATES_TWO = (
    date("1956年3月12日", "1956-03-12", "水利工作会议召开，会期三天", "ch2"),
    date("1963年1月", "1963-01", "县政府发出通知", "ch2"),
)


def person(name: str, *places: Place, same_as: str | None = None, office: str = "") -> NameFound:
    return NameFound(name, "person", places, same_as, (Office(office, places[0]),) if office else ())


def figure(quote: str, value: float, as_of: str | None, slug: str = "ch2", **given: object) -> FigureFound:
    made = FigureFound(at(quote, slug), quote, "管理人员", value, "人", as_of=as_of)
    return replace(made, **given)


FINDINGS = (
    Findings("ch1", dates=DATES, names=(person("任有才", at("任有才"), at("任有才", nth=1), office="县长"),)),
    Findings("ch2", dates=DATES_TWO, names=(person("任县长", at("任县长", "ch2"), same_as="任有才"),)),
)


def decided(**files: str) -> Decisions:
    return parse_decisions({f"{name}.yaml": text for name, text in files.items() if name != "notes"},
                           {"notes.yaml": files.get("notes", "")})  # fmt: skip


def made(*pieces: str, findings=FINDINGS, chapters=BOOK, plans=(PLAN,), files=(), notes=(), **decisions: str):
    material = Material(chapters, findings, decided(**decisions))
    return assemble(material, Selection(pieces, indexes=plans, files=files, notes=notes, edition="standard"))


def found(slug: str = "ch1", **kinds: object) -> tuple[Findings, ...]:
    return tuple(Findings(s, **kinds) if s == slug else Findings(s) for s in ("ch1", "ch2"))


# ---------------------------------------------------------------- what an edition wants


def test_an_edition_gets_the_pieces_it_asks_for_and_no_others():
    nothing = made()
    assert (nothing.chronology, nothing.tables, nothing.plots, nothing.indexes, nothing.collation) == (
        (),
        (),
        (),
        (),
        None,
    )
    only = made("timeline")
    assert [plot.name for plot in only.plots] == ["timeline"]
    assert not only.chronology


def test_a_chapter_of_which_nothing_was_found_gives_no_empty_table():
    bare = made(*EVERYTHING, findings=found())
    assert (bare.chronology, bare.tables, bare.plots) == ((), (), ())


# ---------------------------------------------------------------- chronology

lines = partial(made, "chronology")


def told(**decisions: str) -> list[tuple[str, str, int]]:
    return [(e.date, e.text, len(e.places)) for e in lines(**decisions).chronology]


MEETING = ("1956年3月12日", "水利工作会议召开，会期三天", 2)
SURVEY = ("1956年5月", "勘测队完成勘测", 1)
NOTICE = ("1963年1月", "县政府发出通知", 1)


def test_events_stand_in_order_and_one_told_twice_stands_once_with_both_places():
    assert told() == [MEETING, SURVEY, NOTICE]
    assert [place.chapter for place in lines().chronology[0].places] == ["ch1", "ch2"]
    assert [event.year for event in lines().chronology] == ["1956年", "1956年", "1963年"]


def test_different_events_of_one_day_stay_apart():
    other = replace(DATES[1], edtf="1956-03-12")
    assert len(made("chronology", findings=found(dates=(DATES[0], other))).chronology) == 2


def test_the_editor_drops_an_event():
    assert told(chronology="- {action: drop, passage: {chapter: ch1, exact: 1956年5月}}") == [MEETING, NOTICE]


def test_the_editor_words_an_event_and_the_words_stay_though_another_telling_is_longer():
    ruling = "- {action: reword, passage: {chapter: ch1, exact: 1956年3月12日}, text: 全县水利工作会议召开}"
    assert told(chronology=ruling)[0] == ("1956年3月12日", "全县水利工作会议召开", 2)


def test_the_editor_dates_an_event_anew():
    ruling = "- {action: reword, passage: {chapter: ch1, exact: 1956年5月}, edtf: 1956-05-20/1956-05-31}"
    assert told(chronology=ruling)[1] == ("1956年5月20—31日", "勘测队完成勘测", 1)


def test_the_editor_keeps_a_date_that_tells_of_no_event_by_saying_what_happened():
    ruling = "- {action: keep, passage: {chapter: ch1, exact: 1956年年底}, text: 全县设管理人员}"
    assert ("1956年", "全县设管理人员", 1) in told(chronology=ruling)


def test_the_editor_merges_events_of_different_days():
    passages = "passage: {chapter: ch1, exact: 1956年5月}, into: {chapter: ch2, exact: 1963年1月}"
    assert told(chronology=f"- {{action: merge, {passages}}}") == [MEETING, (*NOTICE[:2], 2)]
    worded = told(chronology=f"- {{action: merge, {passages}, text: 勘测与管理}}")
    assert worded[1] == ("1963年1月", "勘测与管理", 2)


def test_mergers_go_in_a_chain():
    chain = """\
- {action: merge, passage: {chapter: ch1, exact: 1956年5月}, into: {chapter: ch2, exact: 1963年1月}}
- {action: merge, passage: {chapter: ch2, exact: 1963年1月}, into: {chapter: ch2, exact: 1956年3月12日}}
"""
    assert told(chronology=chain) == [("1956年3月12日", "水利工作会议召开，会期三天", 4)]


def test_a_bare_mention_can_be_merged_into_an_event():
    ruling = "- action: merge\n  passage: {chapter: ch1, exact: 1956年年底}\n  into: {chapter: ch1, exact: 1956年5月}"
    assert told(chronology=ruling) == [MEETING, (*SURVEY[:2], 2), NOTICE]


def test_the_editor_adds_an_event_with_or_without_a_passage():
    added = """\
- {action: add, edtf: 1958, text: 全渠通水}
- {action: add, edtf: 1958-04~, text: 渠首建成, passage: {chapter: ch2, exact: 县政府}}
"""
    assert [line for line in told(chronology=added) if "1958" in line[0]] == [
        ("1958年", "全渠通水", 0),
        ("约1958年4月", "渠首建成", 1),
    ]


@pytest.mark.parametrize("ruling", [
    "{action: keep, passage: {chapter: ch1, exact: 1956年年底}}",
    "{action: reword, passage: {chapter: ch1, exact: 任有才到会讲话}, text: 任有才讲话}",
    "{action: merge, passage: {chapter: ch1, exact: 全渠}, into: {chapter: ch1, exact: 1956年5月}}",
    "{action: merge, passage: {chapter: ch1, exact: 1956年5月}, into: {chapter: ch1, exact: 全渠}}",
])  # fmt: skip
def test_a_ruling_on_what_is_no_event_stops_with_the_way_out(ruling):
    with pytest.raises(
        PassageError, match=r"chronology.yaml:1: no event is told at .*give both text: and edtf:"
    ):
        lines(chronology=f"- {ruling}")


def test_the_book_chooses_the_roles_that_make_events():
    as_of = replace(DATES[2], role="as-of", summary="全县有管理人员112人")
    material = Material(BOOK, found(dates=(as_of,)), Decisions())
    assert not assemble(material, Selection(("chronology",))).chronology
    assert assemble(material, Selection(("chronology",), roles=("event", "as-of"))).chronology


def test_the_timeline_says_in_words_what_it_shows():
    (plot,) = made("timeline").plots
    assert "会议1件" in plot.description
    words = [
        element.text for element in ElementTree.fromstring(plot.svg).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert {"1956", "1963", "会议"} <= set(words)


# ---------------------------------------------------------------- tables

WORKS = (
    DocumentFound(
        "关于加强渠道管理的通知", "notice", (at("关于加强渠道管理的通知", "ch2"),), "1963-01", "县政府"
    ),
    DocumentFound("青石县引水灌溉工程管理办法", "measures", (at("青石县引水灌溉工程管理办法"),)),
    DocumentFound("通知", "notice", (at("通知", "ch2"),), short_for="关于加强渠道管理的通知"),
    DocumentFound("青石日报", "periodical", (at("任有才"),)),
    DocumentFound("一个猜想", "other", (at("任有才"),), certainty=0.2),
)
HELD = (
    MeetingFound("水利工作会议", (at("水利工作会议"),), "1956-03-12", "县礼堂", "青石县"),
    MeetingFound("座谈会", (at("会议通过"),)),
)


def table(name: str, findings: tuple[Findings, ...], **given: object):
    return next(
        t
        for t in made(name if name != "comparison" else "statistics", findings=findings, **given).tables
        if t.name == name
    )


def test_documents_stand_by_date_without_periodicals_short_titles_and_guesses():
    rows = table("documents", found(documents=WORKS)).rows
    assert [row.cells for row in rows] == [
        ("《关于加强渠道管理的通知》", "县政府", "1963年1月"), ("《青石县引水灌溉工程管理办法》", "", ""),
    ]  # fmt: skip


def test_meetings_without_a_date_are_left_out_of_their_table():
    assert [row.cells for row in table("meetings", found(meetings=HELD)).rows] == [
        ("水利工作会议", "1956年3月12日", "县礼堂", "青石县")
    ]


def test_persons_stand_with_the_offices_that_the_text_gives_them():
    (row,) = table("persons", FINDINGS).rows
    assert row.cells == ("任有才", "县长")
    assert row.places == (at("任有才"),)


def test_the_editor_renames_chooses_and_omits():
    ruling = """\
- name: documents
  title: 文献
  columns: [日期, 文件]
  rename: {文件: 题名}
  omit: [《青石县引水灌溉工程管理办法》]
"""
    documents = table("documents", found(documents=WORKS), tables=ruling)
    assert (documents.title, documents.columns) == ("文献", ("日期", "题名"))
    assert [row.cells for row in documents.rows] == [("1963年1月", "《关于加强渠道管理的通知》")]


@pytest.mark.parametrize(("ruling", "said"), [
    ("{name: documets}", r"tables.yaml:2: there is no table “documets”.*documents"),
    ("{name: documents, columns: [题名]}", r"tables.yaml:2: .*no column “题名”.*文件, 发布者, 日期"),
    ("{name: documents, rename: {题名: 文件}}", r"no column “题名”"),
    ("{name: mine, file: mine.csv, after: documets}", r"there is no table “documets”"),
])  # fmt: skip
def test_a_ruling_on_a_table_or_column_that_is_not_there_stops(ruling, said):
    with pytest.raises(ConfigError, match=said):
        table(
            "documents",
            found(documents=WORKS),
            tables=f"# 表\n- {ruling}",
            files=(("mine.csv", "甲,乙\n1,2\n"),),
        )


MARKDOWN = "说明如下。\n\n| 年份 | 亩数 |\n| --- | ---: |\n| 1956 | — |\n| 1957 | 12\\|5 |\n| - | - |\n"


def test_tables_made_by_hand_stand_where_the_editor_puts_them():
    ruling = """\
- {name: 灌溉, title: 灌溉面积, file: tables/guangai.csv, after: documents}
- {name: 亩数, file: tables/mushu.md}
"""
    files = (("tables/guangai.csv", '年份,"亩数, 万"\n1956,"12,5"\n'), ("tables/mushu.md", MARKDOWN))
    tables = made(
        "documents", "meetings", findings=found(documents=WORKS, meetings=HELD), tables=ruling, files=files
    ).tables
    assert [t.name for t in tables] == ["documents", "灌溉", "meetings", "亩数"]
    by_hand = tables[1]
    assert (by_hand.title, by_hand.columns, by_hand.rows[0].cells) == (
        "灌溉面积",
        ("年份", "亩数, 万"),
        ("1956", "12,5"),
    )
    assert not by_hand.paged
    assert [row.cells for row in tables[3].rows] == [("1956", "—"), ("1957", "12|5"), ("-", "-")]
    assert tables[3].title == "亩数"


@pytest.mark.parametrize("text", ["", "年份,亩数\n", "年份,亩数\n1956\n"])
def test_a_table_made_by_hand_that_is_ragged_or_empty_stops(text):
    with pytest.raises(ConfigError, match=r"tables.yaml:1: the table mine.csv needs a head"):
        made("documents", tables="- {name: mine, file: mine.csv}", files=(("mine.csv", text),))


# ---------------------------------------------------------------- statistics

STAFF = (
    figure("112人", 112, "1956", "ch1"),
    figure("135人", 135, "1963"),
    figure("1200多人", 1200, "1970", text="1200多人"),
)


def spread(*figures: FigureFound) -> tuple[Findings, ...]:
    return tuple(
        Findings(s, figures=tuple(f for f in figures if f.place.chapter == s)) for s in ("ch1", "ch2")
    )


def test_figures_of_one_measure_at_several_dates_stand_side_by_side():
    rows = table("comparison", spread(*reversed(STAFF))).rows
    assert [row.cells for row in rows] == [
        ("管理人员", "1956年", "112人"), ("管理人员", "1963年", "135人"), ("管理人员", "1970年", "1200多人"),
    ]  # fmt: skip


def test_figures_of_different_scope_or_unit_are_not_compared():
    figures = (STAFF[0], replace(STAFF[1], scope="渠首"), replace(STAFF[2], unit="户"))
    assert [t.name for t in made("statistics", findings=spread(*figures)).tables] == ["statistics"]


@pytest.mark.parametrize(("given", "written"), [
    ({"value": 37.4}, "37.4人"),
    ({"value": 1234567.25}, "1234567.25人"),
    ({"value": 123456.7}, "123456.7人"),
    ({"value": 500, "approx": "nearly"}, "近500人"),
    ({"value": 500, "approx": "over"}, "500多人"),
    ({"value": 3, "value_to": 5, "approx": "about"}, "约3—5人"),
    ({"value": 0.1 + 0.2}, "0.3人"),
])  # fmt: skip
def test_a_number_is_written_whole(given, written):
    (row,) = table("statistics", spread(replace(STAFF[0], **given))).rows
    assert row.cells[1] == written


def test_a_measure_at_three_dates_is_drawn_and_two_dates_are_not():
    (plot,) = made("plots", findings=spread(*STAFF)).plots
    assert plot.title == "管理人员（人）"
    assert plot.description == "管理人员（人）。1956年112人；1963年135人；1970年1200多人。"
    assert made("plots", findings=spread(*STAFF[:2])).plots == ()


def test_plots_of_one_measure_in_two_scopes_are_told_apart():
    plots = made("plots", findings=spread(*STAFF, *(replace(f, scope="渠首") for f in STAFF))).plots
    assert len({plot.name for plot in plots}) == 2
    assert [plot.title for plot in plots] == ["管理人员（人）", "渠首管理人员（人）"]


# ---------------------------------------------------------------- registers of the whole book


def test_a_meeting_named_without_a_date_joins_the_one_of_that_name():
    again = MeetingFound("水利工作会议", (at("水利工作会议", "ch2"),))
    findings = (Findings("ch1", meetings=HELD), Findings("ch2", meetings=(again,)))
    assert [len(row.places) for row in table("meetings", findings).rows] == [2]


def test_a_meeting_named_without_a_date_joins_none_where_two_bear_the_name():
    other = replace(HELD[0], date="1963-01-05", places=(at("县政府", "ch2"),))
    again = MeetingFound("水利工作会议", (at("水利工作会议", "ch2"),))
    rows = table("meetings", (Findings("ch1", meetings=HELD), Findings("ch2", meetings=(other, again)))).rows
    assert [(row.cells[1], len(row.places)) for row in rows] == [("1956年3月12日", 1), ("1963年1月5日", 1)]


def test_short_forms_that_refer_to_each_other_in_a_circle_end_somewhere():
    circle = (
        person("甲有才", at("任有才"), same_as="乙有才"),
        person("乙有才", at("任有才", nth=1), same_as="甲有才"),
    )
    assert index(findings=found(names=circle))


# ---------------------------------------------------------------- index


def index(plans=(PLAN,), **given: object):
    return made("index", plans=plans, **given).indexes[0].entries


def entry(term: str, **given: object):
    return next(e for e in index(**given) if e.term == term)


def test_a_short_form_refers_to_the_full_name_which_has_the_places_of_both():
    assert entry("任县长").see == "任有才"
    assert entry("任有才").places == (at("任有才"), at("任有才", nth=1), at("任县长", "ch2"))


def test_a_full_name_that_the_text_never_spells_out_has_the_places_of_its_short_form():
    names = (person("任县长", at("任县长", "ch2"), same_as="任有才"),)
    assert entry("任有才", findings=found("ch2", names=names)).places == (at("任县长", "ch2"),)


def test_a_telling_short_title_gets_its_own_entry_and_a_bare_one_does_not():
    short = DocumentFound("管理办法", "measures", (at("管理办法"),), short_for="青石县引水灌溉工程管理办法")
    entries = index(findings=found(documents=(*WORKS, short)))
    assert [e.see for e in entries if e.term == "《管理办法》"] == ["《青石县引水灌溉工程管理办法》"]
    assert "《通知》" not in {e.term for e in entries}


def test_entries_stand_by_their_readings_and_the_editors_reading_wins():
    ruling = "- {name: 任有才, kind: person, reading: zhài yǒu cái}"
    terms = [
        e.term
        for e in index(
            findings=found(names=(person("任有才", at("任有才")), person("勘测", at("勘测")))), names=ruling
        )
    ]
    assert terms == ["勘测", "任有才"]
    assert entry("任有才", names=ruling).group == "Z"


def test_a_subject_has_every_place_of_its_words_and_its_main_passage():
    ruling = "- {term: 管理, patterns: [管理人员, 渠道管理], main: {chapter: ch2, exact: 渠道管理}}"
    subject = entry("管理", index=ruling)
    assert subject.places == (
        at("管理人员"),
        at("渠道管理", "ch2"),
        at("管理人员", "ch2"),
        Place("ch2", 2, 27, 31),
    )
    assert subject.main == at("渠道管理", "ch2")


def test_sub_entries_stand_under_their_parents_to_any_depth_and_may_bear_one_name():
    ruling = """\
- {term: 经费, parent: 工程}
- {term: 工程, patterns: [全渠]}
- {term: 经费, parent: 会议}
- {term: 用途, parent: 人员, patterns: [用去经费]}
- {term: 人员, parent: 会议, patterns: [管理人员]}
"""
    entries = {e.term: e for e in index(findings=found(), index=ruling)}
    assert set(entries) == {"工程", "会议"}
    assert [child.term for child in entries["工程"].children] == ["经费"]
    assert [child.term for child in entries["会议"].children] == ["经费", "人员"]
    assert [child.term for child in entries["会议"].children[1].children] == ["用途"]


def test_parents_in_a_circle_stop():
    ruling = "- {term: 工程, parent: 经费}\n- {term: 经费, parent: 工程}"
    with pytest.raises(ConfigError, match=r"index.yaml:1: .*工程.*circle"):
        index(index=ruling)


@pytest.mark.parametrize(("file", "ruling", "target"), [
    ("index", "{term: 管理, see_also: [水利]}", "水利"),
    ("index", "{term: 水利, see: 引水}", "引水"),
    ("index", "{term: 管理, parent: 工程, see_also: [水利]}", "水利"),
    ("names", "{name: 任有才, kind: person, see_also: [任局长]}", "任局长"),
])  # fmt: skip
def test_a_reference_that_leads_nowhere_stops(file, ruling, target):
    with pytest.raises(ConfigError, match=rf"{file}.yaml:2: the entry .* refers to “{target}”"):
        index(**{file: f"# 注\n- {ruling}"})


def test_a_reference_to_a_sub_entry_or_to_another_class_leads_somewhere():
    ruling = "- {term: 经费, parent: 工程}\n- {term: 用款, see: 经费}\n- {term: 县长, see: 任有才}"
    assert {e.term for e in index(index=ruling)} >= {"用款", "县长"}


def test_a_mark_made_by_hand_makes_an_entry_of_its_term_or_of_its_words():
    block = replace(BOOK[0].chapter.blocks[0], marks=(Mark(0, 4, "index", "水利年"), Mark(11, 14, "index")))
    book = replace(BOOK[0], chapter=Chapter("ch1", "ch1", (block, *BOOK[0].chapter.blocks[1:])))
    entries = {e.term: e.places for e in index(chapters=(book, BOOK[1]), findings=found())}
    assert entries == {"水利年": (Place("ch1", 0, 0, 4),), "青石县": (Place("ch1", 0, 11, 14),)}


def test_a_book_may_have_an_index_of_names_and_one_of_the_rest():
    plans = (
        IndexPlan("people", "人名索引", ("person",)),
        IndexPlan("rest", "索引", ("document",)),
        IndexPlan("渠", "渠", ()),
    )
    indexes = made(
        "index",
        plans=plans,
        findings=found(names=FINDINGS[0].names, documents=WORKS),
        index="- {term: 全渠, index: 渠}",
    ).indexes
    assert [[e.term for e in one.entries] for one in indexes] == [
        ["任有才"], ["《关于加强渠道管理的通知》", "《青石日报》", "《青石县引水灌溉工程管理办法》"], ["全渠"],
    ]  # fmt: skip


# ---------------------------------------------------------------- collation record


def emended(slug: str, text: str, *edits: Edit) -> Cleaned:
    """A chapter whose ledger ends with these emendations of this text."""
    after = text
    for edit in sorted(edits, key=lambda e: -e.offset):
        after = after[: edit.offset] + edit.after + after[edit.offset + len(edit.before) :]
    first = Edit(len(text), "", "\n", "line-ends", "行尾统一为换行符")
    last = Edit(len(after), "\n", "", "line-ends", "行尾统一为换行符")
    return replace(chapter(slug, after), extracted=text, passes=((first,), edits, (last,)))


TEXT = "怀仁堂在东。\n怀人堂在西，怀人堂亦新。"
BOTH = (Edit(7, "怀人", "怀仁", "emendation", "音同致误"), Edit(17, "亦", "", "emendation", "衍字"))


def test_an_emendation_stands_at_its_own_place_though_its_words_stand_elsewhere_too():
    record = made("collation", chapters=(emended("ch1", TEXT, *BOTH), BOOK[1])).collation
    assert [(e.place, e.before, e.after, e.reason) for e in record.emendations] == [
        (Place("ch1", 1, 0, 2), "怀人", "怀仁", "音同致误"), (Place("ch1", 1, 10, 10), "亦", "", "衍字"),
    ]  # fmt: skip


def test_emendations_stand_in_the_order_of_the_book_with_the_editors_name():
    ruling = """\
- {chapter: ch2, exact: 会期, replacement: 会其, by: 乙}
- {chapter: ch1, exact: 怀人, suffix: 堂在西, replacement: 怀仁, reason: 音同致误, by: 甲}
"""
    second = emended("ch2", TWO, Edit(TWO.index("会期"), "会期", "会其", "emendation"))
    record = made("collation", chapters=(emended("ch1", TEXT, BOTH[0]), second), corrections=ruling).collation
    assert [(e.place.chapter, e.by) for e in record.emendations] == [("ch1", "甲"), ("ch2", "乙")]


def test_mechanical_changes_are_summed_by_rule_but_for_the_notation_of_the_clean_file():
    escaped = replace(
        emended("ch1", TEXT, *BOTH),
        passes=(*emended("ch1", TEXT, *BOTH).passes, (Edit(0, "", "", "markdown"),)),
    )
    assert (
        made("collation", chapters=(escaped, BOOK[1])).collation
        == made("collation", chapters=(emended("ch1", TEXT, *BOTH), BOOK[1])).collation
    )
    assert made("collation", chapters=(emended("ch1", TEXT, *BOTH), BOOK[1])).collation.counts == (
        ("line-ends", "行尾统一为换行符", 2),
    )  # fmt: skip


# ---------------------------------------------------------------- notes

HUNG = """\
- {kind: commentary, chapter: ch2, exact: 会期三天, text: 一说两天。}
- {kind: gloss, chapter: ch1, exact: 灌溉, text: 引水入田。, author: 甲, date: 2025-01-02}
- {kind: gloss, chapter: ch1, exact: 勘测队, text: 临时组成。, editions: [annotated]}
"""


def test_notes_of_the_kinds_and_for_the_edition_wanted_stand_in_reading_order():
    material = Material(BOOK, FINDINGS, decided(notes=HUNG))
    hung = partial(assemble, material)
    both = hung(Selection((), notes=("gloss", "commentary"), edition="standard")).notes
    assert [(note.place.chapter, note.text, note.author) for note in both] == [
        ("ch1", "引水入田。", "甲"),
        ("ch2", "一说两天。", ""),
    ]
    assert [note.text for note in hung(Selection((), notes=("gloss",), edition="annotated")).notes] == [
        "临时组成。",
        "引水入田。",
    ]
    assert hung(Selection((), edition="standard")).notes == ()


@pytest.mark.parametrize(("exact", "said"), [
    ("任有才", "notes.yaml:1: the place .* “任有才” can't be told; nearest: 1. .*〔任有才〕.*2. .*〔任有才〕"),
    ("全渠长37.5公里", "nearest.*全渠长37.4公里"),
    ("勘侧队", "the nearest is “.*勘测队"),
])  # fmt: skip
def test_a_note_that_fits_nowhere_or_twice_stops_and_says_where_it_might_belong(exact, said):
    decisions = decided(notes=f"- {{kind: gloss, chapter: ch1, exact: {exact}, text: 注}}")
    with pytest.raises(PassageError, match=said):
        assemble(Material(BOOK, FINDINGS, decisions), Selection((), notes=("gloss",), edition="standard"))
