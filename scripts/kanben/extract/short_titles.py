"""Short titles tied to the full ones: 《通知》 to the notice last spoken of, 《工会法》 to 《中华人民共和国工会法》.

A book says so once (以下简称《通知》) or leaves it to the reader, who looks back for the nearest work of that kind,
and asks whose it is (中央《通知》).  One short title may so stand for two works in one chapter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kanben.extract.document_kinds import core_of
from kanben.model import DocumentKind, Place
from kanben.resources import data_table


@dataclass(frozen=True, slots=True)
class Mention:
    """One title where it stands."""

    place: Place
    title: str
    kind: DocumentKind
    before: str
    """The sentence up to its 《."""
    date: str | None = None
    issuer: str | None = None
    introduced_for: str | None = None
    """The full title, where the sentence itself introduces this one as its short form."""


_WINDOW = 40
_OWNER = re.compile(
    r"[\u4e00-\u9fff]{0,10}(?:中央|国务院|政务院|人大|政协|委|政府|部|会|局|厂|校|公司|办|总|院|厅|社|党组|军委)$"
)
_NO_OWNER = re.compile(r"(?:会议|大会|全会|机会|社会|全部|干部|内部|学会|体会|才会|都会|办)$")
_JURISDICTION = re.compile(
    r"(?:中华人民共和国|中华民国|中国|全国|[^关于]{1,8}?(?:省|市|县|区|州|院|校|厂|会|社|部|府))+"
)
_PASSING_ON = re.compile(r"批转|转发|印发|贯彻|学习|执行|修改|宣传|落实|解释|说明|〈")


@dataclass
class _Shelf:
    """The full works met so far, the last met at the end, by the ending that a short title would share."""

    by_ending: defaultdict[str, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    introduced: dict[str, list[Mention]] = field(default_factory=dict)

    def put(self, work: Mention) -> None:
        for ending in _endings(work):
            works = self.by_ending[ending]
            works[:] = [other for other in works[-_WINDOW:] if other.title != work.title] + [work]


def resolve(mentions: Sequence[Mention]) -> tuple[str | None, ...]:
    """For each mention the full title it stands for; None where it is a full title, or nobody can say."""
    shelf, ahead = _Shelf(), _Shelf()
    for mention in reversed(mentions):
        ahead.put(mention)
    return tuple(_full_title(mention, shelf, ahead) for mention in mentions)


def _full_title(mention: Mention, shelf: _Shelf, ahead: _Shelf) -> str | None:
    full = _introduced(mention, shelf) or _silent(mention, shelf) or _announced(mention, ahead)
    if full is None:
        shelf.put(mention)
        return None
    shelf.put(full)
    return full.title


def _introduced(mention: Mention, shelf: _Shelf) -> Mention | None:
    if mention.introduced_for is None:
        return None
    works = shelf.by_ending.get(mention.introduced_for[-2:], ())
    full = next((work for work in reversed(works) if work.title == mention.introduced_for), None)
    full = full or Mention(mention.place, mention.introduced_for, mention.kind, "")
    shelf.introduced.setdefault(mention.title, []).append(full)
    return full


def _silent(mention: Mention, shelf: _Shelf) -> Mention | None:
    """The nearest work before it that it can stand for, of the owner named beside it if there is one."""
    promised = shelf.introduced.get(mention.title, [])
    near = [work for work in shelf.by_ending.get(mention.title[-2:], ()) if stands_for(mention, work)]
    candidates = [*(work for work in promised if work not in near), *near]
    owner = _owner(mention)
    if owner:
        closely = (work for work in reversed(candidates) if _owned(work, owner, _ends))
        return next(
            closely, next((work for work in reversed(candidates) if _owned(work, owner, _read_out)), None)
        )
    here = [work for work in near if work.place.block == mention.place.block]
    return next(iter((here or promised or near)[-1:]), None)


def _announced(mention: Mention, ahead: _Shelf) -> Mention | None:
    """《企业法》 in a heading before the law's full name has been said; a bare 《通知》 announces nothing."""
    if mention.title in _generic():
        return None
    works = (
        work for work in reversed(ahead.by_ending.get(mention.title[-2:], ())) if stands_for(mention, work)
    )
    return next((work for work in works if work.place.block >= mention.place.block), None)


def stands_for(short: Mention, full: Mention) -> bool:
    """Whether one title can be the short form of the other."""
    title, core = short.title, core_of(full.title)
    if title == core or len(title) >= len(core) or "periodical" in {short.kind, full.kind}:
        return False
    if title in _generic():
        return core.endswith(title) or (title in {"讲话", "报告"} and short.kind == full.kind)
    return _is_ending(title, core) or _is_abbreviation(short, core)


def _is_ending(title: str, core: str) -> bool:
    """企业法 of 全民所有制工业企业法, 关于…的通知 of 国务院关于…的通知; but 教育法 is not 义务教育法."""
    rest = core[: -len(title)]
    if core.endswith(f"的{title}") and len(title) >= 3:
        return True
    if len(title) < 3 or not core.endswith(title) or _PASSING_ON.search(rest) or _kindless(title):
        return len(title) == 2 and title in _standing() and core.endswith(title) and _is_jurisdiction(rest)
    return _is_jurisdiction(rest) if title in _standing() else True


def _is_abbreviation(short: Mention, core: str) -> bool:
    """教改纲要 of 中国教育改革和发展纲要: the signs in their order, the last word whole; never for a law."""
    title = short.title
    if short.kind in {"law", "other"} and not title.endswith(("纲要", "规划", "计划", "方案", "设想")):
        return False
    if not 4 <= len(title) <= 8 or title[-2:] != core[-2:] or _PASSING_ON.search(core):
        return False
    signs = iter(core[:-2])
    return all(sign in signs for sign in title[:-2])


def _is_jurisdiction(rest: str) -> bool:
    return _JURISDICTION.fullmatch(rest) is not None


def _kindless(title: str) -> bool:
    """A title that ends in no word of an official paper: novels and songs have no short forms by their endings."""
    kinds = data_table("documents.toml")["kinds"]
    words = [word for kind in kinds if kind != "periodical" for word in kinds[kind]]
    return not title.endswith(tuple(words)) and not title.endswith(tuple(_generic()))


def _owner(mention: Mention) -> str:
    """The body named right before the 《, as in 中央《通知》; empty where there is none."""
    match = _OWNER.search(mention.before[-12:])
    return match[0] if match and not _NO_OWNER.search(match[0]) else ""


def _owned(work: Mention, owner: str, fits: Callable[[str, str], bool]) -> bool:
    """Whether the owner named is one of those whose work it is."""
    holders = re.split("[、和与]", f"{work.issuer or ''}、{work.title.partition('关于')[0]}")
    return any(
        fits(owner[-width:], holder) for holder in holders for width in range(2, min(len(owner), 8) + 1)
    )


def _ends(short: str, holder: str) -> bool:
    return holder.endswith(short)


def _read_out(short: str, holder: str) -> bool:
    """全总 is read out of 全国总工会."""
    signs = iter(holder)
    return all(sign in signs for sign in short)


def _endings(work: Mention) -> Iterator[str]:
    yield core_of(work.title)[-2:]
    if work.kind == "speech":
        yield "讲话"
    if work.kind == "report":
        yield "报告"


@cache
def _generic() -> frozenset[str]:
    return frozenset(data_table("documents.toml")["short"]["generic"].split())


@cache
def _standing() -> frozenset[str]:
    return frozenset(data_table("documents.toml")["standing"]["laws"].split())
