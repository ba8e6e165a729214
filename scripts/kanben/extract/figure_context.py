"""What a figure stands under: the date it held at, and the country, province or school it speaks of."""

from __future__ import annotations

import re
from functools import cache

from kanben.extract.figure_passages import Passage
from kanben.extract.figure_units import Amount
from kanben.model import DateFound
from kanben.resources import data_table

_COMPARED = re.compile(r"(?:由|从|比|较|同|与|跟|超过|相当于|是|为)$")
_PLAN = re.compile(r"“[一二三四五六七八九十]+五”(?:计划)?(?:期间|时期)")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_REACH = 1500  # code points: how far back a date still governs a paragraph
_ROW_OF = re.compile(r"(?:[^，。；]{0,60}?、)?[^，。；、]{0,20}?等(?=[\d一二三四五六七八九十近约]|$)")
_OWN_WORK = re.compile(r"[^，。；]{0,12}?(?:召开|举行|表彰|授予|评选|工程|总投资|扩建|新建)")
_BRACKETED = re.compile(r"[（(](?:截至)?")


def as_of(amount: Amount, passage: Passage) -> str | None:
    """The EDTF date the figure held at: the nearest before it in its sentence, else in its paragraph.

    A year of comparison (比1988年增加) is no date of the figure; 1952年的1200人 is of 1952 whatever the sentence says.
    """
    inside = _bracketed_after(amount, passage)
    if inside:
        return inside.edtf
    start, _ = passage.sentence_near(amount.start)
    clause, _ = passage.clause_near(amount.start)
    if _PLAN.search(passage.text, max(clause - 14, 0), amount.start):
        return None
    if planned().search(passage.text, clause, amount.end + 2):
        return None
    near = [date for date in passage.dates_in(start, amount.start) if not _compared(date, amount, passage)]
    far = [
        date
        for date in passage.dates_in(start - _REACH, start)
        if date.role != "mention"
        and passage.text[date.place.start - 1 : date.place.start] not in {"由", "从", "比"}
    ]
    governing = next(reversed(far + near), None)
    return _one_of(governing.edtf, amount, passage) if governing else None


def _one_of(edtf: str | None, amount: Amount, passage: Passage) -> str | None:
    """The date of a set that the amount belongs to: 1987、1988年分别为63%和65%."""
    if edtf is None or not edtf.startswith("{") or ".." in edtf:
        return edtf
    start, end = passage.clause_near(amount.start)
    dates, row = edtf.strip("{}").split(","), passage.text[start:end]
    if "分别" not in row:
        return edtf
    first = row.find("分别")
    at = len(_NUMBERS.findall(row[first : amount.start - start]))
    return dates[at] if at < len(dates) == len(_NUMBERS.findall(row[first:])) else edtf


def _bracketed_after(amount: Amount, passage: Passage) -> DateFound | None:
    bracket = _BRACKETED.match(passage.text, amount.end)
    starts = bracket.end() if bracket else -1
    return next(iter(passage.dates_in(starts, starts + 1)), None) if bracket else None


def _compared(date: DateFound, amount: Amount, passage: Passage) -> bool:
    ahead = passage.text[max(date.place.start - 3, 0) : date.place.start]
    came_from = ahead[-1:] in {"由", "从"}
    own = passage.text[date.place.end : amount.start] == "的"
    own = own and (came_from or amount.unit not in {"%", "‰", "倍"})
    return not own and _COMPARED.search(ahead) is not None


@cache
def planned() -> re.Pattern[str]:
    """What a number stands in that nobody has done yet, or that says what a work is to cost."""
    return re.compile("|".join(data_table("figures.toml")["words"]["planned"].split()))


@cache
def _scope_pattern() -> re.Pattern[str]:
    return re.compile("|".join(data_table("figures.toml")["words"]["scopes"].split()))


def scope(amount: Amount, passage: Passage) -> str | None:
    """The whole the figure is of: 全县, or the last place or body named before it in the sentence."""
    start, end = passage.clause_near(amount.start)
    own = _scope_pattern().findall(passage.text, start, end)
    if own:
        return str(own[0])
    sentence, _ = passage.sentence_near(amount.start)
    words = _scope_pattern().findall(passage.text, sentence, amount.start)
    named = [
        name.name
        for span, name in passage.names_in(sentence, amount.start)
        if name.kind != "person" and _holds(passage, span, amount)
    ]
    return named[0] if named else str(words[-1]) if words else None


def _holds(passage: Passage, span: tuple[int, int], amount: Amount) -> bool:
    """Whether a name may be the whole a figure is of: none of a list's (甲厂等313个), no brand, no convener."""
    row = _ROW_OF.match(passage.text, span[1], amount.start)
    quoted = passage.text[span[0] - 1 : span[0]] == "“"
    own = _OWN_WORK.match(passage.text, span[1], amount.start)
    return not (row or quoted or own)
