"""Shares against the numbers they come from: 12000人，其中女4800人，占45%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.extract.contradictions_margins import Margin, margin, per_cent
from kanben.extract.contradictions_reading import Reading, Told, figure_doubt, reason
from kanben.model import Doubt

SHARES = frozenset({"%", "‰"})
_WINDOW = 12  # figures: how far back in its sentence a whole may stand
_SHARE = re.compile(r"占(?:了|到|其)?(?P<whole>[^，。；占]*?)的?$")
_WHOLE_WORDS = re.compile(
    r"(?:总数|总人数|总量|总额|总户数|总人口|人数|总值|总面积|全部|的)+$|^(?:全部|其|总|全)+"
)


def shares_differ(reading: Reading) -> Iterator[Doubt]:
    """A percentage that is not what part and whole give."""
    for line in reading.sentences:
        for at, told in enumerate(line[1:], 1):
            match = _SHARE.search(told.before) if told.figure.unit in SHARES else None
            if match and "分别" not in told.before:
                yield from _share(line[max(at - _WINDOW, 0) : at], told, match["whole"])


def _share(earlier: tuple[Told, ...], told: Told, whole: str) -> Iterator[Doubt]:
    part, wholes = _part_and_wholes(earlier, told, whole)
    if part is None or not wholes or any(_gives(part, each, told) for each in wholes):
        return
    a, b = part.figure.value, wholes[-1].figure.value
    facts = {"part": part.cited, "whole": wholes[-1].cited, "stated": told.cited, "text": told.figure.text}
    yield figure_doubt("share-differs", told, reason("share", true=100 * a / b, a=a, b=b, **facts))


def _part_and_wholes(earlier: tuple[Told, ...], told: Told, whole: str) -> tuple[Told | None, list[Told]]:
    """What is a share, and every earlier figure that it can be a share of."""
    last = earlier[-1]
    if last.figure.unit in SHARES | {"倍"}:
        return None, []
    if last.clause == told.clause and "占" in last.before.rpartition("，")[2]:  # 占职工总数3200人的4%
        fits = len(earlier) > 1 and last.kind == earlier[-2].kind
        return (earlier[-2], [last]) if fits else (None, [])
    larger = [
        each for each in earlier[:-1] if each.kind == last.kind and each.figure.value >= last.figure.value
    ]
    noun = _WHOLE_WORDS.sub("", whole)[-2:]
    if noun:
        return last, [each for each in larger if noun in each.figure.measure or noun in each.figure.quote]
    return last, larger if "其中" in last.before else []


def _gives(part: Told, whole: Told, told: Told) -> bool:
    scale = 10 if told.figure.unit == "‰" else 1
    found = per_cent(margin(part.figure), margin(whole.figure))
    return Margin(found.low * scale, found.high * scale).meets(stated_rate(told))


def stated_rate(told: Told) -> Margin:
    """What a rate as stated allows: a last digit cut off instead of rounded is no mistake, nor is a rough 三分之一."""
    stated = margin(told.figure)
    rough = "分之" in told.figure.text or "成" in told.figure.text
    slack = 2.0 if rough else stated.high - stated.low
    return Margin(stated.low - slack, stated.high + slack)
