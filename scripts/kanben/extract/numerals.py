"""Numbers as Chinese books write them: 123, 1,234, 37.4万, 一百二十三, 廿三, 两千, 二〇〇一, 三分之一.

GB/T 15835-2011 names the two systems (arabic, Chinese) and their mixture before 万 and 亿; books in traditional
characters add 兩 萬 億, and cheques 壹 貳 參.  Text that is no number gives None, never an error.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_FORMS = ("〇零○", "一壹", "二两兩贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {form: value for value, forms in enumerate(_FORMS) for form in forms}
_TENS = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
_SMALL = {"千": 1000, "仟": 1000, "百": 100, "佰": 100, "十": 10, "拾": 10}
_LARGE = {"兆": 10**12, "亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4}
_UNITS = _LARGE | _SMALL

CHINESE_DIGITS = "".join(_DIGITS)
"""The signs that stand for one digit each, for the grammars of other modules."""
CHINESE_NUMERALS = "".join((*_DIGITS, *_TENS, *_UNITS))
"""Every sign of a Chinese integer."""

_LONGEST = 32
_ARABIC = re.compile(r"[+-]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?")
_PARTS = re.compile(r"([^分]+)分之([^分]+)")
_TENTHS = re.compile(r"([^成]+)成([一二三四五六七八九半]?)")


def integer(text: str) -> int | None:
    """The whole number that the text is, in either system or both mixed; None where it is none."""
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """The number that the text is, 万 and 亿 worked out: 37.4万 → 374000.0; None where it is none."""
    exact = _exact(text) if len(text) <= _LONGEST else None
    return None if exact is None else float(exact)


@lru_cache(maxsize=4096)
def fraction(text: str) -> float | None:
    """A share in per cent, two decimals: 三分之一 → 33.33, 百分之八十五 → 85.0, 85% → 85.0, 3‰ → 0.3, 两成 → 20.0."""
    share = _share(text) if len(text) <= _LONGEST else None
    return None if share is None else float(round(share, 2))


def _share(text: str) -> Decimal | None:
    if text[-1:] in {"%", "％", "‰"}:
        part, whole = _exact(text[:-1]), Decimal(1000 if text[-1] == "‰" else 100)
    elif match := _PARTS.fullmatch(text):
        part, whole = _exact(match[2]), _exact(match[1]) or Decimal(0)
    elif match := _TENTHS.fullmatch(text):
        part, whole = _exact(match[1]), Decimal(10)
        part = part + Decimal(5 if match[2] == "半" else _DIGITS.get(match[2], 0)) / 10 if part else part
    else:
        return None
    return part * 100 / whole if part is not None and whole else None


def _exact(text: str) -> Decimal | None:
    """The number in full precision (37.4 has no exact binary form, 37.4万 must still be 374000).

    The largest unit parts it, so that 三万亿 is 三万 times 亿 and 1亿2000万 is 1 times 亿 and 2000万.
    """
    unit = next((sign for sign in _UNITS if sign in text), "")
    if not unit:
        return _unitless(text)
    before, _, after = text.rpartition(unit)
    factor = _exact(before) if before else Decimal(1)
    rest = _rest(after, _UNITS[unit])
    if factor is None or rest is None or (unit in _SMALL and factor >= 10):
        return None
    return factor * _UNITS[unit] + rest


def _rest(after: str, unit: int) -> Decimal | None:
    """What follows a unit; a bare digit is a tenth of it, as in 一万二 (12000) and 三百五 (350)."""
    if not after:
        return Decimal(0)
    if len(after) == 1 and after in _DIGITS and unit > 10:
        return Decimal(_DIGITS[after] * unit // 10)
    value = _exact(after[1:] if after[0] in _FORMS[0] and len(after) > 1 else after)
    return value if value is not None and 0 <= value < unit else None


def _unitless(text: str) -> Decimal | None:
    """A number without 十, 百, 千 …: 1,234.5, 二〇〇一 by its digits, 七点四, 廿三."""
    if _ARABIC.fullmatch(text):
        return Decimal(re.sub("[,，]", "", text).replace("．", "."))
    if text[:1] in _TENS and len(text) <= 2:
        return Decimal(_TENS[text[0]] + _DIGITS.get(text[1:], 0)) if text[1:] in {"", *_DIGITS} else None
    whole, point, decimals = text.partition("点")
    figures = "".join(str(_DIGITS.get(sign, sign)) for sign in whole + decimals)
    if not figures.isdecimal() or not whole or bool(point) != bool(decimals):
        return None
    return Decimal(figures).scaleb(-len(decimals))
