"""book.yaml and the decisions: what is read, and what is said of what can't be."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.config import Book, edition, entries, parse_book, parse_decisions, with_chapters, with_entries
from kanben.config.reading import load
from kanben.errors import ConfigError
from kanben.resources import PACKAGE, data_text

CASES = sorted((Path(__file__).parent / "cases" / "config").glob("*.yaml"))
SCHEMA = PACKAGE / "data" / "book.schema.json"
MANUSCRIPT = Path(__file__).parents[1] / "manuscript"

WHOLE = """\
title: 河渠志选读   # 书名
subtitle: 一九五六年以来
authors: [任有才, 水利局]
publisher: 青石县水利局
isbn: 978-7-0000-0000-0
cip: [青石县图书馆编, 河渠志选读]
language: zh-CN
identifier: urn:isbn:9787000000000
licence: CC BY 4.0
date: 2025-09-01
slug: hequ
description: 一本选读。
subjects: [水利]
front:
  - {file: qianyan.txt, title: 前言}
  - {file: fanli.txt, title: 凡例, role: note}
parts:
  - title: 上篇
    chapters:
      - {file: ch1.txt, title: 第一章 开渠, authors: [任有才], encoding: gb18030}
      - {file: ch2.bin, title: 第二章 管理, format: docx}
chapters:
  - {file: ch3.md, title: 第三章 扩灌}
appendices:
  - {file: fulu.html, title: 附录}
afterword: {file: houji.txt, title: 后记}
editions:
  standard:
    title: 河渠志
    formats: [pdf, epub]
    profile: screen
    paper: 145mm 210mm
    apparatus: [chronology, index]
    notes: [gloss]
    css: [styles/mine.css]
    cover: images/cover.png
    reference_docx: styles/mine.docx
    options: {icc: press.icc}
  annotated: {based_on: standard, notes: [gloss, person]}
  pocket: {based_on: annotated, formats: [pdf], paper: A6}
default_edition: standard
indexes:
  - {name: people, title: 人名索引, holds: [person]}
