"""Numbers in both systems, from readable cases, and for any text at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.extract.numerals import CHINESE_NUMERALS, fraction, integer, number

LINES = (Path(__file__).parent / "cases/dates/numerals.txt").read_text("utf-8").splitlines()
CASES = [line.split(" => ") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "value"), CASES, ids=[text for text, _ in CASES])
def test_a_number_is_worth_what_it_says(text: str, value: str):
    read = number(text) if number(text) is not None else fraction(text)
    assert read == (None if value == "-" else float(value))


def test_a_whole_number_is_an_integer_and_a_broken_one_is_none():
    assert integer("37.4万") == 374000
    assert integer("三点五") is None


@given(st.integers(0, 9999))
def test_figures_mean_themselves(value: int):
    assert integer(str(value)) == integer(f"{value:,}") == value


@given(st.integers(1, 9999))
def test_a_number_spelt_in_units_is_read_back(value: int):
    assert integer(spelt(value)) == value


@given(st.text(alphabet=CHINESE_NUMERALS + "0123456789.,，点分之成%‰", max_size=50) | st.text())
def test_any_text_is_a_number_or_none(text: str):
    assert number(text) is None or number(text) == number(text)
    assert fraction(text) is None or fraction(text) == fraction(text)


def spelt(value: int) -> str:
    """The number as a Chinese book spells it, zeros between its figures told once."""
    figures = [int(figure) for figure in f"{value:04}"]
    text = ""
    for figure, unit in zip(figures, "千百十 ", strict=True):
        text += "一二三四五六七八九"[figure - 1] + unit.strip() if figure else "零"
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.strip("零")
