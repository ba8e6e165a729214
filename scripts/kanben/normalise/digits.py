"""N5: a letter that stands for a digit inside a number is that digit, in Arabic and in Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import is_han
from kanben.normalise.draft import Draft
from kanben.normalise.numbers import unit_follows
from kanben.normalise.rule import Wish

_TOKEN = re.compile(r"(?<![A-Za-z0-9.])[0-9OoIl]+(?:(?: ?[.,:] ?| )[0-9OoIl]+)*(?![A-Za-z0-9])")
_WHOLE = re.compile(
    r"[0-9OoIl]+(?:,[0-9OoIl]{3})*(?:\.[0-9OoIl]+)?|[0-9OoIl]{1,2}:[0-9OoIl]{2}(?::[0-9OoIl]{2})?"
)
_DIGITS = {"O": "0", "o": "0", "I": "1", "l": "1"}
_DATE = re.compile(r"(?<=[年月])[OoIl]{1,2}(?=[月日])")
"""A number of letters alone is one only between 年, 月 and 日."""
_ZERO_POINT = re.compile(r"[Oo] ?\. ?[0-9OoIl]+")
_STROKE = re.compile(r"(?<![A-Za-z0-9/.])l(?= ?/ ?[2-9]\d?(?![A-Za-z0-9/]))")
"""l / 4 in a sentence is 1/4."""
_CHINESE = re.compile(
    r"(?<![0-9A-Za-z.,:：])[一二三四五六七八九〇○◯][一二三四五六七八九〇○◯OoО0]+(?![0-9A-Za-z])"
)
"""It opens with a Chinese digit: in 20:00三次 and 9O三个 the figures belong to what stands before them."""
_ZEROS = "○◯OoО0"


def letters(draft: Draft) -> Iterator[Wish]:
    """630O件 is 6300件, l976 is 1976; O2, H2O, O型 and 卡拉OK are what they are."""
    found = [match for match in _TOKEN.finditer(draft.text) if _is_number(match)]
    for match in sorted(
        [*found, *_DATE.finditer(draft.text), *_STROKE.finditer(draft.text)], key=lambda m: m.start()
    ):
        for at in range(*match.span()):
            if draft.text[at] in _DIGITS:
                yield at, at + 1, _DIGITS[draft.text[at]]


def zeros(draft: Draft) -> Iterator[Wish]:
    """What stands for 〇 in a number written in Chinese digits is 〇: 二OO三年."""
    for found in _CHINESE.finditer(draft.text):
        if _is_chinese_number(found):
            for at in range(*found.span()):
                if draft.text[at] in _ZEROS:
                    yield at, at + 1, "〇"


def _is_number(token: re.Match[str]) -> bool:
    """Whether a run of digits and letters like them is a number.

    It has a digit; a unit follows it; or it is in one piece, with two digits at least and no formula (O2).
    """
    word = token[0]
    digits = sum(char.isdigit() for char in word)
    if not digits or not any(char in _DIGITS for char in word):
        return False
    if not _WHOLE.fullmatch(word):
        return (word[0] not in "OI" or bool(_ZERO_POINT.fullmatch(word))) and unit_follows(
            token.string, token.end()
        )
    formula = word[0] in "OI" and digits == 1
    return (digits >= 2 and not formula) or unit_follows(token.string, token.end()) or _ends_in_zero(token)


def _ends_in_zero(token: re.Match[str]) -> bool:
    """Whether a digit and O stand before a character that is no unit known here, 型 apart: 2O册."""
    after = token.string[token.end() : token.end() + 1]
    return (
        token[0][0].isdigit()
        and set(token[0]) & set(_DIGITS) <= set("Oo")
        and is_han(after)
        and after != "型"
    )


def _is_chinese_number(token: re.Match[str]) -> bool:
    """Whether a run of Chinese digits and look-alikes of 〇 is a number: by its length, or by 年 after it."""
    word = token[0]
    mixed = any(c in _ZEROS for c in word) and any(c in "一二三四五六七八九" for c in word)
    return mixed and (len(word) >= 3 or token.string[token.end() : token.end() + 1] == "年")
