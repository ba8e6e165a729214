"""Clearing a clause for the chronology, and making it fit a line.

Out goes what a chronology does without (隆重, 在北京, 了); then coordinate clauses, then modifiers, then the title of
a work gives way to its kind.  What stands in 《》 or “” is never torn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from kanben.extract.clause_words import words
from kanben.extract.date_context import ENCLOSED, masked
from kanben.extract.date_titles import (
    first_members,
    name_the_kind,
    plain_title,
    without_manner,
    without_state,
)
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, WORDS

_SHORT_ASIDE = 4
_MEAGRE = 5
"""A line shorter than this takes in the clause that follows: 大旱，早稻绝收."""
LONGEST = 25
"""Characters of a summary."""
_BRACKETED = re.compile(r"《[^《》]*》|[（(](?P<aside>[^（）()]*)[）)]")
_CONNECTIVE = re.compile(
    f"{either(WORDS['connectives'])}(?![的开年届])"
    "|前(?![身往来夕线任锋后期去])|后(?![勤方来备任期记])|起(?![草义步点诉火飞伏源事运])|时(?![任年值称代期间局光节事政尚])|[期间晚夜](?![刊间隔报校会])"
    f"|[并但而又还也即便就则再遂乃亦继](?=[在于由与向对将把从为被派]|{ACTIVITY.pattern})"
    "|号(?=[^楼机线])|开始$"
)
_ORNAMENT_BEFORE_VERB = re.compile(f"(?:{either(WORDS['ornaments'])})+(?=被|{ACTIVITY.pattern})")
_BY_PAPER = re.compile(
    "以(?:[^，。；以]{1,16}的(?:形式|方式|成绩|名义|价格|优势|身份)|[^，。；以]{0,12}号?(?:文件|文))(?=\\w)"
)
_BECAUSE = re.compile(f"因(?!此|公|病)[^，。；因]{{2,9}}?而?(?={ACTIVITY.pattern}.{{0,4}}$)")
_PLACE = re.compile("(?<![存现正所自实潜内外旨])[在于](?!校|职|编|册|建|任|内)")
_HELD = re.compile("召开|举行|开幕|闭幕|举办|召集|座谈|发布|发表|成立")
"""在某地 goes before these even where nothing follows; elsewhere a bare verb keeps its place: 在怀仁堂演出."""
_TOWARDS = re.compile(f"[同向](?![乡志年月日学意时])(?=[^，。；]{{2}})|{ACTIVITY.pattern}")
_TOPIC = re.compile("就(?![读任职业地义是近])(?:[^，。；]{1,40}?(?:问题|议题|事宜|事项|情况)(?!的))?")
_HOUR = re.compile(
    r"[\d一二三四五六七八九十]{1,3}[时点:：](?:[\d一二三四五六七八九十]{1,3}分?|半|许|整)?(?:许|左右)?"
)
_MODIFIED_BY = re.compile("(?:隆重|盛大|热烈|庄严|简短)的")
_SESSION = re.compile(r"第?[\d一二三四五六七八九十]+届(?:第?[\d一二三四五六七八九十]+次)?")
_GATHERING = re.compile(either(WORDS["gatherings"]) + "$")
_ASPECT = re.compile("了(?![解结望不])")
PRONOUN = re.compile(f"^(?:{either(WORDS['pronouns'])})(?!们)")
_SECOND = re.compile("[，；]|并(?!网|入|购|列|存)|以及|及其")
_LIST = re.compile("、|以及|[及和与](?![平谐解气睦])")
_DATED = re.compile(r"[\d〇一二三四五六七八九十]年|月")
_DOERLESS = re.compile(either(WORDS["impersonal"]))
_TRANSITIVE = re.compile(either(WORDS["transitive"]) + "(?=的)")
VERB_FIRST = re.compile(
    f"(?:第?[\\d一二三四五六七八九十首再][次度]|联合|共同|开始|继续|被|又|再|正式)*(?:{ACTIVITY.pattern})"
)


def clear_start(text: str) -> str:
    """Without connectives, hours and what still belongs to the date (起, 以后) at its head."""
    while match := _CONNECTIVE.match(text) or _HOUR.match(text):
        text = text[match.end() :].lstrip("，、： 　")
    return text


def without_asides(text: str) -> str:
    """Brackets go with what they hold, but 扩大 and its like stays; those of a title are part of it."""

    def kept(found: re.Match[str]) -> str:
        aside = found["aside"]
        return found[0] if aside is None else aside if len(aside) <= _SHORT_ASIDE and found.start() else ""

    return _BRACKETED.sub(kept, text)


def stripped(clause: str) -> str:
    """The clause as a chronology has it: no place, topic or ornament before the verb, no 了."""
    text = clear_start(clause)
    text = without_asides(text)
    text = sub_outside(_BECAUSE, sub_outside(_BY_PAPER, text))
    for phrase in (_TOPIC, _PLACE):
        text = _without_phrase(text, phrase)
    text = PRONOUN.sub("", clear_start(text))
    for needless in (_ORNAMENT_BEFORE_VERB, _MODIFIED_BY, _ASPECT):
        text = sub_outside(needless, text)
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
    verb = _TOWARDS.search(blotted, start.end() + (len(start[0]) == 1))
    if verb is None or (len(text) - verb.start() <= 2 and not _HELD.match(blotted, verb.start())):
        return text
    return text[: start.start()] + text[verb.start() :]


def sub_outside(pattern: re.Pattern[str], text: str) -> str:
    """Takes out what the pattern finds outside titles, quotations and brackets."""
    if pattern.search(text) is None:
        return text
    for match in reversed(list(pattern.finditer(masked(text)))):
        text = text[: match.start()] + text[match.end() :]
    return text


def fitted(line: str, following: str = "") -> str:
    """The line, shortened step by step until it fits; with the clause after it where both fit."""
    both = f"{line}，{following}"
    goes_on = VERB_FIRST.match(masked(following)) or (len(line) < _MEAGRE and _is_deed(following))
    if following and goes_on and len(both) <= LONGEST:
        return both
    steps = accumulate(
        SHORTENINGS, lambda text, shorten: text if len(text) <= LONGEST else shorten(text), initial=line
    )
    return list(steps)[-1]


def _is_deed(clause: str) -> bool:
    """Whether the clause says what happened, and on no other date."""
    return not (_DATED.search(clause) or clause.startswith(("是", "为"))) and any(
        word.kind in "hvw" for word in words(masked(clause))
    )


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
    return sub_outside(_SESSION, text)


def _keep_end(text: str) -> str:
    """Of a long name of a meeting the end: 召开先进个人、先进集体表彰大会 → 召开先进集体表彰大会."""
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    borders = [match.end() for match in _LIST.finditer(blotted) if verb and match.start() > verb.end()]
    if verb is None or not borders or not _GATHERING.search(blotted) or len(text) - borders[-1] < 4:
        return text
    return text[: verb.end()] + text[borders[-1] :]


def _first_of_several(text: str) -> str:
    """The first of several that act, with 等: bodies or persons joined by 、 before the verb."""
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    first = _LIST.search(blotted)
    if verb is None or first is None or not 2 <= first.start() < verb.start():
        return text
    return (
        text[: first.start()]
        + "等"
        + text[verb.start() - text[: verb.start()].endswith("被") :].removeprefix("等")
    )


def _drop_subject(text: str) -> str:
    """The deed without the doer, where both together do not fit."""
    verb = ACTIVITY.search(masked(text))
    start = verb.start() - text[: verb.start()].endswith("被") if verb else 0
    return text[start:] if len(text) - start >= 6 else text


def _drop_doer(text: str) -> str:
    """颁发《红光机器厂经济责任制实施办法》: the doer goes where that saves the title of the work."""
    verb = ACTIVITY.search(masked(text))
    saved = (
        verb
        and "《" in text[verb.end() :]
        and len(text) - verb.start() <= LONGEST
        and _DOERLESS.match(text, verb.start())
    )
    return text[verb.start() :] if verb and saved else text


def _cut(text: str) -> str:
    """The first characters, but nothing enclosed is torn."""
    end = LONGEST
    for match in ENCLOSED.finditer(text):
        end = match.start() if match.start() < end < match.end() else end
    return text[:end].rstrip("、，的和及与在于")


SHORTENINGS: tuple[Callable[[str], str], ...] = (
    _drop_second,
    plain_title,
    without_state,
    without_manner,
    _first_of_several,
    first_members,
    _drop_doer,
    _drop_modifiers,
    name_the_kind,
    _drop_modifiers,
    _keep_end,
    _drop_session,
    _drop_list,
    _drop_subject,
    _cut,
)
"""In this order, each only while the line is too long."""
