"""Measures of rates: A占B的比重, A比上年增长率, A所占比重; and of what grew by so much."""

from __future__ import annotations

import re

from kanben.extract.measure_context import RATES, Setting, stem
from kanben.extract.measure_words import MARKS, any_of, core, is_verb, nominal, trimmed, words

_SHARE_OF = re.compile(r"占(?!比|地)(?:了|到(?!会))?(?P<whole>[^，。；占]*?)的?$")
_WITHIN = re.compile(r"在(?P<whole>[^，。；]{2,24}?)中所?占$")
_AMONG = re.compile(r"(?P<whole>[^，。；：]{2,16}?)(?:当中|之中|中)，$")
_SHARED = re.compile(r"[^，。；]{2,16}?中(?=[^，。；]*所占比重$)")
_SHARE_NOUN = re.compile(r"(?P<noun>.{0,20}?(?:所占|占)?(?:比例|比重|份额))[由从为达]?$")
_GROWTH = re.compile(
    r"(?P<basis>(?:比|较|同比|环比)[^，。；]*?)?"
    r"(?P<verb>增长|增加|提高|上升|减少|下降|降低|净增|新增|增产|减产|增|减|升|降|翻|多|少)了?$"
)
_LIKE = re.compile(r"(?:相当于|等于|成为|为|是)(?P<whole>[^，。；]{2,20}?)的?$")
_OF_WHICH = re.compile(r"^以?[上下]?的(?P<noun>[^，。；、]{2,16}?)(?P<said>$|[，。；].*)")
_VOTED = re.compile(r"^的(?P<noun>(?:赞成|反对|多数|得|有效)?票)")
_DID = re.compile(r"^(?P<said>[在把从由向被][^，。；、]{3,16})$")
_FULFILLED = re.compile(
    r"(?:为|超额完成|完成|占|达到|相当于)了?(?P<plan>[^，。；]{0,8}?(?:计划|任务|指标|定额))(?:数|总数)?的$"
)
_COURSE = re.compile(r"[由从].{0,3}$|(?:上升|提高|增加|下降|减少|降低|增|升|降|减)[到至为].{0,2}$")
_TAKEN = re.compile(r"占[^占，。；、]{0,14}$")
_FULL = {"多": "增加", "少": "减少"}


def share(setting: Setting) -> str:
    """占应建单位的85%: whose share, and of what."""
    if setting.amount.unit not in RATES:
        return ""
    noun = _SHARE_NOUN.search(setting.left)
    if noun and trimmed(noun["noun"]) not in words("relational"):
        return trimmed(noun["noun"])
    within = _WITHIN.search(setting.left)
    match = within or _SHARE_OF.search(setting.left)
    if match is None:
        return _across(setting)
    part = setting.left[: match.start()]
    owner = _part(setting, trimmed(part))
    if owner and part.rstrip().endswith("的"):
        owner = f"{owner}的{_whole(setting)}"  # 完好的占62%: of what, the count before says
    whole = f"占{match['whole']}的" if match["whole"] else "所占"
    return f"{owner}{whole}比重" if owner else ""


def _whole(setting: Setting) -> str:
    """What the counts before in the sentence count; of 其中, what stands before it."""
    things = [figure for figure in setting.earlier if figure.unit not in RATES]
    ahead = [figure for figure in things if figure.place.end <= setting.parted]
    return next((core(stem(figure.measure)) for figure in ahead or things), "")


def part_in_series(setting: Setting) -> str:
    """一类支部占38%，三类支部由21%下降到11%: shares like the one before."""
    before, own = setting.beside, trimmed(_COURSE.sub("", setting.left))
    if setting.amount.unit != "%" or not before or not setting.earlier or before.unit != "%":
        return ""
    alike = (
        before.measure.endswith("所占比重") and own and before.measure.removesuffix("所占比重")[-1] == own[-1]
    )
    return f"{own}所占比重" if alike else ""


def fulfilment(setting: Setting) -> str:
    """完成年计划的118%."""
    match = _FULFILLED.search(setting.left) if setting.amount.unit in RATES else None
    owner = match and (nominal(trimmed(setting.left[: match.start()])) or setting.subject)
    return f"{owner}完成{match['plan']}的比例" if match and owner else ""


