"""Blocks into the working text, and the working text into blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from kanben.model import Block, BlockKind, Mark, MarkKind
from kanben.normalise.draft import BLOCKS, Draft, Span

_UNSEEN = BLOCKS | {"orphan"}
_IN_DRAFT = {"code": "verbatim"}
_IN_MODEL = {"verbatim": "code"}


def draft_of(blocks: Sequence[Block]) -> Draft:
    """The blocks of a structured source as working text, a block a line, its form as marks."""
    marks: list[Span] = []
    start = 0
    for block in blocks:
        end = start + len(block.text)
        if block.kind != "paragraph":
            marks.append(Span(start, end, block.kind, block.label, block.level))
        marks += (
            Span(start + m.start, start + m.end, _IN_DRAFT.get(m.kind, m.kind), m.value) for m in block.marks
        )
        start = end + 1
    return Draft("\n".join(block.text for block in blocks), tuple(marks))


def blocks_of(draft: Draft) -> tuple[Block, ...]:
    """The blocks of the working text, notes last."""
    spans = draft.spans
    inline = sorted((m for m in draft.marks if m.kind not in _UNSEEN), key=lambda m: (m.start, -m.end))
    blocks: list[Block] = []
    at = 0
    for span in spans:
        own = []
        while at < len(inline) and inline[at].start <= span.end:
            own.append(inline[at])
            at += 1
        blocks.append(_block(draft.text, span, own))
    return tuple(sorted(blocks, key=lambda block: block.kind == "note"))


def _block(text: str, span: Span, inline: Sequence[Span]) -> Block:
    kind, value = cast(BlockKind, span.kind), span.value
    return Block(kind, text[span.start : span.end], span.level, value, tuple(_mark(m, span) for m in inline))


def _mark(mark: Span, block: Span) -> Mark:
    kind = cast(MarkKind, _IN_MODEL.get(mark.kind, mark.kind))
    return Mark(mark.start - block.start, min(mark.end, block.end) - block.start, kind, mark.value)
