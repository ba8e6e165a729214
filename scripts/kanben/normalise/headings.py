"""N7: headings by their number, and their levels as the chapter nests them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from kanben.normalise.characters import STOPS, has_han
from kanben.normalise.draft import Draft, Line, Span
from kanben.normalise.rule import Wish

_N = r"[〇零一二三四五六七八九十百千\d]{1,6}"
_FORMS = (
    ("part", re.compile(f"第({_N})[编編篇部]")),
    ("chapter", re.compile(f"第({_N})章")),
    ("section", re.compile(f"第({_N})[节節]")),
    ("一、", re.compile(r"([〇一二三四五六七八九十百]{1,4})[、．.]")),
    ("（一）", re.compile(r"（([〇一二三四五六七八九十百]{1,4})）")),
    ("1.", re.compile(r"(\d{1,2})[.．、](?!\d)")),
    ("（1）", re.compile(r"（(\d{1,2})）")),
)
"""The numbers of headings, from the highest to the lowest in the usual order."""
_SPACED = re.compile(f"(?:第{_N}[编編篇部章节節]|\\d{{1,2}}[.])([ \t\u3000]*)(?![、，的])")
_HIGHEST, _LOWEST = 2, 6
_LONGEST = 50
"""A line longer than this is a paragraph: a heading stands on one line of the page, or two."""


class Candidate(NamedTuple):
    """A line that could be a heading."""

    line: Line
    form: int
    """Position in the list of forms."""
    number: int


def headings(draft: Draft) -> Iterator[Span]:
    """The marks with those of the headings added; levels that the source gives run from 2 on without a gap."""
    used = sorted({mark.level for mark in draft.marks if mark.kind == "heading"})
    level = {old: min(new, _LOWEST) for new, old in enumerate(used, _HIGHEST)}
    marks = [replace(m, level=level[m.level]) if m.kind == "heading" else m for m in draft.marks]
    own = sorted((mark for mark in marks if mark.kind == "heading"), key=lambda mark: mark.start)
    return chain(marks, _found(draft, own))


def heading_spaces(draft: Draft) -> Iterator[Wish]:
    """One space after 第一节 and after `1.` in a heading."""
    for block in draft.blocks:
        found = _SPACED.match(draft.text, block.start, block.end) if block.kind == "heading" else None
        if found and found.end() < block.end:
            yield *found.span(1), " "


def _found(draft: Draft, marked: Sequence[Span]) -> Iterator[Span]:
    """The headings known by their numbers, none more than one level below the one it stands under.

    Those the source marks stand above them; a form of number that it marks it marks everywhere.
    """
    forms = {c.form for m in marked if (c := candidate(Line(m.start, draft.text[m.start : m.end])))}
    found = [c for c in _candidates(draft) if c.form not in forms]
    depth = _depths(found)
    above: list[int] = []
    last = -1
    for line, form, _ in found:
        over = bisect_right(marked, line.start, key=lambda mark: mark.start) - 1
        above = [outer for outer in above if outer < depth[form]] if over == last else []
        level = (marked[over].level if over >= 0 else _HIGHEST - 1) + 1 + len(above)
        yield Span(line.start, line.end, "heading", level=min(level, _LOWEST))
        above.append(depth[form])
        last = over


def _candidates(draft: Draft) -> list[Candidate]:
    """The lines that are headings: numbered, short, without a stop, and with something to head."""
    lines = [line for line in draft.lines() if line.text]
    kinds = [candidate(line) if _may_head(draft, line) else None for line in lines]
    return [
        c
        for at, c in enumerate(kinds)
        if c and not draft.block_at(c.line.start) and not _in_list(lines, kinds, at)
    ]


def _may_head(draft: Draft, line: Line) -> bool:
    """Whether the line is a paragraph or a heading already."""
    block = draft.block_at(line.start)
    return block is None or block.kind == "heading"


def candidate(line: Line) -> Candidate | None:
    """The line as a heading, if its own form allows it: a number, then few words and no closing mark."""
    text = line.text
    if len(text) > _LONGEST or not has_han(text) or text[-1] in STOPS + "；：，、…;:,":
        return None
    for form, (_, pattern) in enumerate(_FORMS):
        found = pattern.match(text)
        if found and found.end() < len(text) and not any(stop in text[:-1] for stop in "。；"):
            return Candidate(line, form, _value(found[1]))
    return None


def _in_list(lines: Sequence[Line], kinds: Sequence[Candidate | None], at: int) -> bool:
    """Whether the line is an item of a list: lines of its form stand next to it, or nothing follows it."""
    here, before, after = (
        kinds[at],
        kinds[at - 1] if at else None,
        kinds[at + 1] if at + 1 < len(kinds) else None,
    )
    if here is None or at + 1 == len(lines):
        return True
    if any(other and other.form == here.form for other in (before, after)):
        return True
    return here.number == 1 and here.form > 2 and at > 0 and lines[at - 1].text[-1] in "：:" and after is None


def _depths(found: Sequence[Candidate]) -> dict[int, int]:
    """The depth of each form used: 0 for the outermost, one more for each form nested in it."""
    above = _nesting(found)
    order: list[int] = []
    for form in sorted({c.form for c in found}):
        at = len(order)
        while at and above.get((form, order[at - 1]), 0) > above.get((order[at - 1], form), 0):
            at -= 1
        order.insert(at, form)
    return {form: level for level, form in enumerate(order)}


def _nesting(found: Sequence[Candidate]) -> dict[tuple[int, int], int]:
    """How often a count of the second form begins inside one of the first."""
    votes: dict[tuple[int, int], int] = {}
    opened: list[int] = []
    for heading in found:
        if heading.form in opened:
            del opened[opened.index(heading.form) :]
        for outer in opened:
            votes[outer, heading.form] = votes.get((outer, heading.form), 0) + 1
        opened.append(heading.form)
    return votes


def _value(number: str) -> int:
    """The number that a heading counts by; 0 where it can't be read."""
    if number.isdigit():
        return int(number)
    tens, ten, units = number.rpartition("十")
    digit = "〇一二三四五六七八九".find
    return (max(1, digit(tens)) if ten and tens else bool(ten)) * 10 + max(0, digit(units) if units else 0)
