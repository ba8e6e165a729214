"""Digits and Latin letters are half width, with the marks that stand inside words and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_ALNUM = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_WIDE = re.compile(
    "[０-９Ａ-Ｚａ-ｚ]+"
    f"|(?<=[{_ALNUM}])[．－／＆＠＿＋](?=[{_ALNUM}])"  # Ａ－１０１, ３．５, ａ＠ｂ
    "|(?<=[0-9０-９])％"
    "|(?:(?<![0-9０-９：:][0-2０-２][0-9０-９])(?<=[0-2０-２][0-9０-９])|(?<![0-9０-９：:][0-9０-９])(?<=[0-9０-９]))"
    "：(?=[0-5０-５][0-9０-９](?![0-9０-９]))"  # １２：３０, ７：３０
)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def full_width_letters(draft: Draft) -> Iterator[Wish]:
    """Narrows full-width digits and letters, the marks between them, and the per cent sign of a number."""
    for found in _WIDE.finditer(draft.text):
        yield *found.span(), found[0].translate(_NARROW)
