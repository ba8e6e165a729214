"""Measures of counts: the noun before the number or behind it, with what is said of it put in front.

37万个单位建立了制度 → 建立制度的单位      办理的4700件 → 办理的议题      获奖状的有甲厂等313个班组 → 获奖状的班组
"""

from __future__ import annotations

import re

from kanben.extract.measure_context import PERSONS, RATES, Setting
from kanben.extract.measure_words import MARKS, any_of, is_verb, nominal, trimmed, unquoted, words

_ELLIPTIC = re.compile(
    r"(?P<said>[^，。；：]{2,30}?)的(?:共|约|计|达|仅|只|已|就|又|还|也|都)*(?:有|为|占|达|是)?(?:近|约|共)?$"
)
_ROW = re.compile(r"(?P<said>[^，。；：]{2,24}?的)(?:共?有|是|为)(?P<names>[^，。；：]*?)等$")
_COURSE_AHEAD = re.compile(
    r"(?:增加|增长|上升|发展|扩大|提高|增|升|减少|下降|降低|降|减|缩减|缩小|压缩|精简|合并|改)(?:到|至|为)?|[所共]?占|以上|的$"
)
_OWNED = re.compile(r"(?<!的)(?:设|设有|下设|辖|下辖|拥有|共有|有|现有)$")
_LASTING = re.compile(
    r"(?:连续|连|近|前后)?[\d一二三四五六七八九十两]{1,3}年(?:来|间)?$|中有$|(?<=生|人|工|员|户|其|家|个)中$"
)
_HONOURED = re.compile(r"(?:授予|追授|命名|表彰|评选|评出|选举|选出|推选|任命|聘请|聘任|吸收|批准|颁发|奖励)")
_GIVEN = re.compile(
    r"^[^，。；被获]{0,6}?(?:被|先后|分别)*(?:评为|授予|命名为|评选为|当选为|选为|获得|荣获|获|评上|确定为|列为|称为)(?:了)?"
)
_HONOUR = re.compile(r"(?:称号|奖|奖章|奖状|奖励|勋章|荣誉)$")
_EXPERIENCE = re.compile(r"的(经验|做法|事迹)$")
_REMAINDER = re.compile(r"其余$")
_AS = re.compile(r"^[均都]?[为是系](?P<what>[^，。；、]{2,12})$")
_OF_A_ROW = re.compile(r"^[^，。；]{1,8}的$")


def counted(setting: Setting) -> str:
    """What the number counts, as a noun; nothing where the clause has none."""
    for form in (_whole, _awarded, _told, _row, _remainder, _elliptic, _done, _bare_verb):
        said = form(setting)
        if said:
            return said
    return _plain(setting)


def _row(setting: Setting) -> str:
    """获奖状的有甲厂等313个班组、乙厂等118个企业; 甲等12人被评为…, 甲等25个工会介绍经验."""
    if not setting.left.rstrip().endswith("等"):
        return ""
    right = setting.right.strip(MARKS)
    noun, said = noun_and_verb(setting.right)
    row = _ROW.search(setting.clause)
    if row:
        said = trimmed(row["said"].rstrip("的")) or row["said"].rstrip("的")
        return f"{said}的{noun}" if noun else f"{said}者"
    given = _GIVEN.match(right)
    if given:
        honour = right[given.end() :].strip(MARKS)
        return f"获{honour}者" if _HONOUR.search(honour) else honour
    honoured = _HONOURED.search(setting.left)
    if honoured and right:
        return f"{right}获得者" if _HONOUR.search(right) and setting.amount.unit in PERSONS else right
    return f"{said}的{noun}" if said and noun else noun


def _told(setting: Setting) -> str:
    """介绍了19家企业办学的经验: those whose experience was told."""
    match = _EXPERIENCE.search(setting.right.rstrip(MARKS))
    if not match or not re.search(r"(?:介绍|推广|交流|总结|宣传)了?(?:来自[^，。；]*)?$", setting.left):
        return ""
    return f"介绍{match[1]}的{'个人' if setting.amount.unit in PERSONS else '单位'}"


def _remainder(setting: Setting) -> str:
    """其余8人为中师毕业: of the persons counted before."""
    match = _AS.match(setting.right.strip(MARKS)) if _REMAINDER.search(setting.left) else None
    head = setting.elliptic_head()
    return f"{match['what']}的{head}" if match and head else ""


