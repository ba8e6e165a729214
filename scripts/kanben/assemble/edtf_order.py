"""EDTF (ISO 8601-2) as a historian orders it and as a reader writes it."""

from __future__ import annotations

import re
from functools import cache

Moment = tuple[int, float, float]
"""Year, month, day; fractions stand between two months or days."""

_SEASONS = {21: 2.9, 22: 5.9, 23: 8.9, 24: 11.9, 33: 0.3, 34: 3.9, 35: 6.9, 36: 9.9, 40: 0.2, 41: 6.8}
_SEASON_WORDS = {
    21: "春", 22: "夏", 23: "秋", 24: "冬", 33: "第一季度", 34: "第二季度", 35: "第三季度", 36: "第四季度",
    40: "上半年", 41: "下半年",
}  # fmt: skip
_PART = re.compile(
    r"(?P<year>-?[0-9X]{2,5})(?:-(?P<month>[0-9X]{2}))?(?:-(?P<day>[0-9X]{2}))?(?P<mark>[~?%]?)\Z"
)
_MONTH_PARTS = {"early": 0.5, "mid": 10.5, "late": 31.5}
_YEAR_PARTS = {"early": 0.1, "mid": 6.5, "late": 12.9}
_QUALIFIER_WORDS = {"early": "初", "mid": "中期", "late": "底"}
_MARK_WORDS = {"": "{}", "~": "约{}", "?": "{}（？）", "%": "约{}（？）"}
"""EDTF's marks of what is approximate, uncertain, or both."""
_FRAME_WORDS = {"until": "截至{}", "since": "{}起", "before": "{}以前", "after": "{}以后"}


def order(edtf: str, qualifier: str = "", text: str = "") -> tuple[Moment, Moment]:
    """Where a date stands: its beginning and its end.

    An imprecise date stands where a historian puts it: a year before its months, the end of a year after
    December's days, the last third of a month (旬) after its twentieth, its end (底) after its last day.
    """
    parts = split(edtf)
    first = _moment(parts[0], qualifier if len(parts) == 1 else "", text)
    return first, (_moment(parts[-1], "", "") if len(parts) > 1 else first)


def year_of(edtf: str) -> int | None:
    """The year a date is grouped under; None for a decade, a century or an unknown year."""
    match = _PART.match(split(edtf)[0])
    return int(match["year"]) if match and "X" not in match["year"] else None


def heading(edtf: str) -> str:
    """What a date is grouped under: its year, or the decade or century where no year is known."""
    match = _PART.match(next(filter(None, split(edtf)), ""))
    return _words(match["year"]) if match else ""


def printed(edtf: str, qualifier: str = "", text: str = "") -> str:
    """The date as a reader writes it: 1989年6月23—24日, 1990年初, 20世纪80年代中期 (GB/T 15835, 5.1).

    >>> printed("1989-06-23/1989-06-24")
    '1989年6月23—24日'
    """
    if edtf.startswith(("{", "[")):
        return _set_words(edtf)
    parts = split(edtf.removesuffix("/.."))
    if edtf.endswith("/.."):
        return printed(parts[0], "since", text)
    if len(parts) == 2 and all(parts):
        return "—".join(_shared(parts))
    one = parts[0] or parts[-1]
    if "旬" in text and qualifier in _MONTH_PARTS:
        return _words(one) + {"early": "上旬", "mid": "中旬", "late": "下旬"}[qualifier]
    return _FRAME_WORDS.get(qualifier, "{}").format(_words(one)) + _ending(one, qualifier)


@cache
def split(edtf: str) -> tuple[str, ...]:
    """The single dates that a date, a range or a set is made of; '' for an open end."""
    return tuple(re.split(r",|\.\.|/", edtf.strip("{}[]")))


def _set_words(edtf: str) -> str:
    """The dates of a set, a run inside it with a dash: 1995年、1997—1999年."""
    members = edtf.strip("{}[]").split(",")
    runs = ("—".join(_without_year_word(tuple(member.split("..")))) for member in members)
    if any(".." in member for member in members):
        return "、".join(runs)
    return "、".join(_shared(tuple(members)))


def _without_year_word(run: tuple[str, ...]) -> tuple[str, ...]:
    words = tuple(map(_words, run))
    return (*(word.removesuffix("年") for word in words[:-1]), words[-1])


def _moment(part: str, qualifier: str, text: str) -> Moment:
    match = _PART.match(part)
    if not match:
        return (9999, 0, 0)
    year = _year(match["year"])
    month, day = _number(match["month"]), _number(match["day"])
    if "X" in match["year"]:
        # A century stands before its decades, a decade before its years.
        return (year, _YEAR_PARTS.get(qualifier, -match["year"].count("X")), 0)
    if month > 12:
        return (year, _SEASONS.get(month, 0.0), 99)
    if match["month"] and not match["day"]:
        late = 20.5 if qualifier == "late" and "旬" in text else _MONTH_PARTS.get(qualifier, 0)
        return (year, month, late)
    return (year, month or _YEAR_PARTS.get(qualifier, 0), day)


def _year(digits: str) -> int:
    """The year, or the first one of a decade or century."""
    return int(digits.replace("X", "0"))


def _number(digits: str | None) -> int:
    return int(digits) if digits and "X" not in digits else 0


def _ending(part: str, qualifier: str) -> str:
    word = _QUALIFIER_WORDS.get(qualifier, "")
    if word == "中期" and not part.endswith("X"):
        return "中"
    return "末" if word == "底" and part.endswith("X") else word


def _words(part: str) -> str:
    match = _PART.match(part)
    if not match:
        return part
    year, month = match["year"], _number(match["month"])
    head = _year_words(year)
    day = _number(match["day"])
    rest = _SEASON_WORDS.get(month, "") if month > 12 else f"{month}月" * bool(month) + f"{day}日" * bool(day)
    return _MARK_WORDS[match["mark"]].format(head + rest)


def _year_words(year: str) -> str:
    if year == "XXXX":
        return ""
    if year.endswith("XX"):
        return f"{int(year[:-2]) + 1}世纪"
    if year.endswith("X"):
        return f"{int(year[:-2]) + 1}世纪{year[-2]}0年代"
    number = int(year)
    return f"公元前{1 - number}年" if number <= 0 else f"{number}年"


def _shared(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The dates in words, each without what it shares with the one before it, units of the last kept."""
    written, last = [], ""
    for part in parts:
        words = _words(part)
        written.append(_without(words, last))
        last = words
    if len(parts) == 2 and written[0].endswith("日") and re.fullmatch(r"\d+日", written[1]):
        written[0] = written[0][:-1]
    return tuple(written)


def _without(words: str, before: str) -> str:
    for unit in ("月", "年"):
        head, sep, tail = words.rpartition(unit) if unit == "月" else words.partition(unit)
        if sep and tail and before.startswith(head + sep):
            return tail
    return words
