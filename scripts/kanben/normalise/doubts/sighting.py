"""What a finder of doubts gives back, before it is tied to a place of the chapter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from kanben.model import Doubt, Place
from kanben.normalise.draft import Draft, Span

_CONTEXT = 10


class Sighting(NamedTuple):
    """A span of the working text that looks wrong."""

    start: int
    end: int
    code: str
    why: str


def placed(draft: Draft, slug: str, sightings: Iterable[Sighting]) -> tuple[Doubt, ...]:
    """The doubts of a chapter in reading order, each with its block, its span there and the words around."""
    spans = sorted(draft.spans, key=lambda span: span.kind == "note")
    numbers = {span.start: number for number, span in enumerate(spans)}
    found = []
    for sighting in sightings:
        span = _span_at(draft.spans, sighting.start)
        if span is not None:
            found.append(_doubt(draft.text, (slug, numbers[span.start]), span, sighting))
    return tuple(sorted(found, key=lambda doubt: (doubt.place.block, doubt.place.start)))


def _span_at(spans: tuple[Span, ...], offset: int) -> Span | None:
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and offset <= spans[at].end else None


def _doubt(text: str, where: tuple[str, int], span: Span, sighting: Sighting) -> Doubt:
    start, end = sighting.start, min(sighting.end, span.end)
    quote = text[max(span.start, start - _CONTEXT) : min(span.end, end + _CONTEXT)]
    place = Place(*where, start - span.start, end - span.start)
    return Doubt(place, sighting.code, sighting.why, quote)
