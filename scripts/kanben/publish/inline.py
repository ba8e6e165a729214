"""Plain text and marks to XHTML: marks nest, and where two cross, the later one is cut in two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

TAGS: Mapping[str, tuple[str, str]] = {
    "emphasis": ("<em>", "</em>"),
    "strong": ("<strong>", "</strong>"),
    "dots": ('<em class="dots">', "</em>"),
    "code": ("<code>", "</code>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "strike": ("<s>", "</s>"),
}


@dataclass(frozen=True, slots=True)
class Element:
    """What stands around a span of text."""

    start: int
    end: int
    opening: Markup
    closing: Markup


@dataclass(frozen=True, slots=True)
class Insertion:
    """What stands before a character and is not text: a note, its reference, an anchor, a page break."""

    offset: int
    content: Markup


def inline(text: str, elements: Iterable[Element], insertions: Iterable[Insertion] = ()) -> Markup:
    """The text with its elements and insertions as well-formed XHTML; LF becomes a line break."""
    opening = sorted((e for e in elements if e.start < e.end), key=lambda e: (e.start, -e.end), reverse=True)
    standing = sorted(insertions, key=lambda i: i.offset, reverse=True)
    cuts = {0, len(text), *(i.offset for i in standing)}
    cuts.update(edge for e in opening for edge in (e.start, e.end))
    out: list[Markup] = []
    stack: list[Element] = []
    for at, upto in pairwise([*sorted(cuts), len(text)]):
        _close(stack, at, out)
        while standing and standing[-1].offset <= at:
            out.append(standing.pop().content)
        while opening and opening[-1].start <= at:
            stack.append(opening.pop())
            out.append(stack[-1].opening)
        out.append(_escaped(text[at:upto]))
    return Markup("").join(out)


def _close(stack: list[Element], at: int, out: list[Markup]) -> None:
    """Close what ends here; what crosses it is closed with it and opened again."""
    ending = next((i for i, element in enumerate(stack) if element.end <= at), len(stack))
    again = [element for element in stack[ending:] if element.end > at]
    out.extend(element.closing for element in reversed(stack[ending:]))
    stack[ending:] = again
    out.extend(element.opening for element in again)


def _escaped(text: str) -> Markup:
    return Markup("<br/>").join(escape(line) for line in text.split("\n"))
