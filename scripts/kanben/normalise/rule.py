"""What a rule is: a stable code, and a function that asks for edits or for marks; it never makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kanben.model import Edit
from kanben.normalise.draft import Draft, Span, apply
from kanben.resources import data_table

Wish = tuple[int, int, str]
"""Start and end of a span of the draft's text, and what shall stand there instead."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that changes text."""

    code: str
    ask: Callable[[Draft], Iterable[Wish]]
    everywhere: bool = False
    """Whether it may change code too."""

    def run(self, draft: Draft) -> tuple[Draft, tuple[Edit, ...]]:
        """The draft with the edits made, and the edits in order."""
        why = reason(self.code)
        edits = tuple(
            Edit(start, before, after, self.code, why)
            for start, end, after in self.ask(draft)
            if (before := draft.text[start:end]) != after
            and (self.everywhere or not draft.code.touches(start, end))
        )
        return apply(draft, edits), edits


@dataclass(frozen=True, slots=True)
class Marking:
    """A rule that changes no text, only says what form a span of it has."""

    code: str
    ask: Callable[[Draft], Iterable[Span]]

    def run(self, draft: Draft) -> tuple[Draft, tuple[Edit, ...]]:
        """The draft with the marks that are now right, and no edits."""
        return replace(draft, marks=tuple(self.ask(draft))), ()


Step = Rule | Marking


def reason(code: str) -> str:
    """Why a rule of that code changes text, in Chinese, from the catalogue of rules."""
    return str(data_table("normalise.toml")[code]["why"])
