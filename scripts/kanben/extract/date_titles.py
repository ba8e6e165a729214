"""Shortening what stands in 《》 so that a line of the chronology keeps it whole, and shortening lists.

A title is never torn: first what its mark and its issuer add goes (《某局关于扩大供水的通知》 → 扩大供水的通知), then
manner, then the further members of a list; only a title that resists all this gives way to its kind.
"""

from __future__ import annotations

import re

from kanben.extract.clause_words import Word, words
from kanben.extract.date_context import masked
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, WORDS

_ABOUT = re.compile(
    f"《[^《》]*?关于(对?)([^《》]*?{either(WORDS['genres'])})(?:（[^（）]*）|〔[^〔〕]*〕)?》"
)
_STATE = re.compile("《(?:中华人民共和国|中国共产党)(?=[^《》]{4,}》)")
_ASIDE = re.compile("（[^（）《》]*）(?=[^《》]*》)")
_GENRE = re.compile(f"《[^《》]*?({either(WORDS['genres'])})》")
_MANNER = re.compile(either(WORDS["manner_in_titles"]))
_WHERE = re.compile("(?<=[出发布过定过了])在[^，。；在]{2,10}?[中上内里](?=[进开推实建加])")
_LIGHT = re.compile("(?<=发出|印发|下发|颁发|批转|转发|通过)(?:进行|开展|做好|搞好)(?=[^，。；]{4})")
_LINK = re.compile("[、和与及或]|以及")


def plain_title(text: str) -> str:
    """发出《某局关于扩大供水的通知》 → 发出扩大供水的通知."""
    found = _ABOUT.search(text)
    if found is None or not ACTIVITY.search(masked(text[: found.start()])):
        return text
    title = found[2].replace("〈", "《").replace("〉", "》")
    return text[: found.start()] + title + text[found.end() :]


def without_state(text: str) -> str:
    """《中华人民共和国邮政法（草案）》 → 《邮政法》."""
    return _ASIDE.sub("", _STATE.sub("《", text))


def without_manner(text: str) -> str:
    """进一步做好防汛工作的通知 → 做好防汛工作的通知; 发出在学校中开展劳动教育的通知 → 发出开展劳动教育的通知."""
    for pattern in (_MANNER, _WHERE, _LIGHT):
        for found in reversed(list(pattern.finditer(masked(text)))):
            text = text[: found.start()] + text[found.end() :]
    return text


def first_members(text: str) -> str:
    """Of lists behind the verb the first member, where all are words of a kind: 工会、共青团、妇联工作 → 工会工作."""
    blotted = masked(text)
    verb = ACTIVITY.search(blotted)
    read = words(blotted)
    made, at, index = "", 0, 0
    while index < len(read):
        word, after = read[index], read[index + 1] if index + 1 < len(read) else None
        size = len(word.text)
        if (
            verb
            and at >= verb.end()
            and _LINK.fullmatch(word.text)
            and after
            and index
            and _pair(read[index - 1], after)
        ):
            at, index = at + size + len(after.text), index + 2
            continue
        made, at, index = made + text[at : at + size], at + size, index + 1
    return made


def _pair(one: Word, other: Word) -> bool:
    return one.kind == other.kind and len(other.text) > 1 and other.text not in WORDS["attributes"]


def name_the_kind(text: str) -> str:
    """发出《关于……的通知》 → 发出通知."""
    return _GENRE.sub(lambda match: match[1], text, count=1)


def is_bare_kind(line: str) -> bool:
    """发出通知, 通过决定: of what, the line does not say."""
    return bool(_BARE.fullmatch(line))


_BARE = re.compile(
    f"(?:(?!{ACTIVITY.pattern}).){{0,16}}{ACTIVITY.pattern}了?(?:一[项个份])?{either(WORDS['genres'])}"
)
