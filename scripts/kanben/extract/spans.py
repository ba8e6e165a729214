"""Cutting a block's text into the spans that finders reason about: sentences, clauses, titles, brackets.

All spans are (start, end) in code points of the block's plain text, in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]

# GB/T 15834-2011, 4.1–4.3: 。？！ end a sentence; a closing mark after them belongs to it.
_SENTENCE_END = re.compile(r"(?:[。？！]|……)+[”’」』）〕】]*|\n")
# 4.4–4.6: ，；： part a sentence; 、 only parts a list and is no end of a clause.
_CLAUSE_END = re.compile(r"[，；：,;]|——")
_CLOSING = dict(zip("《〈（(〔［[“‘「『【", "》〉）)〕］]”’」』】", strict=True))


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, marks at their end included; together they cover the whole text."""
    return tuple(_cut(text, 0, len(text), _SENTENCE_END))


def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """The clauses of one sentence, their closing mark included; together they cover the sentence."""
    return tuple(_cut(text, *sentence, _CLAUSE_END))


def titles(text: str) -> tuple[Span, ...]:
    """The outermost works in 《》, marks included; inner 《》 and 〈〉 belong to the outer one."""
    return enclosed(text, "《")


def enclosed(text: str, opening: str) -> tuple[Span, ...]:
    """The outermost spans between `opening` and its closing mark, marks included; unclosed ones are left out.

    A span does not cross a line end: a mark forgotten there must not swallow what follows.
    """
    found, depth, start = [], 0, 0
    for mark in re.finditer(f"[{re.escape(opening + _CLOSING[opening])}\n]", text):
        if mark[0] == opening:
            start = mark.start() if depth == 0 else start
            depth += 1
        elif mark[0] == "\n":
            depth = 0
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((start, mark.end()))
    return tuple(found)


def within(at: int, spans: Iterable[Span]) -> bool:
    """Whether that position lies inside one of the spans."""
    return any(start <= at < end for start, end in spans)


def containing(at: int, spans: Iterable[Span]) -> Span | None:
    """The first span that holds the position, or None."""
    return next((span for span in spans if span[0] <= at < span[1]), None)


def _cut(text: str, start: int, end: int, border: re.Pattern[str]) -> Iterator[Span]:
    reached = start
    for match in border.finditer(text, start, end):
        yield reached, match.end()
        reached = match.end()
    if reached < end:
        yield reached, end
