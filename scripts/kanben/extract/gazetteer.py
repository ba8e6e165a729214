"""Places: which stretches of a text, read in words and names, are places in the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kanben.extract.name_tables import words
from kanben.extract.place_shapes import PLACE, STREETS, never_opening, place_clues
from kanben.extract.spans import Span
from kanben.extract.wordlattice import HAN, Token, common_words

PLACES = "places.toml"
_OUTSKIRTS = frozenset(
    point + part for point in "东南西北" for part in ("关", "门", "门外", "街", "大街", "郊")
)
_NATURAL = frozenset("山河江湖溪水岭峰岛口")
"""笔架山, 洛水: words of the table that are places where the words beside them lead to one."""
_LISTED = re.compile(
    rf"(?:(?<![{HAN}])[{HAN}]{{2,4}})?(?:、[{HAN}]{{2,4}}){{0,8}}、(?P<last>[{HAN}]{{2,4}}?)"
    rf"(?:等?[二两三四五六七八九十0-9]{{1,3}}个?(?:地|县|市|镇|乡|村|区|公社)|等地)(?![{HAN}]?[长委工])"
)
_ITEM = re.compile(rf"[{HAN}]{{2,4}}")
_ORDINARY = 11.0
_SETTLED = frozenset("村家")
"""柴 村 大桥: inside the name of a venue."""
_AFTER_KNOWN = frozenset("口港湾庄寨关桥门埠硐")
"""双河 口, 长江 口."""
_REIGN = re.compile("[元一二三四五六七八九十]{1,3}年")
"""绍兴十二年 is a year."""
_UPHELD = re.compile("(?<![留大同中小求办])学$|赶$|超$")
"""农业学大寨 holds the place up as a model."""


def places(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """The places of a text: 吉林省 and 吉林市 right beside each other are one, so are 北京 and 人民大会堂."""
    at, before_venue = 0, _before_venues(tokens)
    while at < len(tokens):
        end = _divisions_from(text, tokens, at) if tokens[at].kind in "Pzn" else at
        if at in before_venue:
            end = max(end, _venue_from(text, tokens, at))
        if end > at and is_place(text, tokens[at].start, tokens[end - 1].end):
            yield tokens[at].start, tokens[end - 1].end
        at = max(end, at + 1)


def _before_venues(tokens: Sequence[Token]) -> frozenset[int]:
    """The numbers of the tokens that a word for a venue follows soon."""
    venues = (at for at, token in enumerate(tokens) if token.kind == "V")
    return frozenset(before for at in venues for before in range(max(0, at - 4), at))


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a stretch read as a place is one here: not in 南昌起义, 日本语, 农业学大寨, 绍兴十二年."""
    name = text[start:end]
    if text.startswith(_not_before(), end) or _UPHELD.search(text[max(0, start - 2) : start]):
        return False
    if _REIGN.match(text, end) or name == "中国":
        return False
    return name not in words(PLACES, "countries") or not text.startswith(_not_after_country(), end)


def compass_regions(text: str) -> Iterator[Span]:
    """东北 and its like, where a word after it shows that a region is meant and no direction."""
    for match in _compass().finditer(text):
        yield match.span()


def listed_places(text: str) -> Iterator[Span]:
    """河口、大塘埠、新田铺三地: the items of a list that a word for places closes."""
    for match in _LISTED.finditer(text):
        for item in _ITEM.finditer(text, match.start(), match.end("last")):
            if _may_be_item(item[0], item.start() == match.start()):
                yield item.span()


def _may_be_item(item: str, first: bool) -> bool:
    """Not 东部, 工业; the first not with the verb that governs the list: 迁往重庆."""
    lexicon = common_words()
    governed = first and (lexicon.kind.get(item[:2]) == "v" or lexicon.kind.get(item[0], "n") in "vf")
    return not governed and lexicon.cost.get(item, 99.0) > _ORDINARY


