"""What a measure is made from: the words around an amount, and the figures before it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kanben.extract.figure_passages import Passage
from kanben.extract.figure_units import Amount
from kanben.extract.measure_words import any_of, core, trimmed
from kanben.extract.spans import Span
from kanben.model import FigureFound

RATES = frozenset({"%", "％", "‰", "倍", "番", "成", "个百分点"})
PERSONS = frozenset({"人", "名", "位"})
_EACH_ITS_OWN = re.compile(r"[，；]?(?:并|又|也)?分别")
_NUMBER = re.compile(
    r"\d+(?:\.\d+)?[十百千万亿]*|[一二三四五六七八九十]分之[一二三四五六七八九十]|[一二三四五六七八九]成"
)
_OWN_BODY = re.compile(
    r"(?:各级|[全各本]?[省市县区乡镇厂校院局矿]|[^，。；]{2,8}?)(?:总?工会|党委|政府|委员会|公司|境内)(?:先后|共|还|已)?"
)
_HAS = re.compile(r"(?:[仅只共现已还]|拥)*(?:有|设|辖)")
_LISTED = re.compile("[、和与及]")
_GROWN = re.compile(
    r"(?:(?:比|较)[^，。；比较]{0,14}?|同比|环比)?(?:增长|增加|提高|上升|减少|下降|降低|净增|新增|增|减|升|降|翻|减产|增产)(?:率|数|番数)$"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """An amount among its words."""

    amount: Amount
    left: str
    """From the figure before, or from the clause's beginning, to the number; dates left out."""
    dated: str
    """The same with its dates."""
    clause: str
    """From the clause's beginning, whatever figures stand between."""
    right: str
    """From the number to the next figure, or to the clause's end."""
    ahead: str
    """The clauses of the sentence before this one, dates left out."""
    beside: FigureFound | None
    """The figure before in the same passage."""
    earlier: tuple[FigureFound, ...]
    """The figures before in the same sentence, the nearest first."""

    parted: int
    """Where the last 其中 of the sentence stands; 0 without one."""
    row: int = 0
    """How many numbers follow the 分别 of the clause; 0 without one, or where it names their things itself."""
    rank: int = 0
    """Which of them this is, from 0."""

    @property
    def subject(self) -> str:
        """What the figure before measures, without its own growth or share."""
        if self.distributed and self.rank < len(self.distributed):
            return self.distributed[self.rank]
        return stem(self.beside.measure) if self.beside else ""

    @property
    def distributed(self) -> tuple[str, ...]:
        """What the figures before count, in order, where 分别 hands each its number."""
        if not self.row:
            return ()
        things = [figure for figure in self.earlier[self.rank :] if figure.unit not in RATES][: self.row]
        return tuple(stem(figure.measure) for figure in reversed(things)) if len(things) == self.row else ()

    @property
    def first_in_clause(self) -> bool:
        """Whether no other figure stands before it in its clause."""
        return self.left == self.clause

    def counted_before(self) -> str:
        """What the nearest figure of the same unit in the sentence counts; else the nearest that is no rate."""
        things = [figure for figure in self.earlier if figure.unit not in RATES]
        same = next((figure for figure in things if figure.unit == self.amount.unit), None)
        found = same or (things[0] if things else None)
        return stem(found.measure) if found else ""

    def elliptic_head(self) -> str:
        """The noun that 办理的, 先进的 leave out: that of the nearest figure of the same unit in the sentence."""
        same = [figure for figure in self.earlier if figure.unit == self.amount.unit]
        whole = [figure for figure in same if figure.place.end <= self.parted]
        if not same and self.beside and self.beside.unit == self.amount.unit:
            same = [self.beside]
        return next((noun for figure in whole or same if (noun := core(stem(figure.measure)))), "")


def stem(measure: str) -> str:
    """A measure without its own growth or share."""
    return _GROWN.sub("", re.sub(r"(?:占.*的|所占)比重$", "", measure)) or measure


def setting(amount: Amount, passage: Passage, found: Sequence[FigureFound], until: int) -> Setting:
    """The amount's setting; `found` are the figures before it in the passage, `until` where the next begins."""
    start, end = passage.clause_near(amount.start)
    opening, _ = passage.sentence_near(amount.start)
    start = max(start, acting_subject(passage, start, amount.start))
    beside = found[-1] if found else None
    floor = max(start, beside.place.end) if beside else start
    taken = "占" if "占" in passage.text[amount.start : amount.numeral.start] else ""  # 约占12%
    left = without_dates(passage, floor, amount.start) + taken
    left = _LISTED.split(left)[-1] if floor > start else left
    return Setting(
        amount,
        left,
        passage.text[floor : amount.start] + taken,
        without_dates(passage, start, amount.start) + taken if floor > start else left,
        passage.text[amount.end : min(end, max(until, amount.end))],
        without_dates(passage, opening, start),
        beside,
        tuple(figure for figure in reversed(found[-8:]) if figure.place.start >= opening),
        max(passage.text.rfind("其中", opening, amount.start), 0),
        *_row(passage, (start, end), amount, found),
    )


def _row(passage: Passage, clause: Span, amount: Amount, found: Sequence[FigureFound]) -> tuple[int, int]:
    """How many numbers stand behind the clause's 分别, and which of them this is."""
    start, end = clause
    match = _EACH_ITS_OWN.match(passage.text, start, amount.start)
    if not match:
        return 0, 0
    numbers = len(_NUMBER.findall(passage.text, match.end(), end))
    return numbers, sum(1 for figure in found if figure.place.start >= match.end())


def acting_subject(passage: Passage, start: int, end: int) -> int:
    """Where the words after the clause's subject begin, if it is a body or a place that has or does: 某县|完成…."""
    dates = passage.dates_in(start, end)
    if dates and dates[0].place.start <= start + 1:
        start = dates[0].place.end
    while start < end and passage.text[start] in "，、；：。 ":
        start += 1
    named = next((span for span, name in passage.names_in(start, start + 1) if name.kind != "person"), None)
    own = _OWN_BODY.match(passage.text, start, end)
    stop = named[1] if named else own.end() if own else 0
    does = stop and (
        any_of("performing").match(passage.text, stop, end) or _HAS.match(passage.text, stop, end)
    )
    return stop if does else 0


def without_dates(passage: Passage, start: int, end: int) -> str:
    """The words of a span, its dates left out."""
    kept, at = [], start
    for date in passage.dates_in(start, end):
        kept.append(passage.text[at : date.place.start])
        at = max(at, min(date.place.end, end))
    return "".join((*kept, passage.text[at:end]))


def clause_noun(setting: Setting) -> str:
    """产量连年下降，仅2.75万吨: what the clause before speaks of, when the figure's own has no noun."""
    words = re.split(r"[，；：。]", setting.ahead.strip("，；： 　"))[-1]
    noun = _CHANGED.split(words)[0]
    plain = 2 <= len(noun) <= 14 and not re.search(r"\d", noun)
    return trimmed(noun) if plain else ""


_CHANGED = re.compile(
    r"(?:连年|逐年|不断|大幅|迅速|持续|有所|明显|逐步|进一步|有了|又有|也有|日益|稳步|很快|发展|增长|上升|下降|减少|增加|提高|扩大|壮大|缩小|为|达|有|由|从)"
)