def _elliptic(setting: Setting) -> str:
    """先进的8.5万个, 不合格的93个, 本科毕业的19人: the noun is the one counted before."""
    match = _ELLIPTIC.search(setting.left.lstrip(MARKS))
    noun, _ = noun_and_verb(setting.right)
    if not match or noun or setting.dated[-3:] != setting.left[-3:]:
        return ""
    said = trimmed(match["said"])
    if not said:
        return ""
    if re.search(r"(?:者|人员|代表|干部)$", said):
        return said
    head = setting.elliptic_head()
    if head and head != said:
        return f"{said}的{head}"
    acts = any(any_of(name).search(said) for name in ("verbs", "transitive", "predicates"))
    return f"{said}者" if setting.amount.unit in PERSONS and acts else f"{said}的"


def _done(setting: Setting) -> str:
    """提出议题6300件，办理4700件: 办理 has the object of the verb before; 录取80人 is 录取人数."""
    said = trimmed(setting.left)
    if not is_verb(said) or noun_and_verb(setting.right)[0]:
        return ""
    head = setting.elliptic_head()
    if setting.amount.unit in PERSONS:
        return f"{said}人数"
    if is_verb(head):
        return said
    things = [figure for figure in setting.earlier if figure.unit not in RATES]
    same = things and things[0].unit == setting.amount.unit
    of = "的" if len(said) > 1 else ""
    return f"{said}{of}{head}" if head and same else said


def _bare_verb(setting: Setting) -> str:
    """2人受伤 → 受伤者."""
    right = setting.right.strip(MARKS)
    whole = setting.amount.unit in PERSONS and not trimmed(setting.left)
    verb = any_of("predicates").match(right) if whole else None
    return f"{right.replace('了', '')}者" if verb and 2 <= len(right) <= 10 else ""


def _whole(setting: Setting) -> str:
    """占689万个工会小组的18%: the whole, counted between 占 and its share."""
    return setting.right.split("的")[0] if setting.left.endswith("占") else ""


def _awarded(setting: Setting) -> str:
    """授予28人劳动模范称号."""
    right = setting.right.strip(MARKS)
    return f"{right}获得者" if _HONOURED.search(setting.left[-2:]) and _HONOUR.search(right) else ""


def _plain(setting: Setting) -> str:
    """The noun before, behind, or on both sides of the number."""
    left, (noun, said) = setting.left, noun_and_verb(setting.right)
    if not setting.first_in_clause and _OF_A_ROW.match(left):
        left = ""  # 来自42家企业的130名代表
    head = nominal(trimmed(left))
    if not noun:
        return _without_noun(setting, head, said)
    if not head:
        return f"{said}的{noun}" if said else noun
    if is_verb(head) or _OWNED.search(left):
        own = f"{head}的{noun}" if head in words("qualifying") else noun
        return f"{said}的{noun}" if said else own
    of = "的" if re.search("的(?:有|共|达|为)?$", left) else ""
    return unquoted(f"{head}{of}{noun}")


def _without_noun(setting: Setting, head: str, said: str) -> str:
    """毕业生中有13人当选代表: what is said of the noun before; what is said of persons alone."""
    if head:
        return f"{said}的{head}" if said and setting.left.endswith("中有") else head
    return f"{said}者" if said and setting.amount.unit in PERSONS else said


def noun_and_verb(right: str) -> tuple[str, str]:
    """The noun behind a number and what is said of it: 个单位|建立了制度."""
    if not right or right[0] in MARKS + "的" or _COURSE_AHEAD.match(right):
        return "", ""
    right = re.split("，|。|；", right.strip(MARKS))[0].rstrip("和与及、以")
    right = right.split("、")[0] if right.endswith("等") else right
    right = re.sub(r"^(?P<noun>[^，。；]{1,8}的)$", "", right)  # 来自42家企业的: a qualifier's
    match = any_of("verbs").search(right)
    if match is None:
        return _LASTING.sub("", right.split("、")[0]).removesuffix("的") if len(right) <= 16 else "", ""
    said = right[match.start() :].replace("了", "").strip(MARKS)
    told = len(said) > 2 and said[-1] not in "为到至成的"
    return right[: match.start()].strip(MARKS).removesuffix("的"), said if told else ""
