"""Where words of other languages may be hyphenated inside a Chinese paragraph."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pyphen as untyped

pyphen: Any = untyped

WORD = re.compile("[A-Za-z\u00c0-\u024f]{5,}")
SOFT_HYPHEN = "\u00ad"
FALLBACK = "en_US"  # most Latin words in Chinese books are English, and Chinese itself has no dictionary


def hyphen_points(text: str, style: Any) -> list[int]:
    """The offsets at which a line may end with a hyphen, as `hyphens` and its limits in the style allow.

    `hyphens: manual`, the initial value, is taken as `auto` for the Latin words of Chinese text, since such
    words would otherwise leave gaps in the line; `none` is obeyed.
    """
    if style["hyphens"] == "none":
        return []
    points = [match.end() for match in re.finditer(SOFT_HYPHEN, text)]
    if points or not WORD.search(text):
        return points
    total, left, right = style["hyphenate_limit_chars"]
    dictionary = words(pyphen.language_fallback(style["lang"] or "") or FALLBACK, left, right)
    for match in WORD.finditer(text):
        if len(match.group()) >= total:
            points += [match.start() + position for position in dictionary.positions(match.group())]
    return points


@cache
def words(language: str, left: int, right: int) -> Any:
    """The dictionary of a language."""
    return pyphen.Pyphen(lang=language, left=left, right=right)
