"""A line of the chronology: who did what, in at most 25 characters, all of them words of the sentence.

The clause that tells the event is found, cleared of what a chronology does without (隆重, 在北京, 了), and made
shorter step by step until it fits: coordinate clauses go first, then modifiers, then the title of a work gives way to
its kind.  What stands in 《》 or “” is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from kanben.extract.date_context import Context, masked
from kanben.extract.date_units import either
from kanben.extract.roles import ACTIVITY, OCCURRENCE, WORDS

LONGEST = 25
"""Characters of a summary."""

_REACH = 300
_SUBJECT = 16
_MARKS = "，；：。！？…—,;"
_ENCLOSED = re.compile(r"[《“‘（(][^《》“”‘’（）()]*[》”’）)]")
_BRACKETED = re.compile(r"[（(]([^（）()]*)[）)]")
_LEANING = re.compile(f"(?:{either(WORDS['prepositions'])})+$")
_CONNECTIVE = re.compile(
    f"{either(WORDS['connectives'])}(?![的开年届])"
    "|前(?![身往来夕线任锋后期去])|后(?![勤方来备任期])|起(?![草义步点诉火飞伏源事运])|时(?![任年值称代期间])|[期间晚夜](?![刊间隔报校会])"
    f"|[并但而又还也即便就则再遂乃亦继](?=[在于由与向对将把从为被派]|{ACTIVITY.pattern})"
    "|号(?=[^楼机线])|开始$"
)
_ORNAMENT = re.compile(f"(?:{either(WORDS['ornaments'])})+")
_ORNAMENT_BEFORE_VERB = re.compile(f"(?:{either(WORDS['ornaments'])})+(?={ACTIVITY.pattern})")
_ORNAMENT_AT_END = re.compile(f"(?:{either(WORDS['ornaments'])})+$")
_ADVERBIAL = re.compile(either(WORDS["adverbial"]))
_ALWAYS_ADVERBIAL = re.compile(
    "为(?!首)|為|鉴于|由于|根据|按照|遵照|依照|随着|针对|围绕|适应|虽然|尽管|因为|响应|配合|面对"
)
_PURPOSE = re.compile(
    "(?<=[^，]{2})(?:为了?(?!首|主)|根据|按照|遵照|针对|围绕|鉴于|经(?!济|营|理|费|过|销|贸))"
)
_PLACE = re.compile("(?<![存现正所自实潜内外旨])[在于](?!校|职|编|册|建|任|内)")
_TOPIC = re.compile("就(?![读任职业地义是近])(?:[^，。；]{1,40}?(?:问题|议题|事宜|事项|情况)(?!的))?")
_HOUR = re.compile(
    r"[\d一二三四五六七八九十]{1,3}[时点:：](?:[\d一二三四五六七八九十]{1,3}分?|半|许|整)?(?:许|左右)?"
)
_MODIFIED_BY = re.compile("(?:隆重|盛大|热烈|庄严|简短)的")
_SESSION = re.compile(r"第?[\d一二三四五六七八九十]+届(?:第?[\d一二三四五六七八九十]+次)?")
_GATHERING = re.compile(either(WORDS["gatherings"]) + "$")
_GATHERED = re.compile("^在(.{3,24}?会(?:议)?)(?:期间)?上$")
_ASPECT = re.compile("了(?![解结望不])")
_PRONOUN = re.compile(f"^(?:{either(WORDS['pronouns'])})(?!们)")
_SUBJECT_END = re.compile(either(WORDS["subject_ends"]) + "$")
_NO_SUBJECT = re.compile(f"(?:{either(WORDS['never_subjects'])})")
_WORK = re.compile("《[^《》]*》")
_IN_FORCE = re.compile("(?:正式|开始|试)?(?:施行|实施|生效|执行|试行)")
_GENRE = re.compile(f"《[^《》]*?({either(WORDS['genres'])})》")
_SECOND = re.compile("[，；]|并(?!网|入|购|列|存)|以及|及其")
_LIST = re.compile("、|以及|[及和与](?![平谐解气睦])")
_TIMED = re.compile("(?:时|后|前|期间|之际|以后|之后|以来|以前|之前|同时|起)$")
_SPACED = re.compile("^[在从于].*(?:上|中|下|里|间|方面)$")
_SPACE_END = re.compile("(?:上|中|下|里|方面)$")
_LEANS_IN = re.compile("[在从于自]$")
_TRANSITIVE = re.compile(either(WORDS["transitive"]) + "(?=的)")
_BARE_LIST = re.compile("[^，。；]{2,}(?:、|及|和|与)")
_VERB_FIRST = re.compile(
    f"(?:第?[\\d一二三四五六七八九十首再][次度]|联合|共同|开始|继续|被|又|再|正式)*(?:{ACTIVITY.pattern})"
)


def summary(context: Context) -> str | None:
    """The line for an event; None where the sentence tells nothing of it."""
    lead = _lead(context)
    told = [clause for clause in _clauses(_told(context)) if _stripped(clause)]
    if lead and OCCURRENCE.search(lead[-3:]) and (not told or context.after.startswith(("，", "。", "；"))):
        return fitted(_stripped(lead))
    index = _main(told, lead, bool(_LEANS_IN.search(context.before)))
    if index is None:
        return lead or None
    predicate = _stripped(told[index])
    subject = lead if lead else _subject(context, told[:index], predicate)
    following = _stripped(told[index + 1]) if index + 1 < len(told) else ""
    if _is_bare_list(predicate) and _VERB_FIRST.match(masked(following)):
        return fitted(subject + predicate + following)
    return fitted(_joined(subject, predicate), following) or None


# ---------------------------------------------------------------- finding the clause


def _told(context: Context) -> str:
    """What is told of the date: up to the next date, without the words that lead that one in."""
    rest = context.rest[:_REACH]
    if context.next_start >= context.sentence[1]:
        return rest
    borders = [at + 1 for at, sign in enumerate(masked(rest)) if sign in _MARKS]
    return rest[: borders[-1]] if borders and len(rest[: borders[-1]].strip(_MARKS)) > 1 else rest


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
    start = max(context.clause[0], context.previous_end)
    words = _LEANING.sub(
        "",
        _clear_start(_BRACKETED.sub("", context.text[start : context.expression.start]).strip("，、；： 　")),
    )
    words = _PRONOUN.sub("", words).removeprefix("的")
    is_phrase = _ADVERBIAL.match(words) or _NO_SUBJECT.fullmatch(words) or words.endswith("是")
    return "" if len(words) < 2 or is_phrase or len(words) > _SUBJECT + 4 else words


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
    if not lead and re.match("经(?!济|营|理|费|过|销)", clause) and re.search(
        "批准|同意|研究|决定|核准|协商", clause[-6:]
    ):
        return True
    purpose = None if lead else _PURPOSE.search(masked(clause))
    return bool(purpose and not ACTIVITY.search(masked(clause)[: purpose.start()]))


# ---------------------------------------------------------------- subject and predicate


def _subject(context: Context, before: list[str], predicate: str) -> str:
    """Whose act it is, where the predicate begins with its verb: named in a clause before, or by the last sentence."""
    if not _VERB_FIRST.match(masked(predicate)):
        return ""
    for clause in reversed(before):
        if gathered := _GATHERED.match(clause):
            return gathered[1]
        purpose = _PURPOSE.search(masked(clause))
        if purpose and purpose.start() <= _SUBJECT and not ACTIVITY.search(clause[: purpose.start()]):
            return _clear_start(clause[: purpose.start()])
    if _IN_FORCE.match(predicate) and (works := _WORK.findall(context.text[context.sentence[0] : context.expression.start])):
        return str(works[-1])
    alone = not _LEANING.sub(
        "", context.text[max(context.clause[0], context.previous_end) : context.expression.start]
    )
    return _running_subject(context) if alone else ""


def _running_subject(context: Context) -> str:
    """The subject of the clauses before in this sentence; of the sentence before only if it ends as a body's name."""
    here = context.text[context.sentence[0] : context.clause[0]][-_REACH:]
    for clause in reversed(_clauses(here)):
        if not _TIMED.search(clause) and (name := _named_in(clause)):
            return name
    if here.strip(_MARKS):
        return ""
    earlier = context.text[max(0, context.sentence[0] - _REACH) : context.sentence[0]].rstrip("。！？")
    name = next(filter(None, map(_named_in, _clauses(re.split("[。！？\n]", earlier)[-1]))), "")
    return name if _SUBJECT_END.search(name) else ""


