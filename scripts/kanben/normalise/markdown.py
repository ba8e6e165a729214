"""The last passes: plain text and marks become Markdown, as edits, so that the ledger ends at clean/*.md.

The text is escaped where pandoc's `markdown` (without smart) would read a mark, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.draft import Draft, Span
from kanben.normalise.inline_marks import inline_marks
from kanben.normalise.rule import Rule, Wish

_ANYWHERE = re.compile(
    r"[\\`*\[$^~]"
    r"|<(?=[A-Za-z/!?])"  # a tag, a comment, an address
    r"|&(?=#?\w{1,32};)"  # an entity
    r"|(?<![A-Za-z0-9])@(?=[\w{])"  # a citation
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis, which doesn't begin or end inside a word
    r"|\](?=[({:\[])"  # what follows a link's text
)
_AT_START = re.compile(
    r"(?m)^(?:(?=[#>|%:])|(?=[-+](?:[ \t]|$))|(?=(?:[-=][ \t]*){3,}$)|[Tt]able(?=:)"
    r"|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)(?=[.)](?:[ \t]|$)))"
)
_AT_HEADING_END = re.compile(r"(?m)#(?=#*[ \t]*$)|\{(?=[^{}\n]*\}$)")
_BRACKETED = ("link", "dots", "ruby", "index", "anchor", "figure")
_IN_CELL = re.compile(r"\|")


def escapes(draft: Draft) -> Iterator[Wish]:
    """A backslash before every character that Markdown would read as a mark."""
    offsets = {found.start() for found in _ANYWHERE.finditer(draft.text)}
    offsets |= {found.end() for found in _AT_START.finditer(draft.text)}
    offsets |= set(_in_blocks(draft, "heading", _AT_HEADING_END)) | set(_in_blocks(draft, "table", _IN_CELL))
    offsets |= set(_in_brackets(draft)) | set(_at_marks(draft))
    verbatim = [mark for mark in draft.marks if mark.kind in ("code", "verbatim")]
    offsets -= {at for mark in verbatim for at in range(mark.start, mark.end)}
    return ((at, at, "\\") for at in sorted(offsets))


def heading_marks(draft: Draft) -> Iterator[Wish]:
    """`## ` before a heading, as many # as its level says."""
    for span in draft.blocks:
        if span.kind == "heading":
            yield span.start, span.start, "#" * span.level + " "


def block_marks(draft: Draft) -> Iterator[Wish]:
    """What tells every other kind of block: > of a quotation, | of a verse, the frame of a table."""
    wishes = (wish for span in draft.blocks for wish in _FORMS.get(span.kind, _plain)(draft.text, span))
    return iter(sorted(wishes, key=lambda wish: wish[:2]))


def gaps(draft: Draft) -> Iterator[Wish]:
    """An empty line between blocks, one line end at the end; notes stand last."""
    spans = draft.spans
    last = max((at for at, span in enumerate(spans) if span.kind != "note"), default=len(spans) - 1)
    moved = [span for span in spans[:last] if span.kind == "note"]
    for at, span in enumerate(spans):
        if at < last and span.kind == "note":
            yield span.start, span.end + 1, ""
            continue
        notes = "".join(f"\n\n{draft.text[note.start : note.end]}" for note in moved) if at == last else ""
        yield span.end, span.end, notes + "\n"


def _in_brackets(draft: Draft) -> Iterator[int]:
    """The closing brackets inside what Markdown itself writes in brackets."""
    for mark in draft.marks:
        if mark.kind in _BRACKETED:
            yield from (at for at in range(mark.start, mark.end) if draft.text[at] == "]")


def _at_marks(draft: Draft) -> Iterator[int]:
    """The underscores that a mark begins or ends beside: there they stand no longer inside a word."""
    for mark in draft.marks:
        edges = (mark.start - 1, mark.start, mark.end - 1, mark.end)
        yield from (at for at in edges if draft.text[at : at + 1] == "_")


def _in_blocks(draft: Draft, kind: str, pattern: re.Pattern[str]) -> Iterator[int]:
    for span in draft.blocks:
        if span.kind == kind:
            yield from (found.start() for found in pattern.finditer(draft.text, span.start, span.end))


def _plain(_text: str, _span: Span) -> Iterator[Wish]:
    return iter(())


def _each_line(text: str, span: Span, prefix: str) -> Iterator[Wish]:
    """The prefix before every line of the block."""
    at = span.start
    while True:
        yield at, at, prefix if text[at : at + 1] not in ("\n", "") else prefix.rstrip()
        at = text.find("\n", at, span.end) + 1
        if not at:
            return


def _quote(text: str, span: Span) -> Iterator[Wish]:
    return _each_line(text, span, "> ")


def _verse(text: str, span: Span) -> Iterator[Wish]:
    return _each_line(text, span, "| ")


def _columns(text: str, span: Span) -> Iterator[Wish]:
    """A line block in a division of the class columns."""
    opening, *rest = _each_line(text, span, "| ")
    yield span.start, span.start, "::: columns\n" + opening[2]
    yield from rest
    yield span.end, span.end, "\n:::"


def _code(text: str, span: Span) -> Iterator[Wish]:
    """A fence longer than any in the code."""
    fences = re.findall(r"`{3,}", text[span.start : span.end])
    fence = "`" * max(3, 1 + max(map(len, fences), default=0))
    yield span.start, span.start, fence + "\n"
    yield span.end, span.end, "\n" + fence


def _item(_text: str, span: Span) -> Iterator[Wish]:
    """The item's number or bullet, set in by its depth; a second paragraph of an item has none."""
    label = {"•": "-"}.get(span.value, span.value).translate(str.maketrans("（）", "()"))
    indent = "    " * (span.level - bool(label))
    yield span.start, span.start, indent + (label.ljust(3) + " " if label else "")


def _note(text: str, span: Span) -> Iterator[Wish]:
    """`[^1]: ` before the note; its further paragraphs are set in."""
    yield span.start, span.start, f"[^{span.value}]: "
    at = text.find("\n", span.start, span.end)
    while at >= 0:
        yield at, at + 1, "\n\n    "
        at = text.find("\n", at + 1, span.end)


def _table(text: str, span: Span) -> Iterator[Wish]:
    """A pipe table: the first row is the head, the caption stands below."""
    rows = text[span.start : span.end].split("\n")
    rule = "\n|" + " --- |" * (rows[0].count("\t") + 1)
    yield span.start, span.start, "| "
    for at in range(span.start, span.end):
        if text[at] == "\t":
            yield at, at + 1, " | "
        elif text[at] == "\n":
            first = at == span.start + len(rows[0])
            yield at, at + 1, f" |{rule if first else ''}\n| "
    caption = f"\n\n: {span.value}" if span.value else ""
    yield span.end, span.end, " |" + (rule if len(rows) == 1 else "") + caption


def _figure(_text: str, span: Span) -> Iterator[Wish]:
    """A picture alone in its paragraph, the caption as its text."""
    yield span.start, span.start, "!["
    yield span.end, span.end, f"]({span.value})"


_FORMS = {
    "quote": _quote, "verse": _verse, "columns": _columns, "code": _code, "item": _item, "note": _note,
    "table": _table, "figure": _figure,
}  # fmt: skip

MARKDOWN = (
    Rule("markdown", escapes, everywhere=True),
    Rule("markdown", inline_marks, everywhere=True),
    Rule("N7", heading_marks, everywhere=True),
    Rule("markdown", block_marks, everywhere=True),
    Rule("markdown", gaps, everywhere=True),
)
"""How the plain text is written as Markdown; none of these can be switched off."""
