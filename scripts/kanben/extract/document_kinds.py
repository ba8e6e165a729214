"""What kind of work a title names: by works everybody knows, by the word that follows it, by its last word."""

from __future__ import annotations

import re
from functools import cache

from kanben.model import DocumentKind
from kanben.resources import data_table

_FOLLOWED: tuple[tuple[re.Pattern[str], DocumentKind], ...] = (
    (re.compile(r"(?:一文|文章|社论|长诗|小说|歌曲|专著|一书|剧本|课文|长篇)"), "other"),
    (re.compile(r"的?(?:长篇|重要|主题|专题|书面|总结)?(?:讲话|演讲|发言|致辞|致词|演说)"), "speech"),
    (re.compile(r"的(?:工作|长篇|书面|总结|专题|主题|政治|学术)?报告"), "report"),
    (re.compile(r"(?:杂志|月刊|周刊|半月刊|季刊|学刊|刊物|报纸)"), "periodical"),
    (
        re.compile(
            r"(?:\d{4}年)?(?:第[一二三四五六七八九十\d]+(?:期|号|季度)|(?:头版|连续|分别|先后|相继|均|都|也)?(?:刊登|刊载|登载|刊发|报道))"
        ),
        "periodical",
    ),
)
_VERSION = re.compile(
    r"[（(][^（()）]*[）)]$|(?<=.{4})(?:试行|修正|修改|征求意见)?(?:草案|修正案|征求意见稿|讨论稿|送审稿)$"
)


def kind_of(title: str, following: str) -> DocumentKind:
    """The kind of a title; `following` is the text after its 》."""
    core = core_of(title)
    if core in _known():
        return _known()[core]
    said = next((kind for pattern, kind in _FOLLOWED if pattern.match(following)), None)
    by_word = _by_last_word(core)
    return said if said and by_word == "other" else by_word


def core_of(title: str) -> str:
    """The title without its version: 中华人民共和国工会法（草案） → 中华人民共和国工会法."""
    core = _VERSION.sub("", title)
    return core or title


@cache
def _known() -> dict[str, DocumentKind]:
    return {
        name: kind for kind, names in data_table("documents.toml")["known"].items() for name in names.split()
    }


@cache
def _endings() -> dict[str, DocumentKind]:
    return {word: kind for kind, words in data_table("documents.toml")["kinds"].items() for word in words}


def _by_last_word(core: str) -> DocumentKind:
    """The kind of the longest ending the table knows."""
    for width in range(min(len(core), 6), 0, -1):
        kind = _endings().get(core[-width:])
        if kind:
            return kind
    return "other"
