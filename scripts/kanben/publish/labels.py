"""What numbered things of a book are called: 第三章, 表2, 图3-1, and the same label however it is written."""

from __future__ import annotations

import re
from unicodedata import normalize

Label = tuple[str, str]
"""What it is (章, 节, 表, 图 …) and its number in arabic digits: ('表', '3-1')."""

_ONES = {figure: value for value, figure in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100}
_DASH = re.compile("[-—–－·．.‑−]")
NUMBER = r"(?:[0-9０-９]+|[零〇一二三四五六七八九十百]+)"
UNITS = "章编篇卷回讲节部"
TITLE = rf"第{NUMBER}[{UNITS}](?![程课分门队委合])"
FLOAT = rf"附?[表图]\s?{NUMBER}(?:[-—–－·．.‑−][0-9０-９]+)*(?![0-9０-９年月日个张幅])"
"""Forms without groups; 表1990年 is no table, 第一节课 and 第三部分 no part of the book."""
_TITLED = re.compile(rf"第({NUMBER})([{UNITS}])")
_FLOATED = re.compile(r"(附?[表图])\s?(.+)")
_AT_START = re.compile(FLOAT)


def arabic(text: str) -> str:
    """A number in arabic digits: of 十二, １２ or 12 it is 12; of 3—1 it is 3-1."""
    plain = _DASH.sub("-", normalize("NFKC", text))
    return "-".join(_digits(part) for part in plain.split("-"))


def titled(text: str) -> Label | None:
    """The label that a title opens with: of 第三章　渡口 it is ('章', '3')."""
    found = _TITLED.match(text)
    return (found[2], arabic(found[1])) if found else None


def floating(text: str) -> Label | None:
    """The label that a caption opens with: of 表3—1　历年次数 it is ('表', '3-1')."""
    opening = _AT_START.match(text)
    found = _FLOATED.fullmatch(opening[0]) if opening else None
    return (found[1], arabic(found[2])) if found else None


def _digits(text: str) -> str:
    """A number written in Chinese figures; one written figure by figure is read so (一九 is 19)."""
    if text.isdecimal():
        return str(int(text))
    if not any(figure in _TENS for figure in text):
        return str(int("".join(str(_ONES[figure]) for figure in text)))
    value, ones = 0, 0
    for figure in text:
        if figure in _TENS:
            value, ones = value + (ones or 1) * _TENS[figure], 0
        else:
            ones = _ONES[figure]
    return str(value + ones)
