"""Bodies: an anchor (a place, a level, a proper word, a known body), what the body does, and a head.

A body is a name where it is concrete: one particular committee, works, school.  各级工会, 该厂, 乡镇企业, 313个先进班组
and 工厂 are none; 省总工会 and 县委 are, for the chapter says of which province or county it speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kanben.extract.name_tables import words
from kanben.extract.wordlattice import Token
from kanben.resources import data_table

BODIES = "organisations.toml"
_BRACKET = re.compile(r"（(?:集团|股份|控股|[\u4e00-\u9fff]{2,3})）(?=[\u4e00-\u9fff]{0,6}公司)")
_LONGEST = 14
"""Tokens of the longest name: 中国人民政治协商会议某某县第五届委员会文史资料研究委员会."""

_MEETING = re.compile(r"（?(?:扩大|全体)?）?(?:会议|大会|全会|全委会)|第?.{1,2}次")


class Body(NamedTuple):
    """A stretch that names a body."""

    start: int
    end: int
    certainty: float


class Part(NamedTuple):
    """A token and the part it can play in the name of a body.

    P place · L level · G the nation · K a known body · H level and body · R person · B proper word · U character of
    a proper word · O ordinal · Q ownership · N what it does · S head · s short head · n noun · X none of these.
    """

    start: int
    end: int
    role: str
    text: str


@cache
def _particles() -> frozenset[str]:
    return frozenset(data_table(BODIES)["particles"])


def parts(text: str, tokens: Sequence[Token]) -> list[Part]:
    """Each token with its part; a bracket inside a name, as in 工业（集团）公司, is one part."""
    found: list[Part] = []
    skip = 0
    for token in tokens:
        bracket = _BRACKET.match(text, token.start)
        if bracket and token.start >= skip:
            found.append(Part(*bracket.span(), "N", bracket[0]))
            skip = bracket.end()
        elif token.start >= skip:
            word = text[token.start : token.end]
            found.append(Part(token.start, token.end, role(word, token.kind), word))
    return found


def role(word: str, kind: str) -> str:
    """The part that a token can play."""
    if kind in "PGKHRBQNSX":
        return kind
    if len(word) == 1:
        return _role_of_character(word, kind)
    if word in words(BODIES, "blocked"):
        return "X"
    if kind == "m" and (word.startswith("第") or word.endswith("届")):
        return "X" if word.endswith("次") else "O"
    return "n" if kind in "nzwbV" else "X"


def _role_of_character(char: str, kind: str) -> str:
    if char in words(BODIES, "levels"):
        return "L"
    if char in words(BODIES, "short_heads"):
        return "s"
    if kind == "#" or char in "一二三四五六七八九十第":
        return "O"
    if kind == "/" or char in _particles():
        return "X"
    return "U"


def bodies(text: str, tokens: Sequence[Token]) -> Iterator[Body]:
    """The bodies named in the text, in order, none overlapping."""
    found, at = parts(text, tokens), 0
    while at < len(found):
        end = _name_from(found, at)
        if end > at:
            yield Body(found[at].start, found[end - 1].end, _certainty(found[at:end]))
        at = max(end, at + 1)


def _name_from(found: list[Part], at: int) -> int:
    """The number of the part after the longest name that begins at `at`; `at` itself where none does."""
    if not _may_begin(found, at):
        return at
    best = at
    for end in range(at + 1, min(at + _LONGEST, len(found)) + 1):
        part = found[end - 1]
        if part.role == "X":
            break
        if end - at > 1 and part.role == "K" and found[end - 2].role in "KHS":
            break
        if part.role in "SHKs" and _is_name(found[at:end]) and not _goes_on(found, end):
            best = end
    return best


def _may_begin(found: list[Part], at: int) -> bool:
    if found[at].role not in "PGKHRBULOQ":
        return False
    before = found[at - 1].text if at else ""
    if (
        before
        in (
            "各",
            "每",
            "该",
            "本",
            "某",
            "此",
            "我",
            "你",
            "他",
            "其",
            "这",
            "那",
            "邻",
            "外",
            "全",
            "同",
            "所",
        )
        or before[:-1] in _MANY
    ):
        return found[at].role in "PK" and before not in ("各", "每")
    return True


_MANY = frozenset(("一些", "许多", "各类", "几", "数", "多", "有关"))


def _goes_on(found: list[Part], end: int) -> bool:
    """Whether a meeting of the body is meant, not the body: 主席团会议, 主席团（扩大）会议."""
    after = "".join(part.text for part in found[end : end + 4])
    return _MEETING.match(after) is not None and found[end - 1].role in "Ss"


def _is_name(name: list[Part]) -> bool:
    head, first = name[-1], name[0]
    whole = "".join(part.text for part in name)
    if whole in words(BODIES, "never"):
        return False
    if head.role in "KH" and len(name) == 1:
        return True
    roles = "".join(part.role for part in name[:-1])
    if first.role in "RBUO" and any(part.role in "KHPLG" for part in name[1:]):
        return False
    if not any(role in roles for role in "PLGKH"):
        return ("UU" in roles or not roles.startswith("U")) and _is_firm(name) and _specific(name, roles)
    if head.role == "s" and name[-2].role not in "NnBUORP":
        return False
    if head.role == "s" or head.text in words(BODIES, "weak_heads"):
        return _specific(name, roles)
    return roles.strip("Q") != "G"


def _is_firm(name: list[Part]) -> bool:
    """A proper word alone names a works or a school, no committee."""
    return name[-1].text.endswith(tuple(words(BODIES, "firm_endings")))


def _specific(name: list[Part], roles: str) -> bool:
    """A weak head needs more than a place before it: what the body does, or a proper word."""
    head, first = name[-1], name[0]
    if head.text == "委" and name[-2].text[-1] in "省市县区州盟旗":
        return True
    if first.role in "KH":
        return True
    if head.role == "s" and not any(part.role in "NnBUORQS" for part in name[1:-1]):
        return roles.startswith("UU") and head.text in "厂矿社店行校"
    rest = roles[1:] if first.role in "PLG" else roles
    return any(r in rest for r in "NnBORS") or "UU" in rest or (first.role == "U" and len(roles) > 1)


def _certainty(name: list[Part]) -> float:
    strong = {"K": 0.95, "H": 0.9, "P": 0.9, "G": 0.85, "L": 0.8, "B": 0.75, "Q": 0.7, "R": 0.7, "O": 0.6}
    return strong.get(name[0].role, 0.6)
