"""Sums of parts: 共有学校45所，其中小学30所、中学12所、幼儿园5所; 合计; averages; rows and columns of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from kanben.extract.contradictions_margins import Margin, margin, plus, total
from kanben.extract.contradictions_reading import Reading, Told, figure_doubt, plainly, reason
from kanben.model import Doubt

_LONGEST = 30  # parts of one whole
_SPLIT = re.compile(r"(?:其中|分别|：|即|包括|计有|分为|由)")
_EXHAUSTIVE = re.compile(r"(?:：|分别|即|计有|分为|由)")
_OTHER = re.compile("比|较|增|减|达|占|至|到|共|每|平均")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共)(?:为|有|达)?$")
# Parts that may hold the same people twice: 其中女职工80人，党员30人.
_OVERLAPPING = re.compile(
    r"[女男]|党员|团员|少数民族|劳模|干部|工人|以上|以下|专业|高级|其他|以外|新|优秀|先进|一线|本科|大专|高中|初中|骨干"
    r"|兼职|专职|在岗|退休|下岗|青年|农业|出席|到会|获|评"
)
_SEX = re.compile(r"男|女")
_EACH = re.compile(r"(?:平均每(?P<per>[\u4e00-\u9fff]{1,4})|(?P<short>[人户亩])均)[^，。；\d]{0,8}$")
_NEAR = re.compile("[，。；：、]")


def sums_differ(reading: Reading) -> Iterator[Doubt]:
    """Parts that do not add up to their whole."""
    for line in reading.sentences:
        yield from _whole_first(line)
        yield from _whole_last(line)


def _whole_first(line: tuple[Told, ...]) -> Iterator[Doubt]:
    """共有学校45所，其中小学30所、中学12所、幼儿园5所; an open list may fall short of its whole, never exceed it."""
    for at, whole in enumerate(line[:-2]):
        parts = _parts_after(line, at)
        if len(parts) < 2:
            continue
        sexes = {match[0] for part in parts if (match := _SEX.search(_near(part)))}
        divided = len(sexes) == 2 == len(parts)
        if not divided and any(_OVERLAPPING.search(_near(part)) for part in parts):
            continue
        closed = divided or _EXHAUSTIVE.search(parts[0].before) is not None
        added, wanted = total([margin(part.figure) for part in parts]), margin(whole.figure)
        if added.low > wanted.high or (closed and not added.meets(wanted)):
            yield _sum_doubt(whole, parts)


def _near(part: Told) -> str:
    return _NEAR.split(part.before)[-1] + _NEAR.split(part.after)[0]


def _parts_after(line: tuple[Told, ...], at: int) -> list[Told]:
    """The figures of the same unit right behind 其中, as long as they go on."""
    whole, parts = line[at], list[Told]()
    for told in line[at + 1 : at + _LONGEST]:
        opening = _SPLIT.search(told.before) is not None
        other = bool(parts) and _OTHER.search(told.before) is not None
        if (
            told.kind != whole.kind
            or told.figure.value > whole.figure.value
            or opening == bool(parts)
            or other
        ):
            break
        parts.append(told)
    return parts


def _whole_last(line: tuple[Told, ...]) -> Iterator[Doubt]:
    """小学30所、中学12所，合计45所: no row of parts that ends there gives it."""
    for at, whole in enumerate(line[2:], 2):
        if not _TOTAL.search(whole.before):
            continue
        parts, wanted = _parts_before(line, at), margin(whole.figure)
        sums = list(accumulate((margin(part.figure) for part in reversed(parts)), plus))[1:]
        if sums and not any(added.meets(wanted) for added in sums):
            yield _sum_doubt(whole, parts)


def _parts_before(line: tuple[Told, ...], at: int) -> list[Told]:
    """The figures of the same unit that stand in a row before it."""
    before = reversed(line[max(at - _LONGEST, 0) : at])
    return list(takewhile(lambda told: told.kind == line[at].kind, before))[::-1]


def _sum_doubt(whole: Told, parts: Sequence[Told]) -> Doubt:
    values = [part.figure.value for part in parts]
    quotes = "、".join(f"“{quote}”" for quote in dict.fromkeys(part.figure.quote for part in parts))
    facts = {"whole": whole.cited, "parts": quotes, "terms": "＋".join(map(plainly, values))}
    gap = abs(whole.figure.value - sum(values))
    why = reason("sum", added=float(sum(values)), gap=gap, **facts)
    return figure_doubt("sum-differs", max(parts[-1], whole, key=lambda told: told.figure.place.start), why)


def averages_differ(reading: Reading) -> Iterator[Doubt]:
    """人均 and 平均每公里 against the total and the number it is shared among, where a sentence has just these."""
    for line in reading.sentences:
        match = _EACH.search(line[2].before) if len(line) > 2 else None
        if match is None:
            continue
        per, told = match["per"] or match["short"], line[2]
        shared = [each for each in line[:2] if per.startswith((each.figure.unit, each.kind))]
        totals = [each for each in line[:2] if each.figure.unit == told.figure.unit and each not in shared]
        if len(shared) == len(totals) == 1:
            yield from _average(shared[0], totals[0], told)


def _average(shared: Told, whole: Told, told: Told) -> Iterator[Doubt]:
    by, among, stated = margin(whole.figure), margin(shared.figure), margin(told.figure)
    slack = max(stated.high - stated.low, 1)
    if among.low <= 0 or Margin(by.low / among.high, by.high / among.low).meets(
        Margin(stated.low - slack, stated.high + slack)
    ):
        return
    true = whole.figure.value / shared.figure.value
    facts = {"whole": whole.cited, "shared": shared.cited, "stated": told.cited, "text": told.figure.text}
    yield figure_doubt("average-differs", told, reason("average", true=true, **facts))
