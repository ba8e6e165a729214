"""Sentences: one that stands twice, one that does not end, a number that can be read in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import STOPS, has_han
from kanben.normalise.doubts.sighting import Sighting
from kanben.normalise.draft import Draft

_SENTENCE = re.compile(r"[^。！？\n]++[。！？]?")
_LONG = 20
"""A sentence shorter than this may well stand twice."""
_END = re.compile(r"[。！？：；…—:;.!?][”’」』）)》〉]{0,3}\Z")
_PROSE = 30
"""A paragraph so long is prose, and ends with a stop."""
_NUMBER = re.compile(r"(?m)^\d{1,2}[.．][ ]\d+")


def repeated_sentences(draft: Draft) -> Iterator[Sighting]:
    """A long sentence that stands in the chapter word for word a second time."""
    first: dict[str, int] = {}
    for number, span in enumerate(draft.spans):
        if span.kind not in ("paragraph", "item", "quote"):
            continue
        for found in _SENTENCE.finditer(draft.text, span.start, span.end):
            if len(found[0]) < _LONG or found[0][-1] not in STOPS:
                continue
            if first.setdefault(found[0], number) != number or _stood_before(draft.text, span.start, found):
                why = f"此句与第{first[found[0]] + 1}段中一句全同，疑为重出"
                yield Sighting(*found.span(), "repeated-sentence", why)


def unfinished_paragraphs(draft: Draft) -> Iterator[Sighting]:
    """A paragraph of prose without a mark at its end."""
    for span in draft.spans:
        text = draft.text[max(span.start, span.end - 8) : span.end]
        if span.kind == "paragraph" and span.end - span.start >= _PROSE and not _END.search(text):
            paragraph = draft.text[span.start : span.end]
            if has_han(paragraph) and any(mark in paragraph for mark in "，。；"):
                yield Sighting(span.end - 1, span.end, "missing-stop", "段末没有句末标点，疑有脱漏或误断")


def ambiguous_numbers(draft: Draft) -> Iterator[Sighting]:
    """`3. 14` at the start of a block: item 3, or 3.14."""
    for found in _NUMBER.finditer(draft.text):
        yield Sighting(*found.span(), "ambiguous-number", "段首的数字可读作序号，也可读作小数，请查原书")


def orphan_notes(draft: Draft) -> Iterator[Sighting]:
    """Where a note's mark stood that has no note."""
    for mark in draft.marks:
        if mark.kind == "orphan":
            start = max(0, mark.start - 1)
            yield Sighting(start, mark.end, "orphan-note", f"注码{mark.value}没有注文，已从正文删去")


def _stood_before(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the sentence stands earlier in its own paragraph."""
    return 0 <= text.find(found[0], start, found.start() + 1) < found.start()
