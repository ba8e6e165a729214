"""The last passes: plain text and marks become Markdown, as edits, so that the ledger ends at clean/*.md.

The text is escaped where pandoc's `markdown` (without smart) would read a mark, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.blocks import block_spans
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Rule, Wish

_ANYWHERE = re.compile(
    r"[\\`*\[$^~]"
    r"|<(?=[A-Za-z/!?])"  # a tag, a comment, an address
    r"|&(?=#?\w{1,32};)"  # an entity
    r"|(?<![A-Za-z0-9])@(?=[\w{])"  # a citation
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis, which doesn't begin or end inside a word
)
_AT_START = re.compile(
    r"(?m)^(?:(?=[#>|%])|(?=[-+](?:[ \t]|$))|(?=(?:[-_=][ \t]*){3,}$)|(?=:)|(?=Table:)"
    r"|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)(?=[.)](?:[ \t]|$)))"
)
_HEADING_END = re.compile(r"(?m)(?=#+$)|(?=\{[^\n]*\}$)")


def escapes(draft: Draft) -> Iterator[Wish]:
    """A backslash before every character that Markdown would read as a mark."""
    offsets = {m.start() for m in _ANYWHERE.finditer(draft.text)} | {
        m.end() for m in _AT_START.finditer(draft.text)
    }
    for span in draft.blocks:
        if span.kind == "heading":
            offsets |= {m.start() for m in _HEADING_END.finditer(draft.text, span.start, span.end)}
    return ((at, at, "\\") for at in sorted(offsets))


def heading_marks(draft: Draft) -> Iterator[Wish]:
    """`## ` before a heading, as many # as its level says."""
    for span in draft.blocks:
        if span.kind == "heading":
            yield span.start, span.start, "#" * span.level + " "


def gaps(draft: Draft) -> Iterator[Wish]:
    """An empty line between blocks, and a line end at the end."""
    for span in block_spans(draft):
        yield span.end, span.end, "\n"


MARKDOWN = (
    Rule("markdown", escapes),
    Rule("N7", heading_marks),
    Rule("markdown", gaps),
)
"""How the plain text is written as Markdown; none of these can be switched off."""
