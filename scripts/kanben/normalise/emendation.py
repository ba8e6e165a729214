"""Emendations: what an editor has decided to correct, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from kanben.errors import PassageError
from kanben.model import Correction, Edit, Passage
from kanben.normalise.draft import Draft, apply

_CONTEXT = 12
_CANDIDATES = 3


def emend(draft: Draft, corrections: tuple[Correction, ...]) -> tuple[Draft, tuple[Edit, ...]]:
    """The draft with the corrections made, and their edits in order.

    Raises PassageError for a passage that stands nowhere (with the nearest ones) or more than once.
    """
    edits = sorted((_edit(draft.text, correction) for correction in corrections), key=lambda e: e.offset)
    for edit, following in pairwise(edits):
        if edit.offset + len(edit.before) > following.offset:
            raise PassageError("emendation.overlap", exact=following.before)
    return apply(draft, edits), tuple(edits)


def _edit(text: str, correction: Correction) -> Edit:
    passage = correction.passage
    return Edit(
        _locate(text, passage), passage.exact, correction.replacement, "emendation", correction.reason
    )


def _locate(text: str, passage: Passage) -> int:
    """Where the passage stands: exact, after its prefix and before its suffix."""
    whole = passage.prefix + passage.exact + passage.suffix
    found = list(_occurrences(text, whole)) if passage.exact else []
    if len(found) == 1:
        return found[0] + len(passage.prefix)
    if found:
        shown = "／".join(_around(text, at, len(whole)) for at in found[:_CANDIDATES])
        raise PassageError(
            "emendation.twice", passage.file, passage.line, exact=whole, count=len(found), shown=shown
        )
    nearest = "／".join(_nearest(text, whole)) or "—"
    raise PassageError("emendation.nowhere", passage.file, passage.line, exact=whole, nearest=nearest)


def _occurrences(text: str, whole: str) -> Iterator[int]:
    at = text.find(whole)
    while at >= 0:
        yield at
        at = text.find(whole, at + 1)


def _around(text: str, start: int, length: int) -> str:
    """The passage with a little of what stands around it."""
    return text[max(0, start - _CONTEXT) : start + length + _CONTEXT].replace("\n", " ")


def _nearest(text: str, whole: str) -> list[str]:
    """The places of the text most like the passage, cut to its length, the likest first."""
    scored = []
    for line in text.split("\n"):
        if _shares(line, whole):
            match = SequenceMatcher(None, line, whole, autojunk=False).find_longest_match()
            scored.append((match.size, _around(line, max(0, match.a - match.b), len(whole))))
    return [shown for _, shown in sorted(scored, key=lambda s: -s[0])[:_CANDIDATES]]


def _shares(line: str, whole: str) -> bool:
    """Whether the line has two characters running of the passage: a quick look before the long one."""
    return any(whole[at : at + 2] in line for at in range(len(whole) - 1))
