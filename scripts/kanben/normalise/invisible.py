"""Characters nobody sees: no-break and fixed-width spaces, zero-width marks, soft hyphens, control codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.normalise.draft import Draft
from kanben.normalise.rule import Wish

_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f]")
_UNSEEN = re.compile(
    "\xad(?:[ \t]*\n[ \t]*(?=[a-zß-ÿ]))?"  # a soft hyphen, and the line end it was there for
    "|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
    "|[\x01-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]"
    "|(?<![\U0001f000-\U0001ffff\ufe0f\u2600-\u27bf])[\u200c\u200d]"  # between two emoji it makes them one
)


def fixed_spaces(draft: Draft) -> Iterator[Wish]:
    """A no-break space, or one of a fixed width, is a space; whether it stays is for N2 to say."""
    for found in _SPACE.finditer(draft.text):
        yield *found.span(), " "


def unseen(draft: Draft) -> Iterator[Wish]:
    """Takes out zero-width characters, soft hyphens, marks of direction, byte order marks, control codes."""
    for found in _UNSEEN.finditer(draft.text):
        yield *found.span(), ""