_BEFORE_VERB = re.compile(
    f"{ACTIVITY.pattern}|[在于由将把向对自从并又还为被是有入]|[\\d〇一二三四五六七八九十]+[年月日]|[同次翌当][年月日天晚]"
)


def _named_in(clause: str) -> str:
    """The noun that a clause begins with, before its first verb, preposition or date."""
    verb = _BEFORE_VERB.search(masked(clause))
    name = _sub_outside(_ORNAMENT_AT_END, _clear_start(clause[: verb.start()])) if verb else ""
    is_name = 2 <= len(name) <= _SUBJECT and not _NO_SUBJECT.match(name) and not _ADVERBIAL.match(name)
    return name if is_name and not re.search(r"[的\d了]", masked(name)) and not _PRONOUN.match(name) else ""


def _joined(subject: str, predicate: str) -> str:
    return predicate if predicate.startswith(subject) else subject + predicate


def _clear_start(text: str) -> str:
    while match := _CONNECTIVE.match(text) or _HOUR.match(text):
        text = text[match.end() :].lstrip("，、： 　")
    return text


def _stripped(clause: str) -> str:
    """The clause as a chronology has it: no place, topic or ornament before the verb, no 了."""
    text = _BRACKETED.sub(lambda match: match[1] if len(match[1]) <= 4 else "", clause)
    text = _clear_start(text)
    for phrase in (_TOPIC, _PLACE):
        text = _without_phrase(text, phrase)
    text = _PRONOUN.sub("", _clear_start(text))
    for needless in (_ORNAMENT_BEFORE_VERB, _MODIFIED_BY, _ASPECT):
        text = _sub_outside(needless, text)
    return _verb_and_noun(text).strip("、， 　")


