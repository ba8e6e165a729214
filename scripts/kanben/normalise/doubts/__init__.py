"""Doubts: what looks wrong and no rule may touch.  `FINDERS` lists them with their codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

from kanben.model import Doubt
from kanben.normalise.doubts.lookalikes import lookalikes, unreadable
from kanben.normalise.doubts.pairs import clashing_marks, unbalanced_marks
from kanben.normalise.doubts.scripts import mixed_scripts
from kanben.normalise.doubts.sentences import (
    ambiguous_numbers,
    orphan_notes,
    repeated_sentences,
    unfinished_paragraphs,
)
from kanben.normalise.doubts.sighting import Sighting, placed
from kanben.normalise.draft import Draft

__all__ = ["FINDERS", "doubts"]

FINDERS: tuple[tuple[str, Callable[[Draft], Iterable[Sighting]]], ...] = (
    ("unbalanced-mark", unbalanced_marks),
    ("clashing-marks", clashing_marks),
    ("look-alike", lookalikes),
    ("unreadable-character", unreadable),
    ("missing-stop", unfinished_paragraphs),
    ("repeated-sentence", repeated_sentences),
    ("ambiguous-number", ambiguous_numbers),
    ("orphan-note", orphan_notes),
    ("mixed-script", mixed_scripts),
)


def doubts(draft: Draft, slug: str, off: frozenset[str] = frozenset()) -> tuple[Doubt, ...]:
    """Every doubt about the clean text of a chapter, in reading order; codes in `off` are not looked for."""
    found = chain.from_iterable(find(draft) for code, find in FINDERS if code not in off)
    return placed(draft, slug, found)
