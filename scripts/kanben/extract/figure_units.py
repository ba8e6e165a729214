"""What a number counts: its unit, its neighbours in a list or a range, the words that make it inexact.

12、15和18人  →  12 人, 15 人, 18 人      3—5万元  →  30000 to 50000 元      5元6角  →  5.6 元
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from kanben.extract.figure_numbers import Numeral, numerals
from kanben.extract.numerals import integer
from kanben.model import Approximation
from kanben.resources import data_table


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit; `start` to `end` holds both and the words that make it inexact."""

    start: int
    end: int
    numeral: Numeral
    unit: str
    approx: Approximation | None = None

    @property
    def value(self) -> float:
        """What the number is worth."""
        return self.numeral.value


_JOINER = re.compile(r"(?:—|－|–|-|～|~|至|到)")
_LISTED = re.compile(r"[、和与及]|以及")
_JIAO = re.compile(r"([\d一二三四五六七八九])角(?:([\d一二三四五六七八九])分)?")
_ABOUT_SHARE = re.compile(r"约(?:占|为|相当于)[^，。；、]{0,20}的$")
_REACHING = re.compile(
    r"(?:达到|达|为|增至|[增升涨扩降减][加长到大少低高]*[到至为]|发展到|突破|超过|不下|不足|不到|将近|上|[由从])(?:近|约|了)?$"
)
_CLOSED = re.compile(r"[，。；）]|$|(?:增加|上升|增长|发展|扩大|提高|下降|减少|降低|增|降|减)[到至为]")
_OF_PEOPLE = re.compile(
    r"人口|人数|职工|会员|学生|教师|党员|团员|病人|观众|社员|居民|难民|灾民|民工|读者|游客"
)
_PEOPLE = re.compile(
    r"[^，。；、：]{0,8}?(?:人|群众|职工|队伍|学生|员工|农民|民工|市民|百姓|干部|战士|者|教师|骨干|观众|读者|游客)"
)


def unit_words(group: str) -> frozenset[str]:
    """The units of one group of data/units.toml: money, measures, people, concrete, general, shares."""
    return frozenset(data_table("units.toml")[group].split())


@cache
def _unit_pattern() -> re.Pattern[str]:
    table = data_table("units.toml")
    groups = ("money", "measures", "people", "concrete", "general", "shares")
    units = sorted(
        {unit for group in groups for unit in unit_words(group)}, key=lambda unit: (-len(unit), unit)
    )
    barred = table["never_before"]
    spelled = (re.escape(unit) + _unless(barred.get(unit, ())) for unit in units)
    simple = f"(?:{'|'.join(spelled)})"
    return re.compile(rf"{simple}(?:/(?:{'|'.join(map(re.escape, units))}|人|年|日|天|月|小时|秒|时))?")


def _unless(words: Iterable[str]) -> str:
    return f"(?!{'|'.join(map(re.escape, words))})" if words else ""


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_edge_kinds("after"), key=len, reverse=True)))


@cache
def _edge_kinds(side: str) -> dict[str, Approximation]:
    return {word: kind for kind, group in data_table("figures.toml")[side].items() for word in group}


def amounts(text: str) -> tuple[Amount, ...]:
    """Every number of a text that has a unit of its own or shares one with the next, in reading order."""
    return tuple(_inexact(amount, text) for amount in _united(_ranges(list(numerals(text)), text), text))


def unit_at(text: str, at: int) -> str:
    """The unit that stands there, or nothing."""
    match = _unit_pattern().match(text, at)
    return match[0] if match else ""


def _ranges(found: list[Numeral], text: str) -> list[Numeral]:
    """3—5 as one number with its end; a multiplier at the end holds for both."""
    joined: list[Numeral] = []
    for numeral in found:
        if joined and _reaches(joined[-1], numeral, text):
            joined[-1] = _spanning(joined[-1], numeral, text)
        else:
            joined.append(numeral)
    return joined


def _reaches(low: Numeral, high: Numeral, text: str) -> bool:
    single = low.value_to is None and not low.share and not unit_at(text, low.end)
    return single and _JOINER.fullmatch(text, low.end, high.start) is not None