def _across(setting: Setting) -> str:
    """先进小组125万个，占689万个工会小组的18.2%: the whole is counted itself, between 占 and its share."""
    before = setting.clause[: len(setting.clause) - len(setting.left)]
    if len(setting.earlier) < 2 or not setting.left.endswith("的") or not _TAKEN.search(before):
        return ""
    return f"{stem(setting.earlier[1].measure)}占{setting.left.rstrip('的')}的比重"


def _part(setting: Setting, part: str) -> str:
    """The part as a noun: 模范 of 模范的…, the figure before where nothing stands; 当选的劳模中，工人."""
    if not part:
        return setting.subject
    among = _AMONG.search(setting.ahead)
    if among:
        return f"{trimmed(among['whole'])}中{part}"
    shared = _SHARED.match(setting.beside.measure) if setting.beside and setting.earlier else None
    return f"{shared[0]}{part}" if shared and setting.beside and setting.beside.unit == "%" else part


def growth(setting: Setting) -> str:
    """职工比上年增长率; the basis keeps its date, the noun does not."""
    match, basis = _GROWTH.search(setting.left), _GROWTH.search(setting.dated)
    rate = setting.amount.unit in RATES
    if not match or not basis or not (rate or match["basis"]):
        return ""
    if match["verb"] in _FULL and not match["basis"]:
        return ""
    noun = "番数" if setting.amount.unit == "番" else "率" if rate else "数"
    owner = nominal(trimmed(setting.left[: match.start()])) or setting.subject
    verb = _FULL.get(match["verb"], match["verb"])
    return f"{owner}{basis['basis'] or ''}{verb}{noun}" if owner else ""


def ratio(setting: Setting) -> str:
    """相当于过去十年总和的三分之一, 为1978年的3倍."""
    match = _LIKE.search(setting.dated) if setting.amount.unit in RATES else None
    if not match:
        return ""
    noun = "倍数" if setting.amount.unit == "倍" else "比重"
    owner = trimmed(setting.dated[: match.start()]) or setting.subject
    return f"{owner}{match[0].rstrip('的')}的{noun}" if owner else ""


def part_of(setting: Setting) -> str:
    """三成的企业完成了改制 → 完成改制的企业所占比重; 约八成在乡村任教 → 毕业生中在乡村任教者所占比重."""
    if setting.amount.unit not in RATES:
        return ""
    verb, thing = trimmed(setting.left), core(setting.counted_before())
    if is_verb(verb) and thing and not setting.right.strip(MARKS):
        return f"{verb}的{thing}所占比重"  # 采纳四成
    voted = _VOTED.match(setting.right)
    if voted:
        return f"{voted['noun']}所占比重"
    if not _led_by_nothing(setting.left):
        return ""
    match = _OF_WHICH.match(setting.right.rstrip(MARKS))
    if match:
        return _said_of(match["noun"])
    did = _DID.match(setting.right.rstrip(MARKS))
    thing = core(setting.counted_before())
    return f"{thing}中{did['said']}者所占比重" if did and thing else ""


def _led_by_nothing(left: str) -> bool:
    return trimmed(left) == "" or left.endswith(("有", "使", "让"))


def _said_of(phrase: str) -> str:
    """缺房户搬进新居 → 搬进新居的缺房户所占比重."""
    verb = any_of("predicates").search(phrase, 1)
    if verb is None or verb.end() == len(phrase):
        return ""
    said = phrase[verb.start() :].replace("了", "")
    return f"{said}的{phrase[: verb.start()]}所占比重"


def relation(setting: Setting) -> str:
    """增幅, 落实率 by themselves are of the thing counted before."""
    noun = trimmed(setting.left)
    if setting.amount.unit not in RATES or noun not in words("relational"):
        return ""
    thing = core(setting.subject) if noun.endswith("率") else setting.subject
    return f"{thing}{noun}" if thing and not is_verb(thing) and setting.earlier else ""
