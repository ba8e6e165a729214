"""Sums of parts: 共有学校45所，其中小学30所、中学12所、幼儿园5所; 合计; averages; rows and columns of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kanben.extract.contradictions_margins import Margin, margin, total
from kanben.extract.contradictions_reading import Reading, Told, cited, doubted, plainly
from kanben.extract.numerals import number
from kanben.model import Block, Doubt, Place

_WHOLE = re.compile(r"(?:共|总|合计|全)[^，。；：]*$")
_SPLIT = re.compile(r"(?:其中|分别|：|即|包括|计有|分为|由)")
_EXHAUSTIVE = re.compile(r"(?:：|分别|即|计有|分为|由)")
_SUMMED = re.compile(r"(?:合计|共计|总计|共|总共|合共)(?:为|有|达|约)?[^，。；、\d]{0,6}$")
_OVERLAPPING = re.compile(r"女|男|党员|团员|少数民族|劳模|干部|工人|以上|以下|专业|高级|其他|以外|新|优秀|先进|一线|本科|大专|高中|初中|骨干|兼职|专职|在岗|退休|下岗|青年|农业|出席|到会|获|评")
_SEX = re.compile(r"(?P<male>男)|(?P<female>女)")
_EACH = re.compile(r"(?:平均每(?P<per>[\u4e00-\u9fff]{1,4})|(?P<short>[人户亩])均)[^，。；\d]{0,8}$")
_TOTAL_ROW = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|总\s*数)$")


def sums_differ(reading: Reading) -> Iterator[Doubt]:
    """Parts that do not add up to their whole."""
    for line in reading.sentences:
        yield from _whole_first(line)
        yield from _whole_last(line)


def _whole_first(line: tuple[Told, ...]) -> Iterator[Doubt]:
    """共有学校45所，其中小学30所、中学12所、幼儿园5所."""
    for at, whole in enumerate(line[:-2]):
        parts = _parts_after(line, at)
        if len(parts) < 2:
            continue
        sexes = {match.lastgroup for part in parts if (match := _SEX.search(_near(part)))}
        partition = len(sexes) == 2 and len(parts) == 2
        exhaustive = partition or _EXHAUSTIVE.search(parts[0].before) is not None
        overlapping = not partition and any(_OVERLAPPING.search(_near(part)) for part in parts)
        added, wanted = total([margin(part.figure) for part in parts]), margin(whole.figure)
        over = added.low > wanted.high and not overlapping
        if (exhaustive and not overlapping and not added.meets(wanted)) or over:
            yield _sum_doubt(whole, parts)


def _near(part: Told) -> str:
    return re.split("[，。；：、]", part.before)[-1] + re.split("[，。；：、]", part.after)[0]


def _parts_after(line: tuple[Told, ...], at: int) -> list[Told]:
    """The figures of the same unit right behind 其中, as long as they go on."""
    whole, parts = line[at], []
    for told in line[at + 1 :]:
        first = not parts
        broken = told.kind != whole.kind or told.figure.value > whole.figure.value
        if broken or (first and not _SPLIT.search(told.before)) or (not first and _SPLIT.search(told.before)):
            break
        if not first and re.search("比|较|增|减|达|占|至|到|共|每|平均", told.before):
            break
        parts.append(told)
    return parts


def _whole_last(line: tuple[Told, ...]) -> Iterator[Doubt]:
    """小学30所、中学12所，合计45所."""
    for at, whole in enumerate(line[2:], 2):
        if not re.search(r"(?:合计|共计|总计|总共)(?:为|有|达)?$", whole.before):
            continue
        parts = _row_before(line, at)
        wanted = margin(whole.figure)
        sums = [total([margin(part.figure) for part in parts[start:]]) for start in range(len(parts) - 1)]
        if len(parts) >= 2 and not any(added.meets(wanted) for added in sums):
            yield _sum_doubt(whole, parts)


def _row_before(line: tuple[Told, ...], at: int) -> list[Told]:
    parts: list[Told] = []
    for told in reversed(line[:at]):
        if told.kind != line[at].kind:
            break
        parts.insert(0, told)
    return parts


def _sum_doubt(whole: Told, parts: Sequence[Told]) -> Doubt:
    terms = "＋".join(plainly(part.figure.value) for part in parts)
    added = plainly(sum(part.figure.value for part in parts))
    last = parts[-1] if parts[-1].figure.place.start > whole.figure.place.start else whole
    listed = "、".join(f"“{quote}”" for quote in dict.fromkeys(part.figure.quote for part in parts))
    why = f"{cited(whole.figure.place, whole.figure.quote)}，而各项{listed}相加为{terms}={added}，差{plainly(abs(whole.figure.value - sum(p.figure.value for p in parts)))}"
    return doubted("sum-differs", last.figure.place, why, last.figure.quote)


def averages_differ(reading: Reading) -> Iterator[Doubt]:
    """人均 and 平均每公里 against the total and the number it is shared among, where a sentence has just these."""
    for line in reading.sentences:
        for at, told in enumerate(line[2:], 2):
            match = _EACH.search(told.before)
            if match is None or at != 2:
                continue
            per = (match["per"] or match["short"]).strip()
            shared = [each for each in line[:at] if per.startswith((each.figure.unit, each.kind))]
            totals = [each for each in line[:at] if each.figure.unit == told.figure.unit and each not in shared]
            if len(shared) == 1 and len(totals) == 1:
                yield from _average(shared[0], totals[0], told)


def _average(shared: Told, whole: Told, told: Told) -> Iterator[Doubt]:
    by, among, stated = margin(whole.figure), margin(shared.figure), margin(told.figure)
    if among.low <= 0:
        return
    found = Margin(by.low / among.high, by.high / among.low)
    slack = max(stated.high - stated.low, 1)
    if not found.meets(Margin(stated.low - slack, stated.high + slack)):
        true = plainly(whole.figure.value / shared.figure.value)
        why = f"{cited(whole.figure.place, whole.figure.quote)}÷{cited(shared.figure.place, shared.figure.quote)}={true}，{cited(told.figure.place, told.figure.quote)}却作{told.figure.text}"
        yield doubted("average-differs", told.figure.place, why, told.figure.quote)


def tables_differ(reading: Reading) -> Iterator[Doubt]:
    """A table's row of totals against its columns."""
    for index, block in enumerate(reading.chapter.blocks):
        if block.kind == "table":
            yield from _table(reading.chapter.slug, index, block)


