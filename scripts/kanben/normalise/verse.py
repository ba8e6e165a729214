"""Verse: lines that follow each other, all in clauses of one length, or brought in as a poem or a song."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kanben.normalise.characters import BLANK, HAN
from kanben.normalise.draft import Draft, Line, Span
from kanben.resources import data_table

_CLAUSE = re.compile(r"[，。；！？、,;!?.]+[ \t\u3000]*|[ \t\u3000]+")
_METRES = (4, 5, 7)
_CLAUSES = 4
"""A poem has as many clauses at least."""
_SHORT = 24
"""Characters a line has at most in a poem without a metre."""
_LINES = 3
_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]|[①-⑳●○•·*-]")
_ONLY_HAN = re.compile(f"[{HAN}]+")


def verse(draft: Draft) -> Iterator[Span]:
    """The marks with one more over each poem."""
    yield from draft.marks
    lines = [line for line in draft.lines() if line.text.strip(BLANK)]
    at = 0
    while at < len(lines):
        size = 0 if draft.block_at(lines[at].start) else _metric(lines, at) or _brought_in(lines, at)
        if size:
            yield Span(lines[at].start, lines[at + size - 1].end, "verse")
        at += max(1, size)


def _metric(lines: Sequence[Line], at: int) -> int:
    """How many lines from there are verse of one metre: 4, 5 or 7 characters a clause."""
    metre, first, _ = _form(lines[at].text)
    size = clauses = marked = 0
    while metre in _METRES and at + size < len(lines):
        here, count, marks = _form(lines[at + size].text)
        if (here, count) != (metre, first):
            break
        size, clauses, marked = size + 1, clauses + count, marked + marks
    indented = lines[at].text.startswith(("\u3000\u3000\u3000", " " * 6))
    enough = size > 1 and clauses >= (2 * _CLAUSES if metre == _METRES[0] else _CLAUSES) and clauses % 2 == 0
    return (
        size
        if enough and (marked >= clauses // 2 or clauses > size or indented or _announced(lines, at))
        else 0
    )


def _form(text: str) -> tuple[int, int, int]:
    """The length of the line's clauses where all are as long (else 0), their number, and how many are pointed."""
    text = text.strip(BLANK)
    if len(text) > 4 * _SHORT:
        return 0, 0, 0
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    alike = len({len(c) for c in clauses}) == 1 and all(_ONLY_HAN.fullmatch(c) for c in clauses)
    pointed = sum(1 for mark in _CLAUSE.findall(text) if mark.strip(BLANK) and "、" not in mark)
    return (len(clauses[0]) if alike else 0), len(clauses), pointed


def _brought_in(lines: Sequence[Line], at: int) -> int:
    """How many lines from there are short, after a line that says a poem or song follows."""
    size = 0
    while _announced(lines, at) and at + size < len(lines):
        text = lines[at + size].text.strip(BLANK)
        if len(text) > _SHORT or _NUMBER.match(text) or (size and _pointed(text) > _pointed(lines[at].text)):
            break
        size += 1
    return size if size >= _LINES else 0


def _pointed(text: str) -> bool:
    """Whether a mark ends the line: a poem's lines have one each, or none has."""
    return text.rstrip(BLANK).endswith(tuple("，。；！？、,;!?"))


def _announced(lines: Sequence[Line], at: int) -> bool:
    """Whether the line before ends so as to bring in verse (…有诗云：)."""
    before = lines[at - 1].text.rstrip(BLANK) if at else ""
    words = data_table("normalise-words.toml")["verse"]
    return before.endswith(("：", ":")) and any(word in before[-12:] for word in words)
