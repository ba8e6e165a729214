"""Bodies: an anchor (a place, a level, a proper word, a known body), what the body does, and a head.

A body is a name where it is concrete: one particular committee, works, school.  各级工会, 该厂, 乡镇企业, 313个先进班组
and 工厂 are none; 省总工会 and 县委 are, for the chapter says of which province or county it speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kanben.extract.name_tables import words
from kanben.extract.wordlattice import Edge, Token, common_words
from kanben.resources import data_table

BODIES = "organisations.toml"
_BRACKET = re.compile(r"（(?:集团|股份|控股|[\u4e00-\u9fff]{2,3})）(?=[\u4e00-\u9fff]{0,6}公司)")
_LONGEST = 14
"""Tokens of the longest name: 中国人民政治协商会议某某县第五届委员会文史资料研究委员会."""

_MEETING = re.compile(r"[^，。；、]{0,10}第?.{1,3}次(?:全国)?(?:代表)?大会|（?(?:扩大|全体)?）?(?:会议|大会|全会|全委会)|第?.{1,2}次")


_NUMERALS = frozenset("一二三四五六七八九十百千〇零第")


_ARMY = re.compile(
    r"(?:红|第)[一二三四五六七八九十百零〇]{1,5}(?:方面军|野战军|集团军|军团|兵团|纵队|支队|路军|军|师|旅|团)(?!长|部|事|官)"
)
_REGIONS = "京津沪渝冀晋察绥蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川滇黔康陕甘宁青新热"
_BORDER = re.compile(
    rf"[{_REGIONS}]{{2,4}}(?=边|军区|挺进|野战|支队|纵队|省委|特委|区党委|行署|分局|游击|联军)"
)


def body_edges(text: str) -> dict[int, list[Edge]]:
    """Bodies that have a grammar of their own: 红二十八军, 第十九路军; and the regions in 豫鄂挺进纵队."""
    edges: dict[int, list[Edge]] = {}
    for pattern, kind in ((_ARMY, "K"), (_BORDER, "Z")):
        for match in pattern.finditer(text):
            if (
                kind != "K"
                or match[0][0] == "红"
                or match[0].endswith(("野战军", "集团军", "路军", "方面军"))
            ):
                edges.setdefault(match.start(), []).append(Edge(match.end(), 7.0, kind))
    return edges

_CONGRESS = ("中国共产党", "共青团", "中国共产主义青年团", "中国新民主主义青年团")
"""Before 第三次代表大会 these belong to the name of the meeting."""


class Body(NamedTuple):
    """A stretch that names a body."""

    start: int
    end: int
    certainty: float
    tails: tuple[int, ...]
    """Where each further part begins: what a short form may begin with."""


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


@lru_cache(maxsize=65536)
def role(word: str, kind: str) -> str:
    """The part that a token can play."""
    if kind in "PGKHRBQNSXZ":
        return kind
    if len(word) == 1:
        return _role_of_character(word, kind)
    if word in words(BODIES, "blocked"):
        return "X"
    if kind == "m" and (word.startswith("第") or word.endswith("届")):
        return "X" if word.endswith("次") else "O"
    if set(word) <= _NUMERALS:
        return "O"
    if kind == "z":
        return "n" if word in words(BODIES, "common_alone") else "Z"
    if kind == "n" and len(word) > 2 and word[-1] in words_of_class():
        return "S"
    if kind == "p" and word[0] in _particles():
        return "X"
    return "n" if kind in "nwbVap" else "X"


@cache
def words_of_class() -> frozenset[str]:
    """Last characters that make a common word of three and more a head: 数学系, 托儿所."""
    return frozenset("厂局院所站社店馆校系矿队")


def _role_of_character(char: str, kind: str) -> str:
    if char in words(BODIES, "levels"):
        return "L"
    if char in words(BODIES, "short_heads"):
        return "s"
    if kind == "#" or char in _NUMERALS:
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
            yield Body(found[at].start, found[end - 1].end, _certainty(found[at:end]), tuple(part.start for part in found[at + 1 : end]))
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
    if found[at].role not in "PGKHRBULOQZn":
        return False
    before = found[at - 1].text if at else ""
    inner = found[at].role == "H" and found[at].text[0] in "厂校院局矿所社场公段"
    if (inner or found[at].role in "Ln") and at and found[at - 1].role != "X":
        return False
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
    after = "".join(part.text for part in found[end : end + 6])
    return _MEETING.match(after) is not None and (found[end - 1].role in "Ss" or found[end - 1].text in _CONGRESS)


def _is_name(name: list[Part]) -> bool:
    head, first = name[-1], name[0]
    whole = "".join(part.text for part in name)
    if whole in words(BODIES, "never"):
        return False
    if head.role in "KH" and len(name) == 1:
        return True
    roles = "".join(part.role for part in name[:-1])
    if first.role == "U" and not roles.replace("s", "U").startswith("UU"):
        return False
    if first.text in ("中共", "政协") and "P" in roles and head.text.endswith("委员会"):
        return True
    if first.role in "RBO" and any(part.role in "KHPLG" for part in name[1:]):
        return False
    if roles.startswith("UU") and len(name) < 5 and head.role == "H":
        return True
    if head.role == "s" and not _heads(name):
        return False
    if first.role in "nw":
        return _ordinary_proper(name, roles)
    if not any(role in roles for role in "PLGKHZ"):
        proper = "UU" in roles.replace("s", "U") or not roles.startswith("U")
        return proper and (_is_firm(name) or _is_large(head)) and _specific(name, roles)
    weak = head.role == "S" and head.text not in words(BODIES, "heads") | words(BODIES, "old_heads")
    if weak or head.role == "s" or head.text in words(BODIES, "weak_heads"):
        return _specific(name, roles)
    return roles.strip("Q") != "G" or (
        first.text in ("中国", "国家") and head.text in words(BODIES, "national_heads")
    )


def _ordinary_proper(name: list[Part], roles: str) -> bool:
    """海盐衬衫总厂, 联想集团: an ordinary word as the proper part, the trade after it or a head that needs none."""
    first, head = name[0].text, name[-1].text
    if (
        first in words(BODIES, "common_alone") | words(BODIES, "trades")
        or common_words().cost.get(first, 0) < 10.5
    ):
        return False
    if head in words(BODIES, "single_word_heads"):
        return len(name) == 2 or (head.endswith("有限公司") and set(roles) <= set("nNB"))
    proper = common_words().cost.get(first, 0) > 11.5 and len(first) == 2
    if proper and _is_large(name[-1]) and len(name) == 2:
        return head.endswith(("矿务局", "管理局", "总公司"))
    return proper and len(name) > 2 and set(roles) <= set("nN") and head.endswith(("厂", "公司"))


def _heads(name: list[Part]) -> bool:
    """Whether one character heads the name: 第四军 but not 四十场, 县农机厂 but not 在厂."""
    before = name[-2]
    if before.role == "O":
        return name[-1].text in "军师旅厂矿" or before.text.startswith("第")
    return before.role in "NnBUPZ"


def _is_large(head: Part) -> bool:
    """总工会, 矿务局: what needs no place before its proper word."""
    return head.role == "S" and len(head.text) > 2 and head.text not in words(BODIES, "weak_heads")


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
    if head.role == "s" and not any(part.role in "NnBUORQSZ" for part in name[1:-1]):
        return (roles.startswith("UU") or roles == "B") and head.text in "厂矿社店行校"
    if first.role in "PL" and "U" in roles:
        return True
    rest = roles[1:] if first.role in "PLGZ" else roles
    return any(r in rest for r in "NnBORSZ") or "UU" in rest or (first.role == "U" and len(roles) > 1)


def _certainty(name: list[Part]) -> float:
    strong = {
        "K": 0.95,
        "H": 0.9,
        "P": 0.9,
        "G": 0.85,
        "L": 0.8,
        "B": 0.75,
        "Q": 0.7,
        "Z": 0.7,
        "R": 0.7,
        "O": 0.6,
    }
    return strong.get(name[0].role, 0.6)
