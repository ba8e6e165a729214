"""Page furniture: page numbers and running heads, known by their form and by coming back page after page.

A line taken out between two pages leaves a form feed, so that a paragraph can be joined over the break.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kanben.normalise.characters import BLANK, ORDINAL, STOPS, bare
from kanben.normalise.draft import Draft, Line
from kanben.normalise.rule import Wish

_DRESSED = re.compile(
    r"[-—–－·•~～─]+(?P<a>\d{1,4})[-—–－·•~～─]+"  # - 12 -
    r"|第(?P<b>\d{1,4})页(?:[，,/／]?共\d{1,4}页)?"
    r"|(?i:page|p\.)(?P<c>\d{1,4})(?:(?:of|/)\d{1,4})?"
)
_BARE = re.compile(r"([1-9]\d{0,3})(?:[/／]\d{1,4})?")
_NUMBERS = re.compile(r"^[-—–·•|｜]*\d{1,4}[-—–·•|｜\s]+|[-—–·•|｜\s]+\d{1,4}[-—–·•|｜]*$")
_HEADED = re.compile(r"(\d{1,4})[ \t\u3000·|｜—-]+\S.*|.*\S[ \t\u3000·|｜—-]+(\d{1,4})")
_ITEM = re.compile(rf"{ORDINAL}|[（(]?[一二三四五六七八九十\d]{{1,3}}[、.．）)]")
"""A numbered heading may open a page."""
_WIDE = re.compile(r"[ \t\u3000]{3}")
_STEP = 4
"""A head that comes back on every page, or every other, counts on by so many pages at most."""
_ADDRESS = re.compile(r"https?:|www\.|file:")
_PROSE = re.compile("[，。；！？、,;“”]|[：:]$")
_LONGEST, _LONGEST_TYPED = 24, 200
"""Characters a head has at most, without its blanks and with them."""
_APART = 3
"""Lines between two page numbers at least: figures closer together are a column."""
_PAGE = 8
"""Lines a page has at least."""
_OFTEN = 3
"""A line that comes back as often, and breaks into a sentence each time, is a running head."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What of each line would come back if it were a running head, and how it does."""

    keys: Sequence[str]
    often: Counter[str]
    reach: Mapping[str, int]
    """Lines from the first that has the key to the last."""
    title: str


def page_numbers(draft: Draft) -> Iterator[Wish]:
    """Takes out lines that are page numbers: dressed as such (- 12 -, 第12页), or bare and counting on."""
    if not draft.lined:
        return
    lines = _filled(draft)
    dressed = {at for at, line in enumerate(lines) if _DRESSED.fullmatch(bare(line.text))}
    yield from _without(lines, sorted(dressed | _counting(lines)))


def running_heads(draft: Draft) -> Iterator[Wish]:
    """Takes out short lines that come back at the edges of pages, or break into sentences again and again."""
    if not draft.lined:
        return
    lines = _filled(draft)
    heads = _heads(lines, draft.title)
    edges = {at for at, key in enumerate(heads.keys) if key and _at_edge(lines, at, heads)}
    yield from _without(lines, sorted(edges | _numbered(lines, heads.keys) | _tops(lines, heads, edges)))


def _filled(draft: Draft) -> list[Line]:
    return [line for line in draft.lines() if line.text.strip(BLANK + "\f")]


def _counting(lines: Sequence[Line]) -> set[int]:
    """The bare numbers that count on by one, page after page, or stand beside a form feed."""
    numbers = [
        (at, int(found[1])) for at, line in enumerate(lines) if (found := _BARE.fullmatch(bare(line.text)))
    ]
    counted: set[int] = set()
    for (before, low), (after, high) in pairwise(numbers):
        if high == low + 1 and after - before > _APART:
            counted |= {before, after}
    return counted | {at for at, _ in numbers if _at_break(lines, at)}


