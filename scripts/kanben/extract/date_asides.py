"""Dates beside the story: compared with, described by, aimed at, in brackets and notes.  They move no clock."""

from __future__ import annotations

import re

from kanben.extract.clock import Clock, Reading
from kanben.extract.date_context import Context, masked
from kanben.extract.date_points import YEAR
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, FIGURE, NUMBER, OCCURRENCE, WORDS

SURVEY = re.compile(either(WORDS["surveys"]))
UP_TO = re.compile("(?<![推延提恢直达得做办直回])(?:到|至)$")
OF_FIGURE = re.compile(rf"的(?:{FIGURE.pattern}|{NUMBER}[%％]?)")
_GOVERNOR = re.compile(
    either(WORDS["governors"]) + "(?:全[国省市县区乡厂校社]|我[国省市县]|本[市省县厂校])?$"
)
_DESCRIBED = re.compile(
    "(?:[全我本][国省市县区厂校])?" + either(WORDS["described"]) + r"|的?第?[\d一二三四五六七八九十]+[期卷号]"
)
BASIS = re.compile(f"(?:^|[，；、]){either(WORDS['bases'])}$")
_CITED = re.compile("(?:^|[，；（])(?:见|参见|载|原载|刊于|转引自|引自)$")
_AFTER_WORK = re.compile("》(?:（[^（）]*）)?，?$")
_IMPRINT_ENDS = re.compile(r"[。；）]|$|，?第[\d一二三四五六七八九十]+[版期卷号页](?=[，。；、）]|$)")
_SOURCE = re.compile("《[^《》]*》(?:第|[，。、）；]|$)")
_COMPARED_BEFORE = re.compile(either(WORDS["compared_before"]) + "$")
_COMPARED_WITH = re.compile(either(WORDS["compared_with"]) + "$")
_COMPARED_SUCH = re.compile("(?:与|和|同|跟)[^，。；与和同跟]{1,12}的$")
_COMPARED_AFTER = re.compile("[^，。；]{0,12}?" + either(WORDS["compared_after"]))
_FROM_TO = re.compile("[从由][^，。；]{2,}[到至]$")
_OF_OBJECT = re.compile("(?:以来|以后|以前|起|间)?的(?P<noun>[^，。；]*)")
_PLANNED = re.compile("的[^，。；的]{0,10}?" + either(WORDS["planned"]))
_PLANNER = re.compile(either(WORDS["planners"]) + "，")
_NOT_FUTURE = either(WORDS["not_future"])
_FUTURE = re.compile(
    rf"，?(?P<gap>[^，。；]{{0,10}}?)(?!{_NOT_FUTURE}){either(WORDS['future'])}"
    "(?<![主重需纪首概摘次]要)"
)
_AIM = re.compile("(?<![主重需首次纪])要(?![求闻点])|将(?=[建达实完增有成])|翻[一两]?番|力争|争取")
_INTENTION = re.compile(either(WORDS["intentions"]) + "[^，。；]{0,10}$")
_ASIDE_KINDS = ("note", "table", "figure", "code", "heading")


def is_aside(context: Context, reading: Reading, clock: Clock) -> bool:
    """Dates beside the story: in notes, brackets and quotations, compared with, described by, aimed at."""
    return (
        is_outside(context)
        or _is_compared(context)
        or _is_described(context)
        or _is_aimed_at(context, reading, clock)
    )


def is_outside(context: Context) -> bool:
    """Whether the date stands in a heading, a note, a table, in brackets or in a quotation."""
    return context.kind in _ASIDE_KINDS or context.bracket is not None or context.quotation is not None


def _is_compared(context: Context) -> bool:
    """比1989年增长, 与上年相比, 为1985年的3倍."""
    if _COMPARED_BEFORE.search(context.before):
        return True
    beside = _COMPARED_WITH.search(context.before) or _COMPARED_SUCH.search(context.before)
    with_what = _COMPARED_AFTER.match(context.after) if beside else None
    if with_what and not ACTIVITY.search(with_what[0]):
        return True
    if _FROM_TO.search(context.before):
        return False
    return context.before.endswith(("为", "是", "达", "占", "到")) and bool(
        re.match(rf"的{NUMBER}[倍分成%％]", context.after)
    )


def _is_described(context: Context) -> bool:
    """部署1990年工作, 根据1984年1月1日…通知, 见1987年3月12日《…》: the date only says which."""
    if _is_based_on(context) or _is_of_object(context):
        return True
    if _CITED.search(context.before) or _SOURCE.match(context.after) or _is_imprint(context):
        return True
    return context.expression.points[0].ranks[1] <= YEAR and _is_year_of_something(context)


def _is_imprint(context: Context) -> bool:
    """《大河报》（上海）1948年2月3日。: when the work came out."""
    lead = context.text[max(context.sentence[0], context.expression.start - 20) : context.expression.start]
    return bool(_AFTER_WORK.search(lead)) and bool(_IMPRINT_ENDS.match(context.after))


def _is_based_on(context: Context) -> bool:
    return bool(BASIS.search(context.before)) and not SURVEY.search(context.after)


def _is_year_of_something(context: Context) -> bool:
    """1990年度先进单位, 1988—1990年的技术改造计划, 1985年第3期: a year that a noun takes before it."""
    after = context.after
    if context.written.endswith("年度") and not after.startswith("，"):
        return not (ACTIVITY.search(after) or FIGURE.search(after))
    if _GOVERNOR.search(context.before) and not after.startswith("，"):
        return True
    planned = _PLANNED.match(after)
    if planned and not OCCURRENCE.search(planned[0][:-2]):
        return True
    if _DESCRIBED.match(after):
        return not OCCURRENCE.search(masked(after))
    named = after.startswith("“") and context.expression.points[0].part is None
    return named and bool(ACTIVITY.search(context.before))


def _is_of_object(context: Context) -> bool:
    """听取第六届委员会1983年以来的工作报告: the date describes what is done something to."""
    of = None if OF_FIGURE.match(context.after) else _OF_OBJECT.match(context.after)
    done = of and ACTIVITY.search(masked(context.before))
    return bool(of and done and not ACTIVITY.search(masked(of["noun"]).removesuffix("报告")))


def _is_aimed_at(context: Context, reading: Reading, clock: Clock) -> bool:
    """1991年要在全国铺开, 力争到2000年翻两番: what was still to come."""
    year, running = reading.moments[-1].year, clock.narrative.last.year
    if year is not None and running is not None and year < running:
        return False
    if UP_TO.search(context.before) and _AIM.search(context.rest[:40]):
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
