"""The first stage: a raw chapter becomes clean text, with a ledger of every change and a list of doubts.

The list `RULES` is the table of contents: each rule in the order it runs, with its stable code.
"""

from __future__ import annotations

from kanben.model import Chapter, Cleaned, Correction, Edit, Source
from kanben.normalise.blocks import blocks_of
from kanben.normalise.brackets import list_numbers, round_brackets
from kanben.normalise.draft import Draft
from kanben.normalise.headings import headings
from kanben.normalise.ledger import balance, replay, undo
from kanben.normalise.lines import empty_lines, line_edges, line_ends, page_breaks
from kanben.normalise.markdown import MARKDOWN
from kanben.normalise.numbers import groups, letters, percents, points, years, zeros
from kanben.normalise.punctuation import half_width_marks
from kanben.normalise.reading import first_line, read
from kanben.normalise.repeats import repeated_opening
from kanben.normalise.rule import Marking, Rule, Step
from kanben.normalise.spaces import stray_spaces

__all__ = ["RULES", "balance", "first_line", "normalise", "replay", "undo"]

RULES: tuple[Step, ...] = (
    Rule("line-ends", line_ends),
    Rule("N1", repeated_opening),
    Rule("page-breaks", page_breaks),
    Rule("line-edges", line_edges),
    Rule("empty-lines", empty_lines),
    Rule("N5", letters),
    Rule("N5", zeros),
    Rule("N3", points),
    Rule("N3", groups),
    Rule("N3", percents),
    Rule("N3", years),
    Rule("N6", list_numbers),
    Rule("N4", round_brackets),
    Rule("N4", half_width_marks),
    Rule("N2", stray_spaces),
    Marking("N7", headings),
)


def normalise(
    source: Source, corrections: tuple[Correction, ...] = (), off: frozenset[str] = frozenset()
) -> Cleaned:
    """The chapter made clean: blocks, the Markdown of clean/*.md, and the ledger from the source to it.

    `corrections` are made after the rules; `off` names rules that shall not run.
    Raises SourceError for a source that can't be read, PassageError for a correction that does not fit.
    """
    encoding, draft, images = read(source)
    extracted = draft.text
    draft, rules = _run(tuple(step for step in RULES if step.code not in off), draft)
    written, markdown = _run(MARKDOWN, draft)
    chapter = Chapter(source.slug, source.title, blocks_of(draft))
    return Cleaned(chapter, encoding, extracted, (*rules, *markdown), written.text, (), images)


def _run(steps: tuple[Step, ...], draft: Draft) -> tuple[Draft, tuple[tuple[Edit, ...], ...]]:
    """The draft after all steps, and the edits of each that asked for any."""
    passes = []
    for step in steps:
        draft, edits = step.run(draft)
        if edits:
            passes.append(edits)
    return draft, tuple(passes)