def _spanning(low: Numeral, high: Numeral, text: str) -> Numeral:
    scaled = low.value * (_multiplier(text[high.start : high.end]) if low.arabic else 1)
    value = scaled if scaled <= high.value else low.value
    return replace(low, end=high.end, value=value, value_to=high.value, approx=high.approx)


def _multiplier(written: str) -> float:
    tail = written.lstrip("0123456789.,")
    return {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2, "百万": 1e6, "千万": 1e7, "万亿": 1e12}.get(tail, 1)


def _united(found: list[Numeral], text: str) -> Iterator[Amount]:
    """Units looked up from the last number to the first, so that a list hands its unit back."""
    amounts: list[Amount] = []
    following: Amount | None = None
    for numeral in reversed(found):
        following = _amount(numeral, text, following)
        if following:
            amounts.append(following)
    return _apart(reversed(amounts))


def _apart(found: Iterable[Amount]) -> Iterator[Amount]:
    """Without those inside the one before: 五角 of 八元五角."""
    reached = -1
    for amount in found:
        if amount.start >= reached:
            yield amount
            reached = amount.end


def _amount(numeral: Numeral, text: str, following: Amount | None) -> Amount | None:
    at = numeral.end + (text[numeral.end : numeral.end + 1] in {" ", "\u00a0"})
    if numeral.share or numeral.untold:
        unit = "%" if numeral.share else "人" if _PEOPLE.match(text, at) else ""
        return Amount(numeral.start, numeral.end, numeral, unit)
    unit = unit_at(text, at)
    if unit:
        return _with_unit(numeral, text, at, unit)
    if following and _LISTED.fullmatch(text, numeral.end, following.start) and not numeral.bare:
        return Amount(numeral.start, numeral.end, numeral, following.unit)
    return _unitless(numeral, text)


def _with_unit(numeral: Numeral, text: str, at: int, unit: str) -> Amount:
    """The amount with its unit as written; 五元六角 is in 元, 三成 in per cent."""
    jiao = _JIAO.match(text, at + 1) if unit == "元" else None
    if jiao:
        value = numeral.value + 0.1 * (integer(jiao[1]) or 0) + 0.01 * (integer(jiao[2] or "") or 0)
        return Amount(numeral.start, jiao.end(), replace(numeral, value=round(value, 2)), unit)
    if unit == "成":
        return Amount(numeral.start, at + 1, replace(numeral, value=numeral.value * 10), "%")
    return Amount(numeral.start, at + len(unit), numeral, unit.replace("％", "%"))


def _unitless(numeral: Numeral, text: str) -> Amount | None:
    """A number that ends its clause behind 达到, 增加到, 不下: of people, if the words before speak of them."""
    window = text[max(numeral.start - 40, 0) : numeral.start].rpartition("。")[2]
    written = text[numeral.start : numeral.end]
    plain = numeral.arabic or (numeral.value >= 1000 and written[-1] in "千万亿")
    if not plain or not _REACHING.search(window) or not _CLOSED.match(text, numeral.end):
        return None
    if 1800 <= numeral.value <= 2100:  # a year
        return None
    return Amount(numeral.start, numeral.end, numeral, "人" if _OF_PEOPLE.search(window) else "")


def _inexact(amount: Amount, text: str) -> Amount:
    """The amount with 近, 约, 超过 before it and 以上, 左右 behind it."""
    start, end, approx = amount.start, amount.end, amount.numeral.approx
    for width in range(min(4, start), 0, -1):
        kind = _edge_kinds("before").get(text[max(start - width, 0) : start])
        if kind:
            start, approx = start - width, approx or kind
            break
    if approx is None and _ABOUT_SHARE.search(text, max(start - 24, 0), start):
        approx = "about"
    after = _after_pattern().match(text, end)
    if after:
        end, approx = after.end(), approx or _edge_kinds("after")[after[0]]
    return replace(amount, start=start, end=end, approx=approx)
