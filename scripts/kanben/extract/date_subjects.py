"""Whose act it is, where the words after a date begin with the verb.

Looked for in this order: the clauses before the date in its sentence; the object of the clause before, where the
verb tells what became of a thing (修筑石门水库，次年竣工); the sentences before, for persons and for bodies.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kanben.extract.clause_words import Word, is_verb, words
from kanben.extract.date_context import Context, masked
from kanben.extract.date_lines import PRONOUN, VERB_FIRST, clear_start, sub_outside, without_asides
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, WORDS

_THEREFORE = re.compile("(?:为此|因此|由此|据此|于是|随即|随后|曾经|曾|已经|就|便)+$")
_PUT_OFF = re.compile("(?:一直|直)?(?:拖|拖延|推迟|延迟|延期|推延)$")
_NO_NOUN = re.compile("是$|^[\\d一二三四五六七八九十]+岁$")
_SPAN_END = re.compile("(?:期间|时期|年间|年代|以来|[时前后里中内上])$")
_OPENING = 10
"""Code points of a predicate by which is told what it begins with."""
REACH = 300
LONGEST_SUBJECT = 16
_RANGE = re.compile("(?<!—)—(?!—)")
MARKS = "，；：。！？…—,;"
LEANING = re.compile(f"(?:{either(WORDS['prepositions'])})+$")
ADVERBIAL = re.compile(either(WORDS["adverbial"]) + "(?![地济])")
NO_SUBJECT = re.compile(f"(?:{either(WORDS['never_subjects'])})")
TIMED = re.compile("(?:时|后|前|期间|之际|以后|之后|以来|以前|之前|同时|起)$")
_ORNAMENT_AT_END = re.compile(f"(?:{either(WORDS['ornaments'])}|第?[一二三四五六七八九十\\d首再]次)+$")
_SUBJECT_END = re.compile(either(WORDS["subject_ends"]) + "$")
_DATE_FIRST = re.compile(
    r"(?:(?:[\d〇一二三四五六七八九]+年)?代[初中末后前]?期?|[\d〇一二三四五六七八九十廿]+[年月日号]|[同次翌当是本][年月日天]|[春夏秋冬初末底][天季]?|[上中下]旬|[上下]半年|元旦)+，?"
)
_PERSONAL = re.compile(
    f"[被又再也还]?(?:{either(WORDS['of_persons'])}|获(?![悉准])|赴|调(?![整查研配控拨剂动])|授(?![课权奖粉])|入(?![口库冬夏选股])|去(?!年)|任(?![务何])|生(?=[于在，。；]|$))"
)
_BECOMES = re.compile(f"(?:[又再重全正]新?|恢复)?{either(WORDS['becoming'])}(?:使用|生产|营业|运行)?$")
_OF_ANYONE = re.compile(either(WORDS["of_anyone"]))
_OF_BODIES = re.compile(either(WORDS["of_bodies"]))
_DONE_TO = re.compile(f"{ACTIVITY.pattern}([^的，。；\\d]{{2,12}})$")
_THING_SAID = re.compile(
    "(?:这|该)[部本篇首份件项]?(?:书|著作|文章|文件|法律?|条例|办法|规定|通知|决定|手册|小说|诗|剧|刊物?)"
)
_WORK = re.compile("《[^《》]*》")
_IN_FORCE = re.compile("(?:正式|开始|试)?(?:施行|实施|生效|执行|试行|(?:公布|颁布|发布)(?:施行|实施|$))")


def clauses(text: str) -> list[str]:
    """The clauses of a text; marks inside titles, quotations and brackets part nothing."""
    parts, blotted, start = [], _RANGE.sub("〓", masked(text)), 0
    for at, sign in enumerate(blotted + "，"):
        if sign in MARKS:
            parts.append(text[start:at].strip())
            start = at + 1
    return [part for part in parts if part]


def leading(context: Context) -> str:
    """The words before the date in its clause, prepositions off: the subject in 全国总工会于1990年…."""
    written = without_asides(context.text[context.lead_start : context.expression.start])
    name = _THEREFORE.sub("", LEANING.sub("", clear_start(written.strip("，、；： 　"))))
    name = _PUT_OFF.sub("", name)
    if _THING_SAID.fullmatch(name):
        return _last_work(context)
    if PRONOUN.match(name):
        return person(context) + PRONOUN.sub("", name)
    if PRONOUN.match(context.after.lstrip("，")):
        return person(context)
    name = name.removeprefix("的")
    is_phrase = ADVERBIAL.match(name) or NO_SUBJECT.fullmatch(name) or _NO_NOUN.search(name)
    return "" if len(name) < 2 or is_phrase or len(name) > LONGEST_SUBJECT + 4 else name


def carried(context: Context, predicate: str) -> str:
    """The subject that runs on to a predicate that has none; empty where nothing certain does."""
    if _IN_FORCE.match(predicate) and (work := _last_work(context)):
        return work
    if not _is_headless(predicate) or _is_activity(predicate):
        return ""
    if LEANING.sub("", context.text[context.lead_start : context.expression.start]):
        return ""
    if _PERSONAL.match(predicate) and ((someone := person(context)) or not _OF_ANYONE.match(predicate)):
        return someone
    here = context.text[max(context.sentence[0], context.clause[0] - REACH) : context.clause[0]]
    if _BECOMES.match(predicate) and (thing := _done_to(here)):
        return thing
    return _running(context, here, _excluded(context, predicate))


def _is_headless(predicate: str) -> bool:
    """Whether the predicate begins with its verb, or with what leans on it (与某厂签约)."""
    if not predicate:
        return False
    if predicate[0] in "与同向对把将" or VERB_FIRST.match(masked(predicate)) or _PERSONAL.match(predicate):
        return True
    read = words(masked(predicate)[:_OPENING])[:2]
    return (
        bool(read) and is_verb(read[0]) and (read[0].kind == "h" or not is_verb(read[-1]) or len(read) == 1)
    )


def _is_activity(predicate: str) -> bool:
    """减租运动首先试点, 出口塌方: the verb it begins with is part of what is spoken of."""
    read = words(masked(predicate)[:_OPENING])
    if len(read) < 2 or read[0].text in WORDS["aspects"]:
        return False
    pair = len(read) == 2 and len(predicate) < _OPENING
    ends = read[-1].text in ("开始", "结束") or all(word.kind == "h" for word in read)
    return read[1].text in WORDS["activity_nouns"] or (pair and ends)


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


def _after_date(text: str) -> str:
    found = _DATE_FIRST.match(text)
    return text[found.end() :] if found else text


def _last_sentence(context: Context) -> int:
    """Where the sentence before this one begins."""
    return (
        max((context.text.rfind(mark, 0, max(0, context.sentence[0] - 1)) for mark in "。！？\n"), default=-1)
        + 1
    )


def _opens_clause(text: str, start: int, end: int) -> bool:
    """陶永年 in 局长陶永年辞职: little stands before the name in its clause, and a predicate after it."""
    border = max((text.rfind(mark, max(0, start - 24), start) for mark in MARKS), default=-1)
    before = _after_date(text[max(border + 1, start - 24) : start])
    after = next(iter(words(text[end : end + 4])), None)
    entry = text[end : end + 1] in ("，", "（") and (start == 0 or text[start - 1] in "。！？\n")
    acts = entry or (after is not None and after.kind not in "n/" and after.text not in "的和与及等")
    leans = before[-1:] in ("同", "与", "和", "由", "请", "把", "向", "给", "对", "以", "跟", "及")
    return acts and not leans and len(before) <= 8 and not ACTIVITY.search(before)


def _last_work(context: Context) -> str:
    earlier = context.text[max(0, context.expression.start - REACH) : context.expression.start]
    works = _WORK.findall(earlier)
    return str(works[-1]) if works else ""


def _done_to(here: str) -> str:
    """What the clause before did something to: 石门水库 in 修筑石门水库."""
    before = clauses(here)
    done = _DONE_TO.search(masked(before[-1])) if before else None
    return before[-1][done.start(1) :].lstrip("了") if done else ""


def _excluded(context: Context, predicate: str) -> tuple[str, ...]:
    """Names that cannot be the subject: places, and persons of what becomes of bodies (改为国营)."""
    kinds = ("place", "person") if _OF_BODIES.match(predicate) else ("place",)
    return tuple(context.text[start:end] for start, end, kind in context.names if kind in kinds)


def _running(context: Context, here: str, excluded: tuple[str, ...]) -> str:
    """The subject of the clauses before in this sentence; of the sentence before only if it ends as a body's name."""
    for clause in reversed(clauses(here)):
        name = "" if TIMED.search(clause) else _up_to_person(context, _named_in(clause))
        if name and not name.endswith(excluded):
            return name
    if here.strip(MARKS):
        return ""
    earlier = context.text[max(0, context.sentence[0] - REACH) : context.sentence[0]].rstrip("。！？")
    name = next(filter(None, map(_named_in, clauses(re.split("[。！？\n]", earlier)[-1]))), "")
    return name if _SUBJECT_END.search(name) and not name.endswith(excluded) else ""


