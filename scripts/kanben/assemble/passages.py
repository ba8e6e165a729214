"""A passage named by quotation, found in the chapters (W3C Web Annotation, TextQuoteSelector)."""

from __future__ import annotations

from difflib import get_close_matches

from kanben.errors import PassageError
from kanben.model import Chapter, Passage, Place


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
    """The sentence of the chapter that is most like the quotation, or a word saying there is none."""
    sentences = [
        sentence
        for chapter in chapters
        if passage.chapter in ("", chapter.slug)
        for block in chapter.blocks
        for sentence in block.text.replace("\n", "。").split("。")
        if sentence
    ]
    return next(iter(get_close_matches(passage.exact, sentences, n=1, cutoff=0.3)), "—")
