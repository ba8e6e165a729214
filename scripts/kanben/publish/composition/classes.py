"""Classes of characters, and what two neighbours allow: CLREQ's tables, read from `data/line_classes.toml`.

A class is one letter. Beside those of the table: H ideographs and all that is set like them, L letters and
digits of other scripts, M combining marks, N raised note marks (set by the caller), X everything else.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kanben.resources import data_table

IDEOGRAPHIC = re.compile("[\u2460-\u24ff\u2776-\u2793\u2160-\u217f]")
APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")


@cache
def _marks() -> dict[str, str]:
    table: dict[str, str] = data_table("line_classes.toml")["marks"]
    return {char: name for name, chars in table.items() for char in chars}


@cache
def char_class(char: str) -> str:
    """The class of one character, a single letter."""
    if mark := _marks().get(char):
        return mark
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return "M"
    if unicodedata.east_asian_width(char) in "WF" or IDEOGRAPHIC.match(char):
        return "H"
    return "L" if category[0] in "LN" else "X"


def classify(text: str) -> str:
    """The classes of a text, one letter a character; an apostrophe inside a word counts as a letter."""
    if "’" in text:
        text = APOSTROPHE.sub("'", text)
    return "".join(map(char_class, text))


@cache
def break_rule(before: str, after: str) -> bool | None:
    """Whether a line may end between two classes; None where the Unicode algorithm decides."""
    rules: dict[str, str] = data_table("line_classes.toml")["breaks"]
    if after in rules["before"] or before in rules["after"]:
        return False
    if before in rules["latin"] and after in rules["latin"]:
        return None
    return True


@cache
def is_solid(before: str, after: str) -> bool:
    """Whether no space is ever inserted: inside words, in —— and ……, before a note mark."""
    gaps: dict[str, str] = data_table("line_classes.toml")["gaps"]
    within = before in gaps["solid"] and after in gaps["solid"]
    return within or after in gaps["attached"] or before in gaps["fixed"] or before + after == "KK"


@cache
def whole_trim() -> frozenset[str]:
    """The marks that may give up their whole blank half when a line is pushed in."""
    return frozenset(data_table("line_classes.toml")["trim"]["whole"])
