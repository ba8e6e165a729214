"""Dates against the calendar and against each other: weekdays, ends before beginnings, durations, ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kanben.extract.contradictions_reading import Reading, cited, reason
from kanben.extract.figure_passages import Passage
from kanben.extract.numerals import integer
from kanben.model import DateFound, Doubt, Place

_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"[，（(]?(?:星期|礼拜|周)(?P<day>[一二三四五六日天])(?![年期岁刊报边围末])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DURATION = re.compile(
    r"[，的（]{0,2}(?:前后|历时|共|这|整整|总共|长达|时间长达|为期|近|约)?(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>年|天)(?P<more>多|余)?(?P<tail>间|来|中|里|时间|之久|）|，|。)"
)
_VAGUE = re.compile(r"近|约|前后$|多|余|来")
_BEGUN = re.compile(r"(?:始建|动工|开工|奠基|破土动工|兴建|开建|施工)")
_ENDED = re.compile(r"(?:竣工|建成|完工|落成|投产|通车|交付使用|峻工|告竣)(?!的)")
_BORN = re.compile(r"(?:出生|生于|诞生)")
_DIED = re.compile(r"(?:逝世|病逝|去世|牺牲|病故|辞世|卒|殉职|就义)")
_AGE = re.compile(r"(?:终年|享年|时年|年仅|卒年|殁年|年)(?P<age>\d{1,3}|[一二三四五六七八九十]{1,3})岁")


def weekdays_differ(reading: Reading) -> Iterator[Doubt]:
    """1985年5月12日，星期六: that day was a Sunday."""
    for passage in reading.passages:
        for found in passage.dates:
            match, day = _WEEKDAY.match(passage.text, found.place.end), _day(found.edtf)
            if match and day and _WEEKDAYS[day.weekday()] != match["day"].replace("天", "日"):
                yield _weekday(passage, found, match, day)


def _weekday(passage: Passage, found: DateFound, match: re.Match[str], day: date) -> Doubt:
    place = Place(passage.chapter, passage.block, found.place.start, match.end())
    facts = {"date": found.text, "day": day.isoformat(), "true": _WEEKDAYS[day.weekday()]}
    stated = match[0].lstrip("，（(")
    why = reason("weekday", block=passage.block + 1, stated=stated, **facts)
    return Doubt(place, "weekday-differs", why, passage.text[place.start : place.end])


def _day(edtf: str | None) -> date | None:
    if edtf is None or not _DAY.fullmatch(edtf):
        return None
    try:
        return date.fromisoformat(edtf)
    except ValueError:
        return None


def ranges_reversed(reading: Reading) -> Iterator[Doubt]:
    """An interval whose end lies before its beginning."""
    for found in reading.found.dates:
        first, parted, last = (found.edtf or "").partition("/")
        low, high = _bounds(first), _bounds(last)
        if parted and low and high and high[1] < low[0]:
            why = reason("range", range=cited(found.place, found.text), first=first, last=last)
            yield Doubt(found.place, "end-before-beginning", why, found.text)


def works_reversed(reading: Reading) -> Iterator[Doubt]:
    """1985年动工，1983年建成."""
    for passage in reading.passages:
        for start, end in passage.sentences:
            dates = [found for found in passage.dates_in(start, end) if found.edtf]
            for begun, done in pairwise(dates):
                yield from _reversed(passage, begun, done, end)


def _reversed(passage: Passage, begun: DateFound, done: DateFound, end: int) -> Iterator[Doubt]:
    first = passage.text[begun.place.end : done.place.start]
    last = passage.text[done.place.end : min(end, done.place.end + 16)]
    low, high = _bounds(begun.edtf or ""), _bounds(done.edtf or "")
    if not (low and high and _BEGUN.search(first) and _ENDED.search(last) and high[1] < low[0]):
        return
    told = {"begun": cited(begun.place, begun.text), "done": cited(done.place, done.text)}
    why = reason("work", first=begun.edtf, last=done.edtf, **told)
    yield Doubt(done.place, "end-before-beginning", why, done.text)


def durations_differ(reading: Reading) -> Iterator[Doubt]:
    """1949年至1989年的50年间: forty years, or forty-one counted inclusively."""
    for passage in reading.passages:
        for found in passage.dates:
            first, parted, last = (found.edtf or "").partition("/")
            match = _DURATION.match(passage.text, found.place.end)
            if parted and match and len(first) == len(last) and not _VAGUE.search(match[0]):
                yield from _duration(passage, found, match)


def _duration(passage: Passage, found: DateFound, match: re.Match[str]) -> Iterator[Doubt]:
    first, _, last = (found.edtf or "").partition("/")
    said = integer(match["number"])
    if match["unit"] == "年":
        span = int(last[:4]) - int(first[:4]) if first[:4].isdigit() and last[:4].isdigit() else None
    else:
        days = _day(first), _day(last)
        span = (days[1] - days[0]).days if days[0] and days[1] else None
    if said is None or span is None or said in {span, span + 1, span - 1 if len(first) > 4 else span}:
        return
    quote = passage.text[found.place.start : match.end()].rstrip("，。）")
    place = Place(passage.chapter, passage.block, found.place.start, found.place.start + len(quote))
    facts = {"range": found.text, "span": span, "inclusive": span + 1, "unit": match["unit"]}
    why = reason("duration", block=passage.block + 1, stated=match["number"] + match["unit"], **facts)
    yield Doubt(place, "duration-differs", why, quote)


def ages_differ(reading: Reading) -> Iterator[Doubt]:
    """Born 1920, died 1985, aged 70."""
    for passage in reading.passages:
        for match in _AGE.finditer(passage.text):
            born, died = _life(passage, match.start())
            if born and died:
                yield from _age(passage, match, born, died)


def _life(passage: Passage, at: int) -> tuple[DateFound | None, DateFound | None]:
    """The nearest dates of death and birth before an age, in its paragraph."""
    born = died = None
    for found in passage.dates_in(at - 600, at):
        window = passage.text[max(found.place.start - 4, 0) : found.place.end + 8]
        if not re.fullmatch(r"\d{4}.*", found.edtf or ""):
            continue
        if _BORN.search(window):
            born, died = found, None
        elif _DIED.search(passage.text[found.place.end : found.place.end + 16]):
            died = found
    return born, died


def _age(passage: Passage, match: re.Match[str], born: DateFound, died: DateFound) -> Iterator[Doubt]:
    said = integer(match["age"])
    years = int((died.edtf or "")[:4]) - int((born.edtf or "")[:4])
    if said is None or said in {years - 1, years, years + 1}:
        return
    told = {"born": cited(born.place, born.text), "died": cited(died.place, died.text)}
    why = reason("age", years=years, stated=match[0], **told)
    yield Doubt(Place(passage.chapter, passage.block, *match.span()), "age-differs", why, match[0])


def _bounds(edtf: str) -> tuple[str, str] | None:
    """The first and the last day of a year, month or day, comparable as text."""
    if not re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?", edtf):
        return None
    return (edtf + "-01-01"[len(edtf) - 4 :], edtf + "-12-31"[len(edtf) - 4 :])