events: [event, as-of]
rules: {off: [N1]}
"""


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_answered_with_its_line_and_the_way_out(case):
    text = case.read_text("utf-8")
    kind = case.stem.partition("-")[0]
    with pytest.raises(ConfigError) as refused:
        parse_book(text) if kind == "book" else parse_decisions({f"{kind}.yaml": text})
    assert f"# {refused.value}" == text.splitlines()[0]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_same_is_said_in_chinese(case, monkeypatch):
    monkeypatch.setenv("KANBEN_LANG", "zh")
    kind = case.stem.partition("-")[0]
    with pytest.raises(ConfigError) as refused:
        parse_book(case.read_text("utf-8")) if kind == "book" else parse_decisions(
            {f"{kind}.yaml": case.read_text("utf-8")}
        )
    _, _, sentence = str(refused.value).partition(": ")
    assert sentence.endswith("。")
    assert "；" in sentence, "what is wrong; what to do"


def test_an_edition_that_the_book_does_not_have_is_refused_with_those_it_has():
    with pytest.raises(
        ConfigError, match="there is no edition “pokcet”; the book has: standard, annotated, pocket"
    ):
        edition(parse_book(WHOLE), "pokcet")


@given(st.text(alphabet="ab: -[]{}#&*!|>'\"\n\t\\%@`,?0123年", max_size=60))
def test_no_text_however_odd_gives_a_traceback(text):
    with suppress(ConfigError):
        parse_book(text)
    with suppress(ConfigError):
        parse_decisions({"names.yaml": text})


# ---------------------------------------------------------------- what is read


def test_every_key_of_the_book_is_read():
    book = parse_book(WHOLE)
    assert set(Book.model_fields) == set(load(WHOLE, "")), "the example has every key"
    assert (book.title, book.authors, book.date, book.rules.off) == (
        "河渠志选读", ("任有才", "水利局"), "2025-09-01", ("N1",),
    )  # fmt: skip


def test_chapters_stand_in_the_order_they_are_printed():
    files = [entry.file for entry in entries(parse_book(WHOLE))]
    assert files == ["qianyan.txt", "fanli.txt", "ch1.txt", "ch2.bin", "ch3.md", "fulu.html", "houji.txt"]


def test_an_edition_takes_what_it_leaves_out_from_the_one_it_is_based_on():
    pocket = edition(parse_book(WHOLE), "pocket")
    assert (pocket.formats, pocket.paper, pocket.notes) == (("pdf",), "A6", ("gloss", "person"))
    assert (pocket.profile, pocket.css, pocket.title) == ("screen", ("styles/mine.css",), "河渠志")


def test_a_title_is_enough_for_a_book_and_gives_it_a_standard_edition():
    book = parse_book("title: 河渠志选读\n")
    assert book.authors == ("佚名",)
    assert list(book.editions) == [book.default_edition]


def test_numbers_and_dates_may_be_written_without_quotes():
    book = parse_book("title: 1956\nisbn: 9787000000000\ndate: 2025-09-01\n")
    assert (book.title, book.isbn, book.date) == ("1956", "9787000000000", "2025-09-01")


def test_a_decision_knows_its_file_and_line():
    text = "# 校改\n- {chapter: ch1, exact: 渠首, replacement: 渠道}\n\n- {chapter: ch1, exact: 渠, replacement: 河}\n"
    passages = [c.passage for c in parse_decisions({"corrections.yaml": text}).corrections]
    assert [(p.file, p.line) for p in passages] == [
        ("manuscript/decisions/corrections.yaml", 2), ("manuscript/decisions/corrections.yaml", 4),
    ]  # fmt: skip


def test_files_of_decisions_that_are_missing_empty_or_all_comment_decide_nothing():
    assert parse_decisions({}) == parse_decisions({"names.yaml": "", "index.yaml": "# 无\n"})


def test_the_books_own_decisions_and_those_of_a_new_project_can_be_read():
    parse_book((MANUSCRIPT / "book.yaml").read_text("utf-8"))
    folder = MANUSCRIPT / "decisions"
    assert parse_decisions({path.name: path.read_text("utf-8") for path in folder.glob("*.yaml")}).names
    names = ("corrections", "names", "index", "chronology", "tables", "doubts")
    new = {f"{name}.yaml": data_text(f"new-{name}.yaml") for name in names}
    assert parse_decisions(new) == parse_decisions({})
    examples = {
        name: "".join(line.removeprefix("# ") for line in text.splitlines(keepends=True)[1:])
        for name, text in new.items()
    }
    read = parse_decisions({name: text.replace("#   ", "  ") for name, text in examples.items()})
    assert all((read.corrections, read.names, read.subjects, read.events, read.tables, read.settled))


# ---------------------------------------------------------------- what is written


def test_adding_chapters_keeps_comments_quotes_and_everything_else():
    chapter = '  - file: ch1.txt\n    title: "第一章"   # 首章\n'
    text = f"title: 河渠志选读   # 书名\n# 按时间排列\nchapters:\n{chapter}slug: hequ\n"
    added = with_chapters(text, (("ch2.txt", "第二章 管理"), ("ch3.txt", "yes")))
    assert added == text.replace(
        "slug", "  - file: ch2.txt\n    title: 第二章 管理\n  - file: ch3.txt\n    title: yes\nslug"
    )
    assert [entry.title for entry in entries(parse_book(added))] == ["第一章", "第二章 管理", "yes"]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1),
        min_size=1,
        max_size=4,
    )
)
def test_a_title_however_odd_is_read_back_as_it_was(titles):
    new = tuple((f"ch{number}.txt", title) for number, title in enumerate(titles))
    book = parse_book(with_chapters("title: 书\nchapters: []\n", new))
    assert [entry.title for entry in book.chapters] == titles


@pytest.mark.parametrize("text", [
    "", "# 规范档\n", "# 规范档\n[]\n", "# 规范档\n-   name:   任有才   # 县长\n    kind: person\n",
    "  - {name: 任有才, kind: person}", "[{name: 任有才, kind: person}]\n",
])  # fmt: skip
def test_entries_are_added_under_what_a_person_wrote(text):
    new = (
        {"name": "水利局", "kind": "organisation", "sentence": "水利局：\n“开渠”。"},
        {"name": "渠首", "kind": "place"},
    )
    added = with_entries(text, new)
    assert text.startswith("[") or added.startswith(text.replace("[]\n", ""))
    before = [ruling.name for ruling in parse_decisions({"names.yaml": text}).names]
    assert [ruling.name for ruling in parse_decisions({"names.yaml": added}).names] == [
        *before,
        "水利局",
        "渠首",
    ]


# ---------------------------------------------------------------- the schema that ships


def test_the_json_schema_that_ships_is_current():
    current = json.dumps(Book.model_json_schema(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("KANBEN_ACCEPT"):
        SCHEMA.write_text(current, "utf-8")
    assert SCHEMA.read_text("utf-8") == current
