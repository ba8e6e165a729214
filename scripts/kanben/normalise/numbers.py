"""N3: numbers are whole; what an OCR program or a typist parted in a number comes together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish
from kanben.resources import data_table

_POINT = re.compile(r"(?<=\d)(?: +\. *| *\. +)(?=\d)")
_GROUP = re.compile(r"(?<=\d),[ \t\u3000]+(?=\d{3}(?!\d))")
_SLASH = re.compile(r"(?<=\d)(?: +/ *| */ +)(?=\d)")
_CLOCK = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-4])( +: +)[0-5]\d(?![\d%]| *[:%])")
_PARTED = re.compile(r"(?<![\d.,:A-Za-z])\d{1,3}(?: \d+)+(?:\.\d+)?(?![\d.])")
_PERCENT = re.compile(r"(?<=\d)[ \t\u3000]+(?=[%‰℃])")
_YEAR = re.compile(r"(?<![\d.])[12](?: ?\d){3}(?= ?年)")
_DATE_AFTER = re.compile(r"\d{4} ?年|\d{1,2} ?月")
_MOST = {"月": 12, "日": 31, "时": 24, "時": 24, "点": 24, "點": 24}
"""A number so high has no such unit: there two numbers stand side by side."""


def points(draft: Draft) -> Iterator[Wish]:
    """Joins a decimal to its point: 37. 4万 is 37.4万.  At the start of a block it may be item 37."""
    for found in _POINT.finditer(draft.text):
        start, end = found.span()
        if not _opens_block(draft.text, start) and not _DATE_AFTER.match(draft.text, end):
            yield start, end, "."


def groups(draft: Draft) -> Iterator[Wish]:
    """Joins the groups of three digits: 12, 345元 is 12,345元."""
    for found in _GROUP.finditer(draft.text):
        if unit_follows(draft.text, found.end() + 3):
            yield *found.span(), ","


def fractions(draft: Draft) -> Iterator[Wish]:
    """Joins a fraction or a date to its stroke: 1 /3 is 1/3."""
    for found in _SLASH.finditer(draft.text):
        yield *found.span(), "/"


def clocks(draft: Draft) -> Iterator[Wish]:
    """Joins a time of day to its colon where blanks stand on both sides: 7 : 30 is 7:30."""
    for found in _CLOCK.finditer(draft.text):
        yield *found.span(1), ":"


def parted_digits(draft: Draft) -> Iterator[Wish]:
    """Joins the digits of a number before its unit: 3 0 0余人 is 300余人, 2 15人 is 215人; 1 000吨 is in groups."""
    for found in _PARTED.finditer(draft.text):
        whole = found[0].replace(" ", "")
        if not _grouped(found[0]) and unit_follows(draft.text, found.end()) and _fits(whole, found):
            yield *found.span(), whole


def percents(draft: Draft) -> Iterator[Wish]:
    """Joins a number and its per cent sign: 85 % is 85%."""
    for found in _PERCENT.finditer(draft.text):
        yield *found.span(), ""


def years(draft: Draft) -> Iterator[Wish]:
    """Joins the four digits of a year: 19 89年 is 1989年."""
    for found in _YEAR.finditer(draft.text):
        yield *found.span(), found[0].replace(" ", "")


def unit_follows(text: str, offset: int) -> bool:
    """Whether a measure word or another sign of a number stands at the offset, a space allowed."""
    return text[offset : offset + 3].lstrip().startswith(tuple(data_table("normalise-words.toml")["units"]))


def _opens_block(text: str, offset: int) -> bool:
    """Whether only digits stand between the line's start and the offset."""
    line = text[max(0, offset - 8) : offset].rpartition("\n")
    return (bool(line[1]) or offset <= 8) and line[2].isdigit()


def _grouped(number: str) -> bool:
    """Whether the spaces part groups of three digits (GB/T 15835, 5.2.1)."""
    return all(len(group) == 3 for group in number.partition(".")[0].split(" ")[1:])


def _fits(whole: str, found: re.Match[str]) -> bool:
    """Whether the number joined may have the unit that follows it."""
    most = _MOST.get(found.string[found.end() : found.end() + 2].lstrip()[:1])
    return most is None or float(whole) <= most