def _table(chapter: str, index: int, block: Block) -> Iterator[Doubt]:
    rows = [line.split("\t") for line in block.text.split("\n")]
    totals = [row for row in rows[1:] if _TOTAL_ROW.match(row[0].strip())]
    others = [row for row in rows[1:] if row not in totals]
    if len(totals) != 1 or len(others) < 2 or any(re.match("其中|小计|\\s*#", row[0].strip()) for row in others):
        return
    for column in range(1, len(rows[0])):
        cells = [_cell(row, column) for row in others]
        stated = _cell(totals[0], column)
        if stated is None or any(cell is None for cell in cells):
            continue
        added = sum(cell for cell in cells if cell is not None)
        if abs(added - stated) > 1e-6 * max(abs(stated), 1) + _rounding(others, column):
            start = block.text.find("\t".join(totals[0]))
            head = rows[0][column]
            why = f"表中“{head}”一列各行相加为{plainly(added)}，“{totals[0][0]}”行却作{totals[0][column]}，差{plainly(abs(added - stated))}"
            place = Place(chapter, index, start, start + len("\t".join(totals[0])))
            yield doubted("sum-differs", place, why, "\t".join(totals[0]))


def _cell(row: Sequence[str], column: int) -> float | None:
    return number(row[column].strip()) if column < len(row) else None


def _rounding(rows: Sequence[Sequence[str]], column: int) -> float:
    """What rounding of decimals may add up to."""
    decimals = max((len(row[column].partition(".")[2]) for row in rows if column < len(row)), default=0)
    return len(rows) * 0.5 * 10**-decimals if decimals else 0.0
