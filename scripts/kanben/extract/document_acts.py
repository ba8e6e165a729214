"""Who made a work and when, as its sentence says: 1985年3月，县政府发出《…》; 会议通过了《…》; 《…》于5月1日施行."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kanben.extract.figure_passages import Passage
from kanben.extract.spans import Span
from kanben.model import MeetingFound
from kanben.resources import data_table


@dataclass(frozen=True, slots=True)
class Act:
    """What a sentence says of the making of a work."""

    date: str | None
    issuer: str | None
    verb: str = ""
    """The sort of act: 通过, 公布, 发出, 施行 …; empty where the sentence says none."""


_REACH = 400  # code points: no sentence is read further back than this
_LINKS = re.compile(
    r"(?:了|出|的|关于|题为|名为|题名|一份|一个|新的|修订后的|修改后的|第一部|首部|著名的|署名文章|文章|社论|通讯|消息|评论|长篇|[“”：、和与及])+$"
)
_BRACKET = re.compile(r"（[^（）]*）$")
_MEETING = re.compile(r"(?:会议|大会|全会|代表会|座谈会|董事会|会上|会后)")
_PREFIX = re.compile(r"^(?!关于|对|在|向|为)([^《》〈〉，。“”]{2,24}?)(?:关于|贯彻|批转|转发|印发)")
_PLACE = re.compile(r".{0,8}[省市县区州镇乡村]|全国|中国|.{0,3}届")
_AND_OTHERS = re.compile(
    r"等[\d一二三四五六七八九十几多]{0,3}(?:个)?(?:部门|部委|单位|机关|团体|部|局|委|家|人)"
)
_PARTED = re.compile(r"(?:、|和|与|及|以及|会同|同|联合)")
_RECEIVING = frozenset("向给对请报送至到")
_SITTING = re.compile(r"第[一二三四五六七八九十\d]+次(?:全体|扩大)*会议$")


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(
        sorted(data_table("documents.toml")["acts"][name].split(), key=lambda word: (-len(word), word))
    )


@cache
def _after() -> re.Pattern[str]:
    by = r"(?:（[^）]{0,40}）)?(?:正式|由[^，。；]{2,16}?|经[^，。；]{2,16}?)?"
    return re.compile(f"{by}(?:{'|'.join(_words('after'))})")


def act_of(title: Span, passage: Passage, meeting: MeetingFound | None) -> Act:
    """Date and maker of the title that stands there; `meeting` is the one its paragraph speaks of, if any."""
    start = max(passage.sentence(title[0])[0], title[0] - _REACH)
    owner = _owner_beside(title[0], passage)
    verb = _verb_before(passage.text[start : owner[0] if owner else title[0]])
    name = titled_issuer(passage.text[title[0] + 1 : title[1] - 1]) or (
        passage.text[slice(*owner)] if owner else None
    )
    if verb is not None:
        return _made(start + len(verb[0]), verb[1], name, (start, title, passage, meeting))
    after = _after().match(passage.text, title[1])
    return Act(_date_before(title[0], start, passage), name, _sort_of(after[0])) if after else Act(None, name)


def _made(at: int, verb: str, name: str | None, where: tuple[int, Span, Passage, MeetingFound | None]) -> Act:
    """The act whose verb stands at a position of the sentence."""
    start, title, passage, meeting = where
    date, sort = _date_before(at, start, passage), _sort_of(verb)
    if meeting and (_MEETING.search(passage.text, start, at) or _is_speech(verb, meeting, passage)):
        date = date or meeting.date
        if sort == "通过":
            return Act(date, name or holder_of(meeting, passage), sort)
    maker = _maker(at, start, passage, bodies_only=sort == "通过")
    return Act(date, name or maker or _leading_body(title, passage), sort)


def _is_speech(verb: str, meeting: MeetingFound, passage: Passage) -> bool:
    """作题为《…》的报告, in the paragraph that tells of the meeting, was given there."""
    return verb[0] in "作致" and meeting.places[0].block == passage.block


def holder_of(meeting: MeetingFound, passage: Passage) -> str | None:
    """Who a meeting's papers are of: its organiser, the congress that sat, or the body its name begins with."""
    sitting = _SITTING.search(meeting.name)
    congress = meeting.name[: sitting.start()] if sitting else ""
    if meeting.organiser or congress.endswith("人民代表大会"):
        return meeting.organiser or congress
    place = meeting.places[0]
    near = passage.names_in(place.start, place.start + 1) if place.block == passage.block else ()
    return near[0][1].name if near and near[0][1].kind == "organisation" else congress or None


