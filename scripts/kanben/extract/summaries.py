"""A line of the chronology: who did what, in at most 25 characters, all of them words of the sentence.

The clause that tells the event is found, cleared of what a chronology does without (隆重, 在北京, 了), and made
shorter step by step until it fits: coordinate clauses go first, then modifiers, then the title of a work gives way to
its kind.  What stands in 《》 or “” is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from kanben.extract.date_context import Context
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
_CONNECTIVE = re.compile(f"(?:{either(WORDS['connectives'])})(?![的开年届期间])")
_ORNAMENT = re.compile(f"(?:{either(WORDS['ornaments'])})+")
_ORNAMENT_BEFORE_VERB = re.compile(f"(?:{either(WORDS['ornaments'])})+(?={ACTIVITY.pattern})")
_ADVERBIAL = re.compile(either(WORDS["adverbial"]))
_ADVERBIAL_END = re.compile(either(WORDS["adverbial_ends"]) + "$")
_ALWAYS_ADVERBIAL = re.compile("为(?!首)|為|鉴于|由于|根据|按照|遵照|依照|随着|针对|围绕|适应|虽然|尽管|因为|响应|配合|面对")
_PURPOSE = re.compile("(?<=[^，]{2})(?:为了?(?!首|主)|根据|按照|遵照|针对|围绕|鉴于|经(?!济|营|理|费|过|销|贸))")
_PLACE = re.compile("(?<![存现正所自实潜内外旨])[在于](?!校|职|编|册|建|任|内)")
_TOPIC = re.compile("就(?![读任职业地义是近])")
_ASPECT = re.compile("了(?![解结望不])")
_PRONOUN = re.compile(f"^(?:{either(WORDS['pronouns'])})(?!们)")
_SUBJECT_END = re.compile(either(WORDS["subject_ends"]) + "$")
_NO_SUBJECT = re.compile(f"(?:{either(WORDS['never_subjects'])})")
_GENRE = re.compile(f"《[^《》]*?({either(WORDS['genres'])})》")
_CUT = re.compile("[，；]|、|并(?!网|入|购)|以及|及其")


def summary(context: Context) -> str | None:
    """The line for an event; None where the sentence tells nothing of it."""
    told = _clauses(_told(context))
    lead = _lead(context)
    index = _main(told, lead)
    if index is None:
        return lead or None
    predicate = _stripped(told[index])
    subject = lead if lead else _subject(context, told[:index], predicate)
    line = _joined(subject, predicate)
    following = _stripped(told[index + 1]) if index + 1 < len(told) else ""
    return fitted(line, following) or None


# ---------------------------------------------------------------- finding the clause


def _told(context: Context) -> str:
    """What is told of the date: up to the next date, without the words that lead that one in."""
    rest = context.rest[:_REACH]
    if context.next_start >= context.sentence[1]:
        return rest
    borders = [at + 1 for at, sign in enumerate(masked(rest)) if sign in _MARKS]
    return rest[: borders[-1]] if borders and len(rest[: borders[-1]].strip(_MARKS)) > 1 else rest


def masked(text: str) -> str:
    """The text with what is enclosed in 《》, “” or （） blotted out, character for character."""
    for _ in range(2):
        text = _ENCLOSED.sub(lambda match: "〓" * len(match[0]), text)
    return text


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
    words = _LEANING.sub("", _clear_start(_BRACKETED.sub("", context.text[start : context.expression.start]).strip("，、；： 　")))
    words = _PRONOUN.sub("", words)
    is_phrase = _ADVERBIAL.match(words) or _NO_SUBJECT.fullmatch(words)
    return "" if len(words) < 2 or is_phrase or len(words) > _SUBJECT + 4 else words


def _main(told: list[str], lead: str) -> int | None:
    """The first clause that tells rather than prepares, by preference one with a verb."""
    open_to = [at for at, clause in enumerate(told) if not _prepares(clause, lead)]
    with_verb = [at for at in open_to if ACTIVITY.search(masked(told[at]))]
    return next(iter(with_verb or open_to or range(len(told))), None)


def _prepares(clause: str, lead: str) -> bool:
    """为加强领导, 在…的基础上, 座谈时, 县委根据…: what only leads up to the main clause."""
    if _ALWAYS_ADVERBIAL.match(clause) or (_ADVERBIAL_END.search(clause) and not OCCURRENCE.search(clause[-4:])):
        return True
    if re.match("经(?!济|营|理|费|过|销)", clause) and re.search("批准|同意|研究|决定|核准|协商", clause[-6:]):
        return True
    purpose = None if lead else _PURPOSE.search(masked(clause))
    return bool(purpose and not ACTIVITY.search(masked(clause)[: purpose.start()]))


# ---------------------------------------------------------------- subject and predicate


def _subject(context: Context, before: list[str], predicate: str) -> str:
    """Whose act it is, where the predicate begins with its verb: named in a clause before, or by the last sentence."""
    if not ACTIVITY.match(predicate):
        return ""
    for clause in reversed(before):
        purpose = _PURPOSE.search(masked(clause))
        if purpose and purpose.start() <= _SUBJECT and not ACTIVITY.search(clause[: purpose.start()]):
            return _clear_start(clause[: purpose.start()])
    return _running_subject(context)


def _running_subject(context: Context) -> str:
    """The subject of the clauses before in this sentence, or of the sentence before, if it ends as a body's name does."""
    start = max(0, context.sentence[0] - _REACH)
    here = context.text[context.sentence[0] : context.clause[0]]
    earlier = context.text[start : context.sentence[0]].rstrip("。！？\n")
    last = re.split("[。！？\n]", earlier)[-1]
    return _body_of(here) or ("" if here.strip() else _body_of(last))


