"""Rows of figures that run in parallel, year by year: one of them ten times what its neighbours lead to expect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kanben.extract.contradictions_reading import Reading, Told, figure_doubt, reason
from kanben.model import Doubt

_STEADY = 2.5
_JUMP = 8.0


def magnitudes_differ(reading: Reading) -> Iterator[Doubt]:
    """1989年建立1200个，提出6300件，办理4700件。1990年建立1452个，提出11万件，办理8300件: 1.1万 was meant."""
    for one, other in pairwise(reading.sentences):
        rows = _parallel(one, other)
        ratios = [b.figure.value / a.figure.value for a, b in rows if a.figure.value]
        odd = [pair for pair, ratio in zip(rows, ratios, strict=False) if not 1 / _JUMP < ratio < _JUMP]
        steady = [ratio for ratio in ratios if 1 / _STEADY < ratio < _STEADY]
        if len(rows) == len(ratios) >= 3 and len(odd) == 1 and len(steady) == len(ratios) - 1:
            yield _jump(*odd[0])


def _parallel(one: tuple[Told, ...], other: tuple[Told, ...]) -> list[tuple[Told, Told]]:
    """The figures of two neighbouring sentences paired, if all of them speak of the same things in the same order."""
    if len(one) != len(other) or other[0].figure.place.block - one[0].figure.place.block > 1:
        return []
    pairs = list(zip(one, other, strict=True))
    same = all(a.figure.unit == b.figure.unit and _words(a) == _words(b) for a, b in pairs[1:])
    return pairs if same and pairs[0][0].figure.unit == pairs[0][1].figure.unit else []


def _words(told: Told) -> str:
    return re.sub(r"[，。；：、了为达到共约近\s]", "", told.before)


def _jump(before: Told, now: Told) -> Doubt:
    ratio = now.figure.value / before.figure.value
    likely = now.figure.value / 10 if ratio > 1 else now.figure.value * 10
    why = reason("magnitude", now=now.cited, before=before.cited, ratio=ratio, likely=likely)
    return figure_doubt("magnitude-differs", now, why)
