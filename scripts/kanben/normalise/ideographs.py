"""Characters drawn like ordinary ones and coded apart: radicals, compatibility ideographs, vertical marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from kanben.normalise.characters import HAN
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish
from kanben.resources import data_table

_IDEOGRAPH = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_MARK = re.compile("[\ufe10-\ufe19\ufe31-\ufe44\ufe50-\ufe5a\uff61-\uff64⋯]")
_MIDDLE_DOT = re.compile(f"(?<=[{HAN}])[•‧・∙⋅･](?=[{HAN}])")


def ideographs(draft: Draft) -> Iterator[Wish]:
    """A radical or compatibility ideograph becomes the ordinary character of the same shape."""
    for found in _IDEOGRAPH.finditer(draft.text):
        yield *found.span(), _ordinary(found[0])


def ligatures(draft: Draft) -> Iterator[Wish]:
    """A Latin ligature, as PDF gives it, becomes its letters: ﬁ is fi."""
    for found in _LIGATURE.finditer(draft.text):
        yield *found.span(), unicodedata.normalize("NFKC", found[0])


def presentation_marks(draft: Draft) -> Iterator[Wish]:
    """A mark of vertical lines, or of half a width, becomes that of the horizontal line."""
    marks = data_table("normalise-characters.toml")["marks"]
    for found in _MARK.finditer(draft.text):
        yield *found.span(), marks.get(found[0], found[0])


def middle_dots(draft: Draft) -> Iterator[Wish]:
    """The dot between the parts of a foreign name is the middle dot; a bullet at a line's start stays."""
    for found in _MIDDLE_DOT.finditer(draft.text):
        yield *found.span(), "·"


@cache
def _ordinary(char: str) -> str:
    """The character that Unicode says is the same: by its table of radicals, else by NFKC."""
    radicals: dict[str, str] = data_table("normalise-characters.toml")["radicals"]
    return radicals.get(char) or unicodedata.normalize("NFKC", char)
