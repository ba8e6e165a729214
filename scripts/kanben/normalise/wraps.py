"""Wrapped lines: what a page broke into lines becomes paragraphs again, over the end of the page too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kanben.normalise.characters import BLANK, CLOSING, COUNT, ORDINAL, STOPS, is_latin
from kanben.normalise.draft import Draft, Line
from kanben.normalise.rule import Wish

_WORD = re.compile(r"[!-~]+|[^!-~][，。；：！？、）》”’]*")
_WIDE = re.compile("[\u2e80-\uffef—…“”‘’\U00020000-\U0003ffff]")
_INDENT = re.compile(f"[{BLANK}\f]*")
_NUMBERED = re.compile(
    rf"{ORDINAL}|第{COUNT}条|[一二三四五六七八九十]{{1,4}} {{0,2}}[、.．]"
    rf"|[（(] {{0,2}}[一二三四五六七八九十\d]{{1,3}} {{0,2}}[）)]"
    r"|\d{1,2}[、．]|\d{1,2}\. ?(?!\d)|[①-⑳●○■◆·•*※]|[-—] |\[\d|〔\d"
)
_DATED = re.compile(
    r"(?:\d{4}|[〇一二三四五六七八九]{4})年|\d{1,2}月|[一二三四五六七八九十]{1,3}月|[同是本当翌次]年|同月|是月|民国"
)
_ENDED = re.compile(r"[。！？：；:;!?.…][”’」』）)》]{0,4}(?:[①-⑳㉑-㉟]|[\[〔［]\d{1,3}[\]〕］])?\Z")
_POINTED = re.compile(r"[，。；、：,.;:] ?\S|[a-z] [a-z]{1,30} [a-z]")
"""A mark inside the line: prose has one in most lines, a list of names or titles has not."""
_APART = re.compile(r"[①-⑳㉑-㉟]|[-—─_＿=*]{3,}|注释?[：:]")
"""What never goes on with the line before: a note, a rule."""
_NARROWEST, _WIDEST = 24, 132
"""Widths a page's lines have, in half-width characters: below, a list; above, paragraphs a line each."""
_FEW, _SURE = 3, 50
"""Full lines that it takes; two are enough where they are long and both break off in mid-sentence."""
_SHARE = 0.4
"""So many of the lines at least are full where a page wrapped them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the lines of a wrapped text have in common."""

    width: int
    """Of a full line, in half-width characters; 0: the text is not wrapped."""
    indent: int
    """How far a paragraph's first line is set in; 0: it isn't."""
    dated: bool = False
    """Whether paragraphs open with a date, as those of a chronicle do."""


def wrapped_lines(draft: Draft) -> Iterator[Wish]:
    """Joins the lines of a paragraph; a word broken by a hyphen loses it, Latin words get their space."""
    if not draft.lined:
        return
    lines = [line for line in draft.lines() if line.text.strip(BLANK + "\f")]
    free = [line for line in lines if not draft.block_at(line.start)]
    measure = _measure(free)
    for before, after in pairwise(lines):
        if draft.block_at(before.start) or draft.block_at(after.start):
            continue
        if _runs_on(before, after, measure):
            yield _join(before, after)


def _measure(lines: Sequence[Line]) -> Measure:
    """The measure of a text whose lines mostly run full and break off in mid-sentence; else width 0."""
    widths = sorted(width for line in lines if (width := _width(line.text.strip(BLANK + "\f"))) >= _NARROWEST)
    if not widths or widths[len(widths) * 3 // 4] > _WIDEST:
        return Measure(0, 0)
    full = widths[len(widths) * 3 // 4]
    near = [line for line in lines if full - 6 <= _width(line.text.strip(BLANK + "\f")) <= full + 6]
    wrapped = len(near) >= _SHARE * len(widths) and _is_prose(
        [line.text.rstrip(BLANK) for line in near], full
    )
    return Measure(full, _indent_of(lines), _is_dated(lines, full)) if wrapped else Measure(0, 0)


def _is_dated(lines: Sequence[Line], full: int) -> bool:
    """Whether most paragraphs that open for certain, after a line ended short, open with a date."""
    opening = [
        _DATED.match(after.text.strip(BLANK + "\f")) is not None
        for before, after in pairwise(lines)
        if _width(before.text.strip(BLANK + "\f")) < full - 8 and not _NUMBERED.match(after.text)
    ]
    return len(opening) > 2 and 2 * sum(opening) > len(opening)


def _is_prose(full: Sequence[str], width: int) -> bool:
    """Whether full lines are prose broken off: half of them end in mid-sentence, a third have marks inside."""
    broken = sum(line[-1] not in STOPS + CLOSING + "：；" for line in full)
    pointed = sum(_POINTED.search(line) is not None for line in full)
    few = _FEW if broken < len(full) or width < _SURE else 2
    return len(full) >= few and 2 * broken >= len(full) and 3 * pointed >= len(full)


def _indent_of(lines: Sequence[Line]) -> int:
    """How far paragraphs are set in: the indent that is not the commonest, where a tenth of the lines have one."""
    indents = [_width(_INDENT.match(line.text)[0].strip("\f")) for line in lines]  # type: ignore[index]
    flush = min(indents)
    deeper = [indent for indent in indents if indent > flush + 1]
    return flush + 2 if len(deeper) >= max(2, len(lines) // 20) else 0


def _runs_on(before: Line, after: Line, measure: Measure) -> bool:
    """Whether the second line goes on with the first one's paragraph."""
    over_page = "\f" in after.text[: len(after.text) - len(after.text.lstrip(BLANK + "\f"))]
    parted = after.start - before.end > 1
    text, following = before.text.strip(BLANK + "\f"), after.text.strip(BLANK + "\f")
    ended = _ENDED.search(text) is not None
    listed = _NUMBERED.match(following) and (ended or _NUMBERED.match(text))
    if listed or _opens_paragraph(after, measure) or _APART.match(following):
        return False
    if not measure.width:
        return over_page and not ended and len(text) >= 20 and not _NUMBERED.match(following)
    full = _width(text) + _width(_first_word(following)) > measure.width - 4
    if ended and measure.dated and _DATED.match(following):
        return False
    if not ended:
        return full or (over_page and 2 * _width(text) > measure.width)
    return full and (over_page or not parted) and (measure.indent > 0 or _width(text) >= measure.width - 1)


def _opens_paragraph(line: Line, measure: Measure) -> bool:
    """Whether the line is set in as a paragraph's first."""
    indent = _INDENT.match(line.text)
    width = _width(indent[0].replace("\f", "")) if indent else 0
    return width >= (measure.indent or 2 + 2 * bool(measure.width))


def _join(before: Line, after: Line) -> Wish:
    """What parts the two lines, and what shall stand there instead."""
    start = before.start + len(before.text.rstrip(BLANK + "\f"))
    end = after.start + len(after.text) - len(after.text.lstrip(BLANK + "\f"))
    text, following = before.text.rstrip(BLANK + "\f"), after.text.lstrip(BLANK + "\f")
    if text.endswith("-") and is_latin(text[-2:-1]) and following[0].islower():
        return start - 1, end, ""
    apart = (
        following[0].isascii() and following[0].isalnum() and text[-1].isascii() and text[-1] not in "-/(["
    )
    return start, end, " " if apart and not (text[-1].isdigit() and following[0].isdigit()) else ""


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    return found[0] if found else ""


def _width(text: str) -> int:
    """The width of the text in half-width characters."""
    return len(text) + len(_WIDE.findall(text))