def _up_to_person(context: Context, name: str) -> str:
    """商人钱某集股 → 商人钱某: behind a person's name no more belongs to the subject."""
    people = (context.text[start:end] for start, end, kind in context.names if kind == "person")
    known = next((person for person in people if person in name), "")
    return name[: name.find(known) + len(known)] if known else name


def _named_in(clause: str) -> str:
    """The noun that a clause begins with, before its first verb, preposition or date."""
    clause = clear_start(_after_date(without_asides(clause)))
    read = words(masked(clause))
    name = sub_outside(_ORNAMENT_AT_END, clause[: _predicate_start(read)])
    if any(word.kind == "v" and len(word.text) == 1 and word.text in name[-2:] for word in read):
        return ""
    is_name = 2 <= len(name) <= LONGEST_SUBJECT and not NO_SUBJECT.match(name) and not ADVERBIAL.match(name)
    is_name = is_name and name[0] not in "“‘" and not (_SPAN_END.search(name) or PRONOUN.match(name))
    return name if is_name and not re.search(r"的.*的|[\d了]|的$", masked(name)) else ""


def _predicate_start(read: tuple[Word, ...]) -> int:
    """Where the first verb or preposition stands; 0 where none does, or only a figure. 改革 in 改革工作队 is none."""
    at = 0
    for word, after in pairwise((*read, Word("", "/"))):
        part_of_name = after.text in WORDS["activity_nouns"] or after.text[-1:] in _BODY_ENDS
        if word.kind == "#" and after.text[:1] not in _DATE_SIGNS:
            return 0
        if (is_verb(word) and not part_of_name) or word.kind in "#t" or word.text in _LEADS_IN:
            return at
        at += len(word.text)
    return 0


_DATE_SIGNS = tuple("年月日")
_BODY_ENDS = tuple("队组会委部处所局厅科站社")
_LEADS_IN = tuple("在于由将把向对自从并又还为被是有入用设建任获率以赴因携领派令奉请乘开办修调")
