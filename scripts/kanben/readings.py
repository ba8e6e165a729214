"""How a term is read: a syllable of pinyin for each character, as the index and the authority file need it.

Order of authority: the reading the editor gives; for persons the surname; our table of places and words; then the
phrases of pypinyin, then the commonest reading of the character.  Syllables carry the tone as a digit (5 for the
neutral tone) and ü as v, which sorts it after u: lu4 < luo4 < lv4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from kanben.resources import data_table

Syllables = tuple[str, ...]
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_SYLLABLE = re.compile(r"[a-zv]+[1-5]")


def reading(term: str, kind: str = "", given: str = "") -> Syllables:
    """A syllable for each character of the term (`('gong1', 'hui4')`); digits, Latin and marks stand for themselves.

    `kind` is person, organisation, place or empty; `given` is the editor's reading, with tone marks or digits, parted
    by spaces, and wins where it has a syllable for each Chinese character.
    """
    return _given(term, given) or tuple(
        syllable for _, syllables, _ in _pieces(term, kind) for syllable in syllables
    )


def doubtful(term: str, kind: str = "") -> bool:
    """Whether the term has a character of several readings that neither a phrase nor the surname rule settles."""
    if kind == "person" and term[:1] in _row("doubtful_surnames") and _surname_length(term) == 1:
        return True
    return any(
        not settled and any(char in _row("doubtful") for char in piece)
        for piece, _, settled in _pieces(term, kind)
    )


# ---------------------------------------------------------------- the editor's reading


def _given(term: str, given: str) -> Syllables | None:
    syllables = [numbered(part) for part in re.split(r"[\s'’·-]+", given.strip()) if part]
    chinese = sum(map(_is_han, term))
    if not syllables or len(syllables) != chinese:
        return None
    supply = iter(syllables)
    return tuple(next(supply) if _is_han(char) else char for char in term)


def numbered(syllable: str) -> str:
    """One syllable with the tone as a digit, ü as v: lǜ, lü4 and lv4 are all lv4; none marked is the neutral 5."""
    letters, tone = "", ""
    for char in unicodedata.normalize("NFD", syllable.lower().replace("u:", "ü")):
        if char in _TONES:
            tone = _TONES[char]
        elif char == "\u0308":
            letters = letters[:-1] + "v"
        else:
            letters += char
    return letters if letters[-1:].isdigit() else letters + (tone or "5")


# ---------------------------------------------------------------- the rules

Piece = tuple[str, Syllables, bool]
"""Characters, their syllables, and whether these are beyond doubt."""


def _pieces(term: str, kind: str) -> Iterator[Piece]:
    rest = term
    if kind == "person" and (length := _surname_length(term)):
        yield term[:length], _table("surnames").get(term[:length]) or _by_phrase(term[:length])[1], True
        rest = term[length:]
        if len(rest) <= 2:
            yield from (_given_character(char) for char in rest)
            return
    yield from _by_tables(rest)


def _surname_length(term: str) -> int:
    return next((n for n in (4, 2, 1) if len(term) > n and term[:n] in _all_surnames()), 0)


@cache
def _all_surnames() -> frozenset[str]:
    families = data_table("surnames.toml")
    single = frozenset(char for row in families["surnames"].values() for char in row)
    compound = frozenset(name for row in families["compound"].values() for name in row.split())
    return single | compound | frozenset(_table("surnames"))


def _given_character(char: str) -> Piece:
    own = _table("given_names").get(char)
    return char, own or _by_phrase(char)[1], char not in _row("doubtful")


def _by_tables(text: str) -> Iterator[Piece]:
    """The longest phrases of our tables; what lies between them by pypinyin."""
    start = at = 0
    while at < len(text):
        found = next((text[at : at + n] for n in (5, 4, 3, 2) if text[at : at + n] in _phrases()), "")
        if found:
            yield from _between(text[start:at])
            yield found, _phrases()[found], True
            start = at = at + len(found)
        else:
            at += 1
    yield from _between(text[start:])


def _between(text: str) -> Iterator[Piece]:
    for run in re.findall(r"[^\W\da-zA-Z_]+|.", text, re.DOTALL):
        if all(map(_is_han, run)):
            yield from (_by_phrase(word) for word in _segmented(run))
        else:
            yield run, tuple(run), True


def _segmented(run: str) -> Iterator[str]:
    from pypinyin.seg.mmseg import seg

    yield from seg.cut(run)


@cache
def _by_phrase(word: str) -> Piece:
    from pypinyin import Style, lazy_pinyin

    settled = len(word) > 1 or word not in _row("doubtful")
    if own := _table("characters").get(word):
        return word, own, settled
    found = lazy_pinyin(word, Style.TONE3, neutral_tone_with_five=True, errors=cast(Any, list))
    # A character that the dictionary doesn't hold comes back as it is, or with a tone to nothing.
    syllables = (
        syllable if _SYLLABLE.fullmatch(syllable) else char
        for syllable, char in zip(found, word, strict=True)
    )
    return word, tuple(syllables), settled


def _is_han(char: str) -> bool:
    return char == "〇" or "\u3400" <= char <= "\u9fff" or char >= "\U00020000"


# ---------------------------------------------------------------- the tables


def _row(key: str) -> str:
    return str(data_table("readings.toml")[key])


@cache
def _table(key: str) -> dict[str, Syllables]:
    pairs = (entry.split(":") for entry in _row(key).split())
    return {characters: tuple(syllables.split(",")) for characters, syllables in pairs}


@cache
def _phrases() -> dict[str, Syllables]:
    return _table("words") | _table("places")
