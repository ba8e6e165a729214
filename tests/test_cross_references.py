"""References in the text: what sends the reader on is linked, what only looks like it is not."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.model import Apparatus, Block, BookMatter, Chapter, Edition, Mark, Metadata, Plot, Profile
from kanben.publish.anchors import block_id, piece_id
from kanben.publish.captions import captions, numbered_plots
from kanben.publish.cross_references import referred
from kanben.publish.labels import arabic, floating, titled

CASES = Path(__file__).parent / "cases" / "publish" / "cross-references.txt"
LINKED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def heading(text):
    return Block("heading", text, 2)


def paragraph(text, *marks):
    return Block("paragraph", text, marks=marks)


def edition(*blocks, parts=("上篇", "上篇", "下篇")):
    """A book of three chapters; the blocks stand in the second."""
    floats = tuple(Block("table", "年\t次\n1\t2", label=f"表{n} 次数") for n in ("1", "2", "3-1"))
    chapters = (
        Chapter("first", "第一章　渡口", (heading("第一节 来历"), heading("第二节 规矩"), *floats)),
        Chapter(
            "second",
            "第二章　船",
            (heading("第一节 船名"), Block("figure", "图1　木牌", label="a.png"), *blocks),
        ),
        Chapter("twelfth", "第十二章　人", (paragraph("完。"),)),
    )
    matter = tuple(BookMatter("chapter", each, part=part) for each, part in zip(chapters, parts, strict=True))
    return Edition("e", Metadata("书"), Profile(), matter, Apparatus())


def targets(name):
    """The id that a case calls by a short name."""
    book = edition()
    labels = {"".join(each.label): identity for identity, each in captions(book).items()}
    if name in labels:
        return labels[name]
    slug, _, section = name.partition(":")
    return block_id(slug, int(section) - 1) if section else piece_id(slug)


def links(book, slug="second"):
    chapter = next(each.chapter for each in referred(book) if each.chapter.slug == slug)
    return [
        (block.text[m.start : m.end], m.value.removeprefix("#"))
        for block in chapter.blocks
        for m in block.marks
        if m.kind == "link"
    ]


def cases():
    lines = CASES.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases())
def test_a_reference_is_linked_where_it_has_a_target(case):
    text = LINKED.sub(lambda found: found[1], case)
    wanted = [(found[1], targets(found[2])) for found in LINKED.finditer(case)]
    assert links(edition(paragraph(text))) == wanted


def test_two_chapters_of_one_number_are_told_apart_by_their_part():
    twins = (
        Chapter("a", "第一章　甲", (paragraph("见第一章。"),)),
        Chapter("b", "第一章　乙", (paragraph("见第一章。"),)),
    )
    matter = tuple(
        BookMatter("chapter", each, part=part) for each, part in zip(twins, ("上篇", "下篇"), strict=True)
    )
    book = Edition("e", Metadata("书"), Profile(), matter, Apparatus())
    assert links(book, "a") == [("第一章", "c-a")]
    assert links(book, "b") == [("第一章", "c-b")]


def test_two_chapters_of_one_number_in_one_part_are_not_guessed_between():
    book = edition(paragraph("见第一章。"))
    twin = BookMatter("appendix", Chapter("z", "第一章　又", ()), part="")
    assert links(Edition("e", book.metadata, book.profile, (*book.matter, twin), Apparatus())) == [
        ("第一章", "c-first")
    ]
    alone = edition(paragraph("见第一章。"), parts=("", "", ""))
    assert links(Edition("e", book.metadata, book.profile, (*alone.matter, twin), Apparatus())) == []


def test_what_another_document_says_of_its_own_chapters_is_left_alone():
    assert links(edition(Block("quote", "见第一章。"), Block("code", "见表1"))) == []


def test_a_link_of_the_author_stays_the_only_one_in_its_place():
    assert links(edition(paragraph("见第一章。", Mark(1, 4, "link", "https://example.org/")))) == [
        ("第一章", "https://example.org/")
    ]


def test_a_manuscript_that_numbers_none_of_its_tables_has_them_counted():
    blocks = (Block("table", "a", label="次数"), Block("table", "b"), Block("table", "c", label="船只"))
    book = Edition(
        "e", Metadata("书"), Profile(), (BookMatter("chapter", Chapter("a", "甲", blocks)),), Apparatus()
    )
    assert [each.line for each in captions(book).values()] == ["表1　次数", "表2　船只"]


def test_a_manuscript_with_numbers_of_its_own_keeps_them_and_gets_no_others():
    blocks = (Block("table", "a", label="表5 次数"), Block("table", "c", label="船只"))
    book = Edition(
        "e", Metadata("书"), Profile(), (BookMatter("chapter", Chapter("a", "甲", blocks)),), Apparatus()
    )
    assert [each.line for each in captions(book).values()] == ["表5 次数", "船只"]


def test_plots_are_counted_after_the_figures_of_the_manuscript():
    figure = Block("figure", "木牌", label="a.png")
    plots = (Plot("b", "次数", "<svg/>", ""), Plot("timeline", "大事", "<svg/>", ""))
    matter = (BookMatter("chapter", Chapter("a", "甲", (figure,))),)
    book = Edition("e", Metadata("书"), Profile(), matter, Apparatus(plots=plots))
    assert [each.line for each in captions(book).values()] == ["图1　木牌", "图2　次数"]
    assert [plot.title for plot in numbered_plots(book).apparatus.plots] == ["图2　次数", "大事"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十二", "12"),
        ("二十", "20"),
        ("一百零三", "103"),
        ("一〇三", "103"),
        ("１２", "12"),
        ("3—1", "3-1"),
        ("007", "7"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(written, number):
    assert arabic(written) == number


@given(st.text(alphabet="见第一二十章节表图附0-9１—本书、和的年 x", max_size=60))
def test_any_text_is_read_to_its_end_and_stays_as_it_is(text):
    titled(text)
    floating(text)
    (block,) = [b for b in referred(edition(paragraph(text)))[1].chapter.blocks if b.kind == "paragraph"]
    assert block.text == text
    spans = [(m.start, m.end) for m in block.marks]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
