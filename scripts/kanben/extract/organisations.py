"""Bodies: an anchor (a place, a level, a proper word, a known body), what the body does, and a head.

A body is a name where it is concrete: one particular committee, works, school.  各级工会, 该厂, 乡镇企业, 313个先进班组
and 工厂 are none; 省总工会 and 县委 are, for the chapter says of which province or county it speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kanben.extract.body_parts import BODIES, Part, parts, stretches
from kanben.extract.name_tables import words
from kanben.extract.wordlattice import Token, common_words

_LONGEST = 14
"""Parts of the longest name: 中国人民政治协商会议某某县第五届委员会文史资料研究委员会."""
_MEETING = re.compile(
    r"[^，。；、]{0,10}第?.{1,3}次(?:全国)?(?:代表)?大会|（?(?:扩大|全体)?）?(?:会议|大会|全会|全委会)|第?.{1,2}次"
)
_CONGRESS = ("中国共产党", "共青团", "中国共产主义青年团", "中国新民主主义青年团")
"""Before 第三次代表大会 these belong to the name of the meeting."""
_COMMUNES = ("公社", "人民公社", "大队", "生产大队", "生产队", "管理区")
_GENERIC = frozenset((*"各每该本某此我你他其这那邻外全同所几数多", "一些", "许多", "各类", "有关"))
_CERTAINTY = {"K": 0.95, "H": 0.9, "P": 0.9, "G": 0.85, "L": 0.8, "B": 0.75, "Q": 0.7, "Z": 0.7, "R": 0.7}


class Body(NamedTuple):
    """A stretch that names a body."""

    start: int
    end: int
    certainty: float
    tails: tuple[int, ...]
    """Where each further part begins: what a short form may begin with."""
    settled: bool = False
    """Whether it is a division of the land as well: 柳河公社, 李庄大队."""


def bodies(text: str, tokens: Sequence[Token]) -> Iterator[Body]:
    """The bodies named in the text, in order, none overlapping."""
    for stretch in stretches(text, tokens):
        yield from _bodies_in(parts(text, stretch))


def _bodies_in(found: list[Part]) -> Iterator[Body]:
    at = 0
    while at < len(found):
        end = _name_from(found, at) if _may_begin(found, at) else at
        if end > at:
            name = found[at:end]
            tails = tuple(part.start for part in name[1:])
            yield Body(
                name[0].start, name[-1].end, _CERTAINTY.get(name[0].role, 0.6), tails, _is_settled(name)
            )
        at = max(end, at + 1)


def _is_settled(name: Sequence[Part]) -> bool:
    """A commune or brigade with nothing but its proper word; 县农科所试验大队 does something."""
    return name[-1].text in _COMMUNES and not {part.role for part in name[:-1]} & set("LNKHQ")


def _may_begin(found: list[Part], at: int) -> bool:
    part, before = found[at], found[at - 1] if at else None
    if part.role not in "PGKHRBULOQZn":
        return False
    if before is None:
        return True
    if before.text in _GENERIC:
        return part.role in "PK" and before.text not in ("各", "每")
    # 五区工会, 通二矿工会: a level that a word stands right before is no anchor.
    inner = part.role == "H" and part.text[0] in "厂校院局矿所社场公段"
    return before.role == "X" or not (inner or part.role in "Ln")


def _name_from(found: list[Part], at: int) -> int:
    """The number of the part after the longest name that begins at `at`; `at` itself where none does."""
    best = at
    for end in range(at + 1, min(at + _LONGEST, len(found)) + 1):
        part = found[end - 1]
        if (
            part.role == "X"
            or (part.role == "P" and end - at > 2 and found[end - 2].text == "办")
            or (end - at > 1 and _is_another(found, end))
        ):
            break
        if part.role in "SHKs" and _is_name(found[at:end]) and not _names_meeting(found, end):
            best = end
    return best


def _is_another(found: list[Part], end: int) -> bool:
    """Whether the last part begins anew: a known body behind a body, a person who is not right before the head."""
    part, before = found[end - 1], found[end - 2]
    if part.role == "R":
        return end == len(found) or found[end].role not in "SH"
    # 华东军政委员会教育部: a department of the body right before it.
    inner = before.role in "HS" and part.text[-1] == "部" and before.text.endswith(("委员会", "政府", "军区"))
    return part.role == "K" and before.role in "KHS" and not inner and part.text[-1] != "系"


def _names_meeting(found: list[Part], end: int) -> bool:
    """Whether a meeting or a member of the body is meant, not the body: 主席团（扩大）会议, 省人大代表."""
    head = found[end - 1]
    after = "".join(part.text for part in found[end : end + 6])
    if head.role == "H" and head.text.endswith(("人大", "政协")) and after.startswith(("代表", "委员")):
        return True
    return (head.role in "Ss" or head.text in _CONGRESS) and _MEETING.match(after) is not None


# ---------------------------------------------------------------- what makes a name


class Trial(NamedTuple):
    """A run of parts that may be a name: the last one is its head."""

    parts: Sequence[Part]
    roles: str
    """Of all but the head."""
    head: Part
    first: Part


def _is_name(run: Sequence[Part]) -> bool:
    trial = Trial(run, "".join(part.role for part in run[:-1]), run[-1], run[0])
    verdicts = (verdict(trial) for verdict in VERDICTS)
    return next((said for said in verdicts if said is not None), False)


def _generic_whole(trial: Trial) -> bool | None:
    return False if "".join(part.text for part in trial.parts) in words(BODIES, "never") else None


def _known_alone(trial: Trial) -> bool | None:
    return True if len(trial.parts) == 1 and trial.head.role in "KH" else None


def _one_loose_character(trial: Trial) -> bool | None:
    """奉湖南省教育厅: a single character before the anchor belongs to the sentence."""
    loose = trial.first.role == "U" and not trial.roles.replace("s", "U").startswith("UU")
    return False if loose else None


def _party_committee(trial: Trial) -> bool | None:
    party = trial.first.text in ("中共", "政协") and "P" in trial.roles
    return True if party and trial.head.text.endswith("委员会") else None


def _anchor_inside(trial: Trial) -> bool | None:
    """倪某代表全总主席团: a person or an ordinal is no beginning of what has an anchor of its own."""
    inside = any(part.role in "KHPLG" for part in trial.parts[1:])
    return False if trial.first.role in "RBO" and inside else None


def _unknown_county(trial: Trial) -> bool | None:
    """柳溪县委, where the table doesn't know the county."""
    proper = trial.roles.startswith("UU") or trial.roles == "B"
    return True if trial.head.role == "H" and proper and len(trial.parts) < 5 else None


