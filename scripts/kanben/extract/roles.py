"""The part a date plays in its sentence: event, as-of or mention; and whether it moves the narrative clock.

A list of tests in order; the first that speaks decides.  The words they look for are in data/dates_roles.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kanben.extract.clock import Clock, Hand, Reading
from kanben.extract.date_context import Context, masked
from kanben.extract.date_points import YEAR
from kanben.extract.date_units import either
from kanben.extract.numerals import CHINESE_NUMERALS
from kanben.model import Qualifier, Role
from kanben.resources import data_table

WORDS: dict[str, Any] = data_table("dates_roles.toml")
"""Words by which roles are told."""

_BODY = "(?![局厅委部厂处科社所站员者费案史期人家团队组力会法权证书率量额价师税款]|收入|总额|利润)"
_ONCE = f"{either(WORDS['occurrences'])}{_BODY}|{'|'.join(WORDS['occurrences_of_one_sign'])}"
_LASTING = f"{either(WORDS['activities'])}{_BODY}|{'|'.join(WORDS['activities_of_one_sign'])}"
OCCURRENCE = re.compile(_ONCE)
"""A verb of what happens once; not part of the name of a body or of a person's calling."""
ACTIVITY = re.compile(f"(?:{_ONCE}|{_LASTING})")
"""A verb of anything done."""
_STATE = re.compile(either(WORDS["states"]))
_N = rf"(?:\d[\d,，.]*|[{CHINESE_NUMERALS}几]+)"
FIGURE = re.compile(rf"{_N}[多余餘几]?[万亿萬億千]?[多余餘]?{either(WORDS['figure_units'])}")
"""A number with a unit."""
_FIGURE_AT_END = re.compile(FIGURE.pattern + r"(?:以上|以下|左右|多)?(?:（[^（）]*）)?(?=[，。；、]|$)")
_OF_FIGURE = re.compile(rf"的(?:{FIGURE.pattern}|{_N}[%％]?)")
_MEASURE = re.compile("率|水平|比重|规模|人口|产量|产值|总数|面积")
_DEGREE = re.compile(_MEASURE.pattern.join(("(?:", ")")) + "[^，。；]{0,6}?[较偏很最甚][低高小大快慢多少]")
_SURVEY = re.compile(either(WORDS["surveys"]))
_UP_TO = re.compile("(?<![推延提恢直达得做办直回])(?:到|至)$")
_GOVERNOR = re.compile(
    either(WORDS["governors"]) + "(?:全[国省市县区乡厂校社]|我[国省市县]|本[市省县厂校])?$"
)
_DESCRIBED = re.compile(
    "(?:[全我本][国省市县区厂校])?" + either(WORDS["described"]) + r"|的?第?[\d一二三四五六七八九十]+[期卷号]"
)
_BASIS = re.compile(f"(?:^|[，；、]){either(WORDS['bases'])}$")
_CITED = re.compile("(?:^|[，；（])(?:见|参见|载|原载|刊于|转引自|引自)$")
_SOURCE = re.compile("《[^《》]*》(?:第|[，。、）；]|$)")
_COMPARED_BEFORE = re.compile(either(WORDS["compared_before"]) + "$")
_COMPARED_WITH = re.compile(either(WORDS["compared_with"]) + "$")
_COMPARED_AFTER = re.compile("[^，。；]{0,12}?" + either(WORDS["compared_after"]))
_FROM_TO = re.compile("[从由][^，。；]{2,}[到至]$")
_PLANNED = re.compile("的[^，。；的]{0,10}?" + either(WORDS["planned"]))
_PLANNER = re.compile(either(WORDS["planners"]) + "，")
_AGGREGATE = re.compile(either(WORDS["aggregates"]))
_DEFINED = re.compile("[为是]")
_NOT_FUTURE = either(WORDS["not_future"])
_FUTURE = re.compile(
    rf"，?(?P<gap>[^，。；]{{0,10}}?)(?!{_NOT_FUTURE}){either(WORDS['future'])}(?<!主要)(?<!重要)(?<!需要)(?<!纪要)(?<!首要)(?<!概要)(?<!摘要)"
)
_AIM = re.compile("(?<![主重需首次纪])要(?![求闻点])|将(?=[建达实完增有成])|翻[一两]?番|力争|争取")
_INTENTION = re.compile(either(WORDS["intentions"]) + "[^，。；]{0,10}$")
_ATTRIBUTIVE = re.compile("[^，。；的了]+的(?=[^，。；])")
_FLASHBACK = re.compile("[曾原]|早在|前身|此前|过去")
_ATTRIBUTE = re.compile("[^，。；“”]{0,16}?的(?=[^，。；])")
_ASIDE_KINDS = ("note", "table", "figure", "code", "heading")

