"""Every meeting where it stands in a text: held (召开, 举行), named (在全国工会工作会议上), or pointed at (这次会议)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from kanben.extract.figure_passages import Passage
from kanben.extract.meeting_details import date_beside, date_of, entry_date, organiser_of, venue_before
from kanben.extract.meeting_phrases import SESSION_AT, has_own_scope, noun_phrase, phrase_start
from kanben.extract.meeting_words import NUMBER, any_of, head, held_after, held_verb, words
from kanben.extract.spans import Span
from kanben.model import Place

Manner = Literal["held", "named", "pointed"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One meeting at one place."""

    place: Place
    name: str
    manner: Manner
    date: str | None = None
    venue: str | None = None
    organiser: str | None = None


_CONGRESS = re.compile(
    r"(?<![一二三四五六七八九十几\d第])[一二三四五六七八九十]{1,3}大"
    r"(?=以来|以后|之后|之前|以前|后|前|精神|报告|提出|确定|通过|召开|闭幕|开幕|上|期间|的|、|，|。|；|）|致|方针|路线|选举|代表|决议|和|与|在|胜利|明确|指出|作出|强调|党章|$)"
)
_CONGRESS_BODY = re.compile(r"(?:[党团盟会]的?|中共|中国共产党|共青团|妇女|民革|民建|文联|作协|科协|侨联|妇联|学联)$")
_PLENUM_LIST = re.compile(rf"(?:第?{NUMBER}届)?[一二三四五六七八九]中(?=、[一二三四五六七八九]中全会)")
_NUMBERED = re.compile(rf"{SESSION_AT.pattern}|[一二三四五六七八九]中全会")
_HABITUAL = re.compile(any_of(words("held", "habitual")))
_THIS = re.compile(r"(?:这|此|该|本)(?:一)?次")
_DETERMINED = re.compile(r"(?:这|这一|这次|此|此次|该|该次|本次|上述|这个|其|当次)$")
_INSTITUTION = re.compile(
    r"(?:(?:人民|职工|教职工|会员|党员|团员|妇女|农民|学生|社员|贫下中农|各界|股东|各界人民|政治|党|国)(?:代表大会|代表会议|协商会议)|^代表大会|^代表会议"
    rf"|代表会|{any_of(words('heads', 'bodies'))})$"
)
_WORKING_BODY = re.compile(r"(?:厂务|校务|院务|所务|局务|县务|行政|办公|例|碰头|联席|党委|支委|职代|教代|党代|工代|团代|妇代|学代)会$")
_VAGUE = re.compile(f"{any_of(words('heads', 'vague_before'))}(?:重要)?$")
_PREDICATE = re.compile(r"(?:这|此|这次|那|它)(?:也)?是")
_NO_SUBJECT = re.compile(rf"(?:[，、]|上午|下午|晚上|当晚|{any_of(words('held', 'adverbs'))}|在[^，。；]{{2,16}})*")
_COUNTED = re.compile(r"[近约共达]{0,2}\d+多?余?[个次]")
_GUESTS = re.compile(r"的?(?:全体|代表|人员|成员|同志|委员|部分|与会|各|先进|领导)")
_AT_THE_MEETING = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=在))(?P<at>会[上后间])")
_PLENUMS = re.compile(r"(?P<head>.*?)[一二三四五六七八九]中、(?P<last>[一二三四五六七八九]中全会)")
_ACTING = re.compile(
    r"(?:上)?，?(?:一致|先后|分别|原则|正式|表决|投票)*(?:选举|通过|审议|听取|讨论|推选|产生|表彰|授予|作出|批准|宣布|决定|研究|部署|号召)"
)
_DURING = re.compile(r"(?:这次|此次)?(?:会议|大会|会|会议召开)?(?:期间|间)，")
_GENERIC = re.compile(
    r"(?:召开|举行|开)了?(?:一次)?[^，。；：、！？\n]{1,30}?(?P<at>会)(?=[，。；：、）]|$)"
    r"|(?<=[\u4e00-\u9fff])(?P<placed>会)(?=(?:于[^，。；]{2,16})?在[^，。；]{2,20}(?:召开|举行|开幕))"
)
_NO_GENERIC = re.compile(
    r"(?:运动|晚|舞|音乐|演唱|展览|博览|交易|展销|游园|庙|灯|联欢|赛|协|学|工|农|商|委员|委|联合|研究|促进|基金|歌|花|体育|机|社|开|才|不|都|将|学习|讲习|培训)会$"
)
_ON_DATE = re.compile(r"(?:于|自)?")
_TALK = re.compile(r"(?:在(?P<venue>[^，。；：在]{2,20}?))?(?P<name>(?:与|同|和)(?P<guests>[^，。；：与同]{2,40}?)(?:进行了?|一起|举行了?|亲切|认真)*座谈)(?!会)")
_LISTED = re.compile(r"[、和与及]|以及")
_WINDOW = 80
_LONGEST = 45


