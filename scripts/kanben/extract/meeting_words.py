"""The words meetings are known by, compiled once: heads, borders, numbers of sessions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kanben.resources import data_table

NUMBER = "[一二三四五六七八九十百〇零\\d]{1,4}"
SESSION = rf"(?:第?{NUMBER}届(?:第?{NUMBER}次|第?{NUMBER}中|首次)?|第{NUMBER}次|首届|首次|第{NUMBER}期)"


def words(section: str, name: str) -> tuple[str, ...]:
    """One list of data/meetings.toml, the longest words first."""
    return tuple(
        sorted(set(data_table("meetings.toml")[section][name].split()), key=lambda word: (-len(word), word))
    )


def any_of(choices: Iterable[str]) -> str:
    """A pattern that matches one of the words, the first listed first."""
    return f"(?:{'|'.join(map(re.escape, choices))})"


@cache
def head() -> re.Pattern[str]:
    """A head and what may close it: 会议, （扩大）会议, 代表大会第一次会议."""
    heads = any_of(words("heads", "plain"))
    no_more = any_of(words("heads", "no_meeting_after"))
    return re.compile(rf"{heads}议?+(?!{no_more}|{heads})(?:第{NUMBER}次(?:全体|扩大)*会议)?")


@cache
def border() -> re.Pattern[str]:
    """A word that ends what stands before a meeting's name; inner words are matched first, to be passed over."""
    inner, hard, soft = (any_of(words("phrase", name)) for name in ("inner", "hard", "soft"))
    return re.compile(rf"(?P<inner>{inner})|(?P<hard>{hard})|(?P<soft>{soft})")


@cache
def held_verb() -> re.Pattern[str]:
    """A verb of holding before the name: 召开了, 举行的."""
    return re.compile(
        r"(?:召开|举行|举办|召集|主办|承办|开(?=了|过|第?[一二三四五六七八九十]{1,3}[届次]))(?:了|过|的)?"
    )


@cache
def held_after() -> re.Pattern[str]:
    """A verb of holding after the name, with the place between: 在北京举行."""
    adverbs, verbs = any_of(words("held", "adverbs")), any_of(words("held", "after"))
    place = r"(?:，?(?:于[^，。；]{2,24}?)?在(?P<venue>[^，。；：]{2,24}?))?"
    return re.compile(
        rf"{place}(?:同日|当日|当天|同时|次日|随后|于)?{adverbs}{{0,3}}{verbs}(?=[，。；！：）、\s了的后时前之期于]|$)"
    )