Test = Callable[[Context, Reading, Clock], Role | None]


def role(context: Context, reading: Reading, clock: Clock, quality: Qualifier | None) -> Role:
    """The role of a date whose qualifier is already known."""
    if is_aside(context, reading, clock):
        return "mention"
    if quality == "until":
        return "as-of"
    return next((said for test in TESTS if (said := test(context, reading, clock))), "mention")


def is_aside(context: Context, reading: Reading, clock: Clock) -> bool:
    """Dates beside the story: in notes, brackets and quotations, compared with, described by, aimed at."""
    outside = context.kind in _ASIDE_KINDS or context.bracket is not None or context.quotation is not None
    return outside or _is_compared(context) or _is_described(context) or _is_aimed_at(context, reading, clock)


def _is_compared(context: Context) -> bool:
    """比1989年增长, 与上年相比, 为1985年的3倍."""
    if _COMPARED_BEFORE.search(context.before):
        return True
    with_what = _COMPARED_AFTER.match(context.after) if _COMPARED_WITH.search(context.before) else None
    if with_what and not ACTIVITY.search(with_what[0]):
        return True
    if _FROM_TO.search(context.before):
        return False
    return context.before.endswith(("为", "是", "达", "占", "到")) and bool(
        re.match(rf"的{_N}[倍分成%％]", context.after)
    )


def _is_described(context: Context) -> bool:
    """部署1990年工作, 1985年第3期: the date only says which."""
    if context.written.endswith("年度") and not context.after.startswith("，"):
        return not (ACTIVITY.search(context.after) or FIGURE.search(context.after))
    if _BASIS.search(context.before) or _CITED.search(context.before) or _SOURCE.match(context.after):
        return True
    if context.expression.points[0].ranks[1] > YEAR:
        return False
    if _GOVERNOR.search(context.before) and not context.after.startswith("，"):
        return True
    planned = _PLANNED.match(context.after)
    if planned and not OCCURRENCE.search(planned[0][:-2]):
        return True
    if _DESCRIBED.match(context.after):
        return not OCCURRENCE.search(masked(context.after))
    named = context.after.startswith("“") and context.expression.points[0].part is None
    return named and bool(ACTIVITY.search(context.before))


def _is_aimed_at(context: Context, reading: Reading, clock: Clock) -> bool:
    """1991年要在全国铺开, 力争到2000年翻两番: what was still to come."""
    year, running = reading.moments[-1].year, clock.narrative.last.year
    if year is not None and running is not None and year < running:
        return False
    if _UP_TO.search(context.before) and _AIM.search(context.rest[:40]):
        return True
    future = _FUTURE.match(context.rest[:24])
    if future and not ACTIVITY.search(future["gap"]):
        return True
    ahead = year is not None and running is not None and year > running
    lead = context.text[max(context.sentence[0], context.clause[0] - 120) : context.clause[0]]
    if ahead and _PLANNER.search(lead) and not re.match("起", context.after):
        return True
    return (
        ahead and bool(_INTENTION.search(context.before)) and not re.search("[已共]|累计|完成", context.after)
    )


def _surveyed(context: Context, _: Reading, __: Clock) -> Role | None:
    """据统计，1989年…: the year of figures."""
    lead = context.text[max(context.sentence[0], context.expression.start - 60) : context.expression.start]
    survey = _SURVEY.search(lead) or (context.before.endswith("据") and _SURVEY.search(context.after))
    return "as-of" if survey and FIGURE.search(context.rest) else None