def _verb_and_noun(text: str) -> str:
    """创办的小学 → 创办小学: the date stood in an attribute, its verb is told of its noun."""
    verb = _TRANSITIVE.match(masked(text))
    return verb[0] + text[verb.end() + 1 :].removesuffix("相比") if verb else text


def _without_phrase(text: str, opening: re.Pattern[str]) -> str:
    """Without the phrase that a preposition opens, if a verb follows it: 在北京召开 → 召开."""
    blotted = masked(text)
    start = opening.search(blotted)
    if start is None or ACTIVITY.search(blotted[: start.start()]):
        return text
    verb = ACTIVITY.search(blotted, start.end() + (len(start[0]) == 1))
    return text[: start.start()] + text[verb.start() :] if verb else text


def _sub_outside(pattern: re.Pattern[str], text: str) -> str:
    """Takes out what the pattern finds outside titles, quotations and brackets."""
    for match in reversed(list(pattern.finditer(masked(text)))):
        text = text[: match.start()] + text[match.end() :]
    return text


# ---------------------------------------------------------------- making it fit


def fitted(line: str, following: str = "") -> str:
    """The line, shortened step by step until it fits; with the clause after it where both fit."""
    both = f"{line}，{following}"
    if following and _VERB_FIRST.match(masked(following)) and len(both) <= LONGEST:
        return both
    steps = accumulate(
        SHORTENINGS, lambda text, shorten: text if len(text) <= LONGEST else shorten(text), initial=line
    )
    return list(steps)[-1]


def _drop_modifiers(text: str) -> str:
    """召开反映全面情况的会议 → 召开会议: what stands between the verb and the last 的."""
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    last = blotted.rfind("的")
    if verb is None or last < verb.end() or len(text) - last <= 2 or "〓" in blotted[verb.end() : last]:
        return text
    return text[: verb.end()] + text[last + 1 :]


def _drop_second(text: str) -> str:
    """Without what the same subject did besides: up to 并, ，, 以及."""
    return _up_to(_SECOND, text)


def _drop_list(text: str) -> str:
    """Up to the last member of a list that fits."""
    return _up_to(_LIST, text)


def _up_to(border: re.Pattern[str], text: str) -> str:
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    least = max(6, verb.end() + 2 if verb else 6)
    cuts = [match.start() for match in border.finditer(blotted) if least <= match.start() <= LONGEST]
    return text[: cuts[-1]] if cuts else text


def _drop_session(text: str) -> str:
    """全总十一届二次执委会议 → 全总执委会议."""
    return _sub_outside(_SESSION, text)


def _keep_end(text: str) -> str:
    """Of a long name of a meeting the end: 召开先进个人、先进集体表彰大会 → 召开先进集体表彰大会."""
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    borders = [match.end() for match in _LIST.finditer(blotted) if verb and match.start() > verb.end()]
    if verb is None or not borders or not _GATHERING.search(blotted) or len(text) - borders[-1] < 4:
        return text
    return text[: verb.end()] + text[borders[-1] :]


def _name_the_kind(text: str) -> str:
    """发出《关于……的通知》 → 发出通知."""
    return _GENRE.sub(lambda match: match[1], text, count=1)


def _first_of_several(text: str) -> str:
    """The first of several that act, with 等 where the sentence has it: bodies joined by 、 before the verb."""
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    first = _LIST.search(blotted)
    if verb is None or first is None or not 2 <= first.start() < verb.start():
        return text
    more = blotted.find("等", first.end(), verb.start())
    return text[: first.start()] + text[more if more > 0 else verb.start() :]


def _drop_subject(text: str) -> str:
    """The deed without the doer, where both together do not fit."""
    verb = ACTIVITY.search(masked(text))
    start = verb.start() - text[: verb.start()].endswith("被") if verb else 0
    return text[start:] if len(text) - start >= 6 else text


def _cut(text: str) -> str:
    """The first characters, but nothing enclosed is torn."""
    end = LONGEST
    for match in _ENCLOSED.finditer(text):
        end = match.start() if match.start() < end < match.end() else end
    return text[:end].rstrip("、，的和及与在于")


SHORTENINGS: tuple[Callable[[str], str], ...] = (
    _drop_second, _drop_modifiers, _name_the_kind, _drop_modifiers, _keep_end, _drop_session, _first_of_several,
    _drop_list, _drop_subject, _cut,
)  # fmt: skip
