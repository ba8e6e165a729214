"""The order of a Chinese index (GB/T 22466): by reading, character by character.

Each character by the spelling of its syllable in this word (ü after u), then tone, then number of strokes,
then code; digits stand before Latin letters, letters before characters; marks are not counted; nothing
stands before something (工会 before 工会法).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import zip_longest

from kanben.resources import data_words

Key = tuple[tuple[int, str, int, int, int], ...]
_STROKE_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def sort_key(term: str, reading: tuple[str, ...]) -> Key:
    """The key that puts a term in its place; `reading` has a syllable for each character of the term."""
    pairs = zip_longest(term, reading[: len(term)], fillvalue="")
    return tuple(_character_key(char, syllable) for char, syllable in pairs if _counts(char))


def counted(term: str) -> str:
    """The characters of a term that count for its order: letters and digits, no marks, no spaces."""
    return "".join(filter(_counts, term))


def group(term: str, reading: tuple[str, ...]) -> str:
    """The letter a term stands under: A–Z, or # where it opens with a digit or a Latin letter."""
    first = next((at for at, char in enumerate(term) if _counts(char)), -1)
    if first < 0 or term[first].isascii() or len(reading) <= first:
        return "#"
    letter = reading[first][:1].upper()
    return letter if "A" <= letter <= "Z" else "#"


def strokes(char: str) -> int:
    """Number of strokes (Unihan kTotalStrokes); 0 where it is not known."""
    row = _stroke_rows().get(ord(char) >> 6)
    return _STROKE_SIGNS.index(row[ord(char) & 63]) if row and ord(char) & 63 < len(row) else 0


def _counts(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def _character_key(char: str, syllable: str) -> tuple[int, str, int, int, int]:
    if char.isdigit():
        return (0, char, 0, 0, ord(char))
    if char.isascii():
        return (1, char.lower(), 0, 0, ord(char))
    spelling, tone = syllable.rstrip("012345"), syllable[-1:]
    # v and ü both write ü; "u~" puts it after every syllable with u, before the next letter.
    spelling = spelling.lower().replace("ü", "v").replace("v", "u~")
    return (2, spelling, int(tone) if tone.isdigit() else 5, strokes(char), ord(char))


@cache
def _stroke_rows() -> dict[int, str]:
    rows = (line.split() for line in data_words("strokes.txt"))
    return {int(first, 16) >> 6: signs for first, signs in rows}