@cache
def _compass() -> re.Pattern[str]:
    points, after = ("|".join(sorted(words(PLACES, key))) for key in ("compass", "compass_after"))
    return re.compile(f"(?:{points})(?={after})")


@cache
def _not_before() -> tuple[str, ...]:
    return tuple(words(PLACES, "not_before"))


@cache
def _not_after_country() -> tuple[str, ...]:
    return tuple(words(PLACES, "country_not_before"))


# ---------------------------------------------------------------- divisions and settlements


def _divisions_from(text: str, tokens: Sequence[Token], at: int) -> int:
    """After the run of divisions that begins here: 滨江 市, 建设路."""
    end = _run_from(text, tokens, at)
    while at < end < len(tokens):
        longer = _run_from(text, tokens, end)
        outskirts = text[tokens[end].start : tokens[end].end] in _OUTSKIRTS
        if longer == end and not outskirts:
            break
        end = max(longer, end + outskirts)
    return end


def _run_from(text: str, tokens: Sequence[Token], at: int) -> int:
    end = at
    while end < len(tokens) and _is_division(text, tokens[end]):
        end += 1
    if not at < end < len(tokens):
        return end
    # 平江 路, 柳河 镇: the table knows the proper part, the text gives the last word.
    last, settled = (
        text[tokens[end].start : tokens[end].end],
        text[tokens[end - 1].end - 1] in "省市县区镇乡村",
    )
    return end + (
        last in STREETS | _AFTER_KNOWN
        or (last in ("镇", "乡", "村", "县", "市", "州", "省", "府", "区") and not settled)
    )


def _is_division(text: str, token: Token) -> bool:
    if token.kind == PLACE:
        return True
    word = text[token.start : token.end]
    if token.kind == "n" and word[-1] in "路街巷" and word[:-1] in words("organisations.toml", "brands"):
        return True
    if word in _OUTSKIRTS and word[-1] in "关门":
        return text[max(0, token.start - 1) : token.start] in tuple("在自从至由出进到")
    if word[-1] in _NATURAL and (token.kind == "z" or (token.kind == "n" and len(word) > 2)):
        return place_clues(text, token.start, token.end) > 0
    if token.kind != "z" or (len(word) == 2 and word[-1] != "县"):
        return False
    return word[-1] in "县镇乡村市寨庄屯路街巷" or word.endswith(_venue_ends())


@cache
def _venue_ends() -> tuple[str, ...]:
    strong = words(PLACES, "venue_ends") - words(PLACES, "venue_weak")
    return tuple(strong | {"公园", "水库", "大桥"})


# ---------------------------------------------------------------- venues


def _venue_from(text: str, tokens: Sequence[Token], at: int) -> int:
    """After a place or a proper word, at most three words on: 县影剧院, 青溪县工人文化宫, 龙潭水库."""
    if not _opens_venue(text, tokens, at):
        return at
    for end in range(at + 1, min(at + 5, len(tokens))):
        if tokens[end].kind == "V":
            return end + 1
        if tokens[end].kind not in "PBRNnuzQaw" or text[tokens[end].start] in never_opening() - _SETTLED:
            break
    return at


def _opens_venue(text: str, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    word, before = text[token.start : token.end], text[max(0, token.start - 1) : token.start]
    level = word in "省市县区镇乡" and before not in ("各", "全", "该", "本", "每", "外", "邻", "我")
    return token.kind in "PBRz" or level or _spells_proper(text, tokens, at)


def _spells_proper(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Two or three characters that are no words, right before the word for a venue: 普乐 剧场."""
    run = 0
    while run < 4 and at + run < len(tokens) and _is_loose(text, tokens[at + run], run > 0):
        run += 1
    return 2 <= run <= 3 and at + run < len(tokens) and tokens[at + run].kind == "V"


def _is_loose(text: str, token: Token, inner: bool) -> bool:
    return (
        token.end - token.start == 1
        and token.kind in "nuvabz"
        and text[token.start] not in never_opening() - (_SETTLED if inner else set())
    )
