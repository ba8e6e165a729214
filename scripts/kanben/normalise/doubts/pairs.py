"""Marks that should come in pairs, and marks that can't stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import has_han, is_latin
from kanben.normalise.doubts.sighting import Sighting
from kanben.normalise.draft import Draft, Span

_PARTNER = dict(zip("》〉”’）〕】」』", "《〈“‘（〔【「『", strict=True))
_MARK = re.compile('[《》〈〉“”‘’（）〔〕【】「」『』"]')
_ITEM = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}）")
_CLASH = re.compile(r"[，、；：][。，、；：！？]|[。！？][，、；：。]")


def unbalanced_marks(draft: Draft) -> Iterator[Sighting]:
    """A bracket or quotation mark without its partner in the block.

    A quotation that runs over paragraphs opens each and closes the last only (GB/T 15834, 4.8.3.5).
    """
    for at, span in enumerate(draft.spans):
        if span.kind != "code":
            following = draft.spans[at + 1] if at + 1 < len(draft.spans) else None
            yield from (s for s in _lonely(draft.text, span) if not _runs_on(draft.text, span, s, following))


def clashing_marks(draft: Draft) -> Iterator[Sighting]:
    """Two different marks side by side, of which one must be wrong: 。， for one."""
    for found in _CLASH.finditer(draft.text):
        if found[0][0] != found[0][1]:
            yield Sighting(*found.span(), "clashing-marks", f"“{found[0]}”两个标点连用，疑有一误")


def _lonely(text: str, span: Span) -> Iterator[Sighting]:
    opened: list[re.Match[str]] = []
    straight: list[re.Match[str]] = []
    for found in _MARK.finditer(text, span.start, span.end):
        mark = found[0]
        if mark == '"':
            straight.append(found)
        elif mark not in _PARTNER:
            opened.append(found)
        elif opened and opened[-1][0] == _PARTNER[mark]:
            opened.pop()
        elif not _excused(text, span, found):
            yield _sighting(found, "缺前一半")
    yield from (_sighting(found, "缺后一半") for found in opened)
    if len(straight) % 2 and has_han(text[span.start : span.end]):
        yield _sighting(straight[-1], "不成对")


def _sighting(found: re.Match[str], what: str) -> Sighting:
    return Sighting(*found.span(), "unbalanced-mark", f"标点 {found[0]} {what}")


def _excused(text: str, span: Span, found: re.Match[str]) -> bool:
    """Whether the closing mark needs no partner: an apostrophe, or the bracket of an item's number 1）."""
    if found[0] == "’":
        before, after = text[found.start() - 1], text[found.end() : found.end() + 1]
        return is_latin(before) or before.isdigit() or after.isdigit()
    item = _ITEM.match(text, span.start)
    return item is not None and item.end() == found.end()


def _runs_on(text: str, span: Span, sighting: Sighting, following: Span | None) -> bool:
    """Whether it is the mark that opens a paragraph of a quotation that the next paragraph goes on with."""
    opens = sighting.start == span.start and text[sighting.start] in "“「"
    return opens and following is not None and text[following.start] == text[sighting.start]
