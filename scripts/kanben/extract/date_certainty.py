"""Whether a line of the chronology stands alone: read beside its date, without the sentence it was taken from.

It begins with who or what, or with a deed that needs no doer; it has a verb; nothing in it is torn, points back
or talks about the book.  What fails is still an event, but no line of it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kanben.extract.clause_words import is_verb, words
from kanben.extract.date_lines import VERB_FIRST
from kanben.extract.date_context import masked
from kanben.extract.date_titles import is_bare_kind
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, WORDS

_NEVER_LAST = tuple(WORDS["never_last"])
_LEANING = re.compile(either(WORDS["leaning"]))
_BOOK_TALK = re.compile(either(WORDS["book_talk"]))
_DOERLESS = re.compile(f"(?:[^，]{{0,2}}){either(WORDS['impersonal'])}..")
_PAIRS = ("《》", "“”", "（）", "‘’")
Test = Callable[[str], bool]


def stands_alone(line: str, names: tuple[str, ...]) -> bool:
    """Whether a chronology would carry the line; `names` are those of its sentence."""
    return (line.startswith(names) or _opens(line)) and all(test(line) for test in TESTS)


def _opens(line: str) -> bool:
    first = next(iter(words(line)))
    return first.text not in WORDS["never_first"] and line[0] not in "，、；：。）》”"


def _ends(line: str) -> bool:
    return not line.endswith(_NEVER_LAST) and len(line) >= 4


def _whole(line: str) -> bool:
    return all(line.count(pair[0]) == line.count(pair[1]) for pair in _PAIRS)


def _is_clear(line: str) -> bool:
    """Points nowhere, and is not about the book."""
    return not (_LEANING.search(masked(line)) or _BOOK_TALK.search(masked(line)) or is_bare_kind(line))


def _happens(line: str) -> bool:
    """A verb behind the subject, or in front where the deed needs no doer."""
    blotted = masked(line)
    if VERB_FIRST.match(blotted):
        return bool(_DOERLESS.match(line))
    return bool(ACTIVITY.search(blotted)) or any(is_verb(word) for word in words(blotted)[1:])


TESTS: tuple[Test, ...] = (_ends, _whole, _is_clear, _happens)
