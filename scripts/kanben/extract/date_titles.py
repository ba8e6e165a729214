"""Shortening what stands in 《》 so that a line of the chronology keeps it whole, and shortening lists.

A title is never torn: first what its mark and its issuer add goes (《某局关于扩大供水的通知》 → 扩大供水的通知), then
manner, then the further members of a list; only a title that resists all this gives way to its kind.
"""

from __future__ import annotations

import re

from kanben.extract.clause_words import is_verb, words
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
    return _WHERE.sub("", _MANNER.sub("", text))


def first_members(text: str) -> str:
    """加强和改善、工会、共青团、妇联工作 → 加强、工会工作: of a list behind the verb its first member, where all are of a kind."""
    verb = ACTIVITY.search(masked(text))
    made: list[str] = []
    kept, at = "", 0
    for word in words(text):
        at += len(word.text)
        link = _LINK.fullmatch(word.text) is not None and verb is not None and at > verb.end()
        if made and made[-1] == "link" and word.kind == kept and len(word.text) > 1:
            made[-1:] = []
            continue
        made += ["link"] if link and kept else [word.text]
        kept = kept if link else word.kind
    return text if "link" in made else "".join(made)


def name_the_kind(text: str) -> str:
    """发出《关于……的通知》 → 发出通知."""
    return _GENRE.sub(lambda match: match[1], text, count=1)


def is_bare_kind(line: str) -> bool:
    """发出通知, 通过决定: of what, the line does not say."""
    return bool(_BARE.fullmatch(line))


_BARE = re.compile(
    f"(?:(?!{ACTIVITY.pattern}).){{0,16}}{ACTIVITY.pattern}了?(?:一[项个份])?{either(WORDS['genres'])}"
)
