"""Whose act it is, where the words after a date begin with the verb.

Looked for in this order: the clauses before the date in its sentence; the object of the clause before, where the
verb tells what became of a thing (修筑石门水库，次年竣工); the sentences before, for persons and for bodies.
"""

from __future__ import annotations

import re

from kanben.extract.clause_words import is_verb, words
from kanben.extract.date_context import Context, masked
from kanben.extract.date_lines import BRACKETED, PRONOUN, VERB_FIRST, clear_start, sub_outside
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, WORDS

REACH = 300
LONGEST_SUBJECT = 16
MARKS = "，；：。！？…—,;"
LEANING = re.compile(f"(?:{either(WORDS['prepositions'])})+$")
ADVERBIAL = re.compile(either(WORDS["adverbial"]) + "(?![地济])")
NO_SUBJECT = re.compile(f"(?:{either(WORDS['never_subjects'])})")
TIMED = re.compile("(?:时|后|前|期间|之际|以后|之后|以来|以前|之前|同时|起)$")
_ORNAMENT_AT_END = re.compile(f"(?:{either(WORDS['ornaments'])})+$")
_SUBJECT_END = re.compile(either(WORDS["subject_ends"]) + "$")
_DATE_FIRST = re.compile(
    r"(?:[\d〇一二三四五六七八九十廿]+[年月日号]|[同次翌当是本][年月日天]|[春夏秋冬初末底][天季]?|[上中下]旬|[上下]半年|元旦)+，?"
)
_BEFORE_VERB = re.compile(
    f"{ACTIVITY.pattern}|[在于由将把向对自从并又还为被是有入用]|[\\d〇一二三四五六七八九十]+[年月日]|[同次翌当][年月日天晚]"
)
_PERSONAL = re.compile("[被又再也还]?" + either(WORDS["of_persons"]))
_BECOMES = re.compile(f"(?:[又再重全正]新?|恢复)?{either(WORDS['becoming'])}(?:使用|生产|营业|运行)?$")
_DONE_TO = re.compile(f"{ACTIVITY.pattern}([^的，。；\\d]{{2,12}})$")
_THING_SAID = re.compile(
    "(?:这|该)[部本篇首份件项]?(?:书|著作|文章|文件|法律?|条例|办法|规定|通知|决定|手册|小说|诗|剧|刊物?)"
)
_WORK = re.compile("《[^《》]*》")
_IN_FORCE = re.compile("(?:正式|开始|试)?(?:施行|实施|生效|执行|试行)")


def clauses(text: str) -> list[str]:
    """The clauses of a text; marks inside titles, quotations and brackets part nothing."""
    parts, blotted, start = [], masked(text), 0
    for at, sign in enumerate(blotted + "，"):
        if sign in MARKS:
            parts.append(text[start:at].strip())
            start = at + 1
    return [part for part in parts if part]


def leading(context: Context) -> str:
    """The words before the date in its clause, prepositions off: the subject in 全国总工会于1990年…."""
    written = BRACKETED.sub("", context.text[context.lead_start : context.expression.start])
    name = LEANING.sub("", clear_start(written.strip("，、；： 　")))
    if _THING_SAID.fullmatch(name):
        return _last_work(context)
    if PRONOUN.match(name) or PRONOUN.match(context.after.lstrip("，")):
        return person(context)
    name = name.removeprefix("的")
    is_phrase = ADVERBIAL.match(name) or NO_SUBJECT.fullmatch(name) or name.endswith("是")
    return "" if len(name) < 2 or is_phrase or len(name) > LONGEST_SUBJECT + 4 else name


def carried(context: Context, predicate: str) -> str:
    """The subject that runs on to a predicate that has none; empty where nothing certain does."""
    if not _is_headless(predicate):
        return ""
    if _IN_FORCE.match(predicate) and (work := _last_work(context)):
        return work
    if LEANING.sub("", context.text[context.lead_start : context.expression.start]):
        return ""
    if _PERSONAL.match(predicate) and (someone := person(context)):
        return someone
    here = context.text[max(context.sentence[0], context.clause[0] - REACH) : context.clause[0]]
    if _BECOMES.match(predicate) and (thing := _done_to(here)):
        return thing
    return _running(context, here)


