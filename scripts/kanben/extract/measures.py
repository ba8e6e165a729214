"""What a figure measures, said as the head of a table's row: 建立职工代表大会制度的单位, 会员, 职工比上年增长率.

The words come from the sentence and are only trimmed and turned round, never invented; where a clause leaves its
noun out (办理的4700件) the figure before gives it, and where none can be had the measure does not read as a head.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kanben.extract.figure_units import unit_words
from kanben.extract.measure_context import PERSONS, RATES, Setting, clause_noun
from kanben.extract.measure_counts import counted
from kanben.extract.measure_rates import fulfilment, growth, part_in_series, part_of, ratio, relation, share
from kanben.extract.measure_words import any_of, core, is_verb, trimmed, words

_LONGEST = 34
_NAMELESS = {"户": "户数"}  # 全村184户
_HOUSES = frozenset({"家", "户", "所", "座", "间"})
_COURSE = re.compile(
    r"(?:增加|增长|上升|发展|扩大|提高|猛增|增|升|壮大|跃升|攀升|上涨|下降|减少|降低|降|减|缩减|缩小|下跌|锐减|回落|压缩|精简|改)"
    r"(?:到|至|为)(?:了)?$"
)
_EACH = re.compile(
    r"(?P<each>(?:平均)?每[十百千万]?[^，。；每]{1,3}?|人均|户均|亩均|校均|班均)(?:有|拥有|为|约|占有|达)*$"
)
_BAD_START = re.compile(
    r"^(?:[的了是为之与或、％%]|等(?!级|外)|从(?!业|教)|到(?!会|岗|户|校)|和(?!平)|及(?!格)|比(?!赛)|如果|假如|因此|由此|所以|[她他它我]们?|分属|隶属|位于|这|该|此|另?一[份个种次]|所说|(?:件|人|个|户)数(?=比|成|增|占|为)|其(?!他)|那|又|上述|两个数|是否|怎样)"
)
_RATE = re.compile(r"[率比面度幅例数值]$|比重|份额|系数|成分|含量|纯度|浓度")
_BAD_END = re.compile(
    r"(?:[的了已是占中与和及不在从到把被对成其有、]|没有|约|由此|相差|容纳|可以|能够|每年)$"
)
_BAD_INSIDE = re.compile(
    r"[《》？！\n了]|推算|除以|资料|“”|的(?:比(?!重|例)|增|降|所占|占)|是(?=累计|新增|代表|到会)|如果|占占"
)


def measure(setting: Setting) -> str:
    """The row head of a figure; the unit, where nothing else can be said."""
    made = (said for form in FORMS if (said := form(setting)))
    head = next(made, "") or setting.subject or setting.amount.unit
    return head[-_LONGEST:]


def reads_as_head(said: str, unit: str) -> bool:
    """Whether the measure can stand alone as a row's head: it has a noun, and speaks of nothing outside itself."""
    if said in {unit, ""} or said in words("generic") or is_verb(said):
        return False
    if is_verb(said.rpartition("的")[2]):
        return False
    if len(said) == 1 and said not in words("single"):
        return False
    if unit in {"%", "％", "‰"} and not _RATE.search(said):
        return False
    return not (_BAD_START.search(said) or _BAD_END.search(said) or _BAD_INSIDE.search(said))


def _course(setting: Setting) -> str:
    """由1260人减为860人: the same thing again; a subject of its own stands before its verb."""
    match = _COURSE.search(setting.left)
    if not match:
        return ""
    own = trimmed(re.sub(r"[由从]$", "", setting.left[: match.start()]))
    before = setting.beside
    if not own and before and before.unit == setting.amount.unit and before.unit in RATES:
        return before.measure
    return own if len(own) > 1 and not is_verb(own) else setting.subject


def _average(setting: Setting) -> str:
    """人均1109元, 平均每千人2.1张: of the thing counted before."""
    left = trimmed(setting.left) or setting.left
    match = _EACH.search(setting.left)
    if not match or left not in {match[0], match["each"], setting.left.strip("，；、")}:
        return ""
    thing, each = setting.counted_before(), match["each"]
    if "的" not in thing:
        thing = core(thing)
    had = "拥有" if "每" in each and setting.amount.unit not in unit_words("money") else ""
    return f"{each}{had}{thing}" if thing else ""


def _clause(setting: Setting) -> str:
    return "" if setting.left != setting.clause else clause_noun(setting)


def _nameless(setting: Setting) -> str:
    return _NAMELESS.get(setting.amount.unit, "")


def _count(setting: Setting) -> str:
    said = counted(setting)
    return _quantity(setting, said) or _dependent(setting, said) or said


def _quantity(setting: Setting, said: str) -> str:
    """主要产量：水泥18万吨，化肥4万吨: what is measured of each is said once; 总产量 alone is of the crop before."""
    tails = any_of("quantities", "{}$")
    if not said or len(said) > 8 or setting.amount.unit in PERSONS:
        return ""
    if tails.fullmatch(said):
        owner = next((tails.sub("", f.measure) for f in setting.earlier if tails.search(f.measure)), "")
        return f"{owner}{said}" if owner and owner[-1] != "的" else ""
    if tails.search(said) or re.search("[的“”]", said):
        return ""
    return _with_tail(setting, said)


def _with_tail(setting: Setting, said: str) -> str:
    tails = any_of("quantities", "{}$")
    kinds = unit_words("measures") if setting.amount.unit in unit_words("measures") else {setting.amount.unit}
    before = next((f for f in setting.earlier if f.unit in kinds), None)
    opened = re.search(r"([^，。；：]{2,12})：$", setting.ahead)
    tail = tails.search(opened[1] if opened else before.measure if before else "")
    if not tail or any_of("verbs", "^{}").match(said):
        return ""
    alike = (
        opened
        or setting.amount.unit in unit_words("measures")
        or said[-1] in tail.string[: tail.start()][-1:]
    )
    return f"{said}{tail[0]}" if alike else ""


def _dependent(setting: Setting, said: str) -> str:
    """普通中学38所，在校学生2.9万人: the pupils of those schools."""
    before = setting.beside
    if said not in words("dependent") or not before or not setting.earlier or before.unit not in _HOUSES:
        return ""
    return f"{core(before.measure)}{said}"


def _distributed(setting: Setting) -> str:
    """棉花和油料分别增长6.2%和11.5%: the second rate says the same of the second thing."""
    owners, beside = setting.distributed, setting.beside
    if not owners or not 0 < setting.rank < len(owners) or not beside:
        return ""
    before = owners[setting.rank - 1]
    alike = beside.measure.startswith(before)
    return owners[setting.rank] + beside.measure[len(before) :] if alike else ""


FORMS: tuple[Callable[[Setting], str], ...] = (
    _distributed,
    relation,
    fulfilment,
    share,
    part_of,
    part_in_series,
    _course,
    growth,
    ratio,
    _average,
    _count,
    _nameless,
    _clause,
)
"""In this order: what is said of a rate, of a change, of an average, of a count; then the clause before."""
