"""The words of a clause, each with its kind: by them verbs are told that no table of happenings lists.

The reading is that of `wordlattice`: the cheapest way through the table of common words.  Names should be blotted
out beforehand, since 启明 is a word too.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from kanben.extract.date_verbs import WORDS
from kanben.extract.wordlattice import Lexicon, common_words, tokens

_COST = 8.0
"""What a word of the tables of roles costs: less than any two words it could be taken apart into."""


class Word(NamedTuple):
    """A word of a clause; `kind` as in the table of common words, and h happening, k saying or thinking."""

    text: str
    kind: str


@lru_cache(maxsize=512)
def words(clause: str) -> tuple[Word, ...]:
    """The words of a clause in order; marks and blots are words of kind `/`."""
    return tuple(Word(clause[start:end], kind) for start, end, kind in tokens(clause, _lexicon(), {}))


def is_verb(word: Word) -> bool:
    """Whether the word is one of doing, being or saying; of one sign only 说, 称 and their like."""
    return word.kind in "hk" or (word.kind == "v" and len(word.text) > 1)


@cache
def _lexicon() -> Lexicon:
    happening = frozenset((*WORDS["occurrences"], *WORDS["activities"], *WORDS["deeds"]))
    return common_words().with_words((("h", happening, _COST), ("k", frozenset(WORDS["talk"]), _COST)))
