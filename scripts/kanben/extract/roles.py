"""The part a date plays in its sentence: event, as-of or mention; and whether it moves the narrative clock.

A list of tests in order; the first that speaks decides.  The words they look for are in data/dates_roles.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kanben.extract.clock import Clock, Hand, Reading
from kanben.extract.date_asides import BASIS, OF_FIGURE, SURVEY, UP_TO, is_aside, is_outside
from kanben.extract.date_context import Context, masked
from kanben.extract.date_standing import is_beside_figures, is_only_named
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, FIGURE, OCCURRENCE, WORDS
from kanben.model import Qualifier, Role

_ONE_OF = re.compile("一.$|[次场届回]$")
_STATE = re.compile(either(WORDS["states"]))
_FIGURE_AT_END = re.compile(FIGURE.pattern + r"(?:以上|以下|左右|多)?(?:（[^（）]*）)?(?=[，。；、]|$)")
_MEASURE = re.compile("率|水平|比重|规模|人口|产量|产值|总数|面积")
_DEGREE = re.compile(_MEASURE.pattern.join(("(?:", ")")) + "[^，。；]{0,6}?[较偏很最甚][低高小大快慢多少]")
_AGGREGATE = re.compile(either(WORDS["aggregates"]))
_DEFINED = re.compile("[为是]")
_ATTRIBUTIVE = re.compile("[^，。；的了]+的(?=[^，。；])")
_GOES_ON = re.compile(r"(?!(?:期?间|前后|左右|以?[前后]|之[前后]|以来|起|止|多|余)(?!\w))\w")
_FLASHBACK = re.compile("[曾原]|早在|前身|此前|过去")
_ATTRIBUTE = re.compile("[^，。；“”]{0,16}?的(?=[^，。；])")
Test = Callable[[Context, Reading, Clock], Role | None]


@dataclass(frozen=True, slots=True)
class Part:
    """The part a date plays, and which hand of the clock it moves, if any."""

    role: Role
    hand: Hand | None


def part(context: Context, reading: Reading, clock: Clock, quality: Qualifier | None) -> Part:
    """The part of a date whose qualifier is already known."""
    said = None if is_aside(context, reading, clock) else _role(context, reading, clock, quality)
    if (said == "event" and is_only_named(context)) or (said == "as-of" and is_beside_figures(context)):
        return Part("mention", "latest" if clock.narrative.last.year else "narrative")
    hand = _hand(context, reading, clock, said, quality in ("since", "before"))
    return Part(said or "mention", hand)


def _role(context: Context, reading: Reading, clock: Clock, quality: Qualifier | None) -> Role:
    if quality == "until":
        return "as-of"
    return next((said for test in TESTS if (said := test(context, reading, clock))), "mention")


def _surveyed(context: Context, _: Reading, __: Clock) -> Role | None:
    """据统计，1989年…: the year of figures."""
    lead = context.text[max(context.sentence[0], context.expression.start - 60) : context.expression.start]
    lead = lead[lead.rfind("；") + 1 :]
    survey = SURVEY.search(lead) or (context.before.endswith("据") and SURVEY.search(context.after))
    return "as-of" if survey and FIGURE.search(context.rest) else None


def _reached(context: Context, _: Reading, __: Clock) -> Role | None:
    """到1990年年底，…: how things stood by then."""
    first = context.expression.points[0]
    day = first.day is not None or first.day_shift is not None or first.festival
    if not UP_TO.search(context.before) or context.after.startswith("才") or context.expression.links or day:
        return None
    ended = OCCURRENCE.search(context.told) and not FIGURE.search(context.told) and "已" not in context.told
    return None if ended else "as-of"


def _counted(context: Context, reading: Reading, _: Clock) -> Role | None:
    """1990年，全国有34万个…: a period, a state or a count, and nothing that happened once."""
    if (of := OF_FIGURE.match(context.after)) and not _ONE_OF.search(of[0]):
        return "as-of"
    rest = context.told
    figure, state = FIGURE.search(rest), _STATE.search(rest)
    if figure is None or figure[0].endswith("岁") or OCCURRENCE.search(_predicates(rest[: figure.start()])):
        return None
    activity = ACTIVITY.search(_predicates(rest))
    stated = state and state.start() < figure.start() and not (activity and activity.start() < state.start())
    if _is_day(context, reading):
        return "as-of" if stated and activity is None else None
    return "as-of" if stated or (_is_long(reading) and _is_count(rest, figure, activity)) else None


def _is_day(context: Context, reading: Reading) -> bool:
    first = context.expression.points[0]
    return reading.moments[0].day is not None or first.day_shift is not None or bool(first.festival)


def _is_long(reading: Reading) -> bool:
    """A year, a half or a quarter, not a month or a season: figures are gathered by these."""
    return reading.moments[0].month is None and reading.moments[0].piece not in (21, 22, 23, 24)


def _is_count(rest: str, figure: re.Match[str], activity: re.Match[str] | None) -> bool:
    """A clause that ends in a number, of nothing done or of what was done all over the country."""
    done = activity is not None and activity.start() < figure.start()
    return bool(_FIGURE_AT_END.search(rest)) and (not done or bool(_AGGREGATE.search(rest[: figure.start()])))


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
    goes_on = bool(_GOES_ON.match(context.rest))
    lead = context.text[max(0, context.expression.start - 1) : context.expression.start]
    if goes_on or lead in ("为", "是", "："):
        return "event" if goes_on else None
    told = len(re.findall(r"\w", context.rest[:40])) + len(re.findall(r"\w", context.before)) >= 2
    return "event" if told or ACTIVITY.search(context.told) else None


TESTS: tuple[Test, ...] = (_surveyed, _reached, _counted, _held, _defined, _happened)


def _hand(context: Context, reading: Reading, clock: Clock, said: Role | None, since: bool) -> Hand | None:
    """Figures of an earlier year move `latest` only; asides (no role of their own) move nothing."""
    if context.kind == "heading":
        return "narrative" if _heads(context) else None
    year, running = reading.moments[-1].year, clock.narrative.last.year
    earlier = year is not None and running is not None and year < running
    if said is None:
        return "narrative" if _sets_out(context, earlier, running) else None
    if said == "as-of":
        return "latest" if earlier else "narrative"
    return None if earlier and (since or _is_flashback(context)) else "narrative"


def _sets_out(context: Context, earlier: bool, running: int | None) -> bool:
    """Where no year is running yet any year in the open sentence is one; 根据1984年1月1日…通知 moves on to its day."""
    return not is_outside(context) and (
        running is None or (not earlier and bool(BASIS.search(context.before)))
    )


def _heads(context: Context) -> bool:
    """A heading that is a date, or begins with one: 1958年, 1958年大事."""
    return not context.expression.links and len(context.before) <= 2


def _is_flashback(context: Context) -> bool:
    """创办于1903年的小学, 曾于1957年…: a look back inside a sentence."""
    if _FLASHBACK.search(context.before[-8:]):
        return True
    return context.expression.start > context.sentence[0] and bool(_ATTRIBUTE.match(context.after))
