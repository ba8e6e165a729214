"""Lines of signs alone: what a page or a screen draws between parts, and what beckons the reader on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.characters import BLANK
from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_DRAWN = re.compile(
    r"([=_~#+*-])\1{7,}|([─━═┄┈＝＿～－])\2{4,}|([☆★◆◇※♪♥❤✦✿❀])(?:[ \u3000]*\3){3,}"
    r"|[▼▽▲△↓↑↘↙➤►▶☟👇☝❤\ufe0f\u200d\U0001f300-\U0001faff \t\u3000]+"
)
"""A line drawn with one sign; a row of stars; arrows and emoji.

A row of dots is a passage left out, □□□ are characters lost, ＊ ＊ ＊ parts two scenes: those stay.
"""


def ornaments(draft: Draft) -> Iterator[Wish]:
    """Takes out the lines that are signs alone, no word or figure among them."""
    if not draft.lined:
        return
    for line in draft.lines():
        text = line.text.strip(BLANK + "\f")
        if text and _DRAWN.fullmatch(text):
            start = line.start + len(line.text) - len(line.text.lstrip("\f"))
            yield start, line.end, ""
