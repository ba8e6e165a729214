"""The ledger: source and ledger give the clean text, and back; the count of characters balances."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kanben.model import Edit, Source
from kanben.normalise import balance, normalise, replay, undo
from kanben.normalise.draft import Draft, Span, apply
from kanben.normalise.ledger import rewritten

HAN = "甲乙丙丁厂年月日人工会第章节一二三十〇的了在"
MARKS = "，。；：？！、“”‘’（）《》—…·～％"
NOISE = " \t\u3000\u00a0\u200b\u00ad,.;:?!()\"'-_*#[]<>|`$^~@\\&+=/{}%"
LETTERS = "OolIABxyz" + string.digits + "１２Ａ．－"
RARE = "①②⻓⼯ﬁ○\f\r\u2028"
text = st.lists(
    st.text(HAN + MARKS + NOISE + LETTERS + RARE, max_size=12)
    | st.sampled_from(
        [
            "\n",
            "\n\n",
            "\r\n",
            "第一章 总则",
            "一、工业",
            "（一）",
            "1. ",
            "①",
            "......",
            "--",
            "37. 4万",
            "&nbsp;",
            "<p>",
        ]
    ),
    max_size=30,
).map("".join)
patient = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def clean(raw, format="text", title="书"):
    return normalise(Source("chapter", title, raw.encode("utf-8"), format, "utf-8"))


@patient
@given(text.filter(str.strip))
def test_source_and_ledger_give_the_clean_text_and_back(raw):
    cleaned = clean(raw)
    assert cleaned.extracted == raw
    assert replay(cleaned.extracted, cleaned.passes) == cleaned.text
    assert undo(cleaned.text, cleaned.passes) == cleaned.extracted


@patient
@given(text.filter(str.strip))
def test_the_count_of_characters_balances(raw):
    cleaned = clean(raw)
    sums = balance(cleaned.passes)
    assert len(cleaned.extracted) - sums.dropped + sums.added == len(cleaned.text)


@settings(patient, max_examples=25)
@given(text.filter(str.strip))
def test_normalising_clean_text_makes_no_edit(raw):
    cleaned = clean(raw)
    if cleaned.chapter.blocks:
        again = clean(cleaned.text, "markdown", cleaned.chapter.title)
        assert again.chapter.blocks == cleaned.chapter.blocks
        assert again.text == cleaned.text
        assert again.passes == ()


def test_an_edit_that_does_not_find_its_words_is_refused():
    with pytest.raises(ValueError, match="N4"):
        rewritten("甲,乙", [Edit(1, ";", "；", "N4")])


def test_edits_that_overlap_are_refused():
    with pytest.raises(ValueError, match="N2"):
        rewritten("甲  乙", [Edit(1, "  ", "", "N2"), Edit(2, " ", "", "N2")])


def test_marks_move_with_the_text_around_them():
    draft = Draft("甲 乙 丙丁", (Span(2, 3, "emphasis"), Span(4, 6, "strong"), Span(6, 6, "noteref", "1")))
    moved = apply(draft, [Edit(1, " ", "", "N2"), Edit(3, " ", "", "N2"), Edit(5, "丁", "丁丁", "N2")])
    assert moved.text == "甲乙丙丁丁"
    assert [(m.start, m.end) for m in moved.marks] == [(1, 2), (2, 5), (5, 5)]


def test_a_mark_whose_words_are_gone_is_gone():
    draft = Draft("甲乙丙", (Span(1, 2, "emphasis"),))
    assert apply(draft, [Edit(1, "乙", "", "N2")]).marks == ()
