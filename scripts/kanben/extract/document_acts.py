"""Who made a work and when, as its sentence says: 1985年3月，县政府发出《…》; 会议通过了《…》; 《…》于5月1日施行."""

from __future__ import annotations

import re
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
    """What was done: 通过, 公布, 发出, 施行 …; empty where the sentence says none."""


_LINKS = re.compile(r"(?:了|出|的|关于|题为|名为|题名|一份|一个|新的|修订后的|修改后的|第一部|首部|著名的|经修改的|[“”：、和与及])+$")
_MEETING = re.compile(r"(?:会议|大会|全会|代表会|座谈会|董事会|会上|会后)")
_PREFIX = re.compile(r"^(?!关于|对|在|向|为)([^《》〈〉，。“”]{2,24}?)(?:关于|贯彻|批转|转发|印发)")
_PLACE = re.compile(r".{0,8}[省市县区州镇乡村]|全国|中国|.{0,3}届")
_AND_OTHERS = re.compile(r"等[\d一二三四五六七八九十几多]{0,3}(?:个)?(?:部门|部委|单位|机关|团体|部|局|委|家|人)")
_PARTED = re.compile(r"(?:、|和|与|及|以及|会同|同|联合)")


@cache
def _before() -> tuple[str, ...]:
    acts = data_table("documents.toml")["acts"]
    return tuple(sorted(acts["before"].split(), key=len, reverse=True))


@cache
def _after() -> re.Pattern[str]:
    words = data_table("documents.toml")["acts"]["after"].split()
    return re.compile("(?:（[^）]{0,40}）)?(?:正式|由[^，。；]{2,16}?|经[^，。；]{2,16}?)?(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")")


def act_of(title: Span, passage: Passage, meeting: MeetingFound | None) -> Act:
    """Date and maker of the title that stands there; `meeting` is the one its paragraph speaks of."""
    start, _ = passage.sentence(title[0])
    owner = _owner_beside(title[0], passage)
    verb = _verb_at(passage.text[start : owner[0] if owner else title[0]])
    beside = passage.text[slice(*owner)] if owner else None
    name = titled_issuer(passage.text[title[0] + 1 : title[1] - 1]) or beside
    after = _after().match(passage.text, title[1])
    if verb is None and not after:
        return Act(None, name)
    done = _sort_of(passage.text[reach_of(verb, start, title[0]) : title[0]] if verb is not None else after[0] if after else "")
    reach = reach_of(verb, start, title[0])
    date = _date_before(reach, start, passage)
    clause_start, _ = passage.clause(max(reach - 1, 0))
    in_session = meeting if verb is not None and _MEETING.search(passage.text, start, reach) else None
    issuer = name or (None if verb is None else _maker(reach, start, passage))
    if in_session:
        return Act(date or in_session.date, name or issuer or in_session.organiser, done)
    return Act(date, issuer, done)


def reach_of(verb: int | None, start: int, title: int) -> int:
    """Where in the text the verb begins, or else the title."""
    return title if verb is None else start + verb


_SORTS = {
    "通过": "通过",
    "颁布": "公布",
    "公布": "公布",
    "发布": "公布",
    "颁行": "公布",
    "发出": "发出",
    "印发": "发出",
    "下发": "发出",
    "施行": "施行",
    "实施": "施行",
    "生效": "施行",
    "创刊": "创刊",
    "批转": "批转",
    "转发": "转发",
    "签订": "签订",
    "签署": "签订",
    "出版": "出版",
    "发表": "发表",
}


def _sort_of(words: str) -> str:
    """The sort of act the words name first."""
    found = min(((words.find(word), sort) for word, sort in _SORTS.items() if word in words), default=(0, ""))
    return found[1]


def _verb_at(before: str) -> int | None:
    """Where in the sentence the verb of making begins, when it governs the title; None without one."""
    stripped = _LINKS.sub("", _without_titles(before))
    verb = next((verb for verb in _before() if stripped.endswith(verb)), None)
    return None if verb is None else len(stripped) - len(verb)


def _without_titles(before: str) -> str:
    """What stands before a row of titles: 通过了《甲》《乙》和 → 通过了."""
    while True:
        head = before.rstrip("、和与及以，")
        opening = head.rfind("《") if head.endswith("》") else -1
        if opening < 0:
            return before
        before = head[:opening]


def titled_issuer(title: str) -> str | None:
    """The maker a title begins with: 国务院关于…的通知 → 国务院."""
    match = _PREFIX.match(title)
    return match[1] if match and not _PLACE.fullmatch(match[1]) else None


def _owner_beside(at: int, passage: Passage) -> Span | None:
    """全国总工会党组《关于…的报告》: the body or person named right before the 《."""
    text = passage.text
    at -= text[at - 1 : at] == "的"
    return next((span for span, name in passage.names_in(at - 40, at) if span[1] == at and name.kind != "place"), None)


def _date_before(reach: int, start: int, passage: Passage) -> str | None:
    dates = [date for date in passage.dates_in(start, reach) if date.edtf]
    return dates[-1].edtf if dates else None


def _maker(reach: int, start: int, passage: Passage) -> str | None:
    """The bodies or the person that stand as subject of the verb: the last row of names before it."""
    spans = [span for span, name in passage.names_in(start, reach) if name.kind != "place" and span[1] <= reach]
    if not spans:
        return None
    first, last = spans[-1]
    for begin, end in reversed(spans[:-1]):
        if end <= first and not _PARTED.fullmatch(passage.text, end, first):
            break
        first = min(first, begin)
    more = _AND_OTHERS.match(passage.text, last, reach)
    row = passage.text[first:last]
    row = re.sub("以及|会同|联合|[和与及同]", "、", row) if first < spans[-1][0] else row
    return row + (more[0] if more else "")
