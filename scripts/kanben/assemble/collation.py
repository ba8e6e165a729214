"""校勘记: what was emended and why, one by one; mechanical changes summed by rule."""

from __future__ import annotations

from collections import Counter

from kanben.assemble.passages import occurrences
from kanben.model import Collation, Correction, Emendation, Material, Passage

EMENDATION = "emendation"


def collation(material: Material) -> Collation:
    """The collation record of the whole book."""
    chapters = tuple(cleaned.chapter for cleaned in material.chapters)
    emended = tuple(
        Emendation(
            found[0], correction.passage.exact, correction.replacement, correction.reason, correction.by
        )
        for correction in material.decisions.corrections
        if (found := occurrences(chapters, _emended(correction)))
    )
    return Collation(emended, _counts(material))


def _emended(correction: Correction) -> Passage:
    """The passage as it reads after the correction."""
    given = correction.passage
    return Passage(correction.replacement, given.prefix, given.suffix, given.chapter)


def _counts(material: Material) -> tuple[tuple[str, str, int], ...]:
    edits = [edit for cleaned in material.chapters for made in cleaned.passes for edit in made]
    reasons = {edit.rule: edit.why for edit in edits}
    counted = Counter(edit.rule for edit in edits if edit.rule != EMENDATION)
    return tuple((rule, reasons[rule], count) for rule, count in sorted(counted.items()))
