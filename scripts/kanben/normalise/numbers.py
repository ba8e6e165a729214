"""N3 and N5: numbers are whole, and made of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish
from kanben.resources import data_table

_POINT = re.compile(r"(?<=\d)(?: +\. *| *\. +)(?=\d)")
_GROUP = re.compile(r"(?<=\d),[ \t\u3000]+(?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?<![\d.,])\d(?: \d)+(?!\d)")
_PERCENT = re.compile(r"(?<=\d)[ \t\u3000]+(?=[%‰℃])")
_YEAR = re.compile(r"(?<![\d.])[12](?: ?\d){3}(?= ?年)")
_DATE_AFTER = re.compile(r"\d{4} ?年|\d{1,2} ?月")
_LETTERS = re.compile(r"(?<![A-Za-z0-9])[0-9OoIl]+(?:\.[0-9OoIl]+)?(?![A-Za-z0-9])")
_LOOKS = str.maketrans("OoIl", "0011")
_CHINESE = re.compile(r"[一二三四五六七八九〇○◯OoО0]{2,}")


def points(draft: Draft) -> Iterator[Wish]:
    """Joins a decimal to its point: 37. 4万 is 37.4万.  At the start of a block it may be item 37."""
    for found in _POINT.finditer(draft.text):
        start, end = found.span()
        if not opens_block(draft.text, start) and not _DATE_AFTER.match(draft.text, end):
            yield start, end, "."


def groups(draft: Draft) -> Iterator[Wish]:
    """Joins the groups of a number (12, 345元), its per cent sign (85 %) and a year (19 89年)."""
    for found in _GROUP.finditer(draft.text):
        if _unit_follows(draft.text, found.end() + 3):
            yield *found.span(), ","


def spaced_digits(draft: Draft) -> Iterator[Wish]:
    """Joins a number whose digits stand one by one before a unit: 3 0 0余人 is 300余人."""
    for found in _SPACED.finditer(draft.text):
        if _unit_follows(draft.text, found.end()):
            yield *found.span(), found[0].replace(" ", "")


def percents(draft: Draft) -> Iterator[Wish]:
    """Joins a number and its per cent sign: 85 % is 85%."""
    for found in _PERCENT.finditer(draft.text):
        yield *found.span(), ""


def years(draft: Draft) -> Iterator[Wish]:
    """Joins the four digits of a year: 19 89年 is 1989年."""
    for found in _YEAR.finditer(draft.text):
        for at in range(*found.span()):
            if draft.text[at] == " ":
                yield at, at + 1, ""


def letters(draft: Draft) -> Iterator[Wish]:
    """N5: a letter that stands for a digit inside a number is that digit: 630O件, l976."""
    for found in _LETTERS.finditer(draft.text):
        if _is_number(found):
            for at in range(*found.span()):
                if draft.text[at] in "OoIl":
                    yield at, at + 1, draft.text[at].translate(_LOOKS)


def zeros(draft: Draft) -> Iterator[Wish]:
    """N5: what stands for 〇 in a number written in Chinese digits is 〇: 二OO三年."""
    for found in _CHINESE.finditer(draft.text):
        if _is_chinese_number(found):
            for at in range(*found.span()):
                if draft.text[at] in "○◯OoО0":
                    yield at, at + 1, "〇"


def opens_block(text: str, offset: int) -> bool:
    """Whether only digits stand between the line's start and the offset."""
    line = text[max(0, offset - 8) : offset].rpartition("\n")
    return (bool(line[1]) or offset <= 8) and line[2].isdigit()


def _is_number(token: re.Match[str]) -> bool:
    """Whether a run of digits and O, o, I, l is a number: two digits or more, or a unit after it."""
    word = token[0]
    digits = sum(c.isdigit() for c in word)
    if not digits or digits == len(word.replace(".", "")):
        return False
    formula = word[0] in "OI" and digits == 1
    return (digits >= 2 and not formula) or _unit_follows(token.string, token.end())


def _unit_follows(text: str, offset: int) -> bool:
    """Whether a measure word or another sign of a number stands at the offset, a space allowed."""
    return text[offset : offset + 3].lstrip().startswith(tuple(data_table("normalise-words.toml")["units"]))


def _is_chinese_number(token: re.Match[str]) -> bool:
    """Whether a run of Chinese digits and look-alikes of 〇 is a number: by its length, or by 年 after it."""
    word = token[0]
    chinese = sum(c in "一二三四五六七八九" for c in word)
    mixed = any(c in "○◯OoО0" for c in word)
    return mixed and chinese > 0 and (len(word) >= 3 or token.string[token.end() : token.end() + 1] == "年")