@cache
def _sorts() -> tuple[tuple[str, str], ...]:
    return tuple(data_table("documents.toml")["sorts"].items())


def _sort_of(words: str) -> str:
    """The sort of act the words name first."""
    found = min(((words.find(word), sort) for word, sort in _sorts() if word in words), default=(0, ""))
    return found[1]


def _verb_before(before: str) -> tuple[str, str] | None:
    """The words before the verb of making that governs the title, and the verb; None without one."""
    stripped = _LINKS.sub("", _without_titles(before))
    verb = next((verb for verb in _words("before") if stripped.endswith(verb)), None)
    return None if verb is None else (stripped[: len(stripped) - len(verb)], verb)


def _without_titles(before: str) -> str:
    """What stands before a row of titles: 通过了《甲》（以下简称《甲》）、《乙》和 → 通过了."""
    while True:
        head = before.rstrip("、和与及以，")
        bracket = _BRACKET.search(head)
        head = head[: bracket.start()] if bracket and "》" in bracket[0] else head
        opening = head.rfind("《") if head.endswith("》") else -1
        if opening < 0:
            return before
        before = head[:opening]


def titled_issuer(title: str) -> str | None:
    """The maker a title begins with: 国务院关于…的通知 → 国务院."""
    match = _PREFIX.match(title)
    return match[1] if match and not _PLACE.fullmatch(match[1]) else None


def _leading_body(title: Span, passage: Passage) -> str | None:
    """The body a title begins with, for want of a maker in the sentence: 《某校发展规划》."""
    inside = passage.names_in(title[0] + 1, title[0] + 2)
    return inside[0][1].name if inside and inside[0][1].kind == "organisation" else None


def _owner_beside(at: int, passage: Passage) -> Span | None:
    """全国总工会党组《关于…的报告》: the body or person named right before the 《."""
    at -= passage.text[at - 1 : at] == "的"
    near = passage.names_in(at - 40, at)
    return next((span for span, name in near if span[1] == at and name.kind != "place"), None)


def _date_before(reach: int, start: int, passage: Passage) -> str | None:
    dates = [date for date in passage.dates_in(start, reach) if date.edtf]
    return dates[-1].edtf if dates else None


def _maker(reach: int, start: int, passage: Passage, *, bodies_only: bool) -> str | None:
    """The subject of the verb, bodies or a person: the last row of names before it, 等六部门 included."""
    barred = {"place", "person"} if bodies_only else {"place"}
    spans = [
        span
        for span, name in passage.names_in(start, reach)
        if name.kind not in barred
        and span[1] <= reach
        and passage.text[span[0] - 1 : span[0]] not in _RECEIVING
    ]
    if not spans:
        return None
    first, last = _row(spans, passage.text)
    more = _AND_OTHERS.match(passage.text, last, reach)
    row = passage.text[first:last]
    row = re.sub("以及|会同|联合|[和与及同]", "、", row) if first < spans[-1][0] else row
    return row + (more[0] if more else "")


def _row(spans: Iterable[Span], text: str) -> Span:
    """The last names that only 、 and 和 part."""
    *others, (first, last) = spans
    for begin, end in reversed(others):
        if not _PARTED.fullmatch(text, end, first):
            break
        first = begin
    return first, last
