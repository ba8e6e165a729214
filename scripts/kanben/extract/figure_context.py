"""What a figure stands under: the date it held at, and the country, province or school it speaks of."""

from __future__ import annotations

import re
from functools import cache

from kanben.extract.figure_passages import Passage
from kanben.extract.figure_units import Amount
from kanben.model import DateFound
from kanben.resources import data_table

_COMPARED = re.compile(r"(?:比|较|同|与|跟|超过|相当于|是|为)$")
_PLAN = re.compile(r"“[一二三四五六七八九十]+五”(?:计划)?(?:期间|时期)")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_REACH = 1500  # code points: how far back a date still governs a paragraph
_BRACKETED = re.compile(r"[（(](?:截至)?")


def as_of(amount: Amount, passage: Passage) -> str | None:
    """The EDTF date the figure held at: the nearest before it in its sentence, else in its paragraph.

    A year of comparison (比1988年增加) is no date of the figure; 1952年的1200人 is of 1952 whatever the sentence says.
    """
    inside = _bracketed_after(amount, passage)
    if inside:
        return inside.edtf
    start, _ = passage.sentence_near(amount.start)
    if _PLAN.search(passage.text, max(passage.clause_near(amount.start)[0] - 14, 0), amount.start):
        return None
    near = [date for date in passage.dates_in(start, amount.start) if not _compared(date, amount, passage)]
    far = [date for date in passage.dates_in(start - _REACH, start) if date.role != "mention"]
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
    own = passage.text[date.place.end : amount.start] == "的" and amount.unit not in {"%", "‰", "倍"}
    ahead = passage.text[max(date.place.start - 3, 0) : date.place.start]
    return not own and _COMPARED.search(ahead) is not None


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
    named = [name.name for _, name in passage.names_in(sentence, amount.start) if name.kind != "person"]
    return named[0] if named else str(words[-1]) if words else None
