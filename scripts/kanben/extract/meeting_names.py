"""What a meeting is called in full: holder and name joined, holders in a row, plenums that share a term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kanben.model import Place

Manner = Literal["held", "named", "pointed"]

_PLENUMS = re.compile(r"(?P<head>.*?)[一二三四五六七八九]中、(?P<last>[一二三四五六七八九]中全会)")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One meeting at one place."""

    place: Place
    name: str
    manner: Manner
    date: str | None = None
    venue: str | None = None
    organiser: str | None = None


def joined(holder: str, name: str) -> str:
    """Holder and name as one: 中共中央 + 十三届四中全会 → 中共十三届四中全会; what both share is said once."""
    if "中全会" in name and holder == "中共中央":
        return f"中共{name}"
    if "联席" in name:
        return re.sub("、|和", "与", holder) + name
    shared = next((width for width in range(4, 1, -1) if holder.endswith(name[:width])), 0)
    return f"{holder}{name[shared:]}"


def listed(holder: str) -> str:
    """Several holders as the tables print them, parted by 、."""
    return re.sub("以及|会同|联合|[和与及同，](?=.{2})", "、", holder)


def whole(name: str) -> str:
    """十三届四中、五中全会 names two: the first is 十三届四中全会, the second 十三届五中全会."""
    last = _PLENUMS.fullmatch(name)
    if last:
        return last["head"] + last["last"]
    return name + "全会" if name.endswith("中") else name
