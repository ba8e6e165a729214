"""What makes a run of parts the name of a body: rules in order, the first that has something to say decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kanben.extract.body_parts import BODIES, Part
from kanben.extract.name_tables import words
from kanben.extract.wordlattice import common_words

COMMUNES = ("公社", "人民公社", "大队", "生产大队", "生产队", "管理区")


class Trial(NamedTuple):
    """A run of parts that may be a name: the last one is its head."""

    parts: Sequence[Part]
    roles: str
    """Of all but the head."""
    head: Part
    first: Part


def is_name(run: Sequence[Part]) -> bool:
    """Whether the parts make the name of one body; the last of them is its head."""
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
    return trial.parts[1].text in COMMUNES and len(first) == 2 and not generic


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
