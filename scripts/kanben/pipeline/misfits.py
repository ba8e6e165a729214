"""What the decisions say of a chapter whose source was replaced, and no longer fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kanben.assemble.passages import locate
from kanben.errors import PassageError
from kanben.model import Chapter, Passage
from kanben.normalise import normalise
from kanben.pipeline.loading import Loaded, load, passages, sources


def misfits(root: Path, slugs: frozenset[str]) -> tuple[str, ...]:
    """A sentence for each decision on one of these chapters that fits nowhere now, or in two places."""
    loaded = load(root)
    return tuple(
        problem for source in sources(loaded) if source.slug in slugs
        for problem in _in_chapter(loaded, normalise(source).chapter)
    )  # fmt: skip


def _in_chapter(loaded: Loaded, uncorrected: Chapter) -> Iterator[str]:
    """Corrections quote the text before they are made; everything else quotes it after."""
    corrections = loaded.decisions.corrections
    mine = tuple(c for c in corrections if c.passage.chapter == uncorrected.slug)
    yield from _failing(tuple(c.passage for c in mine), uncorrected)
    fitting = tuple(c for c in mine if not tuple(_failing((c.passage,), uncorrected)))
    source = next(source for source in sources(loaded) if source.slug == uncorrected.slug)
    corrected = normalise(source, fitting).chapter
    others = (p for p in passages(loaded.decisions) if p.chapter == uncorrected.slug)
    yield from _failing(tuple(p for p in others if p not in {c.passage for c in mine}), corrected)


def _failing(wanted: tuple[Passage, ...], chapter: Chapter) -> Iterator[str]:
    for passage in wanted:
        try:
            locate((chapter,), passage)
        except PassageError as error:
            yield str(error)
