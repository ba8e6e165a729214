"""N4 and N6: round brackets of a Chinese sentence are full width, as are those of a list number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import HAN, has_han, is_cjk
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_BRACKET = re.compile(r"[()（）\n]")
_NUMBER = re.compile(
    r"(?m)(?:^|(?<=[^\x21-\x7e]))"
    r"[(（][ \t\u3000]*(\d{1,3}|[〇一二三四五六七八九十]{1,4})[ \t\u3000]*[)）]"
)
_HALF_NUMBER = re.compile(r"(?m)^(\d{1,3}|[一二三四五六七八九十]{1,3})\)(?=[ \t\u3000]*[^\x00-\x7e])")
_POINTED = re.compile(rf"(?m)^\d{{1,2}}([ ]?[.．][ \t\u3000]*)(?=[{HAN}“《（【])")
_REACH = 400
"""How far apart the two of a pair may stand and still have what is between them looked at."""


def list_numbers(draft: Draft) -> Iterator[Wish]:
    """N6: ( 1) is （1）; at the start of a block 1) is 1）, and `1.` has one space after it."""
    return iter(sorted(_numbers(draft)))


def _numbers(draft: Draft) -> Iterator[Wish]:
    for found in _NUMBER.finditer(draft.text):
        if not draft.protected.covers(*found.span()):
            yield *found.span(), f"（{found[1]}）"
    for found in _HALF_NUMBER.finditer(draft.text):
        yield found.end() - 1, found.end(), "）"
    for found in _POINTED.finditer(draft.text):
        yield *found.span(1), ". "


def round_brackets(draft: Draft) -> Iterator[Wish]:
    """N4: a pair around Chinese, or beside it, becomes full width; so does one of each kind."""
    return iter(sorted(_wishes(draft)))


def _wishes(draft: Draft) -> Iterator[Wish]:
    """What to widen, outer pairs before the inner ones, which a widened bracket beside them makes Chinese too."""
    widened: set[int] = set()
    for opening, closing in sorted(_pairs(draft.text)):
        if opening - 1 in widened or closing + 1 in widened or _chinese(draft, opening, closing):
            widened |= {opening, closing}
            yield from _widen(draft.text, opening, "（")
            yield from _widen(draft.text, closing, "）")


def _widen(text: str, offset: int, mark: str) -> Iterator[Wish]:
    if 0 <= offset < len(text) and text[offset] != mark:
        yield offset, offset + 1, mark


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The round brackets that belong together, line by line; -1 for a partner that is missing."""
    pending: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] in "(（":
            pending.append(found.start())
        elif found[0] in ")）":
            yield (pending.pop() if pending else -1), found.start()
        else:
            yield from ((start, -1) for start in pending)
            pending.clear()
    yield from ((start, -1) for start in pending)


def _chinese(draft: Draft, opening: int, closing: int) -> bool:
    """Whether the pair belongs to a Chinese sentence."""
    text = draft.text
    if any(at >= 0 and draft.protected.covers(at, at + 1) for at in (opening, closing)):
        return False
    if opening < 0 or closing < 0:
        return _beside(text, max(opening, closing))
    if text[opening] == "（" or text[closing] == "）":
        return True
    inside = text[opening + 1 : min(closing, opening + _REACH)]
    return has_han(inside) or _beside(text, opening, -1) or _beside(text, closing, 1)


def _beside(text: str, offset: int, side: int = 0) -> bool:
    """Whether Chinese stands next to the offset, blanks aside: before it (-1), after it (1), either (0)."""
    before = text[max(0, offset - 4) : offset].rstrip(" \t\u3000")[-1:]
    after = text[offset + 1 : offset + 5].lstrip(" \t\u3000")[:1]
    return (side <= 0 and is_cjk(before)) or (side >= 0 and is_cjk(after))
