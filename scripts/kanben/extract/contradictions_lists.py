"""Numbers announced against what is listed: 四件事：一是…；二是…；三是…; 张三、李四、王五4人; 辖甲、乙、丙、丁3县."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.extract.contradictions_reading import Reading, reason
from kanben.extract.figure_passages import Passage
from kanben.extract.name_tables import surnames
from kanben.extract.numerals import integer
from kanben.model import Doubt, Place

_ANNOUNCED = re.compile(
    r"(?P<number>[二两三四五六七八九十]|[2-9]|1\d)(?P<unit>个|项|件|点|条|种|类)(?P<noun>[^，。；：、\d一二三四五六七八九十]{0,12})[：，。]"
    r"(?=(?:第一|一是|一要|一、|（一）|①))"
)
_CHINESE = "[一二三四五六七八九十]{1,2}"
_MARKS = {
    "第": re.compile(rf"第({_CHINESE})[，是：、要]"),
    "一是": re.compile(rf"(?<![第统唯每万])({_CHINESE})是"),
    "一要": re.compile(rf"(?<![第统唯每万])({_CHINESE})要"),
    "一、": re.compile(rf"(?<=[；。：，])({_CHINESE})、"),
    "（": re.compile(rf"（({_CHINESE})）"),
    "①": re.compile("([①②③④⑤⑥⑦⑧⑨⑩])"),
}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBERED = re.compile(
    r"(?<=[\u4e00-\u9fff])(?P<number>[二两三四五六七八九十]|\d{1,2})(?P<unit>人|名|位|县|市|省|区|乡|镇|村|州|国|股|科|室|系|组)(?![\u4e00-\u9fff]?[、])"
)
_ITEMS = re.compile(r"[\u4e00-\u9fff、]{3,90}$")
_PARTING = re.compile(r"、|(?<=[\u4e00-\u9fff]{2})[和与及](?=[\u4e00-\u9fff]{2,6}$)")
_OFFICES = frozenset("股科室系组")
_SET_UP = re.compile("设|分|辖|有")
_PEOPLE = frozenset("人名位")


def counts_differ(reading: Reading) -> Iterator[Doubt]:
    """A number announced that is not the number of points that follow."""
    for passage in reading.passages:
        for match in _ANNOUNCED.finditer(passage.text):
            yield from _points(passage, match)


def _points(passage: Passage, match: re.Match[str]) -> Iterator[Doubt]:
    said, listed = integer(match["number"]) or 0, _listed(passage.text, match.end())
    if listed < 2 or listed == said:
        return
    announced = match[0][:-1]
    facts = {"announced": announced, "listed": listed, "unit": match["unit"], "gap": abs(said - listed)}
    why = reason("points", block=passage.block + 1, **facts)
    place = Place(passage.chapter, passage.block, match.start(), match.end() - 1)
    yield Doubt(place, "count-differs", why, announced)


def _listed(text: str, at: int) -> int:
    """How many points are listed in the marks that the first one wears; 0 where they begin anew or skip."""
    marks = next(pattern for head, pattern in _MARKS.items() if text.startswith(head, at))
    reached = 0
    for mark in marks.finditer(text, at):
        value = _CIRCLED.find(mark[1]) + 1 or integer(mark[1]) or 0
        if value != reached + 1:
            return 0
        reached = value
    return reached


def rows_differ(reading: Reading) -> Iterator[Doubt]:
    """A row of persons or places that is longer or shorter than the number that closes it."""
    for passage in reading.passages:
        for match in _NUMBERED.finditer(passage.text):
            yield from _row(passage, match)


def _row(passage: Passage, match: re.Match[str]) -> Iterator[Doubt]:
    items = _ITEMS.search(passage.text[max(match.start() - 90, 0) : match.start()])
    if not items or "、" not in items[0] or items[0].endswith(("等", "、", "等共", "共", "和")):
        return
    listed = _PARTING.split(items[0])
    said = integer(match["number"]) or 0
    if match["unit"] in _PEOPLE:
        fits = _all_persons(passage, match.start(), listed)
    else:
        fits = _all_short(listed) and (match["unit"] not in _OFFICES or _SET_UP.search(listed[0]) is not None)
    if not fits or said == len(listed) or abs(said - len(listed)) > 3:
        return
    quote = items[0] + match[0]
    place = Place(passage.chapter, passage.block, match.end() - len(quote), match.end())
    facts = {"quote": quote, "said": said, "unit": match["unit"], "listed": len(listed)}
    yield Doubt(place, "count-differs", reason("row", block=passage.block + 1, **facts), quote)


def _all_persons(passage: Passage, end: int, listed: list[str]) -> bool:
    """Whether every item is a person: so found, or two or three signs that begin with a surname."""
    start = end - sum(map(len, listed)) - len(listed) + 1
    persons = sum(name.kind == "person" for _, name in passage.names_in(start, end))
    named = all(2 <= len(item) <= 3 and item[0] in surnames() for item in listed[1:])
    return persons == len(listed) >= 2 or (named and len(listed) >= 3 and persons >= len(listed) - 2 > 0)


def _all_short(listed: list[str]) -> bool:
    return len(listed) >= 3 and all(2 <= len(item) <= 4 for item in listed[1:])
