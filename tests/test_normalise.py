"""Normalising: a text as received, and the clean text a copy editor would make of it."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from kanben.model import Block, Source
from kanben.normalise import PAGE, TEXT, normalise, replay, undo
from kanben.normalise.markdown import MARKDOWN
from kanben.resources import data_table

CASES = Path(__file__).parent / "cases" / "normalise"
ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|[trf])")
CONTROLS = {"t": "\t", "r": "\r", "f": "\f"}


def unescaped(text):
    return ESCAPE.sub(lambda m: CONTROLS.get(m[1]) or chr(int(m[1][1:], 16)), text).replace("\n~\n", "\n\n")


def cases():
    for path in sorted(CASES.glob("*.txt")):
        for case in re.split(r"(?m)^== ", path.read_text("utf-8"))[1:]:
            title, _, body = case.partition("\n")
            raw, _, clean = body.partition("\n->\n")
            yield pytest.param(unescaped(raw), unescaped(clean).strip("\n"), id=f"{path.stem}: {title}")


def shown(block: Block) -> str:
    """A block as the case files write it."""
    text = block.text
    for mark in sorted((m for m in block.marks if m.kind == "noteref"), key=lambda m: -m.start):
        text = f"{text[: mark.start]}[^{mark.value}]{text[mark.start :]}"
    if block.kind == "verse":
        return "\n".join(f"| {line}" for line in text.split("\n"))
    opening = {"heading": "#" * block.level + " ", "note": f"[^{block.label}]: "}
    return opening.get(block.kind, "") + text


def cleaned(raw: str, title: str = "") -> str:
    chapter = normalise(Source("chapter", title, raw.encode("utf-8"), "text", "utf-8")).chapter
    return "\n".join(shown(block) for block in chapter.blocks)


@pytest.mark.parametrize(("raw", "clean"), list(cases()))
def test_a_raw_text_becomes_the_clean_one(raw, clean):
    assert cleaned(raw) == clean


FIXTURES = sorted(
    path.parent for path in (Path(__file__).parent / "fixtures" / "normalise").glob("*/raw.txt")
)


def fixture(folder):
    given = YAML(typ="safe").load((folder / "source.yaml").read_text("utf-8"))
    source = Source(folder.name, given["title"], (folder / "raw.txt").read_bytes(), "text")
    return normalise(source), given


def lines(text):
    return [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_a_chapter_of_each_kind_of_source_comes_out_as_made_by_hand(folder):
    cleaned, given = fixture(folder)
    shown_blocks = "\n".join(shown(block) for block in cleaned.chapter.blocks)
    assert lines(shown_blocks) == lines((folder / "clean.md").read_text("utf-8"))
    assert cleaned.chapter.title == given["title"]


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_only_what_an_editor_doubts_is_doubted(folder):
    cleaned, given = fixture(folder)
    for doubt in cleaned.doubts:
        block = cleaned.chapter.blocks[doubt.place.block].text
        spans = [(block.find(d["quote"]), d["quote"]) for d in given["doubts"] if d["quote"] in block]
        assert any(at <= doubt.place.start and doubt.place.end <= at + len(q) for at, q in spans), doubt


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_the_ledger_of_a_chapter_runs_both_ways(folder):
    cleaned, _ = fixture(folder)
    content = (folder / "raw.txt").read_bytes()
    assert cleaned.extracted.encode(cleaned.encoding) == content
    assert replay(cleaned.extracted, cleaned.passes) == cleaned.text
    assert undo(cleaned.text, cleaned.passes) == cleaned.extracted


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_the_clean_chapter_comes_back_from_its_markdown_without_an_edit(folder):
    cleaned, given = fixture(folder)
    again = normalise(Source(folder.name, given["title"], cleaned.text.encode(), "markdown"))
    assert again.chapter == cleaned.chapter
    assert again.passes == ()


CATALOGUE = data_table("normalise.toml")


def test_every_rule_stands_in_the_catalogue_and_every_entry_is_a_rule():
    assert {step.code for step in (*PAGE, *TEXT, *MARKDOWN)} | {"emendation"} == set(CATALOGUE)


@pytest.mark.parametrize("code", [code for code in CATALOGUE if code not in ("emendation", "markdown")])
def test_the_example_of_a_rule_is_what_the_rule_does(code):
    entry = CATALOGUE[code]
    source = Source("chapter", entry.get("title", "书"), entry["raw"].encode("utf-8"), "text", "utf-8")
    made = normalise(source)
    assert lines("\n".join(map(shown, made.chapter.blocks))) == lines(entry["clean"])
    if code != "verse":
        assert code in {edit.rule for edits in made.passes for edit in edits}


def test_a_rule_that_is_switched_off_asks_for_nothing():
    source = Source("chapter", "书", "1989 年, 甲".encode(), "text")
    rules = {edit.rule for edits in normalise(source, (), frozenset({"N2"})).passes for edit in edits}
    assert "N4" in rules
    assert "N2" not in rules


def markdown(text, title="书"):
    return normalise(Source("chapter", title, text.encode("utf-8"), "markdown", "utf-8"))


def test_a_numbered_heading_the_source_does_not_mark_stands_below_those_it_marks():
    cleaned_md = markdown(
        "# 沿革\n\n一、创办\n\n清末创办。\n\n二、迁址\n\n民国迁址。\n\n# 现状\n\n现有教员六十人。\n"
    )
    assert [shown(b) for b in cleaned_md.chapter.blocks if b.kind == "heading"] == [
        "## 沿革",
        "### 一、创办",
        "### 二、迁址",
        "## 现状",
    ]


def test_marks_of_a_markdown_source_are_kept_through_the_rules():
    text = (
        "该厂建于1958 年,有 *职工* 320 人,见[县志 ](http://example.org)[^1]。`a , b`\n\n[^1]: 据《县志》 。\n"
    )
    made = markdown(text)
    paragraph, note = made.chapter.blocks
    assert paragraph.text == "该厂建于1958年，有职工320人，见县志。a , b"
    assert [(m.kind, paragraph.text[m.start : m.end], m.value) for m in paragraph.marks] == [
        ("emphasis", "职工", ""),
        ("link", "县志", "http://example.org"),
        ("noteref", "", "1"),
        ("code", "a , b", ""),
    ]
    assert note.text == "据《县志》。"
    assert replay(made.extracted, made.passes) == made.text
    assert undo(made.text, made.passes) == text


def test_code_and_tables_keep_their_blanks():
    made = markdown("```\nx  =  1 , 2\n\n　y\n```\n\n| 年份 | 产值 |\n|---|---|\n| 1978 年 | 12, 万 |\n")
    assert [b.text for b in made.chapter.blocks] == ["x  =  1 , 2\n\n　y", "年份\t产值\n1978年\t12，万"]


def test_a_title_the_text_words_with_blanks_becomes_the_chapters_title():
    made = normalise(
        Source("chapter", "第三章 工业", "第 三 章　　工 业\n当年投产。".encode(), "text", "utf-8")
    )
    assert made.chapter.title == "第三章 工业"
    assert [b.text for b in made.chapter.blocks] == ["当年投产。"]


def test_without_a_title_the_chapter_line_is_the_title():
    made = normalise(Source("chapter", "", "第三章工业\n当年投产。".encode(), "text", "utf-8"))
    assert made.chapter.title == "第三章 工业"


def test_a_title_on_two_lines_is_taken_out_whole():
    made = normalise(Source("chapter", "第三章 工业", "第三章\n工业\n当年投产。".encode(), "text", "utf-8"))
    assert [b.text for b in made.chapter.blocks] == ["当年投产。"]


def test_a_first_line_that_is_not_the_title_stays():
    made = normalise(Source("chapter", "第三章 工业", "工业概况\n当年投产。".encode(), "text", "utf-8"))
    assert [b.text for b in made.chapter.blocks] == ["工业概况", "当年投产。"]
