"""Emphasis, links, notes and the other inline marks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from kanben.normalise.draft import BLOCKS, Draft, Span
from kanben.normalise.rule import Wish

_PAIRED = {"emphasis": "*", "strong": "**", "strike": "~~", "superscript": "^", "subscript": "~"}
_JOINED = ("emphasis", "strong", "strike", "dots")
"""Kinds of which two that touch are one."""


def inline_marks(draft: Draft) -> Iterator[Wish]:
    """What opens and closes every inline mark, put in where it begins and ends, those inside within."""
    marks = [m for m in _united(draft) if m.kind not in BLOCKS]
    marks.sort(key=lambda m: (m.start, -m.end))
    signs = [(m.end, 0, -at, _closing(draft.text, m)) for at, m in enumerate(marks) if m.start < m.end]
    signs += [(m.start, 1, at, _opening(draft.text, m)) for at, m in enumerate(marks)]
    for offset, group in groupby(sorted(signs), key=lambda sign: sign[0]):
        yield offset, offset, "".join(sign for *_, sign in group)


def _united(draft: Draft) -> list[Span]:
    """The marks without blanks at their edges; two of a kind that touch as one."""
    united: list[Span] = []
    for mark in sorted((m for m in draft.marks if m.kind in _JOINED), key=lambda m: (m.kind, m.start)):
        last = united[-1] if united else None
        if last and last.kind == mark.kind and mark.start <= last.end:
            united[-1] = Span(last.start, max(last.end, mark.end), mark.kind)
        else:
            united.append(mark)
    return [
        t
        for m in (*united, *(m for m in draft.marks if m.kind not in _JOINED))
        if (t := _trimmed(draft.text, m))
    ]


def _trimmed(text: str, mark: Span) -> Span | None:
    start, end = mark.start, mark.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    empty = start == end and mark.start < mark.end
    return None if empty else Span(start, end, mark.kind, mark.value, mark.level)


def _opening(text: str, mark: Span) -> str:
    if mark.kind == "noteref":
        return f"[^{mark.value}]"
    if mark.kind == "anchor":
        return f"[]{{#{mark.value}}}" if mark.start == mark.end else "["
    if mark.kind == "verbatim":
        return "`" * _fence(text, mark) + " " * text[mark.start : mark.end].startswith("`")
    return _PAIRED.get(mark.kind) or ("" if mark.kind == "orphan" else "[")


def _closing(text: str, mark: Span) -> str:
    if mark.kind == "verbatim":
        return " " * text[mark.start : mark.end].endswith("`") + "`" * _fence(text, mark)
    if mark.kind == "link":
        return f"]({mark.value})" if " " not in mark.value else f"](<{mark.value}>)"
    attributes = {
        "dots": ".dots", "ruby": f'ruby="{mark.value}"', "index": f'.index index="{mark.value}"',
        "anchor": f"#{mark.value}",
    }  # fmt: skip
    return _PAIRED.get(mark.kind) or (f"]{{{attributes[mark.kind]}}}" if mark.kind in attributes else "")


def _fence(text: str, mark: Span) -> int:
    """How many backticks enclose the code: one more than the longest run in it."""
    return 1 + max(map(len, re.findall("`+", text[mark.start : mark.end])), default=0)
