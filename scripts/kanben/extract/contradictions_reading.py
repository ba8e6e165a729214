"""A chapter as the checks read it: its passages, its figures sentence by sentence, and how a doubt is worded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kanben.extract.figure_passages import Passage, passages
from kanben.model import Chapter, Doubt, FigureFound, Findings, Place
from kanben.resources import data_table

_PEOPLE = frozenset({"人", "名", "位", "口"})


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in its sentence."""

    figure: FigureFound
    before: str
    """The words since the figure before it, or since the sentence began."""
    after: str
    """The words up to the next figure, or to the sentence's end."""
    clause: int
    """Where its clause begins: figures of one clause share it."""

    @property
    def kind(self) -> str:
        """Its unit, those of people made one."""
        return "人" if self.figure.unit in _PEOPLE else self.figure.unit

    @property
    def cited(self) -> str:
        """The place and the clause."""
        return cited(self.figure.place, self.figure.quote)

    @property
    def number(self) -> str:
        """The place and the number alone."""
        return cited(self.figure.place, self.figure.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """One chapter and all that was found in it."""

    chapter: Chapter
    found: Findings
    passages: tuple[Passage, ...]
    sentences: tuple[tuple[Told, ...], ...]
    """For each sentence that has figures, those figures."""


@dataclass(frozen=True, slots=True)
class Book:
    """One chapter or several, read together."""

    readings: tuple[Reading, ...]

    def cited(self, place: Place, quote: str) -> str:
        """A place as a doubt names it, with its chapter where there are several."""
        chapter = f"{place.chapter}章" if len(self.readings) > 1 else ""
        return chapter + cited(place, quote)


def reading(chapter: Chapter, found: Findings) -> Reading:
    """The chapter laid out for the checks."""
    blocks = tuple(passages(chapter, found))
    by_block: defaultdict[int, list[FigureFound]] = defaultdict(list)
    for figure in found.figures:
        by_block[figure.place.block].append(figure)
    told = tuple(line for passage in blocks for line in _lines(passage, by_block[passage.block]))
    return Reading(chapter, found, blocks, told)


def _lines(passage: Passage, figures: Sequence[FigureFound]) -> Iterator[tuple[Told, ...]]:
    by_sentence: defaultdict[tuple[int, int], list[FigureFound]] = defaultdict(list)
    for figure in figures:
        by_sentence[passage.sentence(figure.place.start)].append(figure)
    for (start, end), line in by_sentence.items():
        starts = [start, *(figure.place.end for figure in line)]
        ends = [*(figure.place.start for figure in line[1:]), end]
        rows = zip(line, starts, ends, strict=False)
        yield tuple(_told(passage, figure, left, right) for figure, left, right in rows)


def _told(passage: Passage, figure: FigureFound, left: int, right: int) -> Told:
    start, end = figure.place.start, figure.place.end
    return Told(figure, passage.text[left:start], passage.text[end:right], passage.clause(start)[0])


def cited(place: Place, quote: str) -> str:
    """A place as a doubt names it: 第3段“共有职工1200人”."""
    return f"第{place.block + 1}段“{quote}”"


def reason(key: str, **facts: object) -> str:
    """One sentence of data/consistency.toml with its facts; numbers as arithmetic is written: 40, 12.5, 33.33."""
    shown = {name: plainly(fact) if isinstance(fact, float) else str(fact) for name, fact in facts.items()}
    return str(data_table("consistency.toml")["reasons"][key]).format(**shown)


def plainly(value: float) -> str:
    """A number with at most two decimals and no idle noughts."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def figure_doubt(code: str, told: Told, why: str) -> Doubt:
    """A doubt at a figure."""
    return Doubt(told.figure.place, code, why, told.figure.quote)
