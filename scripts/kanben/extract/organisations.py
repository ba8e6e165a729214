"""Bodies: an anchor (a place, a level, a proper word, a known body), what the body does, and a head.

A body is a name where it is concrete: one particular committee, works, school.  各级工会, 该厂, 乡镇企业, 313个先进班组
and 工厂 are none; 省总工会 and 县委 are, for the chapter says of which province or county it speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kanben.extract.body_names import COMMUNES, is_name
from kanben.extract.body_parts import Part, parts, stretches
from kanben.extract.wordlattice import Token

_LONGEST = 14
"""Parts of the longest name: 中国人民政治协商会议某某县第五届委员会文史资料研究委员会."""
_MEETING = re.compile(
    r"[^，。；、]{0,10}第?.{1,3}次(?:全国)?(?:代表)?大会|（?(?:扩大|全体)?）?(?:会议|大会|全会|全委会)|第?.{1,2}次"
)
_CONGRESS = ("中国共产党", "共青团", "中国共产主义青年团", "中国新民主主义青年团")
"""Before 第三次代表大会 these belong to the name of the meeting."""
_GENERIC = frozenset((*"各每该本某此我你他其这那邻外全同所几数多", "一些", "许多", "各类", "有关"))
_CERTAINTY = {"K": 0.95, "H": 0.9, "P": 0.9, "G": 0.85, "L": 0.8, "B": 0.75, "Q": 0.7, "Z": 0.7, "R": 0.7}


class Body(NamedTuple):
    """A stretch that names a body."""

    start: int
    end: int
    certainty: float
    tails: tuple[int, ...]
    """Where each further part begins: what a short form may begin with."""
    settled: bool = False
    """Whether it is a division of the land as well: 柳河公社, 李庄大队."""


def bodies(text: str, tokens: Sequence[Token]) -> Iterator[Body]:
    """The bodies named in the text, in order, none overlapping."""
    for stretch in stretches(text, tokens):
        yield from _bodies_in(parts(text, stretch))


def _bodies_in(found: list[Part]) -> Iterator[Body]:
    at = 0
    while at < len(found):
        end = _name_from(found, at) if _may_begin(found, at) else at
        if end > at:
            name = found[at:end]
            tails = tuple(part.start for part in name[1:])
            yield Body(
                name[0].start, name[-1].end, _CERTAINTY.get(name[0].role, 0.6), tails, _is_settled(name)
            )
        at = max(end, at + 1)


def _is_settled(name: Sequence[Part]) -> bool:
    """A commune or brigade with nothing but its proper word; 县农科所试验大队 does something."""
    return name[-1].text in COMMUNES and not {part.role for part in name[:-1]} & set("LNKHQ")


def _may_begin(found: list[Part], at: int) -> bool:
    part, before = found[at], found[at - 1] if at else None
    if part.role not in "PGKHRBULOQZn":
        return False
    if before is None:
        return True
    if before.text in _GENERIC:
        return part.role in "PK" and before.text not in ("各", "每")
    # 五区工会, 通二矿工会: a level that a word stands right before is no anchor.
    inner = part.role == "H" and part.text[0] in "厂校院局矿所社场公段"
    return before.role == "X" or not (inner or part.role in "Ln")


def _name_from(found: list[Part], at: int) -> int:
    """The number of the part after the longest name that begins at `at`; `at` itself where none does."""
    best = at
    for end in range(at + 1, min(at + _LONGEST, len(found)) + 1):
        part = found[end - 1]
        if (
            part.role == "X"
            or (part.role == "P" and end - at > 2 and found[end - 2].text == "办")
            or (end - at > 1 and _is_another(found, end))
        ):
            break
        if part.role in "SHKs" and is_name(found[at:end]) and not _names_meeting(found, end):
            best = end
    return best


def _is_another(found: list[Part], end: int) -> bool:
    """Whether the last part begins anew: a known body behind a body, a person who is not right before the head."""
    part, before = found[end - 1], found[end - 2]
    if part.role == "R":
        return end == len(found) or found[end].role not in "SH"
    # 华东军政委员会教育部: a department of the body right before it.
    inner = before.role in "HS" and part.text[-1] == "部" and before.text.endswith(("委员会", "政府", "军区"))
    return part.role == "K" and before.role in "KHS" and not inner and part.text[-1] != "系"


def _names_meeting(found: list[Part], end: int) -> bool:
    """Whether a meeting or a member of the body is meant, not the body: 主席团（扩大）会议, 省人大代表."""
    head = found[end - 1]
    after = "".join(part.text for part in found[end : end + 6])
    if head.role == "H" and head.text.endswith(("人大", "政协")) and after.startswith(("代表", "委员")):
        return True
    return (head.role in "Ss" or head.text in _CONGRESS) and _MEETING.match(after) is not None
