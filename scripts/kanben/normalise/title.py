"""The chapter's title: a first line that says it again leaves the text and becomes the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from kanben.model import Edit
from kanben.normalise.characters import COUNT, bare
from kanben.normalise.draft import Draft, Line
from kanben.normalise.rule import Wish

_CHAPTER = re.compile(r"(第[〇零一二三四五六七八九十百千\d]{1,6}[编編篇部章])[ \u3000：:|｜]*(.*)")
_PART = re.compile(rf"第{COUNT}[编編篇部]")
_HEAD = 12
"""Lines from the top that the title is looked for in, empty ones counted."""
_STOPS = "。；，"
_LONGEST = 60


def title_line(draft: Draft) -> Iterator[Wish]:
    """Takes out the first line where it is the chapter's title, or its first two where the title fills both.

    Where no title is known, 第X章 … is the title.  The part (第X编 …) may stand above it, and stays.
    """
    lines = [line for line in islice(draft.lines(), _HEAD) if line.text]
    first = int(
        len(lines) > 1 and bool(_PART.match(lines[0].text)) and bool(_CHAPTER.fullmatch(lines[1].text))
    )
    taken = _title_lines(lines[first : first + 3], draft.title)
    if 0 < taken < len(lines) - first:
        yield lines[first].start, lines[first + taken].start, ""


def settled_title(title: str, passes: Iterable[Iterable[Edit]]) -> str:
    """The title as the text words it, where a line of the text was taken for it; else the title as given."""
    taken = [edit.before for edits in passes for edit in edits if edit.rule == "title"]
    return spaced(" ".join(taken[0].split("\n"))) if taken else title


def spaced(title: str) -> str:
    """A title with one space after its number: 第三章 生产."""
    found = _CHAPTER.fullmatch(title.strip())
    return " ".join(part for part in found.groups() if part) if found else title.strip()


def _title_lines(lines: list[Line], title: str) -> int:
    """How many of the first lines are the title."""
    words = [_folded(line.text) for line in lines]
    for count in (1, 2):
        if len(words) > count and _same("".join(words[:count]), _folded(title)):
            return count
    if title or not lines or len(lines[0].text) > _LONGEST or lines[0].text[-1] in _STOPS:
        return 0
    return int(bool(_CHAPTER.fullmatch(lines[0].text)))


def _same(line: str, title: str) -> bool:
    """Whether the line is the title, or the title with the chapter's number before it."""
    found = _CHAPTER.fullmatch(line)
    own = _CHAPTER.fullmatch(title)
    return bool(title) and (line == title or (found is not None and own is None and found[2] == title))


def _folded(text: str) -> str:
    """The text without what differs between two ways of typing it: blanks, width, compatibility forms."""
    return re.sub("[|:]", "", bare(unicodedata.normalize("NFKC", text))).strip("#").casefold()
