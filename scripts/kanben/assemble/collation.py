"""校勘记: what was emended and why, one by one; mechanical changes summed by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kanben.assemble.passages import occurrences
from kanben.model import (
    Chapter,
    Cleaned,
    Collation,
    Correction,
    Edit,
    Emendation,
    Material,
    Passage,
    Place,
)

EMENDATION = "emendation"
NOTATION = frozenset(("markdown",))
"""Rules that change how the clean text is written down, and no character that a reader sees."""


def collation(material: Material) -> Collation:
    """The collation record of the whole book, emendations in the order of the text."""
    corrections = material.decisions.corrections
    emended = tuple(e for cleaned in material.chapters for e in _emendations(cleaned, corrections))
    return Collation(emended, _counts(material))


def _emendations(cleaned: Cleaned, corrections: tuple[Correction, ...]) -> Iterator[Emendation]:
    """The emendations of one chapter, read from its ledger: the words alone may stand in two places."""
    text = cleaned.extracted
    for edits in cleaned.passes:
        text = _rewritten(text, edits)
        if any(edit.rule == EMENDATION for edit in edits):
            for edit, start in zip(edits, _starts(edits), strict=True):
                place = _place(cleaned.chapter, text, start, start + len(edit.after))
                by = _by(cleaned.chapter.slug, edit, corrections)
                yield Emendation(place, edit.before, edit.after, edit.why, by)


def _place(chapter: Chapter, text: str, start: int, end: int) -> Place:
    """Where the words text[start:end] stand in the chapter, told by as much of their line as is needed."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[first:start], text[end : last if last >= 0 else len(text)]
    place, reach = Place(chapter.slug, 0, 0, 0), 0
    while reach < 2 * max(len(before), len(after), 1):
        prefix = before[len(before) - reach :] if reach < len(before) else before
        found = occurrences((chapter,), Passage(text[start:end], prefix, after[:reach], chapter.slug))
        if found:
            place = found[0]
        if len(found) == 1:
            break
        reach = 2 * reach or 1
    return place


def _rewritten(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits of one pass made."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.offset], edit.after]
        at = edit.offset + len(edit.before)
    return "".join((*parts, text[at:]))


def _starts(edits: Sequence[Edit]) -> Iterator[int]:
    """Where the new words of each edit begin in the text that the pass gave."""
    shift = 0
    for edit in edits:
        yield edit.offset + shift
        shift += len(edit.after) - len(edit.before)


def _by(slug: str, edit: Edit, corrections: tuple[Correction, ...]) -> str:
    wanted = (slug, edit.before, edit.after, edit.why)
    return next(
        (
            c.by
            for c in corrections
            if (c.passage.chapter, c.passage.exact, c.replacement, c.reason) == wanted
        ),
        "",
    )


def _counts(material: Material) -> tuple[tuple[str, str, int], ...]:
    edits = [edit for cleaned in material.chapters for made in cleaned.passes for edit in made]
    reasons = {edit.rule: edit.why for edit in edits}
    counted = Counter(edit.rule for edit in edits if edit.rule not in (EMENDATION, *NOTATION))
    return tuple((rule, reasons[rule], count) for rule, count in sorted(counted.items()))
