"""Simplified and traditional characters in one chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kanben.normalise.doubts.sighting import Sighting
from kanben.normalise.draft import Draft
from kanben.resources import data_table

_ENOUGH = 20
"""So many characters of one script make it the chapter's."""
_SHARE = 0.2
"""The other script is a slip up to this share of it; above, the chapter quotes or mixes on purpose."""


def mixed_scripts(draft: Draft) -> Iterator[Sighting]:
    """The characters of the script that the chapter isn't set in."""
    simplified, traditional = (pattern.findall(draft.text) for pattern in _scripts())
    few, many = sorted((len(simplified), len(traditional)))
    if not few or many < _ENOUGH or few > _SHARE * many:
        return
    pattern, name = (_scripts()[1], "繁体") if len(traditional) == few else (_scripts()[0], "简体")
    for found in pattern.finditer(draft.text):
        yield Sighting(*found.span(), "mixed-script", f"“{found[0]}”为{name}字，与全章用字不一")


@cache
def _scripts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The characters in use in simplified script only, and in traditional only.

    GB 2312 level 1 and Big5 level 1 hold what is in daily use; what one has and the other code lacks
    altogether belongs to its script.  A few that names keep in both are left out.
    """
    kept = set(data_table("normalise-words.toml")["both_scripts"])
    everything = {chr(code) for code in range(0x4E00, 0x9FA6)} - kept
    simplified = {c for c in everything if _level_one(c, "gb2312", 0xB0, 0xD7) and not _codes(c, "big5")}
    traditional = {c for c in everything if _level_one(c, "big5", 0xA4, 0xC6) and not _codes(c, "gb2312")}
    return re.compile(f"[{''.join(sorted(simplified))}]"), re.compile(f"[{''.join(sorted(traditional))}]")


def _level_one(char: str, encoding: str, low: int, high: int) -> bool:
    code = _codes(char, encoding)
    return bool(code) and low <= code[0] <= high


def _codes(char: str, encoding: str) -> bytes:
    return char.encode(encoding, "ignore")
