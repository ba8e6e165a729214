"""The classes of characters that the rules speak of, as ranges for a regular expression's brackets."""

from __future__ import annotations

import re

HAN = "\u3005-\u3007\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs, with 々, 〆 and 〇."""
MARKS = "\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe5…—～·“”‘’"
"""Full-width punctuation, curly quotes included (GB/T 15834)."""
ENCLOSED = "\u2460-\u24ff\u3200-\u33ff"
"""①, ㈠, ㎡ and their kin: a full width each, set without a space."""
BLANK = " \t\u3000"
"""What parts words on a line once the invisible characters are gone."""
OPENING = "（《〈【〔『「“‘"
CLOSING = "）》〉】〕』」”’"
STOPS = "。！？"
"""What ends a sentence."""
COUNT = r"[〇零一二三四五六七八九十百千\d ]{1,8}"
"""The number of a chapter or section, spaced out or not."""
ORDINAL = rf"第{COUNT}[编編篇部章节節]"
"""What opens a heading of the higher levels: 第三章, 第 二 节."""

_CJK = re.compile(f"[{HAN}{MARKS}{ENCLOSED}]")
_MARK = re.compile(f"[{MARKS}]")
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")


def is_cjk(char: str) -> bool:
    """Whether the character is set full width: an ideograph or a full-width mark; False for ''."""
    return bool(_CJK.match(char))


def is_mark(char: str) -> bool:
    """Whether the character is a full-width mark; False for ''."""
    return bool(_MARK.match(char))


def is_han(char: str) -> bool:
    """Whether the character is an ideograph; False for ''."""
    return bool(_HAN.match(char))


def is_latin(char: str) -> bool:
    """Whether the character is a Latin letter, accents included; False for ''."""
    return bool(_LATIN.match(char))


def has_han(text: str) -> bool:
    """Whether an ideograph stands in the text."""
    return bool(_HAN.search(text))


def bare(text: str) -> str:
    """The text without any blank, for comparing lines that differ in spacing only."""
    return "".join(text.split())
