"""Sightings of one meeting made one: by session numbers, by name, by 这次会议 pointing at the last one held."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kanben.extract.meeting_names import Sighting
from kanben.extract.meeting_words import NUMBER, words
from kanben.extract.numerals import integer
from kanben.model import MeetingFound, Place

_TERM = re.compile(rf"第?({NUMBER})届")
_TIME = re.compile(rf"(?:届第?|第)({NUMBER})次")
_PLENUM = re.compile(r"([一二三四五六七八九])中全会")
_CONGRESS = re.compile(r"([一二三四五六七八九十]{1,3})大$|第([一二三四五六七八九十]{1,3})次全国代表大会$")
_PARTY = re.compile(r"^(?:党的|中共中央|中共|中国共产党|中央|党)$")
_SIGNS = re.compile(r"[（）“”、的]|扩大")
_NAME_ALONE = 0.7
_VAGUE = 0.4  # 工会会议: any meeting of theirs
_VAGUE_NAME = re.compile(r"中央全会|[^第届次]{2,12}(?:工会|政府|公司|党委)的?会议|全总的?会议")
_WINDOW = 20
_REACH = 8

Key = tuple[str, ...]


@dataclass(slots=True)
class _Held:
    """A meeting gathered so far; its places grow while the chapter is read."""

    found: MeetingFound
    key: Key
    body: str
    places: list[Place]

    def add(self, sighting: Sighting) -> None:
        """One more place, and whatever it tells that was not known."""
        self.places.append(sighting.place)
        self.found = replace(
            self.found,
            date=self.found.date or sighting.date,
            venue=self.found.venue or sighting.venue,
            organiser=self.found.organiser or sighting.organiser,
        )


def gathered(sightings: Iterable[Sighting]) -> tuple[MeetingFound, ...]:
    """The meetings of a chapter in order of first appearance, with all their places."""
    meetings: list[_Held] = []
    by_key: defaultdict[Key, list[int]] = defaultdict(list)
    announced: list[Sighting] = []
    for sighting in sightings:
        for single in _series(sighting):
            if not _gather(single, meetings, by_key):
                announced.append(single)
    return tuple(
        _with_announced(replace(held.found, places=tuple(held.places)), announced) for held in meetings
    )


def _with_announced(found: MeetingFound, announced: list[Sighting]) -> MeetingFound:
    """A heading that names a meeting before the text below it tells of it."""
    first = found.places[0]
    at = bisect_left(announced, (first.block - 2, 0), key=lambda each: (each.place.block, each.place.start))
    near = (each for each in announced[at : at + _WINDOW] if each.place.block < first.block)
    ahead = tuple(each.place for each in near if len(each.name) >= 5 and found.name.endswith(each.name))
    return replace(found, places=(*ahead, *found.places))


def _gather(sighting: Sighting, meetings: list[_Held], by_key: defaultdict[Key, list[int]]) -> bool:
    """Whether the sighting found its meeting, or was the first of a new one."""
    sighting = _with_guests(_withbody_of(sighting, meetings), meetings)
    key, body = session_key(sighting.name), body_of(sighting.name)
    at = _same(sighting, key, meetings, by_key)
    if at is not None:
        meetings[at].add(sighting)
    elif sighting.manner != "pointed":
        by_key[key].append(len(meetings))
        meetings.append(_Held(_found(sighting), key, body, [sighting.place]))
    return at is not None or sighting.manner != "pointed"


def session_key(name: str) -> Key:
    """What numbers a name: term, session, plenum, congress; its last two signs where it has no number."""
    if name.endswith("座谈"):
        return ("座谈",)
    congress = _numbers(_CONGRESS, name)
    if congress:
        return ("", "", "", congress)
    parts = [*(_numbers(pattern, name) for pattern in (_TERM, _TIME, _PLENUM)), ""]
    return tuple(parts) if any(parts) else (name[-2:],)


def _numbers(pattern: re.Pattern[str], name: str) -> str:
    match = pattern.search(name)
    written = next((group for group in match.groups() if group), "") if match else ""
    return str(integer(written) or written)


def body_of(name: str) -> str:
    """Whose numbered meeting it is: what stands before its first number."""
    match = re.search(rf"第?{NUMBER}[届次中大]", name)
    return name[: match.start()] if match else ""


def _withbody_of(sighting: Sighting, meetings: list[_Held]) -> Sighting:
    """十一届五次主席团会议 without a body is of the body whose eleventh term was last spoken of."""
    if body_of(sighting.name) in words("subjects", "both"):
        return _of_both(sighting, meetings)
    term = _numbers(_TERM, sighting.name)
    if not term or body_of(sighting.name) or "中全会" in sighting.name or sighting.manner == "pointed":
        return sighting
    for held in reversed(meetings[-_WINDOW:]):
        if held.body and _numbers(_TERM, held.found.name) == term and "全会" not in held.found.name:
            return replace(
                sighting, name=held.body + sighting.name, organiser=sighting.organiser or held.found.organiser
            )
    return sighting


def _of_both(sighting: Sighting, meetings: list[_Held]) -> Sighting:
    """双方第二次联席会议 is of those who held the first."""
    tail = sighting.name[-4:]
    for held in reversed(meetings[-_WINDOW:]):
        if held.body and held.found.name.endswith(tail):
            named = held.body + sighting.name[len(body_of(sighting.name)) :]
            return replace(sighting, name=named, organiser=held.found.organiser)
    return sighting


def _with_guests(sighting: Sighting, meetings: list[_Held]) -> Sighting:
    """In 同出席会议的代表座谈 the meeting is the one last spoken of."""
    last = next((held.found.name for held in reversed(meetings) if held.found.date), None)
    if last is None or not sighting.name.endswith("座谈"):
        return sighting
    return replace(sighting, name=re.sub("出席(?:这次|此次)?(?:会议|大会)", f"出席{last}", sighting.name))


def _same(
    sighting: Sighting, key: Key, meetings: list[_Held], by_key: defaultdict[Key, list[int]]
) -> int | None:
    """Which meeting gathered so far it is."""
    if sighting.manner == "pointed":
        return _pointed_at(sighting, meetings)
    for at in reversed(by_key[key][-_WINDOW:]):
        if _same_name(sighting, meetings[at].found, numbered=len(key) > 1) and dates_agree(
            sighting.date, meetings[at].found.date
        ):
            return at
    if "全会" in sighting.name and not key[0]:
        return _plenum(key, meetings)
    return None


def _plenum(key: Key, meetings: list[_Held]) -> int | None:
    """四中全会 without a term is the last fourth plenum spoken of."""
    if len(key) < 4:
        return None
    recent = range(len(meetings) - 1, max(len(meetings) - 1 - 2 * _WINDOW, -1), -1)
    return next(
        (at for at in recent if len(meetings[at].key) == 4 and meetings[at].key[2] == key[2] != ""), None
    )


def _pointed_at(sighting: Sighting, meetings: list[_Held]) -> int | None:
    recent = range(len(meetings) - 1, max(len(meetings) - 1 - _WINDOW, -1), -1)
    near = [at for at in recent if sighting.place.block - meetings[at].places[-1].block <= _REACH]
    ending = next((at for at in near if meetings[at].found.name.endswith(sighting.name[-6:])), None)
    if ending is not None or len(sighting.name) > 6:
        return ending
    dated = [at for at in near if meetings[at].found.date and not meetings[at].found.name.endswith("座谈")]
    short = sighting.name[-2:] in {"会议", "大会", "全会", "会上", "会后", "会间", "该会", "次会"}
    return dated[0] if dated and short else None


def _same_name(sighting: Sighting, found: MeetingFound, *, numbered: bool) -> bool:
    one, other = _plain(sighting.name), _plain(found.name)
    if one == other:
        return True
    if numbered:
        return _same_session(sighting.name, found.name)
    return sighting.manner == "named" and _read_out(one, other) and one[:2] in other


def _same_session(one: str, other: str) -> bool:
    bodies = [body_of(name) for name in (one, other)]
    party = all(not body or _PARTY.match(body) for body in bodies) or any(not body for body in bodies)
    tails = [
        _SIGNS.sub("", re.sub(rf"第?{NUMBER}[届次]", "", name[len(body_of(name)) :])) for name in (one, other)
    ]
    if session_key(one)[3]:
        tails = ["", ""]  # 十大 and 第十次全国代表大会 have no words in common
    same_body = party or _read_out(bodies[0], bodies[1]) or _read_out(bodies[1], bodies[0])
    return same_body and (_read_out(tails[0], tails[1]) or _read_out(tails[1], tails[0]))


def _plain(name: str) -> str:
    return _SIGNS.sub("", name)


def _read_out(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two EDTF dates can be one: either is unknown, or holds the other."""
    return not one or not other or one.startswith(other) or other.startswith(one)


