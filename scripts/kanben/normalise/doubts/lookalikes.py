"""Characters that a reader or a program takes for each other: 己已巳, 未末, 日曰, 干千.

What may stand beside each is in a table; a character with company that only its look-alike keeps is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kanben.normalise.doubts.sighting import Sighting
from kanben.normalise.draft import Draft
from kanben.resources import data_table


def lookalikes(draft: Draft) -> Iterator[Sighting]:
    """A character whose neighbours speak for another that looks like it, and a word known to be misread."""
    for found in _pattern().finditer(draft.text):
        right = data_table("normalise-lookalikes.toml")["words"].get(found[0]) or _likelier(
            draft.text, found.start()
        )
        if right:
            why = f"“{found[0]}”疑为“{right}”之误（形近）"
            yield Sighting(*found.span(), "look-alike", why)


def unreadable(draft: Draft) -> Iterator[Sighting]:
    """A character that stands for one that could not be read, or one outside any script."""
    for found in re.finditer("[\ufffd\ue000-\uf8ff]", draft.text):
        yield Sighting(
            *found.span(), "unreadable-character", f"字符U+{ord(found[0]):04X}不可读，请据原书补正"
        )


@cache
def _pattern() -> re.Pattern[str]:
    """The misread words, the longest first, then the characters that are looked at one by one."""
    table = data_table("normalise-lookalikes.toml")
    words = sorted(table["words"], key=len, reverse=True)
    chars = sorted({rule["wrong"] for rule in table["characters"]})
    return re.compile("|".join(map(re.escape, [*words, *chars])))


def _likelier(text: str, at: int) -> str:
    """The look-alike that the neighbours of the character speak for; '' where none is."""
    before, after = text[at - 1 : at] if at else "\n", text[at + 1 : at + 2] or "\n"
    rules: list[dict[str, Any]] = data_table("normalise-lookalikes.toml")["characters"]
    return next(
        (rule["right"] for rule in rules if rule["wrong"] == text[at] and _speaks(rule, before, after)), ""
    )


def _speaks(rule: dict[str, Any], before: str, after: str) -> bool:
    """Whether the neighbours are such as the rule asks for, and none that excuse the character."""
    return (
        before not in rule.get("unless_before", "")
        and after not in rule.get("unless_after", "")
        and ("before" not in rule or before in rule["before"] or (before.isdigit() and "0" in rule["before"]))
        and ("after" not in rule or after in rule["after"])
    )
