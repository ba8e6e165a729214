"""Lines: their ends, the blanks at their edges, the empty ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import BLANK
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_END = re.compile("\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]|(?<!\n)\f")
_PAGE = re.compile("\f+")
_EMPTY = re.compile(r"\A\n+|\n+\Z|(?<=\n)\n+")


def line_ends(draft: Draft) -> Iterator[Wish]:
    """CR LF, CR and the line and paragraph separators of Unicode become LF; a form feed opens a line."""
    for found in _END.finditer(draft.text):
        yield *found.span(), "\n\f" if found[0] == "\f" else "\n"


def page_breaks(draft: Draft) -> Iterator[Wish]:
    """Takes the form feeds out, once they have told where pages begin."""
    for found in _PAGE.finditer(draft.text):
        yield *found.span(), ""


def line_edges(draft: Draft) -> Iterator[Wish]:
    """Takes out the blanks at the edges of a line: an indent is the page's business, not the text's."""
    for line in draft.lines():
        text = line.text.strip(BLANK)
        if len(text) < len(line.text) and not _kept(draft, line.start):
            start = line.end - len(line.text.lstrip(BLANK))
            yield from ((line.start, start, ""),) if start > line.start else ()
            yield from ((start + len(text), line.end, ""),) if start + len(text) < line.end else ()


def empty_lines(draft: Draft) -> Iterator[Wish]:
    """Takes out the empty lines."""
    for found in _EMPTY.finditer(draft.text):
        if not _kept(draft, found.start()):
            yield *found.span(), ""


def _kept(draft: Draft, offset: int) -> bool:
    """Whether blanks count here: in code, in a table, in columns."""
    block = draft.block_at(offset)
    return block is not None and block.kind in ("code", "table", "verse", "figure")
