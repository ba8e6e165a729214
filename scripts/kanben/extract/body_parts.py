"""The parts that words play in the name of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kanben.extract.name_tables import titles, words
from kanben.extract.wordlattice import Edge, Token
from kanben.resources import data_table

BODIES = "organisations.toml"
_BRACKET = re.compile(r"（(?:集团|股份|控股|[\u4e00-\u9fff]{2,3})）(?=[\u4e00-\u9fff]{0,6}公司)")
_NUMERALS = frozenset("一二三四五六七八九十百千〇零第")
_REGIONS = "京津沪渝冀晋察绥蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川滇黔康陕甘宁青新热"
_ARMY = re.compile(
    "红[一二三四五六七八九十]{1,4}(?:方面军|军团|军|师|团)(?![长部事官])"
    "|第[一二三四五六七八九十]{1,4}[军师旅]第?[一二三四五六七八九十]{1,4}[师旅团营](?![长部])"
    "|第[一二三四五六七八九十百零〇]{1,5}(?:方面军|野战军|集团军|路军)(?![长部事官])"
)
_BORDER = re.compile(
    rf"[{_REGIONS}]{{2,4}}(?=边|军区|挺进|野战|支队|纵队|省委|特委|区党委|行署|分局|游击|联军)"
)


class Part(NamedTuple):
    """A token and the part it can play.

    P place · L level · G the nation · K a known body · H level and body · R person · B proper word · Z proper noun ·
    U character of a proper word · O ordinal · Q ownership · N what it does · S head · s short head · n noun · X none.
    """

    start: int
    end: int
    role: str
    text: str


def body_edges(text: str) -> dict[int, list[Edge]]:
    """What has a grammar of its own: 红二十八军, 第十九路军, and the regions in 豫鄂挺进纵队."""
    edges: dict[int, list[Edge]] = {}
    for pattern, kind in ((_ARMY, "K"), (_BORDER, "Z")):
        for match in pattern.finditer(text):
            edges.setdefault(match.start(), []).append(Edge(match.end(), 7.0, kind))
    return edges


def parts(text: str, tokens: Sequence[Token]) -> list[Part]:
    """Each token with its part; a bracket inside a name, as in 工业（集团）公司, is one part."""
    found: list[Part] = []
    done = 0
    for token in tokens:
        if token.start < done:
            continue
        bracket = _BRACKET.match(text, token.start) if text[token.start] == "（" else None
        done = bracket.end() if bracket else token.end
        word = text[token.start : done]
        if head := head_in_title(word):
            found.append(Part(token.start, token.start + len(head), "S" if len(head) > 1 else "s", head))
            found.append(Part(token.start + len(head), done, "X", word[len(head) :]))
        else:
            found.append(Part(token.start, done, "N" if bracket else role(word, token.kind), word))
    return found


@lru_cache(maxsize=4096)
def head_in_title(word: str) -> str:
    """工会 of 工会主席, 系 of 系主任: a title that holds the body whose title it is; else nothing."""
    if word not in titles():
        return ""
    heads, offices = words(BODIES, "heads") - {"支部", "党支部"} | {"系"}, words("offices.toml", "offices")
    return next(
        (word[:n] for n in range(len(word) - 1, 0, -1) if word[:n] in heads and word[n:] in offices), ""
    )


def stretches(text: str, tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens between marks that no name goes across, where one of them may head a name."""
    begin, headed, last = 0, False, words(BODIES, "short_heads")
    for at, token in enumerate(tokens):
        if token.kind == "/" and text[token.start] not in "（）":
            if headed:
                yield tokens[begin:at]
            begin, headed = at + 1, False
        elif (
            token.kind in "SHK" or text[token.end - 1] in last or head_in_title(text[token.start : token.end])
        ):
            headed = True
    if headed:
        yield tokens[begin:]


@lru_cache(maxsize=65536)
def role(word: str, kind: str) -> str:
    """The part that a word can play, by the kind it was read as."""
    if kind in "PGKHRBQNSXZ":
        return kind
    if word in words(BODIES, "levels"):
        return "L"
    if len(word) == 1:
        return _role_of_character(word, kind)
    if word in words(BODIES, "blocked"):
        return "X"
    if kind == "m" or set(word) <= _NUMERALS:
        return _role_of_number(word)
    return _role_of_word(word, kind)


def _role_of_character(char: str, kind: str) -> str:
    if char in words(BODIES, "short_heads"):
        return "s"
    if kind == "#" or char in _NUMERALS:
        return "O"
    return "X" if kind == "/" or char in particles() else "U"


def _role_of_number(word: str) -> str:
    """第一 and 十一届 may stand in a name; 第二次, 三百 and 一个 in none."""
    ordinal = word.startswith("第") or word.endswith("届") or set(word) <= _NUMERALS
    return "O" if ordinal and not word.endswith("次") else "X"


def _role_of_word(word: str, kind: str) -> str:
    if kind == "z":
        return "n" if word in words(BODIES, "common_alone") else "Z"
    # 数学系, 托儿所: the last character of a common word makes it a head.
    if kind == "n" and len(word) > 2 and word[-1] in "厂局院所站社店馆校系矿队":
        return "S"
    if kind == "p" and word[0] in particles():
        return "X"
    return "n" if kind in "nwbVap" else "X"


@cache
def particles() -> frozenset[str]:
    """Single characters that no proper part of a name holds."""
    return frozenset(data_table(BODIES)["particles"])
