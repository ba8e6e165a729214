"""The ledger: edits made, made again and taken back, and the count of characters that must balance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from kanben.model import Edit

Passes = Sequence[Sequence[Edit]]


@dataclass(frozen=True, slots=True)
class Balance:
    """Characters changed for others, dropped and added over all passes."""

    changed: int
    dropped: int
    added: int


def rewritten(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits of one pass made.

    Raises ValueError where an edit doesn't find its `before`, or two overlap: a fault of a rule.
    """
    pieces: list[str] = []
    done = 0
    for edit in edits:
        end = edit.offset + len(edit.before)
        if edit.offset < done or text[edit.offset : end] != edit.before:
            raise ValueError(f"rule {edit.rule} asks for an edit that does not fit at {edit.offset}")
        pieces += text[done : edit.offset], edit.after
        done = end
    return "".join((*pieces, text[done:]))


def replay(extracted: str, passes: Passes) -> str:
    """The clean text, from the text as extracted and the ledger."""
    for edits in passes:
        extracted = rewritten(extracted, edits)
    return extracted


def undo(text: str, passes: Passes) -> str:
    """The text as extracted, from the clean text and the ledger."""
    for edits in reversed(passes):
        text = rewritten(text, _inverse(edits))
    return text


def balance(passes: Passes) -> Balance:
    """What the ledger did to the count of characters: length before - dropped + added = length after."""
    sizes = [(len(edit.before), len(edit.after)) for edit in chain.from_iterable(passes)]
    return Balance(
        sum(min(size) for size in sizes),
        sum(max(0, before - after) for before, after in sizes),
        sum(max(0, after - before) for before, after in sizes),
    )


def _inverse(edits: Iterable[Edit]) -> list[Edit]:
    """The edits that take those of one pass back, with offsets in the text after it."""
    shift, turned = 0, []
    for edit in edits:
        turned.append(Edit(edit.offset + shift, edit.after, edit.before, edit.rule))
        shift += len(edit.after) - len(edit.before)
    return turned
