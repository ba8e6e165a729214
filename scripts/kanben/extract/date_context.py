"""Where a calendar expression stands: its sentence, its clause, what encloses it, which dates stand beside it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from kanben.extract.date_points import Expression
from kanben.extract.spans import Span, clauses, enclosed, sentences
from kanben.model import Block, BlockKind

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
    """Where the next date in the sentence begins, else the sentence's end."""
    bracket: Span | None = None
    quotation: Span | None = None

    @property
    def written(self) -> str:
        """The expression as it stands."""
        return self.text[self.expression.start : self.expression.end]

    @property
    def before(self) -> str:
        """The clause up to the expression."""
        return self.text[self.clause[0] : self.expression.start]

    @property
    def after(self) -> str:
        """The clause from the expression on, its closing mark included."""
        return self.text[self.expression.end : self.clause[1]]

    @property
    def rest(self) -> str:
        """From the expression to the next date or the sentence's end."""
        return self.text[self.expression.end : self.next_start]


class Layout:
    """The sentences, titles, brackets and quotations of one block, each looked up by position."""

    def __init__(self, block: Block) -> None:
        """Only reads `block`; every span is worked out when first asked for."""
        self._text = block.text

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


def contexts(block: Block, found: tuple[Expression, ...]) -> tuple[Context, ...]:
    """The context of every expression of a block."""
    layout, made = Layout(block), []
    for index, expression in enumerate(found):
        sentence = around(expression.start, layout.sentences) or (0, len(block.text))
        before = found[index - 1].end if index else 0
        after = found[index + 1].start if index + 1 < len(found) else len(block.text)
        made.append(
            Context(
                text=block.text,
                kind=block.kind,
                expression=expression,
                sentence=sentence,
                clause=_clause(block.text, sentence, expression),
                previous_end=max(before, sentence[0]),
                next_start=min(after, sentence[1]),
                bracket=around(expression.start, layout.brackets),
                quotation=around(expression.start, layout.quotations),
            )
        )
    return tuple(made)


_REACH = 400
"""Code points of a sentence looked at on each side for the clause: a longer clause is no sentence of prose."""


def _clause(text: str, sentence: Span, expression: Expression) -> Span:
    """The clause that the expression begins in; a comma inside the expression does not end it."""
    window = max(sentence[0], expression.start - _REACH), min(sentence[1], expression.end + _REACH)
    spans = clauses(text, window)
    first = next(span for span in spans if span[1] > expression.start)
    last = next(span for span in spans if span[1] >= expression.end)
    return first[0], last[1]