def _body_of(text: str) -> str:
    for clause in _clauses(text)[:3]:
        verb = re.search(f"{ACTIVITY.pattern}|[在于由将把向对自从并又还为]", masked(clause))
        name = _clear_start(clause[: verb.start()]) if verb else ""
        if 2 <= len(name) <= _SUBJECT and _SUBJECT_END.search(name) and not _NO_SUBJECT.match(name):
            return "" if re.search(r"[的\d]", name) else name
    return ""


def _joined(subject: str, predicate: str) -> str:
    return predicate if predicate.startswith(subject) else subject + predicate


def _clear_start(text: str) -> str:
    while match := _CONNECTIVE.match(text):
        text = text[match.end() :].lstrip("，、： 　")
    return text


def _stripped(clause: str) -> str:
    """The clause as a chronology has it: no place, topic or ornament before the verb, no 了."""
    text = _BRACKETED.sub(lambda match: match[1] if len(match[1]) <= 4 else "", clause)
    text = _clear_start(text)
    for phrase in (_TOPIC, _PLACE):
        text = _without_phrase(text, phrase)
    text = _PRONOUN.sub("", _clear_start(text))
    text = _sub_outside(_ORNAMENT_BEFORE_VERB, text)
    return _sub_outside(_ASPECT, text).strip("、， 　")


def _without_phrase(text: str, opening: re.Pattern[str]) -> str:
    """Without the phrase that a preposition opens, if a verb follows it: 在北京召开 → 召开."""
    blotted = masked(text)
    start = opening.search(blotted)
    if start is None or ACTIVITY.search(blotted[: start.start()]):
        return text
    verb = ACTIVITY.search(blotted, start.end() + 1)
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
    if following and ACTIVITY.match(following) and len(both) <= LONGEST:
        return both
    steps = accumulate(SHORTENINGS, lambda text, shorten: text if len(text) <= LONGEST else shorten(text), initial=line)
    return list(steps)[-1]


def _drop_modifiers(text: str) -> str:
    """召开反映全面情况的会议 → 召开会议: what stands between the verb and the last 的."""
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    last = blotted.rfind("的")
    if verb is None or last < verb.end() or len(text) - last <= 2 or "〓" in blotted[verb.end() : last]:
        return text
    return text[: verb.end()] + text[last + 1 :]


def _drop_tail(text: str) -> str:
    """Up to the last place where a list or a second predicate may be left off."""
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    least = max(8, verb.end() + 2 if verb else 8)
    cuts = [match.start() for match in _CUT.finditer(blotted) if least <= match.start() <= LONGEST]
    return text[: cuts[-1]] if cuts else text


def _name_the_kind(text: str) -> str:
    """发出《关于……的通知》 → 发出通知."""
    return _GENRE.sub(lambda match: match[1], text, count=1)


def _first_of_several(text: str) -> str:
    """The first of several that act: bodies joined by 、 before the verb."""
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    first = blotted.find("、")
    return text[:first] + text[verb.start() :] if verb and 2 <= first < verb.start() else text


def _cut(text: str) -> str:
    """The first characters, but nothing enclosed is torn."""
    end = LONGEST
    for match in _ENCLOSED.finditer(text):
        end = match.start() if match.start() < end < match.end() else end
    return text[:end].rstrip("、，的和及与在于")


SHORTENINGS: tuple[Callable[[str], str], ...] = (
    _drop_tail, _drop_modifiers, _name_the_kind, _drop_modifiers, _drop_tail, _first_of_several, _cut,
)  # fmt: skip