def _reached(context: Context, _: Reading, __: Clock) -> Role | None:
    """到1990年年底，…: how things stood by then."""
    first = context.expression.points[0]
    day = first.day is not None or first.day_shift is not None or first.festival
    return "as-of" if _UP_TO.search(context.before) and not context.expression.links and not day else None


def _counted(context: Context, reading: Reading, _: Clock) -> Role | None:
    """1990年，全国有34万个…: a period, a state or a count, and nothing that happened once."""
    moment = reading.moments[0]
    if moment.day is not None or context.expression.points[0].festival or context.expression.points[0].day_shift is not None:
        return None
    if _OF_FIGURE.match(context.after):
        return "as-of"
    rest = context.told
    figure = FIGURE.search(rest)
    if figure is None or OCCURRENCE.search(_predicates(rest[: figure.start()])):
        return None
    activity, state = ACTIVITY.search(_predicates(rest)), _STATE.search(rest)
    stated = state and state.start() < figure.start() and not (activity and activity.start() < state.start())
    done = activity is not None and activity.start() < figure.start() and not _AGGREGATE.search(rest[: figure.start()])
    long = moment.month is None and moment.piece not in (21, 22, 23, 24)
    return "as-of" if stated or (long and not done and _FIGURE_AT_END.search(rest)) else None


def _predicates(text: str) -> str:
    """The text without attributes: in 加入合作社的农户 nobody joins."""
    return _ATTRIBUTIVE.sub(lambda match: "〓" * len(match[0]), text)


def _held(context: Context, reading: Reading, _: Clock) -> Role | None:
    """鉴于20世纪90年代初…水平较低: a state over a period, nothing done."""
    if reading.moments[0].month is not None:
        return None
    rest = context.told
    if re.match("以前|之前|前", context.after) and not ACTIVITY.search(rest):
        return "as-of"
    told = _MEASURE.search(rest) and not ACTIVITY.search(rest)
    return "as-of" if told or _DEGREE.search(rest) else None


def _defined(context: Context, _: Reading, __: Clock) -> Role | None:
    """1987年至1990年为第一轮承包期: the date is what is spoken of."""
    return "mention" if _DEFINED.match(context.after) and not ACTIVITY.search(masked(context.after)) else None


def _happened(context: Context, _: Reading, __: Clock) -> Role | None:
    """Something is said to have been done, or is told at all."""
    if context.before.endswith(("为", "是")) and not re.match(r"\w", context.after):
        return None
    told = len(re.findall(r"\w", context.rest[:40])) + len(re.findall(r"\w", context.before)) >= 2
    return "event" if told or ACTIVITY.search(context.told) else None


TESTS: tuple[Test, ...] = (_surveyed, _reached, _counted, _held, _defined, _happened)


def hand(
    context: Context, reading: Reading, clock: Clock, said: Role, quality: Qualifier | None
) -> Hand | None:
    """Which hand of the clock the date moves: figures of an earlier year move `latest` only, asides none."""
    if context.kind == "heading":
        return "narrative" if _heads(context) else None
    year, running = reading.moments[-1].year, clock.narrative.last.year
    earlier = year is not None and running is not None and year < running
    if is_aside(context, reading, clock):
        return "narrative" if _sets_out(context, earlier, running) else None
    if said == "as-of":
        return "latest" if earlier else "narrative"
    if earlier and (quality in ("since", "before") or _is_flashback(context)):
        return None
    return "narrative"


def _sets_out(context: Context, earlier: bool, running: int | None) -> bool:
    """Where no year is running yet any year in the open sentence is one; 根据1984年1月1日…通知 moves on to its day."""
    outside = context.kind in _ASIDE_KINDS or context.bracket is not None or context.quotation is not None
    return not outside and (running is None or (not earlier and bool(_BASIS.search(context.before))))


def _heads(context: Context) -> bool:
    """A heading that is a date, or begins with one: 1958年, 1958年大事."""
    return not context.expression.links and len(context.before) <= 2


def _is_flashback(context: Context) -> bool:
    """创办于1903年的小学, 曾于1957年…: a look back inside a sentence."""
    if _FLASHBACK.search(context.before[-8:]):
        return True
    return context.expression.start > context.sentence[0] and bool(_ATTRIBUTE.match(context.after))