def _short_head(trial: Trial) -> bool | None:
    """One character heads a name only after a word that it goes with: 第四军, 县农机厂; not 四十场."""
    if trial.head.role != "s":
        return None
    before = trial.parts[-2] if len(trial.parts) > 1 else trial.head
    if before.role == "O":
        fits = trial.head.text in "军师旅厂矿" or before.text.startswith("第")
    else:
        fits = before.role in "NnBUPZ"
    return None if fits else False


def _ordinary_word(trial: Trial) -> bool | None:
    """海盐衬衫总厂, 联想集团: an ordinary word as the proper part."""
    if trial.first.role != "n":
        return None
    return _is_rare_noun(trial) or _names_commune(trial)


def _names_commune(trial: Trial) -> bool:
    """柏树公社: a commune takes an ordinary word of two characters for its name."""
    first = trial.first.text
    generic = first in words(BODIES, "common_alone") | words(BODIES, "trades")
    return trial.parts[1].text in _COMMUNES and len(first) == 2 and not generic


def _is_rare_noun(trial: Trial) -> bool:
    first, head = trial.first.text, trial.head.text
    cost = common_words().cost.get(first, 0.0)
    if first in words(BODIES, "common_alone") | words(BODIES, "trades") or cost < 10.5:
        return False
    if head in words(BODIES, "single_word_heads"):
        return len(trial.parts) == 2 or (head.endswith("有限公司") and set(trial.roles) <= set("nNB"))
    if len(trial.parts) == 2:
        large = head.endswith(("矿务局", "管理局", "总公司")) or head.endswith(
            tuple(words(BODIES, "learned_heads"))
        )
        return cost > 12.5 and len(first) == 2 and large
    return cost > 11.5 and len(first) == 2 and set(trial.roles) <= set("nN") and head.endswith(("厂", "公司"))


def _proper_word_alone(trial: Trial) -> bool | None:
    """A proper word without a place names a works or a school, no committee: 永新纱厂."""
    if set(trial.roles) & set("PLGKHZ"):
        return None
    if trial.first.role == "R" and (len(trial.parts) > 3 or not _is_firm(trial.head)):
        return False
    proper = "UU" in trial.roles.replace("s", "U") or not trial.roles.startswith("U")
    large = (
        trial.head.role == "S"
        and len(trial.head.text) > 2
        and trial.head.text not in words(BODIES, "weak_heads")
    )
    return proper and (_is_firm(trial.head) or large) and _is_specific(trial)


def _is_firm(head: Part) -> bool:
    return head.text.endswith(tuple(words(BODIES, "firm_endings")))


def _weak_head(trial: Trial) -> bool | None:
    known = words(BODIES, "heads") | words(BODIES, "old_heads")
    # 省 文物局: the common word says itself what the body does, once something says whose it is.
    derived = trial.head.role == "S" and trial.head.text not in known
    if derived and set(trial.roles) & set("PLZKG"):
        return True
    weak = derived or trial.head.role == "s" or trial.head.text in words(BODIES, "weak_heads")
    return _is_specific(trial) if weak else None


def _is_specific(trial: Trial) -> bool:
    """A weak head needs more than a place before it: what the body does, or a proper word."""
    roles, first, head = trial.roles, trial.first, trial.head
    if first.text in ("省立", "县立", "市立") and head.text not in words(BODIES, "weak_heads"):
        return True
    if first.role in "KH" or (head.text == "委" and trial.parts[-2].text[-1] in "省市县区州盟旗"):
        return True
    if head.role == "s" and not set(roles[1:]) & set("NnBUORQSZ"):
        return (roles.startswith("UU") or roles == "B") and head.text in "厂矿社店行校"
    if first.role in "PL" and "U" in roles:
        return True
    rest = roles[1:] if first.role in "PLGZ" else roles
    return bool(set(rest) & set("NnBORSZ")) or "UU" in rest or (first.role == "U" and len(roles) > 1)


def _nation(trial: Trial) -> bool | None:
    """全国 and a head alone mean all of them; 中国美术馆 is the one there is."""
    only = trial.first.text in ("中国", "国家") and trial.head.text in words(BODIES, "national_heads")
    return trial.roles.strip("Q") != "G" or only


VERDICTS: tuple[Callable[[Trial], bool | None], ...] = (
    _generic_whole,
    _known_alone,
    _one_loose_character,
    _party_committee,
    _unknown_county,
    _anchor_inside,
    _short_head,
    _ordinary_word,
    _proper_word_alone,
    _weak_head,
    _nation,
)
"""The first that has something to say decides."""
