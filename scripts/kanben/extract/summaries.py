"""A line of the chronology: who did what, in at most 25 characters, all of them words of the sentence.

The clause that tells the event is found, and whose act it is (`date_subjects`); `date_lines` clears it and makes it
fit; `date_certainty` says whether it may be printed.
"""

from __future__ import annotations

import re

from kanben.extract.date_certainty import stands_alone
from kanben.extract.date_context import Context, masked
from kanben.extract.date_lines import PRONOUN, VERB_FIRST, clear_start, fitted, stripped
from kanben.extract.date_standing import FOUNDED
from kanben.extract.date_subjects import (
    LEANING,
    LONGEST_SUBJECT,
    MARKS,
    REACH,
    TIMED,
    carried,
    clauses,
    leading,
    person,
)
from kanben.extract.date_verbs import ACTIVITY, OCCURRENCE

_ALWAYS_ADVERBIAL = re.compile(
    "为(?!首)|為|鉴于|由于|根据(?!地)|按照|遵照|依照|随着|针对|围绕|适应|虽然|尽管|因为|响应|配合(?!饲)|面对"
)
_PURPOSE = re.compile(
    "(?<=[^，]{2})(?:(?<![改定列评命称作成转变升降划编确选推认视设聘任分合并译易更扩析])为了?(?!首|主)"
    "|根据(?!地)|按照|遵照|针对|围绕|鉴于|经(?!济|营|理|费|过|销|贸))"
)
_GATHERED = re.compile("^在(.{3,24}?会(?:议)?)(?:期间)?上$")
_APPROVED = re.compile(
    "经(?![济营理费过销]).*(?:批准|同意|研究|决定|核准|协商|批转|授权|推荐|介绍|倡议|审定|审批)[^，]{0,4}$"
)
_SPACED = re.compile("^[在从于].*(?:上|中|下|里|间|方面)$")
_DONE_ON = re.compile(f"{ACTIVITY.pattern}于$")
_FEAST = re.compile(".{1,5}(?:节|之际|星期.)")
_SPACE_END = re.compile("(?:上|中|下|里|方面)$")
_LEANS_IN = re.compile("[在从于自]$")
_BARE_LIST = re.compile("[^，。；]{2,}(?:、|及|和|与)")
_RELATIVE = re.compile(f"(?:(?!{ACTIVITY.pattern})[^，。；的])*{ACTIVITY.pattern}的(?=.)")
_IDENTITY = re.compile("[^，。；是]*[是为]([^，。；是的]*)$")


def summary(context: Context) -> str | None:
    """The line for an event; None where the sentence tells nothing of it that stands alone."""
    line = _line(context)
    names = tuple(context.text[start:end] for start, end, _ in context.names)
    return line if line and stands_alone(line, names) else None


def _line(context: Context) -> str:
    if not context.after.startswith("，") and _RELATIVE.match(context.told):
        return _founding(context)
    lead = leading(context)
    told = [clause for clause in clauses(_told(context)) if stripped(clause)]
    if lead and _DONE_ON.search(context.before) and context.after.startswith(("，", "。", "；")):
        return fitted(stripped(lead))
    if lead and OCCURRENCE.search(lead[-3:]) and (not told or context.after.startswith(("，", "。", "；"))):
        return fitted(stripped(lead))
    index = _main(told, lead, bool(_LEANS_IN.search(context.before)))
    return lead if index is None else _told_by(context, lead, told, index)


def _told_by(context: Context, lead: str, told: list[str], index: int) -> str:
    """The line of the clause that tells, with its subject; with the clause after it where that is the same one's."""
    predicate = stripped(told[index])
    subject = lead or _subject(context, told[:index], told[index], predicate)
    after = told[index + 1] if index + 1 < len(told) else ""
    following = "" if PRONOUN.match(after) else stripped(after)
    if _is_bare_list(predicate) and VERB_FIRST.match(masked(following)):
        return fitted(subject + predicate + following)
    return fitted(predicate if predicate.startswith(subject) else subject + predicate, following)


def _founding(context: Context) -> str:
    """前身是某会1896年在城东开办的诊所 → 某会开办诊所; any other clause before 的 is only an attribute."""
    who = _IDENTITY.fullmatch(LEANING.sub("", context.text[context.lead_start : context.expression.start]))
    what = stripped(context.after.rstrip("，。；"))
    founded = who and FOUNDED.search(context.after)
    return fitted(who[1] + what) if who and founded and "的" not in what else ""


def _told(context: Context) -> str:
    """What is told of the date: up to the next date, without the words that lead that one in."""
    rest = context.rest[:REACH].removeprefix("的")
    if context.next_start >= context.sentence[1]:
        return rest
    borders = [at + 1 for at, sign in enumerate(masked(rest)) if sign in MARKS]
    whole = rest[: borders[-1]] if borders else ""
    return whole if len(whole.strip(MARKS)) > 1 or LEANING.search(rest) else rest


def _main(told: list[str], lead: str, leans_in: bool) -> int | None:
    """The first clause that tells rather than prepares; after 在 the one that ends in 上 or 中 prepares too."""
    first = 1 if leans_in and len(told) > 1 and _SPACE_END.search(told[0]) else 0
    open_to = [at for at in range(first, len(told)) if not _prepares(told[at], lead)]
    return next(iter(open_to or range(len(told))), None)


def _is_bare_list(clause: str) -> bool:
    """Several that act, the deed in the next clause: 各县、各厂及一些企业，都推行了…."""
    blotted = masked(clause)
    return bool(_BARE_LIST.match(blotted)) and not ACTIVITY.search(blotted)


def _prepares(clause: str, lead: str) -> bool:
    """为加强领导, 在…的基础上, 座谈时, 县委根据…: what only leads up to the main clause."""
    if (
        _FEAST.fullmatch(clause)
        or _ALWAYS_ADVERBIAL.match(clause)
        or TIMED.search(clause)
        or _SPACED.search(clause)
    ):
        return True
    if not lead and _APPROVED.match(clause):
        return True
    purpose = None if lead else _PURPOSE.search(masked(clause))
    return bool(purpose and not ACTIVITY.search(masked(clause)[: purpose.start()]))


def _subject(context: Context, before: list[str], clause: str, predicate: str) -> str:
    """Whose act it is, where the predicate begins with its verb: named in a clause before, or running on."""
    if PRONOUN.match(clause):
        return person(context)
    for earlier in reversed(before):
        if gathered := _GATHERED.match(earlier):
            return gathered[1] if VERB_FIRST.match(masked(predicate)) else ""
        purpose = _PURPOSE.search(masked(earlier))
        if purpose and purpose.start() <= LONGEST_SUBJECT and not ACTIVITY.search(earlier[: purpose.start()]):
            return clear_start(earlier[: purpose.start()]) if VERB_FIRST.match(masked(predicate)) else ""
    return carried(context, predicate)
