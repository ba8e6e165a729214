"""Captions of the book's tables and figures: their numbers, and where each stands.

A manuscript that numbers its own tables (表2, 表3-1) keeps its numbers.  Where it numbers none of them the
edition counts them through the book, so that captions, their lists and references agree in every format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from kanben.model import Block, Edition, Plot
from kanben.publish.anchors import block_id
from kanben.publish.labels import Label, floating
from kanben.resources import printed_words

WORDS = {"table": "表", "figure": "图"}
TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a table or a figure."""

    id: str
    kind: str
    """table or figure."""
    label: Label | None
    """None: it has no number."""
    added: str
    """The number that the edition prints before it (表2); empty: the caption has its own, or none."""
    text: str

    @property
    def line(self) -> str:
        """The caption as the list of tables or figures prints it."""
        return f"{self.added}{printed_words()['after_number']}{self.text}" if self.added else self.text


def captions(edition: Edition) -> Mapping[str, Caption]:
    """Every caption of the book by the id of its table or figure, in the order they are printed."""
    standing = tuple(chain(_of_manuscript(edition), _of_plots(edition)))
    own = {kind for kind, _, text in standing if floating(text)}
    counted = dict.fromkeys(WORDS, 0)
    made = {}
    for kind, identity, text in standing:
        counted[kind] += 1
        made[identity] = _caption(kind, identity, text, 0 if kind in own else counted[kind])
    return made


def plot_ids(edition: Edition) -> tuple[tuple[Plot, str], ...]:
    """The plots in the order they are printed, each with the id of its figure: the timeline comes first."""
    plots = edition.apparatus.plots
    first = tuple(plot for plot in plots if plot.name == TIMELINE) if edition.apparatus.chronology else ()
    rest = tuple(plot for plot in plots if plot.name != TIMELINE)
    return (
        *((plot, f"figure-chronology-{number}") for number, plot in enumerate(first, 1)),
        *((plot, f"figure-plots-{number}") for number, plot in enumerate(rest, 1)),
    )


def numbered_plots(edition: Edition) -> Edition:
    """The edition with the numbers of its plots in their titles, as they are printed."""
    known, ids = captions(edition), {plot.name: identity for plot, identity in plot_ids(edition)}
    plots = tuple(
        replace(plot, title=known[ids[plot.name]].line) if plot.name in ids else plot
        for plot in edition.apparatus.plots
    )
    return replace(edition, apparatus=replace(edition.apparatus, plots=plots))


def _caption(kind: str, identity: str, text: str, number: int) -> Caption:
    """A caption with that number, or with its own where the number is 0."""
    if not number:
        return Caption(identity, kind, floating(text), "", text)
    word = WORDS[kind]
    return Caption(identity, kind, (word, str(number)), f"{word}{number}", text)


def _of_manuscript(edition: Edition) -> Iterator[tuple[str, str, str]]:
    for each in edition.matter:
        for number, block in enumerate(each.chapter.blocks):
            if text := _text(block):
                yield block.kind, block_id(each.chapter.slug, number), text


def _text(block: Block) -> str:
    return {"table": block.label, "figure": block.text}.get(block.kind, "")


def _of_plots(edition: Edition) -> Iterator[tuple[str, str, str]]:
    return (("figure", identity, plot.title) for plot, identity in plot_ids(edition))
