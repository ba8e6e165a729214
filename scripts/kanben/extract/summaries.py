"""A line of the chronology: who did what, in at most 25 characters, all of them words of the sentence.

The clause that tells the event is found, and whose act it is; `date_lines` clears it and makes it fit.
"""

from __future__ import annotations

import re

from kanben.extract.date_context import Context, masked
from kanben.extract.date_lines import (
    BRACKETED,
    PRONOUN,
    VERB_FIRST,
    clear_start,
    fitted,
    stripped,
    sub_outside,
)
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, OCCURRENCE, WORDS

_REACH = 300
_SUBJECT = 16
_MARKS = "，；：。！？…—,;"
_LEANING = re.compile(f"(?:{either(WORDS['prepositions'])})+$")
ORNAMENT_AT_END = re.compile(f"(?:{either(WORDS['ornaments'])})+$")
_ADVERBIAL = re.compile(either(WORDS["adverbial"]))
_ALWAYS_ADVERBIAL = re.compile(
    "为(?!首)|為|鉴于|由于|根据|按照|遵照|依照|随着|针对|围绕|适应|虽然|尽管|因为|响应|配合|面对"
)
_PURPOSE = re.compile(
    "(?<=[^，]{2})(?:为了?(?!首|主)|根据|按照|遵照|针对|围绕|鉴于|经(?!济|营|理|费|过|销|贸))"
)
_GATHERED = re.compile("^在(.{3,24}?会(?:议)?)(?:期间)?上$")
_SUBJECT_END = re.compile(either(WORDS["subject_ends"]) + "$")
_NO_SUBJECT = re.compile(f"(?:{either(WORDS['never_subjects'])})")
_APPROVED = re.compile("经(?![济营理费过销]).*(?:批准|同意|研究|决定|核准|协商)[^，]{0,4}$")
_WORK = re.compile("《[^《》]*》")
_IN_FORCE = re.compile("(?:正式|开始|试)?(?:施行|实施|生效|执行|试行)")
_TIMED = re.compile("(?:时|后|前|期间|之际|以后|之后|以来|以前|之前|同时|起)$")
_SPACED = re.compile("^[在从于].*(?:上|中|下|里|间|方面)$")
_SPACE_END = re.compile("(?:上|中|下|里|方面)$")
_LEANS_IN = re.compile("[在从于自]$")
_BARE_LIST = re.compile("[^，。；]{2,}(?:、|及|和|与)")
_BEFORE_VERB = re.compile(
    f"{ACTIVITY.pattern}|[在于由将把向对自从并又还为被是有入]|[\\d〇一二三四五六七八九十]+[年月日]|[同次翌当][年月日天晚]"
)


def summary(context: Context) -> str | None:
    """The line for an event; None where the sentence tells nothing of it."""
    lead = _lead(context)
    told = [clause for clause in _clauses(_told(context)) if stripped(clause)]
    if lead and OCCURRENCE.search(lead[-3:]) and (not told or context.after.startswith(("，", "。", "；"))):
        return fitted(stripped(lead))
    index = _main(told, lead, bool(_LEANS_IN.search(context.before)))
    if index is None:
        return lead or None
    predicate = stripped(told[index])
    subject = lead if lead else _subject(context, told[:index], predicate)
    following = stripped(told[index + 1]) if index + 1 < len(told) else ""
    if _is_bare_list(predicate) and VERB_FIRST.match(masked(following)):
        return fitted(subject + predicate + following)
    return fitted(_joined(subject, predicate), following) or None


def _told(context: Context) -> str:
    """What is told of the date: up to the next date, without the words that lead that one in."""
    rest = context.rest[:_REACH]
    if context.next_start >= context.sentence[1]:
        return rest
    borders = [at + 1 for at, sign in enumerate(masked(rest)) if sign in _MARKS]
    whole = rest[: borders[-1]] if borders else ""
    return whole if len(whole.strip(_MARKS)) > 1 or _LEANING.search(rest) else rest


def _clauses(text: str) -> list[str]:
    """The clauses of a text; marks inside titles, quotations and brackets part nothing."""
    parts, blotted, start = [], masked(text), 0
    for at, sign in enumerate(blotted + "，"):
        if sign in _MARKS:
            parts.append(text[start:at].strip())
            start = at + 1
    return [part for part in parts if part]


def _lead(context: Context) -> str:
    """The words before the date in its clause, prepositions off: the subject in 全国总工会于1990年…."""
    written = BRACKETED.sub("", context.text[_lead_start(context) : context.expression.start])
    words = _LEANING.sub("", clear_start(written.strip("，、；： 　")))
    words = PRONOUN.sub("", words).removeprefix("的")
    is_phrase = _ADVERBIAL.match(words) or _NO_SUBJECT.fullmatch(words) or words.endswith("是")
    return "" if len(words) < 2 or is_phrase or len(words) > _SUBJECT + 4 else words


def _lead_start(context: Context) -> int:
    return max(context.clause[0], context.previous_end)


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
    if _ALWAYS_ADVERBIAL.match(clause) or _TIMED.search(clause) or _SPACED.search(clause):
        return True
    if not lead and _APPROVED.match(clause):
        return True
    purpose = None if lead else _PURPOSE.search(masked(clause))
    return bool(purpose and not ACTIVITY.search(masked(clause)[: purpose.start()]))


def _subject(context: Context, before: list[str], predicate: str) -> str:
    """Whose act it is, where the predicate begins with its verb: named in a clause before, or by the last sentence."""
    if not VERB_FIRST.match(masked(predicate)):
        return ""
    for clause in reversed(before):
        if gathered := _GATHERED.match(clause):
            return gathered[1]
        purpose = _PURPOSE.search(masked(clause))
        if purpose and purpose.start() <= _SUBJECT and not ACTIVITY.search(clause[: purpose.start()]):
            return clear_start(clause[: purpose.start()])
    earlier = context.text[
        max(context.sentence[0], context.expression.start - _REACH) : context.expression.start
    ]
    works = _WORK.findall(earlier) if _IN_FORCE.match(predicate) else []
    if works:
        return str(works[-1])
    alone = not _LEANING.sub("", context.text[_lead_start(context) : context.expression.start])
    return _running_subject(context) if alone else ""


def _running_subject(context: Context) -> str:
    """The subject of the clauses before in this sentence; of the sentence before only if it ends as a body's name."""
    here = context.text[max(context.sentence[0], context.clause[0] - _REACH) : context.clause[0]]
    for clause in reversed(_clauses(here)):
        if not _TIMED.search(clause) and (name := _named_in(clause)):
            return name
    if here.strip(_MARKS):
        return ""
    earlier = context.text[max(0, context.sentence[0] - _REACH) : context.sentence[0]].rstrip("。！？")
    name = next(filter(None, map(_named_in, _clauses(re.split("[。！？\n]", earlier)[-1]))), "")
    return name if _SUBJECT_END.search(name) else ""


def _named_in(clause: str) -> str:
    """The noun that a clause begins with, before its first verb, preposition or date."""
    verb = _BEFORE_VERB.search(masked(clause))
    name = sub_outside(ORNAMENT_AT_END, clear_start(clause[: verb.start()])) if verb else ""
    is_name = 2 <= len(name) <= _SUBJECT and not _NO_SUBJECT.match(name) and not _ADVERBIAL.match(name)
    return name if is_name and not re.search(r"[的\d了]", masked(name)) and not PRONOUN.match(name) else ""


def _joined(subject: str, predicate: str) -> str:
    return predicate if predicate.startswith(subject) else subject + predicate