def _numbered(lines: Sequence[Line], keys: Sequence[str]) -> set[int]:
    """The lines of a head and a page's number that count on: the same head again, or one set wide apart."""
    heads = [
        (at, int(found[1] or found[2]))
        for at, line in enumerate(lines)
        if keys[at] and (found := _headed(line))
    ]
    counted: set[int] = set()
    for (before, low), (after, high) in pairwise(heads):
        same = keys[before] == keys[after] or (
            _WIDE.search(_inner(lines[before])) and _WIDE.search(_inner(lines[after]))
        )
        if 0 < high - low <= _STEP and after - before > _APART and same:
            counted |= {before, after}
    return counted


def _tops(lines: Sequence[Line], heads: Heads, edges: set[int]) -> set[int]:
    """The first lines of all pages, where each could be a running head and one of them is known to be.

    Left and right pages may carry different heads, so that in a short chapter one comes but once.
    """
    tops = {at for at, line in enumerate(lines) if line.text.startswith("\f")}
    alike = all(at in edges or (heads.keys[at] and not _ITEM.match(_inner(lines[at]))) for at in tops)
    return tops if alike and tops & edges else set()


def _headed(line: Line) -> re.Match[str] | None:
    """The number at the left (group 1) or the right (group 2) of a line, parted by a blank from some words."""
    return _HEADED.fullmatch(_inner(line))


def _inner(line: Line) -> str:
    return line.text.strip(BLANK + "\f")


def _at_break(lines: Sequence[Line], at: int) -> bool:
    """Whether a form feed stands before the line or after it."""
    return lines[at].text.startswith("\f") or (at + 1 < len(lines) and lines[at + 1].text.startswith("\f"))


def _key(text: str) -> str:
    """What stays the same of a running head from page to page: the line without the page's number; '' for prose."""
    line = bare(text)
    if len(text) > _LONGEST_TYPED or not line or _PROSE.search(line) or line.startswith("单位"):
        return ""
    if _ADDRESS.search(line):
        return re.sub(r"\d+", "#", line)
    key = bare(_NUMBERS.sub("", text.strip()))
    return key if len(key) <= _LONGEST else ""


def _heads(lines: Sequence[Line], title: str) -> Heads:
    own = bare(title)
    keys = [own if own and bare(line.text) == own else _key(line.text) for line in lines]
    last = {key: at for at, key in enumerate(keys)}
    first = {key: len(keys) - 1 - at for at, key in enumerate(reversed(keys))}
    return Heads(keys, Counter(keys), {key: last[key] - first[key] for key in last}, own)


def _at_edge(lines: Sequence[Line], at: int, heads: Heads) -> bool:
    """Whether the line comes back (or is the chapter's title) and stands at an edge of a page.

    The edge is a form feed beside it, another running head there, the first page's top, or a sentence that
    the line breaks into, page after page.
    """
    key = heads.keys[at]
    often, own = heads.often[key], bool(heads.title) and key == heads.title
    if often < 1 + (not own) or (not at and (own or often < _OFTEN)):
        return False
    above = heads.keys[at - 1]
    if not at or _at_break(lines, at) or (above and heads.often[above] > 1 and _at_break(lines, at - 1)):
        return True
    return often >= _OFTEN and _unfinished(lines[at - 1].text) and heads.reach[key] >= _PAGE * (often - 1)


def _unfinished(text: str) -> bool:
    """Whether a sentence runs on after the line: it is long, and no mark closes it."""
    text = text.rstrip(BLANK)
    return len(text) >= 15 and text[-1] not in STOPS + "：；”’」』）…—.?!:;"


def _without(lines: Sequence[Line], out: Sequence[int]) -> Iterator[Wish]:
    """The lines taken out, with the empty ones after them; a form feed opens the line that follows."""
    for at in out:
        if at + 1 < len(lines):
            yield lines[at].start, lines[at + 1].start, "\f"
        else:
            yield lines[at].start, lines[at].end, ""
