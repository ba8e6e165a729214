"""What looks like a date and is none: a list of rules, each a reason an editor would give."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kanben.extract.date_context import Context
from kanben.extract.date_points import CENTURY, DAY, MONTH, YEAR, Point
from kanben.extract.date_units import WORDS, either

Refusal = Callable[[Context], bool]

_RULES = WORDS["refusals"]
_EVERY = re.compile(either(_RULES["every"]) + "的?$")
_RECURRING_BEFORE = re.compile(either(_RULES["recurring_before"]))
_RECURRING_AFTER = re.compile(either(_RULES["recurring_after"]))
_LASTING_BEFORE = re.compile(either(_RULES["lasting_before"]) + "了?$")
_AGES_BEFORE = re.compile("(?:历时|距今|距離今|距离今|长达|时隔|相隔|有着|已有|拥有|延续|持续)(?:了|约|近)?$")
_LASTING_AFTER = re.compile(either(_RULES["lasting_after"]))
_DAY_AFTER = re.compile(either(_RULES["bare_day_after"]))
_MONTH_AFTER = re.compile(either(_RULES["bare_month_after"]))
_NAMES = re.compile(either(_RULES["names"]))
_NUMBERED = re.compile(either(_RULES["numbered"]) + r"[：:为是]?\s?[\w-]{0,12}$")
_LAST_YEAR = 2200
_OPENS = set("。，；：、！？“（(\n\t 　—")
_LEANS = _OPENS | set("于在自从至到、和及同当并又即约—")


def is_refused(context: Context) -> bool:
    """Whether any rule says that the expression is no date."""
    return any(refuses(context) for refuses in REFUSALS)


def _behind(context: Context, length: int = 10) -> str:
    start = context.expression.start
    return context.text[max(0, start - length) : start]


def _ahead(context: Context, length: int = 8) -> str:
    return context.text[context.expression.end : context.expression.end + length]


def _has_year(point: Point) -> bool:
    return point.ranks[0] <= YEAR and point.year_shift is None


def of_every_year(context: Context) -> bool:
    """每年3月, 历年年底: no one date."""
    return not _has_year(context.expression.points[0]) and bool(_EVERY.search(_behind(context)))


def recurs(context: Context) -> bool:
    """全年以7月最热, 1月平均气温2℃: a month of any year."""
    if context.expression.points[0].ranks[0] <= YEAR or context.expression.points[-1].ranks[0] <= YEAR:
        return False
    lead = context.text[max(context.sentence[0], context.expression.start - 80) : context.expression.start]
    return bool(_RECURRING_BEFORE.search(lead) or _RECURRING_AFTER.match(_ahead(context)))


def lasts(context: Context) -> bool:
    """历时三年, 2000年历史, 需5—6日, 三月之久: a length of time."""
    first, after = context.expression.points[0], _ahead(context)
    if first.year_shift is not None or first.month_shift is not None or first.day_shift is not None:
        return False
    if first.ranks[0] == YEAR:
        return bool(_AGES_BEFORE.search(_behind(context)) or _LASTING_AFTER.match(after))
    if first.ranks[0] == CENTURY:
        return bool(_LASTING_BEFORE.search(_behind(context))) and first.century in (0, 1, 2)
    alone = first.ranks[0] >= MONTH and first.ranks[0] == first.ranks[1]
    return alone and bool(_LASTING_BEFORE.search(_behind(context)) or _LASTING_AFTER.match(after))


def is_bare_word(context: Context) -> bool:
    """12日 in 12日军, 3月 in 3月刊: a number and a sign that belong to other words."""
    first = context.expression.points[0]
    if first.ranks == (DAY, DAY) and first.day is not None:
        return bool(_DAY_AFTER.match(_ahead(context))) or _is_loose_day(context)
    return (
        first.ranks == (MONTH, MONTH)
        and first.month is not None
        and bool(_MONTH_AFTER.match(_ahead(context)))
    )


def _is_loose_day(context: Context) -> bool:
    """十日, 三日 in mid-clause count days; after a mark, 于, 至, 从 they name one."""
    spelt = not context.written[0].isdecimal()
    return spelt and bool(_behind(context, 1)) and _behind(context, 1) not in _LEANS


def is_name(context: Context) -> bool:
    """十月革命, “三月三”, “3月5日”活动: names that hold a date."""
    if _NAMES.match(context.text, context.expression.start):
        return True
    quoted = context.quotation and context.text[context.quotation[0] + 1 : context.quotation[1] - 1]
    short = quoted and len(quoted) <= 8 and quoted.startswith(context.written)
    return bool(short) and not _has_year(context.expression.points[0])


def is_number(context: Context) -> bool:
    """A telephone, part or version number that has the form of a date."""
    figures = not re.search("[年月日号旬纪]", context.written) and context.written[:1].isdecimal()
    return figures and bool(_NUMBERED.search(_behind(context, 20)))


def is_out_of_reach(context: Context) -> bool:
    """3500年 is a length of time, or a slip."""
    return any(point.year is not None and point.year > _LAST_YEAR for point in context.expression.points)


def is_part_of_word(context: Context) -> bool:
    """次年 in 每次年会, 当天 in 当天空, 同日 in 同日本: the guards of the table."""
    return any(
        context.written.startswith(tuple(guard["words"])) and _guarded(context, guard) for guard in _GUARDS
    )


_GUARDS: list[dict[str, Any]] = WORDS["guards"]


def _guarded(context: Context, guard: dict[str, Any]) -> bool:
    before, after = _behind(context, 1), _ahead(context, 1)
    opens = not before or before in _OPENS or before in guard.get("also_after", "")
    if guard.get("opening") and not opens:
        return True
    alone = context.written in guard["words"]
    return bool(before and before in guard.get("not_before", "")) or bool(
        alone and after and after in guard.get("not_after", "")
    )


def is_remembered(context: Context) -> bool:
    """当年的战友, 那年头: the old days, no year."""
    if context.written not in ("当年", "當年", "那年", "当天"):
        return False
    return bool(re.match("的(?![^，。；]{0,12}[\\d一二三四五六七八九十])", context.after))


REFUSALS: tuple[Refusal, ...] = (
    of_every_year, recurs, lasts, is_bare_word, is_name, is_number, is_out_of_reach, is_part_of_word, is_remembered,
)  # fmt: skip