def _found(sighting: Sighting) -> MeetingFound:
    """A meeting neither numbered nor dated is known by its name alone."""
    sure = sighting.date is not None or len(session_key(sighting.name)) > 1
    vague = _VAGUE_NAME.fullmatch(sighting.name) is not None
    facts = (sighting.date, sighting.venue, sighting.organiser)
    return MeetingFound(
        sighting.name, (sighting.place,), *facts, _VAGUE if vague else 1.0 if sure else _NAME_ALONE
    )


_PAIR = re.compile(
    r"(?P<first>[^、和与]{1,4})(?:、|和|与)(?P<second>(?:(?!全)[^、和与]){1,4})(?P<rest>(?:全国|全省|全市|全县|地区)?.*会议?)"
)


def _series(sighting: Sighting) -> Iterator[Sighting]:
    """One sighting for each date of a set: 10月和11月召开了北方片和南方片座谈会 are two meetings."""
    dates = _dates(sighting.date)
    if len(dates) < 2:
        yield sighting
        return
    pair = _PAIR.fullmatch(sighting.name)
    even = pair is not None and pair["first"][-1] == pair["second"][-1] and len(dates) == 2
    names = (
        [pair["first"] + pair["rest"], pair["second"] + pair["rest"]]
        if pair and even
        else [sighting.name] * len(dates)
    )
    venues = re.split("和|、|与", sighting.venue or "")
    places = venues if len(venues) == len(dates) else [sighting.venue or ""] * len(dates)
    for name, date, venue in zip(names, dates, places, strict=True):
        yield replace(sighting, name=name, date=date, venue=venue or None)


def _dates(edtf: str | None) -> list[str]:
    if edtf and edtf.startswith("{") and ".." not in edtf:
        return edtf.strip("{}").split(",")
    return [edtf] if edtf else []
