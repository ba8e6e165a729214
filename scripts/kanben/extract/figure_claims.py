"""Whether an amount is a statistic: an ordered list of objections, each of which is enough to leave it out.

The conventions: money, people, bodies, percentages, cases, areas, weights and distances count; ordinals, ranks,
parts of a document, set phrases, the article 一 and the counting of abstractions (六项工作) do not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kanben.extract.figure_passages import Passage
from kanben.extract.figure_units import Amount, unit_words
from kanben.resources import data_table

Objection = Callable[[Amount, Passage], bool]

_ORDINAL = re.compile(r"届$|第[\s　]?(?:[\d一二三四五六七八九十]+、)*$")
_RANK = re.compile(r"(?:(?<![目以之此提会解战空日])前|头)$")
_PAPER = re.compile(r"》|条例|章程|细则|规定|办法|宪法|草案|公约|协议|合同|守则|制度|准则|提纲|纲要")
_BODIES = "|".join(sorted(data_table("figures.toml")["words"]["bodies"].split(), key=len, reverse=True))
_BODY = re.compile(rf"(?![向对在把为从由给被将以])[^，。；]{{0,6}}?(?:{_BODIES})")
_UNIT_NUMBER = re.compile(r"(?:车间|年级|[连排楼]|单元|支队|大队|级)$")
_DEGREES = re.compile(r"[东西]经[约]?$|[南北]纬[约]?$")
_ANAPHORA = re.compile(r"(?:^|[，。；：！？、\n])[^，。；：！？、\n]{0,2}$")
_HURT = re.compile("受伤|死亡|牺牲|遇难|重伤|轻伤|被捕|失踪|阵亡|病故|被害|溺亡")
_NOUN_PHRASE = re.compile(r"[^，。；：、！？（）\n]{0,10}")


def is_statistic(amount: Amount, passage: Passage) -> bool:
    """Whether none of the objections holds."""
    return not any(objection(amount, passage) for objection in OBJECTIONS)


@cache
def _words(name: str) -> tuple[str, ...]:
    words = data_table("figures.toml")["words"][name]
    return tuple(sorted(words.split(), key=lambda word: (-len(word), word)))


@cache
def _group(name: str) -> frozenset[str]:
    return unit_words(name)


def _in_closed_span(amount: Amount, passage: Passage) -> bool:
    """In a title, a date, a name; but 占四成 is no person, however it begins."""
    return (amount.unit != "%" and passage.is_closed(amount.numeral.start)) or passage.in_title(
        amount.numeral.start
    )


def _ordinal(amount: Amount, passage: Passage) -> bool:
    before = passage.text[max(amount.start - 12, 0) : amount.start]
    ranked = amount.unit in {"名", "位"} and _RANK.search(before) is not None
    numbered = amount.unit in {"班", "组", "队", "排", "连"} and _UNIT_NUMBER.search(before) is not None
    return numbered or ranked or _ORDINAL.search(before) is not None or _DEGREES.search(before) is not None


def _bare_multiplier(amount: Amount, _passage: Passage) -> bool:
    """百里, 千斤: without 近, 上, 约 a multiplier alone is a figure of speech; so is 万 before a unit."""
    return amount.numeral.bare and amount.approx is None


def _article(amount: Amount, passage: Passage) -> bool:
    """一辆客车 is a bus, 一人 is somebody, 一度 is once."""
    measured = (_group("money") | _group("measures") | _group("shares")) - {"度", "方", "里", "线"}
    return passage.text[amount.numeral.start : amount.numeral.end] == "一" and amount.unit not in measured


def _set_phrase(amount: Amount, passage: Passage) -> bool:
    around = passage.text[max(amount.numeral.start - 2, 0) : amount.end + 6]
    return any(phrase in around for phrase in _words("phrases"))


def _document_part(amount: Amount, passage: Passage) -> bool:
    """《意见》包括9个部分共50条: the parts of a document count nothing."""
    start, _ = passage.sentence(amount.start)
    clause = passage.text[max(start, amount.start - 60) : amount.start]
    after = passage.text[amount.end : amount.end + 2]
    counted = amount.unit in set("条章款节篇编项段卷册") or after == "部分" or after[:1] in set("章节条款")
    return counted and _PAPER.search(clause) is not None


def _abstraction(amount: Amount, passage: Passage) -> bool:
    """9个方面, 六项工作: below 20 the number of an abstract noun is part of what is said."""
    if amount.unit not in _group("general") or amount.value >= 20:
        return False
    phrase = _NOUN_PHRASE.match(passage.text, amount.end)
    noun = phrase[0] if phrase else ""
    if noun.startswith(_words("abstract")):
        return True
    few = not amount.numeral.arabic and amount.value < 10
    return few and not (amount.unit == "个" and _BODY.match(noun))


def _small_chinese(amount: Amount, passage: Passage) -> bool:
    """两人 at the head of a clause are the two just named, unless they came to harm."""
    small = not amount.numeral.arabic and amount.value < 10 and amount.approx is None
    before = passage.text[max(amount.start - 3, 0) : amount.start]
    counted = amount.unit not in {"人", "位"} or _HURT.match(passage.text, amount.end)
    return small and not counted and _ANAPHORA.search(before) is not None


OBJECTIONS: tuple[Objection, ...] = (
    _in_closed_span,
    _ordinal,
    _bare_multiplier,
    _article,
    _set_phrase,
    _document_part,
    _abstraction,
    _small_chinese,
)
