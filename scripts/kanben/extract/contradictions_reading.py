"""A chapter as the checks read it: its passages, and its figures sentence by sentence with the words before each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kanben.extract.figure_passages import Passage, passages
from kanben.model import Chapter, Doubt, FigureFound, Findings, Place

_PEOPLE = {"人", "名", "位", "口", "个人"}


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in its sentence."""

    figure: FigureFound
    before: str
    """The words since the figure before it, or since the sentence began."""
    after: str
    """The words up to the next figure, or to the sentence's end."""
    clause: int
    """Number of its clause in the block: figures of one clause share it."""

    @property
    def kind(self) -> str:
        """Its unit, those of people made one."""
        return "人" if self.figure.unit in _PEOPLE else self.figure.unit


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
        yield tuple(
            Told(figure, passage.text[left : figure.place.start], passage.text[figure.place.end : right],
                 passage.clause(figure.place.start)[0])
            for figure, left, right in zip(line, starts, ends, strict=False)
        )  # fmt: skip


def cited(place: Place, quote: str) -> str:
    """A place as a doubt names it: 第3段“共有职工1200人”."""
    return f"第{place.block + 1}段“{quote}”"


def doubted(code: str, place: Place, why: str, quote: str) -> Doubt:
    """A doubt at that place."""
    return Doubt(place, code, why, quote)


def plainly(value: float) -> str:
    """A number as arithmetic is written: 40, 12.5, 33.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
