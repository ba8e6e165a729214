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
_NAMELESS = {"户": "户数"}  # 全村184户
_MARKS = "，。；：、！？,; 　\n（）()"
_LISTED = re.compile("[、和与及]")
_COURSE = re.compile(
    r"(?:增加|增长|上升|发展|扩大|提高|增|升|猛增|壮大|跃升|攀升|上涨|下降|减少|降低|降|减|缩减|缩小|下跌|锐减|回落|压缩|精简|改)(?:到|至|为)(?:了)?$"
)
_CHANGED = re.compile(
    r"(?:连年|逐年|不断|大幅|迅速|持续|有所|明显|逐步|进一步|有了|又有|日益|稳步|很快|发展|增长|上升|下降|减少|增加|提高|扩大|壮大|为|达|有|由|从)"
)
_BECAME = re.compile(r".*(?:合并|改组|组建|改建|扩建|划分|调整|改编|改|分)(?:为|成)")
_LASTING = re.compile(
    r"(?:连续|连|近|前后)?[\d一二三四五六七八九十两]{1,3}年(?:来|间)?$|中有$|(?<=生|人|工|员|户|其|家|个)中$"
)
_COURSE_AHEAD = re.compile(
    r"(?:增加|增长|上升|发展|扩大|提高|增|升|减少|下降|降低|降|减|缩减|缩小|压缩|精简|合并|改)(?:到|至|为)?"
)
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
_GIVEN = re.compile(
    r"^[^，。；被获]{0,6}?(?:被|先后|分别)*(?:评为|授予|命名为|评选为|当选为|选为|选为|获得|荣获|获|评上|确定为|列为|称为)(?:了)?"
)


def measure(amount: Amount, passage: Passage, before: FigureFound | None, until: int) -> str:
    """The row head of a figure; `before` is the figure before it in the paragraph, `until` where the next begins."""
    start, end = passage.clause_near(amount.start)
    floor = max(start, before.place.end) if before else start
    left = _without_dates(passage, floor, amount.start)
    left = _LISTED.split(left)[-1] if floor > start else left
    right = passage.text[amount.end : min(end, max(until, amount.end))]
    subject = _subject(before)
    basis = passage.text[floor : amount.start]
    head = (
        _share(left, subject)
        or _growth(left, basis, subject, amount.unit)
        or _ratio(left, subject, amount.unit)
    )
    head = head or (subject if before and _COURSE.search(left) else "") or _counted(left, right)
    head = head or _NAMELESS.get(amount.unit, "") or _clause_before(passage, start)
    return (head or subject or amount.unit)[-_LONGEST:]


def _clause_before(passage: Passage, start: int) -> str:
    """产量连年下降，1961年仅2.75万吨: what the clause before speaks of, when the figure's own has no noun."""
    opening, _ = passage.sentence(start)
    if start <= opening or passage.clause(start)[0] != start:
        return ""
    floor, end = passage.clause(start - 1)
    floor = max(floor, end - 2 * _LONGEST)
    words = _without_dates(passage, floor, end).strip(_MARKS)
    noun = _CHANGED.split(words)[0]
    return _trimmed(noun) if 2 <= len(noun) <= 14 and not re.search(r"\d", noun) else ""


def _subject(before: FigureFound | None) -> str:
    """What the figure before measures, without its own growth or share."""
    if before is None:
        return ""
    return _GROWN.sub("", re.sub(r"(?:占.*的|所占)比重$", "", before.measure)) or before.measure


def _without_dates(passage: Passage, start: int, end: int) -> str:
    kept, at = [], start
    for date in passage.dates_in(start, end):
        kept.append(passage.text[at : date.place.start])
        at = max(at, min(date.place.end, end))
    return "".join((*kept, passage.text[at:end]))


def _share(left: str, subject: str) -> str:
    match = _SHARE_OF.search(left)
    if match is None:
        return ""
    whole = f"占{match['whole']}的" if match["whole"] else "所占"
    return f"{_trimmed(left[: match.start()]) or subject}{whole}比重"


def _growth(left: str, dated: str, subject: str, unit: str) -> str:
    """职工比上年增长率; the basis keeps its date, the noun does not."""
    match, basis = _GROWTH.search(left), _GROWTH.search(dated)
    if not match or not basis or not (unit in _RATES or match["basis"]):
        return ""
    noun = "率" if unit in _RATES and unit != "番" else "数"
    return f"{_trimmed(left[: match.start()]) or subject}{basis['basis'] or ''}{match['verb']}{noun}"


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
    if not right or right[0] in _MARKS or _COURSE_AHEAD.match(right):
        return "", ""
    right = re.split("，|。|；", right.strip(_MARKS))[0].rstrip("和与及、以")
    match = _verbs().search(right)
    if match is None:
        return _LASTING.sub("", right.split("、")[0]) if len(right) <= 16 else "", ""
    said = right[match.start() :].replace("了", "").strip(_MARKS)
    return right[: match.start()].strip(_MARKS), said if len(said) > 2 and said[-1] not in "为到至成" else ""


def _trimmed(left: str) -> str:
    left = re.split(r"[，；：。]", left.strip(_MARKS))[-1].strip(_MARKS)
    left = _BECAME.sub("", left) if _BECAME.fullmatch(left) is None else left
    left = _edge("leading", "^{}+").sub("", _scopes().sub("", left)).strip(_MARKS)
    left = _LASTING.sub("", left)
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
