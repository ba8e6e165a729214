"""The units of a date as patterns, built from the tables of words: one pattern a unit, each anchored where it is tried.

A number may stand without its sign where the last of a row carries it: 7—9月, 5、8、12日, 1985、1986年, 五六十年代.
"""

from __future__ import annotations

import re
from typing import Any

from kanben.extract.numerals import CHINESE_DIGITS
from kanben.resources import data_table

WORDS: dict[str, Any] = data_table("dates.toml")
"""The words of the calendar."""


def either(words: object) -> str:
    """A group of alternatives, the longer before the shorter, so that 上旬 is not read as 上."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"  # type: ignore[call-overload]


NUMERALS = CHINESE_DIGITS + "十"
"""Signs of the Chinese numbers of years, months and days."""
_CN = f"[{CHINESE_DIGITS}]"
_ONE = "[一二三四五六七八九]"
TO = either(WORDS["words"]["to"])
SLASH = re.compile(r"/(?=(?:\d\d){1,2}(?:年度|学年|財年|财年))")
"""Joins 1985/86年度, and nothing else."""
AND = either(WORDS["words"]["and"])
_LINK = f"(?:{TO}|{AND}|/)"
LINK = _LINK
"""Whatever joins two numbers of a row or a range."""
_YEAR_UNIT = either(WORDS["words"]["year_units"]) + "(?![级級鉴鑑轮輪代])"
_DATED = r"\d{1,2}月|[一二三四五六七八九十正冬腊]{1,2}月|年?[初底末](?!中|级|步)|春|夏|秋|冬|[上下]半年|第?[一二三四]季"
_BEFORE = "(?P<bc>前|公元前|西元前)?"


def _row(number: str, sign: str, more: str = "") -> str:
    """A number with its sign, or one in a row whose last member carries the sign."""
    return f"(?P<n>{number})(?:{sign}|(?=(?:{_LINK}前?(?:{number}{more})){{1,16}}{sign}))"


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


_DAY_NUMBER = rf"\d{{1,2}}(?!\d)|[一二三]?十{_ONE}?|廿{_ONE}?|卅一?|{_ONE}"
_MONTH_NUMBER = rf"\d{{1,2}}(?!\d)|十[一二]?|{_ONE}|元(?=月)"
_YEAR_NUMBER = rf"\d{{4}}(?!\d)|[一二]{_CN}{{3}}"

COMMON_ERA = _pattern(either(WORDS["words"]["common_era"]) + r"(?=前?[\d一二三四五六七八九十])")
LUNAR = _pattern(
    either(WORDS["words"]["lunar"]) + r"(?=[\d闰閏正腊臘冬一二三四五六七八九十初廿甲乙丙丁戊己庚辛壬癸除元])"
)
SOLAR = _pattern(either(WORDS["words"]["solar"]) + r"(?=[\d一二三四五六七八九十])")

NUMERIC_DAY = _pattern(
    r"(?P<y>\d{4})(?P<sep>[-/.．])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d.．/A-Za-z-]*\d)"
)
_NUMERIC_MONTH = r"(?P<y>\d{4})[.．/](?P<m>0?[1-9]|1[0-2])(?!\d)"
NUMERIC_MONTH = _pattern(_NUMERIC_MONTH + rf"(?={TO}(?:\d{{4}}[.．/]\d{{1,2}}|今|[）)]))")
NUMERIC_MONTH_LINKED = _pattern(_NUMERIC_MONTH + r"(?![.．/]\d)")
NUMERIC_MONTH_ENCLOSED = _pattern(r"(?<=[（(])" + _NUMERIC_MONTH + r"(?=[）)])")
NUMERIC_TAIL = _pattern(r"(?P<m>\d{1,2})[.．/](?P<d>\d{1,2})(?![\d.．/])")

CENTURY = _pattern(
    "(?:公元|西元)?" + _BEFORE + _row(r"\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3}", "世[纪紀]")
)
CENTURY_SHIFT = _pattern(f"(?P<w>{either(WORDS['century_shift'])})")
DECADE = _pattern(
    rf"(?P<c>\d\d|[一二]{_CN})?"
    rf"(?:(?P<n>\d)0(?:年代|(?={_LINK}(?:\d\d)?\d0年代))"
    rf"|(?P<s>{_ONE})(?:[十〇零]年代|十?(?={_LINK}?{_ONE}十年代)))"
)
_HIDDEN = "[×xXＸ□＊*]{1,2}"
MASKED = _pattern(
    rf"(?P<c>\d\d|[一二]{_CN})(?P<n>[\d{CHINESE_DIGITS}]?){_HIDDEN}年(?:{_HIDDEN}月(?:{_HIDDEN}日)?)?"
)
YEAR = _pattern(_row(_YEAR_NUMBER, f"(?:{_YEAR_UNIT}|[两二三四五六]个?年)", r"|\d\d(?!\d)"))
SMALL_YEAR = _pattern(_BEFORE + _row(r"\d{1,4}(?!\d)|[一二三四五六七八九十百千〇零]{1,6}", "年"))
THREE_DIGITS = _pattern(r"(?P<n>\d{3})年(?=\d{1,2}月|[一二三四五六七八九十]{1,2}月)|(?<=[（(])(?P<m>\d{3})年")
BEFORE_ERA = _pattern(r"(?P<bc>前)(?P<n>\d{3})年")
SHORT_YEAR = _pattern(rf"(?P<n>[2-9]\d|{_ONE}{_CN})年(?={_DATED})")
SHORT_YEAR_LINKED = _pattern(r"(?P<n>\d\d)(?:年度|学年|年)")
YEAR_SHIFT = _pattern(f"(?P<w>{either(WORDS['year_shift'])})")
SPOKEN_SHIFT = _pattern(f"(?P<w>{either(WORDS['spoken_year_shift'])})度?")
SEASON_SHIFT = _pattern(f"(?P<w>{either(WORDS['season_year_shift'])})(?=[春夏秋冬](?!节|節))")
ERA_YEAR = _pattern(_row(r"(?:元|\d{1,3}|[一二三四五六七八九十百廿卅]{1,4})", "年"))
RUNNING_ERA_YEAR = _pattern(
    r"(?P<n>元|\d{1,2}|[一二三四五六七八九十廿卅]{1,3})年(?=[，、春夏秋冬正]|（\d|[\d一二三四五六七八九十]{1,2}月)"
)

_PARTS = WORDS["parts"]
_NO_BEGINNING = "中级級步次等选選赛審审一二三四五六七八九十夏春秋冬稿版试試见見建创創"
_NO_END = "层層部价價盘盤代位尾"
_GUARDED = f"(?:初(?![{_NO_BEGINNING}])|[底末](?![{_NO_END}]))"
_YEAR_PARTS = [word for word in _PARTS if word[0] in "年岁歲" or word.endswith("期")]
_OWN_PARTS = [word for word in _PARTS if word[0] in "年岁歲"]
_MONTH_PARTS = [word for word in _PARTS if "旬" in word or word[0] == "月"]
_LONG_PARTS = [word for word in _PARTS if len(word) > 1 and word[0] not in "年岁歲月" and "旬" not in word]
YEAR_PART = _pattern(f"{either(_YEAR_PARTS)}|{_GUARDED}")
LONG_PART = _pattern(f"{either(_LONG_PARTS)}|{_GUARDED}")
MONTH_PART = _pattern(f"{either(_MONTH_PARTS)}|{_GUARDED}|中(?=[，。；、至到—])")
BARE_YEAR_PART = _pattern(
    rf"(?<![\d{CHINESE_DIGITS}十百每历近多个學学数几半该本当新青少成常周])"
    + either(_OWN_PARTS)
    + "(?![一二三])"
)
BARE_MONTH_PART = _pattern(r"(?<![每逐个数岁])" + either(_MONTH_PARTS))

_SPRING_TO_WINTER = "[春夏秋冬]"
# 春耕, 冬修, 秋收 are trades, 春晚, 夏令 names: not the season of a year; but 1990年冬修改 is.
_TRADES = "耕播种種收灌粮糧修训訓衣装裝令节節蚕茶荒汛捕招考征闲忙联聯晚雷笋麦麥闱试游遊运運季日光风風雨雪眠防赛賽营營"
_TRADE = f"[{_TRADES}](?<!修(?=[改建订復复筑]))"
SEASON = _pattern(
    rf"(?P<o>{either(WORDS['season_openings'])})?(?P<s>{_SPRING_TO_WINTER})"
    rf"(?:[季天](?![性])|(?P<p>[初末])|(?(o)(?!节)|(?!{_TRADE})))"
)
PIECE = _pattern(f"(?P<w>{either(WORDS['year_pieces'])})(?P<p>{_GUARDED})?")
QUARTER = _pattern(
    rf"第?(?P<n>[一二三四1-4])(?:季度|(?={_LINK}第?[一二三四1-4]季度)|(?=[二三四]季度))(?P<p>{_GUARDED})?"
)
FIRST_MONTHS = _pattern(r"[前头頭](?P<n>\d{1,2}|[二两三四五六七八九十]|十一)个?(?:(?P<q>季度)|(?<=个)月)")
FESTIVAL = _pattern(
    f"(?P<w>{either([*WORDS['lunar_festivals'], *WORDS['solar_terms'], *WORDS['solar_festivals']])})"
)

MONTH = _pattern(_row(_MONTH_NUMBER, "(?:月(?!刊|饼|餅|球|亮|嫂|台)份?|[两三四]个?月)"))
MONTH_PAIR = _pattern(rf"(?P<n>{_ONE})(?=[二三四五六七八九]月)")
LUNAR_MONTH = _pattern(
    rf"(?P<leap>[闰閏])?(?:(?P<w>{either(WORDS['lunar_months'])})|(?P<n>{_MONTH_NUMBER})月)"
)
MONTH_SHIFT = _pattern(f"(?P<w>{either(WORDS['month_shift'])})")

DAY = _pattern(_row(_DAY_NUMBER, "(?:[日号號]|[两三四][日天])"))
LUNAR_DAY = _pattern(rf"(?P<n>初(?:十|{_ONE}))日?")
LUNAR_DAY_PLAIN = _pattern(rf"(?P<n>[一二三]?十{_ONE}?|廿{_ONE}?|卅)日?(?![月年余多个几])")
DAY_SHIFT = _pattern(f"(?P<w>{either(WORDS['day_shift'])})")
