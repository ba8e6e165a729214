"""Dates, from readable cases of all kinds of books, and laws that hold for any text."""

import json
import warnings
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanben.extract.date_lines import LONGEST
from kanben.extract.dates import find_dates
from kanben.extract.lunar import festival_day, solar_day
from kanben.extract.names import find_names
from kanben.model import Block, Chapter, DateFound, Decisions, Findings

FOLDER = Path(__file__).parent / "cases/dates"
FILES = ("chronicle", "biography", "gazetteer", "company", "forms", "refusals", "named", "lines")


def passages(name: str) -> list[tuple[str, list[str]]]:
    """The passages of a file of cases, each with its expected lines."""
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# "))
    found = []
    for case in filter(None, map(str.strip, body.split("\n\n"))):
        told, _, expected = case.partition("\n=> ")
        found.append((told, [line.strip() for line in expected.split("\n=> ")]))
    return found


def chapter(text: str) -> Chapter:
    """A paragraph a line; `## ` opens a heading, `[^1]: ` a note."""
    return Chapter("chapter", "", tuple(block(line) for line in text.split("\n")))


def block(line: str) -> Block:
    if line.startswith("## "):
        return Block("heading", line[3:], level=2)
    return Block("note", line[6:], label=line[2]) if line.startswith("[^") else Block("paragraph", line)


def dates(text: str) -> tuple[DateFound, ...]:
    made = chapter(text)
    return find_dates(made, Decisions(), find_names(made, Decisions(), Findings("chapter"))).dates


def written(date: DateFound, with_line: bool) -> str:
    """A date as the cases write it; the line of the chronology only in files that give lines."""
    value = f"{date.text} = {date.edtf or '-'} {date.qualifier + ' ' if date.qualifier else ''}{date.role}"
    return f"{value}  ‖ {date.summary}" if date.summary and with_line else value


LINELESS = {text for text, _ in passages("named")}
"""Passages none of whose dates makes a line: all the file is about."""
CASES = [pytest.param(*case, id=f"{name}-{at}") for name in FILES for at, case in enumerate(passages(name))]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_passage_holds_these_dates_and_no_other(text: str, expected: list[str]):
    with_line = any("‖" in line for line in expected) or text in LINELESS
    assert ([written(date, with_line) for date in dates(text)] or ["-"]) == expected


BOOKS = sorted(path.name for path in (Path(__file__).parent / "fixtures/chronicle").iterdir())


@pytest.mark.parametrize("name", BOOKS)
def test_of_a_chapter_of_prose_nearly_every_line_printed_is_one_an_editor_would_keep(name: str):
    folder = Path(__file__).parent / "fixtures/chronicle" / name
    found = dates((folder / "clean.md").read_text("utf-8").replace("\n\n", "\n").strip())
    gold = json.loads((folder / "dates.json").read_text("utf-8"))
    kept = {(entry["para"], entry["text"]) for entry in gold if entry["summary"]}
    printed = [(date.place.block, date.text) for date in found if date.summary]
    assert sum(line in kept for line in printed) >= 0.8 * len(printed)
    assert len(printed) >= 0.6 * len(kept)


# ---------------------------------------------------------------- context


def test_an_inference_names_the_sentence_it_came_from():
    found = dates("1958年3月，水库动工。\n县里开会。7月26日，水库停工。")
    source = found[1].inferred_from
    assert found[0].inferred_from is None
    assert source is not None
    assert (source.block, source.start, source.end) == (0, 0, 13)


def test_a_chapter_starts_a_new_clock():
    assert dates("7月26日，水库停工。")[0].edtf == "XXXX-07-26"


def test_a_section_does_not_start_a_new_clock():
    assert dates("1958年3月，水库动工。\n## 第二节\n7月，停工。")[1].edtf == "1958-07"


def test_dates_of_a_note_do_not_move_the_clock_of_the_text():
    blocks = (
        Block("paragraph", "1958年，建厂。"),
        Block("note", "1986年重印。"),
        Block("paragraph", "5月，投产。"),
    )
    found = find_dates(Chapter("a", "", blocks), Decisions(), Findings("a")).dates
    assert [date.edtf for date in found] == ["1958", "1986", "1958-05"]


@pytest.mark.parametrize(
    "aside",
    [
        "（1998年改名）",
        "比1998年多2人",
        "“1998年我在这里”",
        "《1998年总结》",
        "与1998年相比",
        "为1998年的2倍",
    ],
)
def test_what_stands_beside_the_story_does_not_move_the_clock(aside: str):
    assert dates(f"1985年，学校成立，{aside}。5月，开学。")[-1].edtf == "1985-05"


