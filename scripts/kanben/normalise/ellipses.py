"""Ellipses, dashes and doubled marks (GB/T 15834, 4.10 and 4.11)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import has_han, is_cjk
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_ELLIPSIS = re.compile(r"\.{3,}|(?:\. ){2,}\.|。{3,}|…+|‥+|·{3,}")
_LEADER = re.compile(r" *[0-9０-９]{1,4} *(?:\n|\Z)")
_DASH = re.compile(r"--+|－－+|—[—-]*-[—-]*|—{3,}|[–―─━]+")
_DOUBLED = re.compile(r"([。，、；：])\1+")
_RANGE = "—"


def ellipses(draft: Draft) -> Iterator[Wish]:
    """Six dots in two characters; English keeps its three, a paragraph left out keeps its twelve."""
    for found in _ELLIPSIS.finditer(draft.text):
        if found[0] not in ("……", "…………") and _in_chinese(draft, found):
            yield *found.span(), "……"


def dashes(draft: Draft) -> Iterator[Wish]:
    """A dash is two characters long; between two numbers, one."""
    for found in _DASH.finditer(draft.text):
        start, end = found.span()
        before, after = draft.text[start - 1 : start], draft.text[end : end + 1]
        figures = before.isdigit() and after.isdigit() and _near_han(draft.text, start, end)
        if not (is_cjk(before) or is_cjk(after) or figures) or _is_rule(draft.text, start, end):
            continue
        single = figures or (found[0] in "―─━–" and _near_han(draft.text, start, end))
        yield start, end, _RANGE if single else "——"


def doubled_marks(draft: Draft) -> Iterator[Wish]:
    """Of a mark that stands twice, one stays; ！！ and ？？ are the author's voice."""
    for found in _DOUBLED.finditer(draft.text):
        yield *found.span(), found[1]


def _in_chinese(draft: Draft, found: re.Match[str]) -> bool:
    """Whether the dots belong to a Chinese sentence: beside Chinese, and no leader before a page number."""
    text, (start, end) = draft.text, found.span()
    if draft.protected.covers(start, end) or _LEADER.match(text, end):
        return False
    before, after = text[max(0, start - 2) : start].strip(" ")[-1:], text[end : end + 2].strip(" ")[:1]
    return is_cjk(before) or is_cjk(after) or has_han(text[max(0, start - 20) : start].rpartition("\n")[2])


def _near_han(text: str, start: int, end: int) -> bool:
    """Whether an ideograph stands close by, on the same line."""
    return has_han(
        text[max(0, start - 12) : start].rpartition("\n")[2] + text[end : end + 12].partition("\n")[0]
    )


def _is_rule(text: str, start: int, end: int) -> bool:
    """Whether the dashes are a line drawn across the page."""
    return text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
