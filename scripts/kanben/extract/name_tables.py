"""The tables that names are made by, read once: surnames, given names, offices, places, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kanben.extract.wordlattice import Layer, Lexicon, common_words
from kanben.resources import data_table


@cache
def words(table: str, *path: str) -> frozenset[str]:
    """The words of one entry of a table, as a set."""
    entry = data_table(table)
    for key in path:
        entry = entry[key]
    return frozenset(str(entry).split())


@cache
def by_character(table: str, key: str) -> dict[str, float]:
    """Cost by character of a table whose keys are costs and whose values are rows of characters."""
    rows = data_table(table)[key]
    return {char: float(cost) for cost in sorted(rows, reverse=True) if cost.isdigit() for char in rows[cost]}


@cache
def titles() -> frozenset[str]:
    """What may stand right before a name: offices, ranks, callings, kin."""
    return words("offices.toml", "offices") | words("offices.toml", "callings")


@cache
def callings() -> frozenset[str]:
    """Common words for what people do, by their last character: 采购员, 设计师, 老农."""
    kinds = common_words().kind
    return frozenset(
        word for word in kinds if 1 < len(word) < 4 and word[-1] in "员师长家手匠兵" and kinds[word] == "n"
    )


@cache
def surnames() -> dict[str, float]:
    """Cost of each surname, single and compound."""
    single = by_character("surnames.toml", "surnames")
    compound = data_table("surnames.toml")["compound"]
    return single | {name: float(cost) for cost, names in compound.items() for name in names.split()}


# The word that a division's name ends in; what is left is its short form: 陕西, 无锡, 恩施, 兰考.
_PEOPLES = "|".join(
    (
        *(
            "蒙古族?",
            "回族",
            "藏族",
            "维吾尔族?",
            "苗族",
            "彝族",
            "壮族",
            "布依族",
            "朝鲜族",
            "满族",
            "侗族",
            "瑶族",
            "白族",
        ),
        *(
            "土家族",
            "哈尼族",
            "哈萨克族?",
            "傣族",
            "黎族",
            "傈僳族",
            "佤族",
            "畲族",
            "拉祜族",
            "水族",
            "东乡族",
            "纳西族",
        ),
        *(
            "景颇族",
            "柯尔克孜族?",
            "土族",
            "达斡尔族",
            "仫佬族",
            "羌族",
            "布朗族",
            "撒拉族",
            "毛南族",
            "仡佬族",
            "锡伯族?",
        ),
        *("塔吉克族?", "怒族", "鄂温克族", "保安族", "裕固族", "独龙族", "鄂伦春", "各族"),
    )
)
_DIVISION = re.compile(
    rf"(?:(?:{_PEOPLES})*(?:自治[州县旗]|联合旗)|(?:维吾尔|壮族|回族)?自治区|特别行政区|地区|[省市盟县旗])$"
)


@cache
def divisions() -> frozenset[str]:
    """Full and short names of provinces, prefectures and counties that need no context."""
    full = words("places.toml", "provinces") | words("places.toml", "prefectures")
    counties = words("places.toml", "counties")
    ordinary = words("places.toml", "never_short")
    whole = full | {name for name in counties if not name.endswith("区")}
    short = {_DIVISION.sub("", name) for name in whole} - ordinary
    return full | counties | {name for name in short if len(name) > 1}


@cache
def known_places() -> frozenset[str]:
    """Every place that needs no context."""
    keys = ("historical", "districts", "regions", "countries", "foreign", "waters_and_mountains", "venues")
    return divisions().union(*(words("places.toml", key) for key in keys))


@cache
def renamed_divisions() -> frozenset[str]:
    """宜兴县, 徽州地区: a short name with the word of another time."""
    short = {_DIVISION.sub("", name) for name in divisions()} | words("places.toml", "never_short")
    return frozenset(
        name + end for name in short if 1 < len(name) < 4 for end in ("县", "市", "区", "地区", "专区", "盟")
    )


@cache
def aliases() -> tuple[tuple[str, ...], ...]:
    """Groups of forms of one body, the fullest first."""
    return tuple(tuple(group.split()) for group in data_table("organisations.toml")["aliases"])


@cache
def level_bodies() -> frozenset[str]:
    """县委, 省政府, 团市委: a level and a body."""
    bodies, levels = words("organisations.toml", "level_bodies"), words("organisations.toml", "levels")
    joined = {level + body for level in levels for body in bodies}
    inner = {
        level + body
        for level in words("organisations.toml", "inner_levels")
        for body in words("organisations.toml", "inner_bodies")
    }
    return frozenset(joined | inner | {f"团{level}委" for level in levels})


@cache
def name_lexicon() -> Lexicon:
    """The words of running text, with the words that names are made of over them."""
    return common_words().with_words((*_words_of_bodies(), *_words_beside_persons(), *_words_of_places()))


def _words_of_bodies() -> Iterator[Layer]:
    rows = (
        ("N", ("trades", "subjects"), 9.5),
        ("B", ("brands",), 10.5),
        ("S", ("heads", "level_bodies"), 8.0),
        ("S", ("old_heads",), 12.0),
        ("Q", ("qualifiers",), 9.0),
        ("Z", ("regions",), 8.5),
        ("G", ("nation_heads",), 8.5),
        ("X", ("stops", "blocked"), 9.0),
    )
    for kind, keys, cost in rows:
        found = frozenset[str]().union(*(words("organisations.toml", key) for key in keys))
        yield kind, frozenset(word for word in found if len(word) > 1 or kind == "X"), cost
    yield "H", level_bodies(), 6.5
    yield "K", words("organisations.toml", "plain").union(*aliases()), 8.0


def _words_beside_persons() -> Iterator[Layer]:
    known = frozenset(common_words().kind)
    yield "n", titles() - known, 10.0
    yield "v", (words("offices.toml", "does") | words("offices.toml", "acts_on")) - known, 10.0


def _words_of_places() -> Iterator[Layer]:
    # 武成县 holds 成县, which is far away.
    brief = frozenset(name for name in known_places() if len(name) == 2 and name[-1] == "县")
    yield "P", renamed_divisions(), 11.0
    yield "P", brief, 12.0
    yield "P", known_places() - brief, 9.5
    yield "V", words("places.toml", "venue_ends"), 9.0
