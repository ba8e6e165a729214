"""Straight quotation marks are paired to curly ones, line by line; two angle brackets to 《》."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import has_han, is_cjk
from kanben.normalise.draft import Draft, Line
from kanben.normalise.rule import Wish

_DOUBLE = re.compile('["＂“”]')
_SINGLE = re.compile("['＇‘’]")
_TITLE = re.compile(r"<<([^<>\n]{1,200})>>")
_REACH = 400


def double_quotes(draft: Draft) -> Iterator[Wish]:
    """Pairs straight double quotes around or beside Chinese; where one is left over nothing changes."""
    for line in draft.lines():
        if '"' in line.text or "＂" in line.text:
            yield from _paired(draft, line, _DOUBLE, "“”")


def single_quotes(draft: Draft) -> Iterator[Wish]:
    """Pairs straight single quotes around Chinese; an apostrophe stays."""
    for line in draft.lines():
        if ("'" in line.text or "＇" in line.text) and has_han(line.text):
            yield from _paired(draft, line, _SINGLE, "‘’")


def angle_titles(draft: Draft) -> Iterator[Wish]:
    """<<办法>> is 《办法》."""
    for found in _TITLE.finditer(draft.text):
        if has_han(found[1]):
            yield found.start(), found.start() + 2, "《"
            yield found.end() - 2, found.end(), "》"


def _paired(draft: Draft, line: Line, mark: re.Pattern[str], curly: str) -> list[Wish]:
    """The straight marks of a line as curly ones, pair by pair; none where they don't come out even."""
    wishes: list[Wish] = []
    opened = -1
    for found in mark.finditer(line.text):
        at = found.start()
        if found[0] not in curly and (
            draft.code.covers(line.start + at, line.start + at + 1) or _apostrophe(line.text, at)
        ):
            continue
        if opened < 0 and found[0] == '"' and line.text[at - 1 : at].isdigit():
            continue  # 21" is a size in inches
        if found[0] == curly[0] or (opened < 0 and found[0] != curly[1]):
            opened = at
        elif opened >= 0:
            if _chinese(line.text, opened, at):
                wishes += (
                    (line.start + i, line.start + i + 1, c) for i, c in zip((opened, at), curly, strict=True)
                )
            opened = -1
    return [] if opened >= 0 else [w for w in wishes if draft.text[w[0]] not in curly]


def _apostrophe(text: str, at: int) -> bool:
    """Whether the mark stands inside or after a Latin word or a number: don't, the workers' hall, 5\"."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if text[at] in "'’":
        return before.isascii() and before.isalnum() and not is_cjk(after)
    return False


def _chinese(text: str, opened: int, closed: int) -> bool:
    """Whether what is quoted, or the sentence around it, is Chinese."""
    inside = text[opened + 1 : min(closed, opened + _REACH)]
    return (
        has_han(inside)
        or is_cjk(text[opened - 1 : opened] if opened else "")
        or is_cjk(text[closed + 1 : closed + 2])
    )
