"""How terms are read: surnames, places, polyphones in bodies, the editor's reading over all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.readings import doubtful, numbered, reading

CASES = [
    line.split(" => ")
    for line in Path(__file__)
    .with_name("cases")
    .joinpath("readings/terms.txt")
    .read_text("utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("left", "right"), CASES, ids=[left for left, _ in CASES])
def test_a_term_is_read_as_the_table_says(left, right):
    kind, term = left.split(" ", 1)
    kind = "" if kind == "-" else kind
    assert reading(term, kind) == tuple(right.removesuffix(" ?").split())
    assert doubtful(term, kind) == right.endswith("?")


def test_the_word_and_the_surname_part_company():
    assert reading("单", "") != reading("单玉", "person")[:1]
    assert reading("解放") == ("jie3", "fang4")
    assert reading("解放军", "organisation")[0] == "jie3"


@pytest.mark.parametrize("given_reading", ["Shàn Xióng", "shan4 xiong2", "shan4  xiong2 "])
def test_the_reading_an_editor_gives_wins(given_reading):
    assert reading("单雄", "person", given_reading) == ("shan4", "xiong2")
    assert reading("长兴", "place", "zhǎng xìng") == ("zhang3", "xing4")


def test_a_given_reading_of_another_length_is_not_used():
    assert reading("重庆", "place", "chóng") == ("chong2", "qing4")


@pytest.mark.parametrize("written", ["lǜ", "lü4", "lv4", "lu:4", "LÜ4"])
def test_u_umlaut_has_one_spelling_and_sorts_after_u(written):
    assert numbered(written) == "lv4"
    assert numbered("lù") < numbered("luò") < numbered(written)


def test_a_syllable_without_a_tone_is_neutral():
    assert numbered("zi") == "zi5"


@given(st.text(max_size=40), st.sampled_from(["", "person", "organisation", "place"]))
def test_any_text_has_one_syllable_for_each_character(term, kind):
    assert len(reading(term, kind)) == len(term)
    assert all(reading(term, kind)) or not term
    doubtful(term, kind)


@given(st.text(alphabet="单重行长乐工会A1·一𠮷ü", max_size=12), st.text(max_size=30))
def test_any_given_reading_leaves_one_syllable_for_each_character(term, said):
    assert len(reading(term, "person", said)) == len(term)
