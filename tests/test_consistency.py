"""Contradictions: twenty-two planted in one chapter, none in a sound one, some that only two chapters show."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.extract import extract
from kanben.extract.consistency import compare, find_contradictions
from kanben.extract.contradictions_margins import margin
from kanben.model import Block, Chapter, Decisions, FigureFound, Findings, Place
from marked_text import marked

CASES = Path(__file__).parent / "cases/consistency"


def chapter_of(text, slug="c"):
    """Headings, paragraphs and pipe tables as blocks."""
    blocks, rows = [], []
    for line in [*text.split("\n"), ""]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|"):
            rows += [] if all(set(cell) == {"-"} for cell in cells) else ["\t".join(cells)]
            continue
        if rows:
            blocks.append(Block("table", "\n".join(rows)))
            rows = []
        if line.startswith("#"):
            blocks.append(Block("heading", line.lstrip("# "), 2))
        elif line.strip():
            blocks.append(Block("paragraph", line))
    return Chapter(slug, slug, tuple(blocks))


def doubts_of(text, slug="c"):
    return extract(chapter_of(text, slug), Decisions()).doubts


def planted():
    lines = (CASES / "planted.txt").read_text("utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines if line and not line.startswith("//")]


def test_of_the_planted_contradictions_nearly_all_are_found_and_nothing_else():
    doubts = doubts_of((CASES / "planted.md").read_text("utf-8"))
    hits = {(code, words) for code, words in planted() for d in doubts if d.code == code and words in d.quote}
    others = [d for d in doubts if not any(d.code == code and words in d.quote for code, words in planted())]
    assert others == []
    assert len(hits) >= 20, set(planted()) - hits


def test_every_doubt_quotes_its_place_and_says_why_in_chinese():
    chapter = chapter_of((CASES / "planted.md").read_text("utf-8"))
    for doubt in extract(chapter, Decisions()).doubts:
        text = chapter.blocks[doubt.place.block].text
        assert doubt.quote in text
        assert text[doubt.place.start : doubt.place.end]
        assert re.search("[\u4e00-\u9fff]", doubt.why)


def test_a_sound_chapter_raises_no_doubt():
    assert doubts_of((CASES / "sound.md").read_text("utf-8")) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{1985年|1985|as-of}，全厂有职工1200人，其中女职工480人，占职工总数的45%。", "share-differs"),
        ("出席代表120名，其中甲厂80名、乙厂50名。", "sum-differs"),
        ("产值由120万元增加到180万元，增加50万元。", "growth-differs"),
        ("学生由860人减少到920人。", "growth-differs"),
        ("会议讨论了三个问题：一是规划；二是预算。", "count-differs"),
        ("{1985年5月12日|1985-05-12}（星期一），新校舍落成。", "weekday-differs"),
        ("{1960年5月至1958年3月|1960-05/1958-03}，修建水库。", "end-before-beginning"),
        ("{1950年至1960年|1950/1960}的二十年间，面貌一新。", "duration-differs"),
        ("表\t人数\\n甲厂\t20\\n乙厂\t30\\n合计\t60", "sum-differs"),
    ],
)
def test_a_plain_contradiction_is_found(text, code):
    from kanben.extract.figures import find_figures

    chapter, found = marked(text)
    found = find_contradictions(chapter, Decisions(), find_figures(chapter, Decisions(), found))
    assert [doubt.code for doubt in found.doubts] == [code]


def test_two_chapters_that_disagree_are_told_apart_from_two_that_agree():
    one = "1985年底，全县有公路桥梁214座。1979年6月20日，省交通厅颁布《道路养护暂行办法》。"
    other = "1985年底，全县有公路桥梁241座。1979年8月1日，省交通厅颁布《道路养护暂行办法》。"
    chapters = [chapter_of(one, "a"), chapter_of(other, "b")]
    findings = [extract(chapter, Decisions()) for chapter in chapters]
    doubts = compare(chapters, findings)
    assert {doubt.code for doubt in doubts} == {"figure-changed", "document-dated-twice"}
    assert all("a章第1段" in doubt.why and "b章第1段" in doubt.why for doubt in doubts)
    same = [chapters[0], chapter_of(one, "b")]
    assert compare(same, [extract(chapter, Decisions()) for chapter in same]) == ()


@pytest.mark.parametrize(
    ("text", "value", "approx", "low", "high"),
    [
        ("37.4万个", 374000, None, 373500, 374500),
        ("1200多个", 1200, "over", 1200, 1300),
        ("近500人", 500, "nearly", 400, 500),
        ("340人", 340, None, 340, 340),
        ("56.1%", 56.1, None, 56.05, 56.15),
    ],
)
def test_a_figure_stands_for_whatever_rounds_to_it(text, value, approx, low, high):
    unit = "%" if text.endswith("%") else text[-1]
    found = margin(FigureFound(Place("c", 0, 0, 1), text, "", value, unit, approx=approx, text=text))
    assert (round(found.low, 6), round(found.high, 6)) == (low, high)


@given(
    st.text(
        "一二三四五十百万亿0123456789.%、，。：《》由到占增加其中共人元年月日第届次会议召开通过", max_size=120
    )
)
def test_no_text_makes_the_checks_fail(text):
    chapter = Chapter("c", "c", (Block("paragraph", text), Block("table", text.replace("，", "\t"))))
    doubts = find_contradictions(chapter, Decisions(), Findings("c")).doubts
    assert all(doubt.why for doubt in doubts)