def sightings(passage: Passage) -> Iterator[Sighting]:
    """The meetings of a block in reading order."""
    yield from sorted((*_meetings(passage), *_talks(passage)), key=lambda each: each.place.start)


def _meetings(passage: Passage) -> Iterator[Sighting]:
    last: tuple[int, int] = (-1, -1)
    before: Sighting | None = None
    for span in _heads(passage):
        verb = _verb_before(passage, span[0], last)
        sighting = _held_by(passage, verb, span) if verb else _held_after(passage, span) or _mentioned(passage, span)
        last = (span[1], verb.start() if verb else -1)
        if sighting:
            sighting = _continued(sighting, before, passage, verb)
            before = sighting if sighting.organiser or sighting.date else before
            yield sighting


def _continued(
    sighting: Sighting, before: Sighting | None, passage: Passage, verb: re.Match[str] | None
) -> Sighting:
    """A sentence that begins with its verb (1月20日，召开…), or with 会议期间, goes on from the meeting before it."""
    if not (before and verb and sighting.manner == "held"):
        return sighting
    opening, _ = passage.sentence(verb.start())
    if _DURING.match(passage.text, opening) and sighting.date is None:
        sighting = replace(sighting, date=before.date)
    dates = passage.dates_in(opening, verb.start())
    between = passage.text[dates[-1].place.end if dates else opening : verb.start()]
    if not before.organiser or sighting.organiser or not _NO_SUBJECT.fullmatch(between):
        return sighting
    own = has_own_scope(passage, sighting.place.start, sighting.place.end)
    return replace(
        sighting, organiser=before.organiser, name=sighting.name if own else joined(before.organiser, sighting.name)
    )


def _heads(passage: Passage) -> list[Span]:
    """Where the last words of meetings' names stand, outside titles."""
    found = [match.span() for match in head().finditer(passage.text)]
    found += [match.span() for match in _PLENUM_LIST.finditer(passage.text)]
    found += [match.span() for match in _CONGRESS.finditer(passage.text) if _is_congress(passage, *match.span())]
    found += [span for match in _GENERIC.finditer(passage.text) if (span := _generic(match, passage.text, found))]
    found += [match.span("at") for match in _AT_THE_MEETING.finditer(passage.text)]
    return sorted(span for span in found if not passage.in_title(span[0]))


def _generic(match: re.Match[str], text: str, known: list[Span]) -> Span | None:
    """The 会 of a meeting by a word no table has (三级扩干会); sports and song festivals are none."""
    span = match.span("at" if match["at"] else "placed")
    at = bisect_left(known, span, key=lambda each: (each[1], each[1]))
    taken = any(each[0] < span[1] <= each[1] for each in known[max(at - 1, 0) : at + 2])
    return None if taken or _NO_GENERIC.search(text[max(span[0] - 6, 0) : span[1]]) else span


def _is_congress(passage: Passage, start: int, end: int) -> bool:
    """十三大 by itself, 九大 only with a body before it: 五大 may count anything."""
    return end - start > 2 or _CONGRESS_BODY.search(passage.text, max(start - 8, 0), start) is not None


def _verb_before(passage: Passage, start: int, last: tuple[int, int]) -> re.Match[str] | None:
    """The verb of holding that governs the name: the last in its clause, with no other meeting between."""
    floor = max(passage.clause(start)[0], start - _WINDOW)
    verb = None
    for verb in held_verb().finditer(passage.text, floor, start):
        pass
    if verb and last[0] > verb.end() and not (last[1] == verb.start() and _LISTED.match(passage.text, last[0])):
        return None
    return verb


def _held_by(passage: Passage, verb: re.Match[str], span: Span) -> Sighting | None:
    """The meeting in 县委在礼堂召开了三级干部会议."""
    clause, _ = passage.clause(verb.start())
    if _HABITUAL.search(passage.text, max(clause, verb.start() - 16), verb.end()):
        return None
    start = noun_phrase(passage, verb.end(), span[0])
    if span[1] - start > _LONGEST:
        start = phrase_start(passage, span[0], start)
    if _VAGUE.search(passage.text[verb.end() : span[0]]):
        return None
    venue = venue_before(passage, verb.start())
    organiser = organiser_of(passage, venue[1] if venue else verb.start())
    date = date_of(passage, verb.start(), span[1])
    if date is None and _HABITUAL.search(passage.text, *passage.sentence(verb.start())):
        return None
    return _held(passage, (start, span[1]), date, venue[0] if venue else None, organiser)


def _held_after(passage: Passage, span: Span) -> Sighting | None:
    """The meeting in 全县三级干部会议在县城召开, 会议于5月3日开幕."""
    after = held_after().match(passage.text, span[1])
    at = _ON_DATE.match(passage.text, span[1])
    dated = at is not None and passage.dates_in(at.end(), at.end() + 1)
    if not after and not dated:
        return None
    start = phrase_start(passage, span[0], passage.clause(span[0])[0])
    date = date_of(passage, start, span[1])
    return _held(passage, (start, span[1]), date, after["venue"] if after else None, _leading_body(passage, start, span[1]))


