"""What a figure measures, said as the head of a table's row: 建立职工代表大会制度的单位, 会员, 职工比上年增长率.

The words come from the clause and are only trimmed and turned round, never invented; where a clause says only that
something grew or is so large a share, the figure before it says of what.
"""

from __future__ import annotations

import re
from functools import cache

from kanben.extract.figure_passages import Passage
from kanben.extract.figure_units import Amount
from kanben.model import FigureFound
from kanben.resources import data_table

_LONGEST = 34
_MARKS = "，。；：、！？,; 　\n（）()"
_NEXT = re.compile(r"，|(?:和|与|及|、)[^，。；、]{0,16}?\d|\d")
_OWNED = re.compile(r"(?<!的)(?:设|设有|下设|辖|下辖|拥有|共有|有|现有)$")
_RATES = frozenset({"%", "％", "‰", "倍", "番", "成"})
_SHARE_OF = re.compile(r"占(?:了|到)?(?P<whole>[^，。；占]*?)的?$")
_GROWTH = re.compile(
    r"(?P<basis>(?:比|较|同比|环比)[^，。；]*?)?(?P<verb>增长|增加|提高|上升|减少|下降|降低|净增|新增|增|减|升|降|翻)(?:了|到)?$"
)
_GROWN = re.compile(
    r"(?:(?:比|较)[^，。；比较]{0,14}?|同比|环比)?(?:增长|增加|提高|上升|减少|下降|降低|净增|新增|增|减|升|降|翻)(?:率|数)$"
)
_LIKE = re.compile(r"(?:相当于|等于|为|是)(?P<whole>[^，。；]{2,20}?)的?$")
_HONOURED = re.compile(r"(?:授予|追授|命名|表彰|评选|评出|选举|选出|推选|任命|聘请|聘任|吸收|批准|颁发|奖励)")
_GIVEN = re.compile(r"^[^，。；被获]{0,6}?(?:被|先后|分别)*(?:评为|授予|命名为|评选为|当选为|选为|选为|获得|荣获|获|评上|确定为|列为|称为)(?:了)?")


def measure(amount: Amount, passage: Passage, before: FigureFound | None) -> str:
    """The row head of a figure; `before` is the figure that stands before it in the paragraph, if any."""
    start, end = passage.clause(amount.start)
    floor = _floor(before, start)
    left = _without_dates(passage, floor, amount.start)
    right = _NEXT.split(passage.text[amount.end : end], maxsplit=1)[0]
    subject = _subject(before)
    whole = passage.text[floor : amount.start]
    head = _share(left, subject) or _growth(whole, subject, amount.unit) or _ratio(left, subject, amount.unit)
    return (head or _counted(left, right) or subject or amount.unit)[-_LONGEST:]


def _floor(before: FigureFound | None, start: int) -> int:
    return max(start, before.place.end) if before else start


def _subject(before: FigureFound | None) -> str:
    """What the figure before measures, without its own growth or share."""
    if before is None:
        return ""
    return _GROWN.sub("", re.sub(r"占.*的比重$", "", before.measure)) or before.measure


def _without_dates(passage: Passage, start: int, end: int) -> str:
    kept, at = [], start
    for date in passage.dates_in(start, end):
        kept.append(passage.text[at : date.place.start])
        at = max(at, min(date.place.end, end))
    return "".join((*kept, passage.text[at:end]))


def _share(left: str, subject: str) -> str:
    match = _SHARE_OF.search(left)
    return f"{_trimmed(left[: match.start()]) or subject}占{match['whole']}的比重" if match else ""


def _growth(left: str, subject: str, unit: str) -> str:
    match = _GROWTH.search(left)
    if not match or not (unit in _RATES or match["basis"]):
        return ""
    noun = "率" if unit in _RATES and unit != "番" else "数"
    return f"{_trimmed(left[: match.start()]) or subject}{match['basis'] or ''}{match['verb']}{noun}"


def _ratio(left: str, subject: str, unit: str) -> str:
    """相当于过去十年总和的三分之一, 为1978年的3倍."""
    match = _LIKE.search(left) if unit in _RATES else None
    return f"{_trimmed(left[: match.start()]) or subject}{match[0].rstrip('的')}的比重" if match else ""


def _counted(left: str, right: str) -> str:
    """The noun before the number, or the one behind it with what is said of it put in front."""
    noun, said = _noun_and_verb(right)
    head = _trimmed(left)
    if left.rstrip().endswith("等"):
        return _of_the_named(left, right) or noun or head
    if head and not noun:
        return head
    if said and not head:
        return f"{said}的{noun}" if noun else said
    if noun and head and _OWNED.search(left):
        return f"{said}的{noun}" if said else noun
    of = "的" if head and noun and re.search("的(?:有|共|达|为)?$", left) else ""
    return f"{head}{of}{noun}"


def _of_the_named(left: str, right: str) -> str:
    """授予某某等12人劳动模范称号, 某某等12人被评为先进工作者: what they became."""
    given = _GIVEN.match(right.strip(_MARKS))
    if given:
        return right.strip(_MARKS)[given.end() :].strip(_MARKS)
    honour = _HONOURED.search(left)
    return f"{honour[0]}{right.strip(_MARKS)}" if honour and right.strip(_MARKS) else ""


def _noun_and_verb(right: str) -> tuple[str, str]:
    right = right.strip(_MARKS)
    match = _verbs().search(right)
    if match is None:
        return right.split("、")[0] if len(right) <= 16 else "", ""
    return right[: match.start()].strip(_MARKS), right[match.start() :].replace("了", "").strip(_MARKS)


def _trimmed(left: str) -> str:
    left = re.split(r"[，；：。]", left.strip(_MARKS))[-1].strip(_MARKS)
    left = _edge("leading", "^{}+").sub("", _scopes().sub("", left)).strip(_MARKS)
    return _edge("trailing", "{}+$").sub("", left).strip(_MARKS)


@cache
def _edge(name: str, shape: str) -> re.Pattern[str]:
    return re.compile(shape.format(_any(data_table("figures.toml")["measure"][name])))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(_any(data_table("figures.toml")["measure"]["verbs"]))


@cache
def _scopes() -> re.Pattern[str]:
    return re.compile(f"^{_any(data_table('figures.toml')['words']['scopes'])}+")


def _any(words: str) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words.split()), key=len, reverse=True))})"
