"""Notes: ①, [1] or 〔1〕 in the text, and the lines that begin with the same mark, become footnotes.

A plain enumeration ①…；②… stays as it is: its marks open a clause, a note's mark follows a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kanben.normalise.characters import HAN
from kanben.normalise.draft import Draft, Span
from kanben.normalise.rule import Wish

_MARK = r"[①-⑳㉑-㉟㊱-㊿]|\[[ ]?\d{1,3}[ ]?\]|〔\d{1,3}〕|［\d{1,3}］"
_REFERENCE = re.compile(rf"(?<=[{HAN}0-9A-Za-z%”’》）」』。！？])[ ]?({_MARK})")
_LINE = re.compile(rf"(?m)^[ \t\u3000\f]*(?:注释?[ ：:]?)?({_MARK})[ \t\u3000]*(?=\S)")
_SEPARATOR = re.compile(
    r"(?m)^[ \t\u3000\f]*(?:[-—─_＿]{3,}|【?(?:注\s*释|注|[脚尾]\s*注|本章注释|参考文献)】?[：:]?)"
    r"[ \t\u3000]*\n+(?=[^\n])"
)
_ORPHAN = re.compile(rf"(?<=[{HAN}”’》）」』。！？，；])(?<![见献图表式注第条照])[ ]?(\[[ ]?\d{{1,3}}[ ]?\])")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The marks of one number: where they stand in the text, and where note lines open with them."""

    references: list[tuple[int, int]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    """Start of the line, and where its own words begin."""


def gathered_notes(draft: Draft) -> Iterator[Wish]:
    """Moves the note lines from the foot of each page to the chapter's end, so that the text runs on."""
    lines = sorted(line for _, line in _pairs(draft))
    spans = [(start, _line_end(draft.text, end)) for start, end in lines]
    if not spans or not draft.lined or _at_end(draft.text, spans):
        return
    whole = [(start, min(end + 1, len(draft.text))) for start, end in spans]
    for start, end in sorted([*whole, *_separators(draft.text, {start for start, _ in spans})]):
        yield start, end, "\f" * draft.text[start:end].startswith("\f")
    moved = (draft.text[start:end].lstrip("\f") for start, end in spans)
    yield len(draft.text), len(draft.text), "".join(f"\n{text}" for text in moved)


def notes(draft: Draft) -> Iterator[Span]:
    """The marks with those of the notes added, numbered on from the notes there are already."""
    yield from draft.marks
    taken = sum(mark.kind == "note" for mark in draft.marks)
    for number, (reference, line) in enumerate(_pairs(draft), taken + 1):
        yield Span(*reference, "noteref", str(number))
        yield Span(line[0], _line_end(draft.text, line[1]), "note", str(number))


def note_marks(draft: Draft) -> Iterator[Wish]:
    """Takes out the marks that are now references, and the line that parts the notes from the text."""
    blocks = [block for block in draft.blocks if block.kind == "note"]
    wishes: list[Wish] = [
        (m.start, m.end, "") for m in draft.marks if m.kind == "noteref" and m.start < m.end
    ]
    for block in blocks:
        if (found := _LINE.match(draft.text, block.start)) and found.end() < block.end:
            wishes.append((block.start, found.end(), ""))
    wishes += ((*span, "") for span in _separators(draft.text, {block.start for block in blocks}))
    return iter(sorted(wishes))


def orphans(draft: Draft) -> Iterator[Span]:
    """The marks with one over every [1] in the text that has no note."""
    yield from draft.marks
    for found in _ORPHAN.finditer(draft.text):
        block = draft.block_at(found.start())
        if block is None or block.kind != "code":
            yield Span(found.start(), found.end(), "orphan", found[1])


def orphan_marks(draft: Draft) -> Iterator[Wish]:
    """Takes the marks without a note out of the text; a doubt says where each stood."""
    for mark in draft.marks:
        if mark.kind == "orphan" and mark.start < mark.end:
            yield mark.start, mark.end, ""


def _pairs(draft: Draft) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Every mark in the text that has a note, with the note's line, in the order of the text."""
    numbered: dict[str, Numbered] = {}
    opening = [found for found in _LINE.finditer(draft.text) if not draft.block_at(found.start())]
    for found in opening:
        numbered.setdefault(_number(found[1]), Numbered()).lines.append(found.span())
    ends = {found.end(1) for found in opening}
    for found in _REFERENCE.finditer(draft.text):
        if found.end() not in ends:
            numbered.setdefault(_number(found[1]), Numbered()).references.append(found.span())
    return sorted(pair for each in numbered.values() for pair in _matched(each))


def _matched(marks: Numbered) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The marks of one number with their notes: in order where there are as many, else the nearest above."""
    if len(marks.references) == len(marks.lines):
        if all(r < n for r, n in zip(marks.references, marks.lines, strict=True)):
            yield from zip(marks.references, marks.lines, strict=True)
        return
    waiting: list[tuple[int, int]] = []
    references = set(marks.references)
    for span in sorted([*marks.references, *marks.lines]):
        if span in references:
            waiting.append(span)
        elif waiting:
            yield waiting.pop(), span


def _separators(text: str, starts: set[int]) -> Iterator[tuple[int, int]]:
    """The lines that say notes follow (a rule, or 注释：), where a note's line does."""
    for found in _SEPARATOR.finditer(text):
        if found.end() in starts:
            yield found.start(), found.end()


def _at_end(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing but notes stands after the first of them."""
    rest, at = [], spans[0][0]
    for start, end in spans:
        rest.append(text[at:start])
        at = end
    return not "".join((*rest, text[at:])).strip()


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return end if end >= 0 else len(text)


def _number(mark: str) -> str:
    """The mark's number and its kind, so that ① and [1] are counted apart."""
    digits = "".join(c for c in mark if c.isascii() and c.isdigit())
    return f"{mark[0]}{digits}" if digits else mark
