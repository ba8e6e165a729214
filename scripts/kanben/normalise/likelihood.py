"""How likely a text is as Chinese prose, to a reader who knows only how common characters are.

Half of any prose is a few hundred characters; most of the rest stands in the first levels of GB 2312 and
Big5, which list the characters in use; anything beyond is rare.  Bytes read by the wrong table fall into the
rare part at once.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import log
from unicodedata import category

from kanben.resources import data_words

ASCII, FREQUENT, COMMON, LETTER, RARE, CONTROL = (
    log(0.3 / 100), log(0.5 / 600), log(0.45 / 7000), log(0.03 / 3000), log(0.02 / 80000), log(1e-12),
)  # fmt: skip
"""Log-likelihood of one character of a class: the share of the class in prose over the size of the class."""


def likelihood(text: str) -> float:
    """Log-likelihood of the text as Chinese prose, its characters taken one by one."""
    return sum(weight(character) * count for character, count in Counter(text).items())


@cache
def weight(character: str) -> float:
    """Log-likelihood of one character, by the class it is in."""
    if character in "\t\n\f\r" or " " <= character <= "~":
        return ASCII
    if character in frequent():
        return FREQUENT
    if character in first_levels():
        return COMMON
    kind = category(character)
    if kind[0] == "C" or character == "\N{REPLACEMENT CHARACTER}":
        return LETTER if kind == "Cf" else CONTROL
    return RARE if kind in ("Lo", "So", "No") else LETTER


@cache
def frequent() -> frozenset[str]:
    """The characters that make up half of any prose."""
    return frozenset("".join(data_words("frequent_characters.txt")))


@cache
def first_levels() -> frozenset[str]:
    """The characters in use, as GB 2312 (rows 16–55) and Big5 (A440–C67E) list them."""
    simplified = double_bytes(range(0xB0, 0xD8), range(0xA1, 0xFF)).decode("gb2312", "ignore")
    traditional = double_bytes(range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))).decode(
        "big5", "ignore"
    )
    return frozenset(character for character in simplified + traditional if character >= "\u4e00")


def double_bytes(leads: range, trails: range | tuple[int, ...]) -> bytes:
    """Every code of two bytes with such a first and such a second byte."""
    return bytes(byte for lead in leads for trail in trails for byte in (lead, trail))
