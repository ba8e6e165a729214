"""Where a calendar expression stands: its sentence, its clause, what encloses it, which dates stand beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from kanben.extract.date_points import Expression
from kanben.extract.date_units import either
from kanben.extract.spans import Span, clauses, enclosed, sentences
from kanben.model import Block, BlockKind, NameClass
from kanben.resources import data_table

Named = tuple[int, int, NameClass]
"""A name of the block: where it begins and ends, and what it names."""
_BRACKETS = ("（", "(", "〔", "［", "[")
_QUOTES = ("“", "‘", "「", "『")


@dataclass(frozen=True, slots=True)
class Context:
    """An expression in its block; all positions are code points of the block's text."""

    text: str
    kind: BlockKind
    expression: Expression
    sentence: Span
    clause: Span
    previous_end: int
    """Where the date before it in the sentence ends, else the sentence's start."""
    next_start: int
    """Where the next date in the sentence begins that is not one compared with, else the sentence's end."""
    tail: int
    """Where the words after the expression begin: behind a gloss in brackets, if one follows at once."""
    bracket: Span | None = None
    quotation: Span | None = None

    written: str = ""
    """The expression as it stands."""
    before: str = ""
    """The clause up to the expression."""
    after: str = ""
    """The clause from `tail` on, its closing mark included."""
    told: str = ""
    """The first words of `rest`, titles, quotations and brackets blotted out: here verbs are looked for."""
    blot: str = ""
    """The block's text with what is enclosed and every name blotted out, character for character."""
    names: tuple[Named, ...] = ()
    """The names of the block, in order."""
    hero: str = ""
    """Whom the chapter is about, if it is about one person."""

    @property
    def rest(self) -> str:
        """From `tail` to the next date or the sentence's end."""
        return self.text[self.tail : self.next_start]

    @property
    def lead_start(self) -> int:
        """Where the words of the clause before the expression begin, behind the date before it."""
        return max(self.clause[0], self.previous_end)

    @property
    def lead_blot(self) -> str:
        """The words of the clause before the expression, blotted."""
        return self.blot[self.lead_start : self.expression.start].strip("，、；： 　")

    @property
    def after_blot(self) -> str:
        """`after`, blotted."""
        return self.blot[self.tail : self.clause[1]]


ENCLOSED = re.compile(r"[《“‘（(][^《》“”‘’（）()]*[》”’）)]")


def masked(text: str) -> str:
    """The text with what is enclosed in 《》, “” or （） blotted out, character for character."""
    for _ in range(2):
        text = ENCLOSED.sub(lambda match: "〓" * len(match[0]), text)
    return text


class Layout:
    """The sentences, titles, brackets and quotations of one block, each looked up by position."""

    def __init__(self, block: Block, names: tuple[Named, ...] = (), hero: str = "") -> None:
        """Only reads `block`; every span is worked out when first asked for."""
        self._text = block.text
        self.names = names
        self.hero = hero

    @cached_property
    def blot(self) -> str:
        """The text with what is enclosed and every name blotted out."""
        return _blotted(self._text, self.names)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """As in `spans`."""
        return sentences(self._text)

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        """Works in 《》, or in 〈〉 alone."""
        return _sorted(self._text, ("《", "〈"))

    @cached_property
    def brackets(self) -> tuple[Span, ...]:
        """Brackets of any form."""
        return _sorted(self._text, _BRACKETS)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Quotations, outermost."""
        return _sorted(self._text, _QUOTES)


def _sorted(text: str, openings: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(sorted(span for opening in openings if opening in text for span in enclosed(text, opening)))


def around(at: int, spans: tuple[Span, ...]) -> Span | None:
    """The last span that begins at or before the position, if it holds it."""
    index = bisect_right(spans, (at, 1 << 62)) - 1
    return spans[index] if index >= 0 and spans[index][1] > at else None


def contexts(
    block: Block, found: tuple[Expression, ...], names: tuple[Named, ...] = (), hero: str = ""
) -> tuple[Context, ...]:
    """The context of every expression of a block."""
    if not found:
        return ()
    layout = Layout(block, names, hero)
    return tuple(_context(block, layout, found, index) for index in range(len(found)))


def _blotted(text: str, names: tuple[Named, ...]) -> str:
    signs = list(masked(text))
    for start, end, _ in names:
        signs[start:end] = "〓" * (end - start)
    return "".join(signs)


def _context(block: Block, layout: Layout, found: tuple[Expression, ...], index: int) -> Context:
    text, expression = block.text, found[index]
    sentence = around(expression.start, layout.sentences) or (0, len(text))
    clause = _clause(text, sentence, expression)
    tail = _behind_gloss(expression.end, layout)
    next_start = _next_start(text, tail, found[index + 1 : index + 6], sentence[1], layout)
    return Context(
        text=text,
        kind=block.kind,
        expression=expression,
        sentence=sentence,
        clause=clause,
        previous_end=max(found[index - 1].end if index else 0, sentence[0]),
        next_start=next_start,
        tail=tail,
        bracket=around(expression.start, layout.brackets),
        quotation=around(expression.start, layout.quotations),
        written=text[expression.start : expression.end],
        before=text[clause[0] : expression.start],
        after=text[tail : clause[1]],
        blot=layout.blot,
        names=layout.names,
        hero=layout.hero,
        told=masked(text[tail : min(next_start, tail + _TOLD)]),
    )


_TOLD = 160
"""Code points after a date in which its verb is looked for."""
_GLOSS = 24
"""The longest gloss in brackets after a date: （1898年9月21日）, （星期三）."""
_ROLE_WORDS = data_table("dates_roles.toml")
_BESIDE = re.compile(
    either([*_ROLE_WORDS["compared_before"], *_ROLE_WORDS["compared_with"], *_ROLE_WORDS["governors"]]) + "$"
)


def _behind_gloss(end: int, layout: Layout) -> int:
    bracket = around(end, layout.brackets)
    opens = bracket is not None and bracket[0] == end and bracket[1] - end <= _GLOSS
    return bracket[1] if bracket and opens else end


def _next_start(text: str, tail: int, following: tuple[Expression, ...], end: int, layout: Layout) -> int:
    """Dates in brackets and dates only compared with (比去年同期) do not end what is told of this one."""
    for expression in following:
        inside = around(expression.start, layout.brackets)
        if inside and not inside[0] <= tail < inside[1]:
            continue
        beside = _BESIDE.search(text, max(tail, expression.start - 6), expression.start)
        if expression.start >= tail and not beside:
            return min(expression.start, end)
    return end


_REACH = 400
"""Code points of a sentence looked at on each side for the clause: a longer clause is no sentence of prose."""


def _clause(text: str, sentence: Span, expression: Expression) -> Span:
    """The clause that the expression begins in; a comma inside the expression does not end it."""
    window = max(sentence[0], expression.start - _REACH), min(sentence[1], expression.end + _REACH)
    spans = clauses(text, window)
    first = next(span for span in spans if span[1] > expression.start)
    last = next(span for span in spans if span[1] >= expression.end)
    return first[0], last[1]
