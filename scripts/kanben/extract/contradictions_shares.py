"""Shares and growth against the numbers they come from: 12000人，其中女4800人，占45%; 由1200人增加到1500人，增长30%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanben.extract.contradictions_margins import Margin, difference, margin, per_cent
from kanben.extract.contradictions_reading import Reading, Told, cited, doubted, plainly
from kanben.model import Doubt

_SHARE = re.compile(r"占(?:了|到|其)?(?P<whole>[^，。；占]*?)的?$")
_WHOLE_WORDS = re.compile(r"(?:总数|总人数|总量|总额|总户数|总人口|人数|总值|总面积|全部|的)+$|^(?:全部|其|总|全)+")
_FROM = re.compile(r"(?:由|从)[^，。；]*$")
_UP = re.compile(r"(?:增加|增长|上升|发展|扩大|提高|增|升|猛增|壮大|跃升|攀升|上涨|扩展|扩充|增多)(?:到|至|为)[^，。；]{0,12}$")
_DOWN = re.compile(r"(?:下降|减少|降低|降|减|缩减|下跌|锐减|回落|压缩|精简)(?:到|至|为)[^，。；]{0,12}$")
_GREW = re.compile(r"(?:增长|增加|提高|上升|净增|增|上涨|扩大)(?:了)?$")
_FELL = re.compile(r"(?:下降|减少|降低|减|降|缩减|下跌)(?:了)?$")
_BASIS = re.compile(r"(?:比|较)[^，。；]*$")
_SHARES = frozenset({"%", "％", "‰"})


def shares_differ(reading: Reading) -> Iterator[Doubt]:
    """A percentage that is not what part and whole give."""
    for line in reading.sentences:
        for at, told in enumerate(line):
            match = _SHARE.search(told.before)
            if match and told.figure.unit in _SHARES and "分别" not in told.before and at >= 1:
                yield from _share(line[:at], told, match["whole"])


def _share(earlier: tuple[Told, ...], told: Told, whole: str) -> Iterator[Doubt]:
    part, wholes = _part_and_wholes(earlier, told, whole)
    if part is None or not wholes or any(_gives(part, each, told) for each in wholes):
        return
    base = wholes[-1]
    true = plainly(100 * part.figure.value / base.figure.value)
    why = (
        f"{cited(part.figure.place, part.figure.quote)}与{cited(base.figure.place, base.figure.quote)}相比应为{true}%"
        f"（{plainly(part.figure.value)}÷{plainly(base.figure.value)}），{cited(told.figure.place, told.figure.quote)}却作{told.figure.text}"
    )
    yield doubted("share-differs", told.figure.place, why, told.figure.quote)


def _part_and_wholes(earlier: tuple[Told, ...], told: Told, whole: str) -> tuple[Told | None, list[Told]]:
    """What is a share, and every earlier figure that it can be a share of."""
    last = earlier[-1]
    if last.figure.unit in _SHARES or last.figure.unit == "倍":
        return None, []
    if last.clause == told.clause and "占" in last.before.rpartition("，")[2] and len(earlier) > 1:
        return (earlier[-2], [last]) if last.kind == earlier[-2].kind else (None, [])
    larger = [each for each in earlier[:-1] if each.kind == last.kind and each.figure.value >= last.figure.value]
    noun = _WHOLE_WORDS.sub("", whole)[-2:]
    if noun:
        return last, [each for each in larger if noun in each.figure.measure or noun in each.figure.quote]
    return last, larger if "其中" in last.before else []


def _gives(part: Told, whole: Told, told: Told) -> bool:
    stated = margin(told.figure)
    slack = 2.0 if "分之" in told.figure.text or "成" in told.figure.text else stated.high - stated.low
    scale = 10 if told.figure.unit == "‰" else 1
    found = per_cent(margin(part.figure), margin(whole.figure))
    return Margin(found.low * scale, found.high * scale).meets(Margin(stated.low - slack, stated.high + slack))


def growth_differs(reading: Reading) -> Iterator[Doubt]:
    """A growth, in numbers or in per cent, that is not what before and after give."""
    for line in reading.sentences:
        for at, told in enumerate(line[2:], 2):
            yield from _growth_from_to(line[:at], told)
        for at, told in enumerate(line[2:], 2):
            yield from _growth_by(line[:at], told)


def _growth_from_to(earlier: tuple[Told, ...], told: Told) -> Iterator[Doubt]:
    """由A增加到B，增加N, or 增长N%."""
    low, high = earlier[-2], earlier[-1]
    if high.figure.unit in {"%", "倍"} and len(earlier) > 2:
        low, high = earlier[-3], earlier[-2]
    sign = 1 if _GREW.search(told.before) else -1 if _FELL.search(told.before) else 0
    if not (sign and _is_course(low, high)) or _BASIS.search(told.before.rpartition("，")[2]):
        return
    change = difference(margin(high.figure), margin(low.figure)) if sign > 0 else difference(margin(low.figure), margin(high.figure))
    if not _change_fits(change, low, told):
        yield _grown(low, high, told, sign)


def _change_fits(change: Margin, base: Told, told: Told) -> bool:
    stated = margin(told.figure)
    if told.figure.unit == "%":
        slack = 2.0 if "分之" in told.figure.text else stated.high - stated.low
        return per_cent(change, margin(base.figure)).meets(Margin(stated.low - slack, stated.high + slack))
    if told.figure.unit == "倍":
        times = per_cent(change, margin(base.figure))
        return any(Margin(times.low / 100 + more, times.high / 100 + more).meets(Margin(stated.low - 0.1, stated.high + 0.1)) for more in (0, 1))
    return told.kind != base.kind or change.meets(stated)


def _is_course(low: Told, high: Told) -> bool:
    same = low.kind == high.kind and low.figure.unit not in _SHARES
    return same and _FROM.search(low.before) is not None and bool(_UP.search(high.before) or _DOWN.search(high.before))


def _grown(low: Told, high: Told, told: Told, sign: int) -> Doubt:
    change = sign * (high.figure.value - low.figure.value)
    sum_ = f"{plainly(max(high.figure.value, low.figure.value))}－{plainly(min(high.figure.value, low.figure.value))}={plainly(abs(change))}"
    rate = f"，合{plainly(100 * change / low.figure.value)}%" if told.figure.unit in {"%", "倍"} and low.figure.value else ""
    why = f"{cited(low.figure.place, low.figure.text)}到{cited(high.figure.place, high.figure.text)}，{sum_}{rate}，{cited(told.figure.place, told.figure.quote)}却作{told.figure.text}"
    return doubted("growth-differs", told.figure.place, why, told.figure.quote)


def _growth_by(earlier: tuple[Told, ...], told: Told) -> Iterator[Doubt]:
    """B，比上年增加N，增长X%: N is X per cent of B less N."""
    now, change = earlier[-2], earlier[-1]
    grew = bool(_GREW.search(change.before) and _GREW.search(told.before))
    fell = bool(_FELL.search(change.before) and _FELL.search(told.before))
    if told.figure.unit != "%" or not (grew or fell) or now.kind != change.kind or not _BASIS.search(change.before):
        return
    base = difference(margin(now.figure), margin(change.figure))
    if fell:
        base = Margin(now.figure.value + margin(change.figure).low, now.figure.value + margin(change.figure).high)
    stated = margin(told.figure)
    slack = stated.high - stated.low
    if not per_cent(margin(change.figure), base).meets(Margin(stated.low - slack, stated.high + slack)):
        before = now.figure.value - change.figure.value * (1 if grew else -1)
        true = plainly(100 * change.figure.value / before) if before else "—"
        why = f"{cited(now.figure.place, now.figure.text)}、{cited(change.figure.place, change.figure.quote)}，合{true}%（{plainly(change.figure.value)}÷{plainly(before)}），{cited(told.figure.place, told.figure.quote)}却作{told.figure.text}"
        yield doubted("growth-differs", told.figure.place, why, told.figure.quote)


def courses_reversed(reading: Reading) -> Iterator[Doubt]:
    """由1200人增加到900人: it says more and shows fewer."""
    for line in reading.sentences:
        for low, high in zip(line, line[1:], strict=False):
            if not _is_course(low, high):
                continue
            rising = _UP.search(high.before) is not None
            gap = high.figure.value - low.figure.value
            if gap and (gap > 0) != rising:
                why = f"{cited(low.figure.place, low.figure.text)}到{cited(high.figure.place, high.figure.text)}，说是{'增' if rising else '减'}，数却{'减' if rising else '增'}了{plainly(abs(gap))}"
                yield doubted("growth-differs", high.figure.place, why, high.figure.quote)
