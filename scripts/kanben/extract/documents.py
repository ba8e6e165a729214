"""Documents: every work in 《》 with its kind, date, maker, places, and the work a short title stands for.

titles → who made it, when → short titles → entries
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kanben.extract.document_acts import act_of
from kanben.extract.document_kinds import kind_of
from kanben.extract.figure_passages import Passage, passages
from kanben.extract.short_titles import Mention, resolve
from kanben.extract.spans import Span, titles
from kanben.model import Chapter, Decisions, DocumentFound, Findings, MeetingFound, Place
from kanben.resources import data_table

_INNER = str.maketrans({"《": "〈", "》": "〉"})
_REACH = 6  # blocks: how far back 会议 may point to a meeting held
_LONGEST = 120
_SILENT = 0.8  # a short title tied by distance and kind alone


def find_documents(chapter: Chapter, _decisions: Decisions, found: Findings) -> Findings:
    """The findings with every work of the chapter, in order of first appearance."""
    held = sorted((m for m in found.meetings if m.date), key=lambda m: (m.places[0].block, m.places[0].start))
    mentions = [mention for passage in passages(chapter, found) for mention in _mentions(passage, held)]
    return replace(found, documents=tuple(_entries(mentions, resolve(mentions))))


def title_of(written: str) -> str:
    """A title as the tables print it: without the outer 《》, inner ones as 〈〉, line ends and spaces gone."""
    return re.sub(r"[\s　]*\n[\s　]*", "", written[1:-1]).translate(_INNER).strip()


def _mentions(passage: Passage, held: Sequence[MeetingFound]) -> Iterator[Mention]:
    spans = [span for span in titles(passage.text) if 2 < span[1] - span[0] <= _LONGEST]
    introduced = dict(_introductions(passage, spans))
    for span in spans:
        place = Place(passage.chapter, passage.block, *span)
        title = title_of(passage.text[slice(*span)])
        act = act_of(span, passage, _meeting_before(place, held))
        start, _ = passage.sentence_near(span[0])
        kind = kind_of(title, passage.text[span[1] : span[1] + 12])
        before = passage.text[start : span[0]]
        yield Mention(place, title, kind, before, act.date, act.issuer, introduced.get(span))


def _meeting_before(place: Place, held: Sequence[MeetingFound]) -> MeetingFound | None:
    starts = [(meeting.places[0].block, meeting.places[0].start) for meeting in held]
    at = bisect_left(starts, (place.block, place.start)) - 1
    return held[at] if at >= 0 and place.block - starts[at][0] <= _REACH else None


def _introductions(passage: Passage, spans: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Pairs of a short title and the full title it is introduced for, in 《甲》（以下简称《乙》）."""
    words = tuple(data_table("documents.toml")["short"]["introducing"])
    at = 1
    while at < len(spans):
        row = 1
        head = passage.text[max(spans[at][0] - 12, 0) : spans[at][0]].rstrip("“ ：为")
        if head.endswith(words) and spans[at - 1][0] >= passage.sentence(spans[at][0])[0]:
            row = _row_length(passage.text, spans, at)
            yield from (_introduced(passage.text, full, short) for full, short in _paired(spans, at, row))
        at += row


def _row_length(text: str, spans: Sequence[Span], at: int) -> int:
    """How many titles stand side by side there: 《细则》《办法》 are two."""
    length = 1
    while at + length < len(spans) and text[spans[at + length - 1][1] : spans[at + length][0]] in {
        "",
        "、",
        "和",
    }:
        length += 1
    return min(length, at)


def _paired(spans: Sequence[Span], at: int, row: int) -> Iterator[tuple[Span, Span]]:
    return zip(spans[at - row : at], spans[at : at + row], strict=True)


def _introduced(text: str, one: Span, other: Span) -> tuple[Span, str]:
    """Which of two is short for which: the shorter for the longer, whichever stands first."""
    first, second = title_of(text[slice(*one)]), title_of(text[slice(*other)])
    return (other, first) if len(second) < len(first) else (one, second)


def _entries(mentions: Sequence[Mention], fulls: Iterable[str | None]) -> Iterator[DocumentFound]:
    groups: dict[tuple[str, str | None], list[Mention]] = {}
    for mention, full in zip(mentions, fulls, strict=True):
        groups.setdefault((mention.title, full), []).append(mention)
    for (title, full), group in groups.items():
        yield _entry(title, full, group)


def _entry(title: str, full: str | None, group: Sequence[Mention]) -> DocumentFound:
    """One work; a short title says nothing of its own about date and maker, a periodical has neither."""
    first, silent = group[0], full is not None or group[0].kind == "periodical"
    return DocumentFound(
        title=title,
        kind=first.kind,
        places=tuple(mention.place for mention in group),
        date=None if silent else next((mention.date for mention in group if mention.date), None),
        issuer=None if silent else next((mention.issuer for mention in group if mention.issuer), None),
        short_for=full,
        certainty=_SILENT if full and not any(mention.introduced_for for mention in group) else 1.0,
    )
