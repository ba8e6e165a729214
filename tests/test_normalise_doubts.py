"""Doubts: what looks wrong and no rule may touch is found, and ordinary prose raises none."""

import re
from pathlib import Path

import pytest

from kanben.model import Source
from kanben.normalise import normalise
from kanben.normalise.doubts import FINDERS

CASES = Path(__file__).parent / "cases" / "normalise" / "doubts"


def cases():
    for path in sorted(CASES.glob("*.txt")):
        for case in re.split(r"(?m)^== ", path.read_text("utf-8"))[1:]:
            title, _, body = case.partition("\n")
            text, _, doubts = body.replace("\\ufffd", "\ufffd").partition("\n->")
            yield pytest.param(text, [line for line in doubts.split("\n") if line], id=title)


def doubted(text, off=frozenset()):
    cleaned = normalise(Source("chapter", "书", text.encode("utf-8"), "text", "utf-8"), (), off)
    blocks = cleaned.chapter.blocks
    for doubt in cleaned.doubts:
        place = doubt.place
        yield doubt, blocks[place.block].text[place.start : place.end]


@pytest.mark.parametrize(("text", "doubts"), list(cases()))
def test_what_an_editor_doubts_is_doubted_and_nothing_else(text, doubts):
    found = sorted(f"{doubt.code} {words}" for doubt, words in doubted(text))
    assert found == sorted(doubts)


def test_a_doubt_quotes_the_words_around_its_place_and_says_why():
    ((doubt, words),) = doubted("会议通过了《工作办法，并印发全县。")
    assert words in doubt.quote
    assert doubt.quote in "会议通过了《工作办法，并印发全县。"
    assert doubt.why == "标点 《 缺后一半"
    assert doubt.place.chapter == "chapter"


def test_the_place_of_a_doubt_in_a_note_is_the_note_at_the_chapters_end():
    ((doubt, _),) = doubted("据厂史①。\n①《厂史，第3页。\n全文完。")
    assert doubt.place.block == 2


def test_a_doubt_that_is_switched_off_is_not_raised():
    text = "会议通过了《工作办法，并印发全县。"
    assert list(doubted(text, frozenset({"unbalanced-mark"}))) == []


def test_every_code_of_a_doubt_is_lower_case_with_hyphens():
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code, _ in FINDERS)