def _held(passage: Passage, span: Span, date: str | None, venue: str | None, organiser: Span | None) -> Sighting | None:
    name = passage.text[slice(*span)]
    place = Place(passage.chapter, passage.block, *span)
    holder = passage.text[slice(*organiser)] if organiser else None
    retold = _THIS.match(name) or _PREDICATE.match(passage.text, passage.clause(span[0])[0]) or (passage.heading and date is None)
    if retold or (name in _pointers() and not (holder and date)):
        return Sighting(place, name, "pointed", None if retold else date, venue)
    name = name if has_own_scope(passage, *span) or holder is None else joined(holder, name)
    return Sighting(place, name, "held", date, venue, listed(holder) if holder else None)


def listed(holder: str) -> str:
    """Several holders as the tables print them, parted by 、."""
    return re.sub("以及|会同|联合|[和与及同，](?=.{2})", "、", holder)


def joined(holder: str, name: str) -> str:
    """Holder and name as one: 中共中央 + 十三届四中全会 → 中共十三届四中全会."""
    if "中全会" in name and holder == "中共中央":
        return f"中共{name}"
    if "联席" in name:
        return re.sub("、|和", "与", holder) + name
    return f"{holder}{name}"


def _leading_body(passage: Passage, start: int, end: int) -> Span | None:
    """The body that a meeting's name begins with, where only its session follows: 全国总工会|第十一届第二次执委会议."""
    first = next((span for span, name in passage.names_in(start, start + 1) if name.kind == "organisation"), None)
    if first is None or first[1] >= end:
        return None
    return first if SESSION_AT.match(passage.text, first[1]) or end - first[1] <= 4 else None


def _mentioned(passage: Passage, span: Span) -> Sighting | None:
    """A meeting that is only spoken of."""
    start = phrase_start(passage, span[0], passage.clause(span[0])[0])
    name = passage.text[start : span[1]]
    place = Place(passage.chapter, passage.block, start, span[1])
    pointed = _DETERMINED.search(passage.text[max(start - 4, 0) : start]) is not None
    if pointed or name in _pointers():
        return Sighting(place, name, "pointed")
    if _NUMBERED.search(name) or _CONGRESS.match(passage.text, span[0]):
        date = _date_beside(passage, start, span[1])
        body = _leading_body(passage, start, span[1]) if date else None
        return Sighting(
            place, _whole(name, passage, span), "named", date, organiser=passage.text[slice(*body)] if body else None
        )
    if _WORKING_BODY.search(name) and _ACTING.match(passage.text, span[1]) and date_beside(passage, start, span[1]):
        return Sighting(place, name, "held", date_beside(passage, start, span[1]))
    general = _INSTITUTION.search(name) or _is_habit(passage, span) or _COUNTED.match(passage.text, span[1])
    if general or not has_own_scope(passage, start, span[1]):
        return Sighting(place, name, "pointed")
    return Sighting(place, name, "named", _date_beside(passage, start, span[1]))


def _date_beside(passage: Passage, start: int, end: int) -> str | None:
    """No date for the meeting in 与出席会议的全体人员座谈: it is the talk's."""
    if _GUESTS.match(passage.text, end):
        return None
    return date_beside(passage, start, end) or (entry_date(passage, start) if _ACTING.match(passage.text, end) else None)


def _whole(name: str, passage: Passage, span: Span) -> str:
    """十三届四中、五中全会 names two: the first is 十三届四中全会, the second 十三届五中全会."""
    last = _PLENUMS.fullmatch(name)
    if last:
        return last["head"] + last["last"]
    return name + "全会" if passage.text[span[1] - 1] == "中" else name


def _is_habit(passage: Passage, span: Span) -> bool:
    start, end = passage.sentence(span[0])
    return _HABITUAL.search(passage.text, max(start, span[0] - 30), min(end, span[1] + 12)) is not None


def _pointers() -> tuple[str, ...]:
    return words("join", "anaphora")


def _talks(passage: Passage) -> Iterator[Sighting]:
    """A dated talk with guests (与代表座谈) is a meeting without a name; its sentence gives it one."""
    for match in _TALK.finditer(passage.text):
        date = date_of(passage, match.start(), match.end())
        if date and not passage.in_title(match.start()):
            place = Place(passage.chapter, passage.block, *match.span("name"))
            name = f"{_host(passage, match.start())}{match['name'][0]}{match['guests']}座谈"
            yield Sighting(place, name, "held", date, match["venue"])


def _host(passage: Passage, at: int) -> str:
    start, _ = passage.sentence(at)
    persons = [name.name for _, name in passage.names_in(start, at) if name.kind == "person"]
    return persons[0] + ("等" if len(persons) > 1 else "") if persons else ""
