"""The first stage: a raw chapter becomes clean text, with a ledger of every change and a list of doubts.

`PAGE` and `TEXT` are the table of contents: each rule in the order it runs, with its stable code.
The rules of `PAGE` look at lines as received and run once; those of `TEXT` run until they ask for nothing,
so that normalising clean text makes no edit.
"""

from __future__ import annotations

from kanben.model import Chapter, Cleaned, Correction, Edit, Source
from kanben.normalise.blocks import blocks_of
from kanben.normalise.brackets import list_numbers, round_brackets
from kanben.normalise.columns import column_gaps, columns, signature_gaps
from kanben.normalise.digits import letters, zeros
from kanben.normalise.doubts import doubts
from kanben.normalise.draft import Draft
from kanben.normalise.ellipses import dashes, doubled_marks, ellipses
from kanben.normalise.emendation import emend
from kanben.normalise.fullstops import full_stops
from kanben.normalise.furniture import page_numbers, running_heads
from kanben.normalise.headings import heading_spaces, headings
from kanben.normalise.ideographs import ideographs, ligatures, middle_dots, presentation_marks
from kanben.normalise.invisible import fixed_spaces, unseen
from kanben.normalise.ledger import balance, replay, undo
from kanben.normalise.lines import empty_lines, line_edges, line_ends, page_breaks
from kanben.normalise.markdown import MARKDOWN
from kanben.normalise.notes import gathered_notes, note_marks, notes, orphan_marks, orphans
from kanben.normalise.numbers import clocks, fractions, groups, parted_digits, percents, points, years
from kanben.normalise.ornaments import ornaments
from kanben.normalise.punctuation import half_width_marks
from kanben.normalise.quotes import angle_titles, double_quotes, single_quotes
from kanben.normalise.reading import first_line, read
from kanben.normalise.repeats import repeated_opening
from kanben.normalise.rule import Marking, Rule, Step
from kanben.normalise.spaces import stray_spaces
from kanben.normalise.title import settled_title, title_line
from kanben.normalise.verse import verse
from kanben.normalise.web import entities, navigation, page_header, tagged_headings, tags
from kanben.normalise.width import full_width_letters
from kanben.normalise.wraps import wrapped_lines

__all__ = ["PAGE", "TEXT", "balance", "first_line", "normalise", "replay", "undo"]

PAGE: tuple[Step, ...] = (
    Rule("line-ends", line_ends),
    Rule("entities", entities),
    Marking("tags", tagged_headings),
    Rule("tags", tags),
    Rule("invisible", fixed_spaces),
    Rule("invisible", unseen),
    Rule("navigation", navigation),
    Rule("navigation", page_header),
    Rule("N1", repeated_opening),
    Rule("page-numbers", page_numbers),
    Rule("running-heads", running_heads),
    Rule("columns", signature_gaps),
    Marking("columns", columns),
    Rule("columns", column_gaps),
    Rule("wraps", wrapped_lines),
    Rule("notes", gathered_notes),
    Rule("ornaments", ornaments),
    Rule("wraps", wrapped_lines),
    Rule("page-breaks", page_breaks),
)
TEXT: tuple[Step, ...] = (
    Rule("line-edges", line_edges),
    Rule("empty-lines", empty_lines),
    Rule("ideographs", ideographs),
    Rule("ideographs", ligatures),
    Rule("ideographs", presentation_marks),
    Rule("ideographs", middle_dots),
    Rule("width", full_width_letters),
    Rule("N5", letters),
    Rule("N5", zeros),
    Rule("N3", points),
    Rule("N3", groups),
    Rule("N3", fractions),
    Rule("N3", percents),
    Rule("N3", clocks),
    Rule("N3", years),
    Rule("N3", parted_digits),
    Rule("quotes", double_quotes),
    Rule("quotes", single_quotes),
    Rule("quotes", angle_titles),
    Rule("N6", list_numbers),
    Rule("N4", round_brackets),
    Rule("N4", half_width_marks),
    Rule("full-stops", full_stops),
    Rule("ellipses", ellipses),
    Rule("dashes", dashes),
    Rule("N2", stray_spaces),
    Rule("doubled", doubled_marks),
    Rule("title", title_line),
    Marking("notes", notes),
    Rule("notes", note_marks),
    Marking("orphan-notes", orphans),
    Rule("orphan-notes", orphan_marks),
    Marking("verse", verse),
    Marking("N7", headings),
    Rule("N7", heading_spaces),
)
_ONCE = frozenset(("title",))
"""What runs in the first round only: a chapter has one title."""
_ROUNDS = 4
"""The rules of `TEXT` ask for nothing in the second round but where one makes room for another."""


def normalise(
    source: Source, corrections: tuple[Correction, ...] = (), off: frozenset[str] = frozenset()
) -> Cleaned:
    """The chapter made clean: blocks, the Markdown of clean/*.md, and the ledger from the source to it.

    `corrections` are made after the rules; `off` names rules that shall not run.
    Raises SourceError for a source that can't be read, PassageError for a correction that does not fit.
    """
    reading = read(source)
    draft, passes = _ruled(reading.draft, off)
    draft, emended = emend(draft, corrections)
    written, markdown = _run(MARKDOWN, draft)
    ledger = tuple(edits for edits in (reading.edits, *passes, emended, *markdown) if edits)
    title = settled_title(source.title, passes)
    return Cleaned(
        Chapter(source.slug, title, blocks_of(draft)),
        reading.encoding,
        reading.extracted,
        () if written.text == reading.extracted else ledger,
        written.text,
        doubts(draft, source.slug, off),
        reading.images,
    )


def _ruled(draft: Draft, off: frozenset[str]) -> tuple[Draft, tuple[tuple[Edit, ...], ...]]:
    """The draft after all rules that are on, and the edits of each pass."""
    draft, passes = _run(tuple(step for step in PAGE if step.code not in off), draft)
    for number in range(_ROUNDS):
        draft, more = _run(
            tuple(step for step in TEXT if step.code not in off | (_ONCE if number else set())), draft
        )
        passes += more
        if not more:
            break
    return draft, passes


def _run(steps: tuple[Step, ...], draft: Draft) -> tuple[Draft, tuple[tuple[Edit, ...], ...]]:
    """The draft after all steps, and the edits of each that asked for any."""
    passes = []
    for step in steps:
        draft, edits = step.run(draft)
        if edits:
            passes.append(edits)
    return draft, tuple(passes)
