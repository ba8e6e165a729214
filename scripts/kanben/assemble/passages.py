"""A passage named by quotation, found in the chapters (W3C Web Annotation, TextQuoteSelector)."""

from __future__ import annotations

from difflib import SequenceMatcher

from kanben.errors import PassageError
from kanben.model import Chapter, Passage, Place

_CONTEXT = 6
"""Characters shown on each side of the words most like a quotation that stands nowhere."""


def locate(chapters: tuple[Chapter, ...], passage: Passage) -> Place:
    """The one place that the passage names; raises PassageError where it stands nowhere, or in two places."""
    found = occurrences(chapters, passage)
    if len(found) == 1:
        return found[0]
    if found:
        raise PassageError("passage.twice", passage.file, passage.line, exact=passage.exact, count=len(found))
    raise PassageError(
        "passage.nowhere", passage.file, passage.line,
        exact=passage.exact, chapter=passage.chapter, nearest=_nearest(chapters, passage),
    )  # fmt: skip


def occurrences(chapters: tuple[Chapter, ...], passage: Passage) -> tuple[Place, ...]:
    """Every place where the quotation stands with its context."""
    wanted = passage.prefix + passage.exact + passage.suffix
    before, length = len(passage.prefix), len(passage.exact)
    return tuple(
        Place(chapter.slug, number, start + before, start + before + length)
        for chapter in chapters
        if passage.chapter in ("", chapter.slug)
        for number, block in enumerate(chapter.blocks)
        for start in starts(block.text, wanted)
    )


def starts(text: str, words: str) -> tuple[int, ...]:
    """Where the words stand in the text, overlapping ones included."""
    found, at = [], text.find(words)
    while at >= 0 and words:
        found.append(at)
        at = text.find(words, at + 1)
    return tuple(found)


def _nearest(chapters: tuple[Chapter, ...], passage: Passage) -> str:
    """The words of the chapter most like the quotation, or a dash where it shares nothing with any."""
    matcher = SequenceMatcher(None, b=passage.exact, autojunk=False)
    best, words = 0.0, "—"
    for block in (b for c in chapters if passage.chapter in ("", c.slug) for b in c.blocks):
        matcher.set_seq1(block.text)
        shared = matcher.find_longest_match()
        start = max(0, shared.a - shared.b)
        near = block.text[start : start + len(passage.exact)]
        like = SequenceMatcher(None, near, passage.exact, autojunk=False).ratio() if shared.size else 0.0
        if like > best:
            best, words = like, block.text[max(0, start - _CONTEXT) : start + len(near) + _CONTEXT]
    return words.replace("\n", " ")