def _is_headless(predicate: str) -> bool:
    """Whether the predicate begins with its verb, or with what leans on it (与某厂签约)."""
    if predicate[0] in "与同向对把将" or VERB_FIRST.match(masked(predicate)) or _PERSONAL.match(predicate):
        return True
    first = words(masked(predicate))[:1]
    return bool(first) and is_verb(first[0])


def person(context: Context) -> str:
    """Who was last the subject of a clause: in this sentence or the one before; else whom the paragraph is about."""
    text, near = context.text, _last_sentence(context)
    opening = [
        (start, end)
        for start, end, kind in context.names
        if kind == "person" and end <= context.expression.start
    ]
    subjects = [(start, text[start:end]) for start, end in opening if _opens_clause(text, start, end)]
    close = [name for start, name in subjects if start >= near]
    if close:
        return close[-1]
    names = [name for _, name in subjects]
    return max(reversed(names), key=names.count, default=context.hero)


def _last_sentence(context: Context) -> int:
    """Where the sentence before this one begins."""
    return (
        max((context.text.rfind(mark, 0, max(0, context.sentence[0] - 1)) for mark in "。！？\n"), default=-1)
        + 1
    )


def _opens_clause(text: str, start: int, end: int) -> bool:
    """陶永年 in 局长陶永年辞职: little stands before the name in its clause, and a predicate after it."""
    border = max((text.rfind(mark, max(0, start - 24), start) for mark in MARKS), default=-1)
    before = _DATE_FIRST.sub("", text[max(border + 1, start - 24) : start])
    return len(before) <= 8 and not ACTIVITY.search(before) and text[end : end + 1] not in "的、和与及》”"


def _last_work(context: Context) -> str:
    earlier = context.text[max(0, context.expression.start - REACH) : context.expression.start]
    works = _WORK.findall(earlier)
    return str(works[-1]) if works else ""


def _done_to(here: str) -> str:
    """What the clause before did something to: 石门水库 in 修筑石门水库."""
    before = clauses(here)
    done = _DONE_TO.search(masked(before[-1])) if before else None
    return before[-1][done.start(1) :].lstrip("了") if done else ""


def _running(context: Context, here: str) -> str:
    """The subject of the clauses before in this sentence; of the sentence before only if it ends as a body's name."""
    for clause in reversed(clauses(here)):
        if not TIMED.search(clause) and (name := _named_in(clause)):
            return name
    if here.strip(MARKS):
        return ""
    earlier = context.text[max(0, context.sentence[0] - REACH) : context.sentence[0]].rstrip("。！？")
    name = next(filter(None, map(_named_in, clauses(re.split("[。！？\n]", earlier)[-1]))), "")
    return name if _SUBJECT_END.search(name) else ""


def _named_in(clause: str) -> str:
    """The noun that a clause begins with, before its first verb, preposition or date."""
    clause = clear_start(_DATE_FIRST.sub("", clause, count=1))
    verb = _BEFORE_VERB.search(masked(clause))
    end = verb.start() if verb else _first_verb(clause)
    name = sub_outside(_ORNAMENT_AT_END, clause[:end])
    is_name = 2 <= len(name) <= LONGEST_SUBJECT and not NO_SUBJECT.match(name) and not ADVERBIAL.match(name)
    return name if is_name and not re.search(r"[的\d了]", masked(name)) and not PRONOUN.match(name) else ""


def _first_verb(clause: str) -> int:
    """Where the first verb of the common table stands; 0 for none, or where words before it are verbs by chance."""
    at = 0
    for word in words(masked(clause)):
        if is_verb(word):
            return at
        at += len(word.text)
    return 0