def test_code_has_no_dates():
    blocks = (Block("code", "1985年3月5日"),)
    assert find_dates(Chapter("a", "", blocks), Decisions(), Findings("a")).dates == ()


# ---------------------------------------------------------------- doubts, the moon


@pytest.mark.parametrize(
    "text", ["1974年2月30日", "1990年13月", "1985年4月31日至5月2日", "光绪四十年", "2月30日"]
)
def test_an_impossible_date_is_a_doubt_and_has_no_value(text: str):
    found = find_dates(chapter(f"{text}，县里开会。"), Decisions(), Findings("chapter"))
    assert [(date.text, date.edtf) for date in found.dates] == [(text, None)]
    assert [(doubt.code, doubt.quote) for doubt in found.doubts] == [("invalid-date", text)]


def test_a_relative_date_without_anchor_has_no_value_and_is_no_doubt():
    found = find_dates(chapter("次年，学校迁回。"), Decisions(), Findings("chapter"))
    assert [date.edtf for date in found.dates] == [None]
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("year", "month", "day", "leap", "true"),
    [
        (1898, 8, 6, False, "1898-09-21"),
        (1911, 8, 19, False, "1911-10-10"),
        (1850, 12, 10, False, "1851-01-11"),
        (1976, 8, 8, True, "1976-10-01"),
        (1644, 3, 19, False, "1644-04-25"),
        (1990, 1, 31, False, "None"),
        (1990, 4, 1, True, "None"),
    ],
)
def test_a_lunar_day_is_a_true_gregorian_day(year: int, month: int, day: int, leap: bool, true: str):
    assert str(solar_day(year, month, day, leap)) == true


def test_the_eve_of_the_new_year_is_the_day_before_it():
    assert str(festival_day(1983, "除夕", by_moon=False)) == "1983-02-12"
    assert str(festival_day(1894, "除夕", by_moon=True)) == "1895-01-25"


def test_the_lunar_form_is_kept_as_written():
    assert [date.lunar for date in dates("1990年农历正月初五，庙会。3月1日，开学。")] == [
        "1990年农历正月初五",
        "",
    ]


# ---------------------------------------------------------------- laws for any text

WORDS = """
年 月 日 号 至 到 — － 、 和 ， 。 （ ） 《 》 “ ” 1985 12 3 31 85 一九八五 十二 廿三 初五 正月 闰 农历 光绪 民国
二十四 20世纪 80年代 末 初 底 同年 次年 上年 当天 同月 上旬 上半年 第三季度 春 冬 春节 除夕 公元前 起 以来 截至
自 于 在 北京 县委 召开 会议 比 的 3人 % 据统计 今 甲午年 × - / . 😀 一、二季度 前三季度 夜 两年 己巳 元月
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\t", " "])
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gives_dates_whose_places_hold_their_words(text: str):
    made = chapter(text)
    found = find_dates(made, Decisions(), Findings("chapter"))
    for date in found.dates:
        there = made.blocks[date.place.block].text
        assert there[date.place.start : date.place.end] == date.text != ""
        assert date.summary is None or 0 < len(date.summary) <= LONGEST
    places = [(date.place.block, date.place.start, date.place.end) for date in found.dates]
    assert all(left[0] < right[0] or left[2] <= right[1] for left, right in pairwise(places))


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_every_value_is_valid_edtf(text: str):
    for date in dates(text):
        assert date.edtf is None or is_edtf(date.edtf)


@pytest.mark.parametrize("name", FILES)
def test_every_value_of_the_cases_is_valid_edtf(name: str):
    values = {date.edtf for text, _ in passages(name) for date in dates(text) if date.edtf}
    assert values
    assert [value for value in sorted(values) if not is_edtf(value)] == []


def is_edtf(value: str) -> bool:
    """By the edtf package, which warns of its own grammar when it is loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf.parser import is_valid_edtf
    return bool(is_valid_edtf(value))


def test_every_line_of_the_chronology_is_made_of_words_of_the_text():
    for name in FILES:
        for text, _ in passages(name):
            for date in dates(text):
                assert date.summary is None or set(date.summary) <= set(text), date


@pytest.mark.parametrize(
    "junk",
    [
        "1" * 5000,
        "一" * 5000,
        "1、" * 2000,
        "三、" * 2000,
        "1985—" * 1000,
        "（" * 5000,
        "《“" * 2000,
        "1月" * 1500,
        "年初" * 1500,
    ],
)
def test_junk_is_read_to_its_end(junk: str):
    assert len(dates(junk)) <= len(junk)
