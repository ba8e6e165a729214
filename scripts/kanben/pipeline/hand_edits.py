"""Hand edits of clean/*.md become corrections: quotation, replacement, in decisions/corrections.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from kanben.assemble.passages import occurrences
from kanben.config import with_entries
from kanben.errors import ConfigError
from kanben.markup import read
from kanben.model import Block, Chapter, Correction, Passage, Source
from kanben.normalise import normalise
from kanben.pipeline.building import normalise_book
from kanben.pipeline.loading import Loaded, Progress, load, sources
from kanben.store import hand_edited, read_clean, read_text, write_text

_FILE = "corrections.yaml"
_APART = 2
"""Changes with fewer characters than this between them are one: a reader takes them so."""


@dataclass(frozen=True, slots=True)
class HandEdit:
    """One place where a person changed the clean text."""

    chapter: str
    exact: str
    prefix: str
    suffix: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Change:
    """Characters start to end of a block's text that give way to others."""

    start: int
    end: int
    after: str


def adopt(root: Path, progress: Progress) -> tuple[HandEdit, ...]:
    """Turn every hand edit into a correction and write clean/ anew; gives the edits.

    Raises ConfigError, and writes nothing, where an edit changes more than wording (blocks added, taken out or
    retyped, emphasis), or changes what a correction made.
    """
    loaded = load(root)
    edited = hand_edited(loaded.project)
    known = {source.slug: source for source in sources(loaded)} if edited else {}
    edits = tuple(edit for slug in edited for edit in _adopted(loaded, slug, known.get(slug)))
    if edits:
        path = loaded.project.manuscript / "decisions" / _FILE
        text = with_entries(read_text(loaded.project, path), tuple(map(_entry, edits)))
        write_text(loaded.project, path, text)
    if edited:
        normalise_book(load(root), progress)
    return edits


def _entry(edit: HandEdit) -> dict[str, str]:
    given = {
        "chapter": edit.chapter, "exact": edit.exact, "prefix": edit.prefix, "suffix": edit.suffix,
        "replacement": edit.replacement,
    }  # fmt: skip
    return {key: value for key, value in given.items() if value or key == "replacement"}


def _adopted(loaded: Loaded, slug: str, source: Source | None) -> tuple[HandEdit, ...]:
    """The edits of one chapter, tried: with them as corrections its text must be that of the hand-edited file."""
    if source is None:
        raise ConfigError("adopt.no-chapter", _shown(slug))
    by_hand, _ = read(read_clean(loaded.project, slug).encode("utf-8"), "markdown")
    off = frozenset(loaded.book.rules.off)
    corrections = tuple(c for c in loaded.decisions.corrections if c.passage.chapter == slug)
    raw = normalise(source, (), off).chapter
    edits = tuple(_edits(raw, normalise(source, corrections, off).chapter, by_hand, corrections))
    tried = normalise(source, (*corrections, *map(_correction, edits)), off)
    if tried.chapter.blocks != by_hand:
        raise ConfigError("adopt.not-wording", _shown(slug))
    return edits


def _shown(slug: str) -> str:
    return f"manuscript/clean/{slug}.md"


def _edits(
    raw: Chapter, made: Chapter, by_hand: tuple[Block, ...], corrections: tuple[Correction, ...]
) -> Iterator[HandEdit]:
    """The edits, quoting the text before any correction: that is what corrections are made to."""
    texts = tuple(block.text for block in raw.blocks)
    for number, (old, new) in enumerate(zip(made.blocks, by_hand, strict=False)):
        if old.text != new.text and number < len(texts):
            known = _corrected(raw, number, corrections)
            for change in _changes(old.text, new.text):
                yield _quoted(raw.slug, texts, number, _before(change, known, old, _shown(raw.slug)))


def _changes(old: str, new: str) -> tuple[Change, ...]:
    """What was changed, changes next to each other as one."""
    joined: list[Change] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        change = Change(start, end, new[first:last])
        if joined and start - joined[-1].end < _APART:
            change = Change(
                joined[-1].start, end, joined[-1].after + old[joined[-1].end : start] + change.after
            )
            joined.pop()
        joined.append(change)
    return tuple(joined)


def _corrected(raw: Chapter, number: int, corrections: tuple[Correction, ...]) -> tuple[Change, ...]:
    """What the corrections that stand already change in that block."""
    found = ((place, c) for c in corrections for place in occurrences((raw,), c.passage))
    mine = (Change(place.start, place.end, c.replacement) for place, c in found if place.block == number)
    return tuple(sorted(mine, key=lambda change: change.start))


def _before(change: Change, known: tuple[Change, ...], made: Block, file: str) -> Change:
    """The change counted in the text before the corrections; raises ConfigError where it touches one."""
    shift = 0
    for correction in known:
        start = correction.start + shift
        end = start + len(correction.after)
        if change.end < start or change.start < change.end == start:
            break
        if change.start < end or change.start == change.end == end or change.start == start:
            raise ConfigError("adopt.on-correction", file, exact=made.text[max(0, start - 6) : end + 6])
        shift += len(correction.after) - (correction.end - correction.start)
    return Change(change.start - shift, change.end - shift, change.after)


def _quoted(slug: str, texts: tuple[str, ...], number: int, change: Change) -> HandEdit:
    """The change as a quotation with as much context as makes it stand once in the chapter."""
    text, start, end, after = texts[number], change.start, change.end, change.after
    if start == end:
        # A pure insertion has nothing to quote: it takes the character before it, or after it, with it.
        start, end = (start - 1, end) if start else (start, min(end + 1, len(text)))
        after = text[start:end] + after if change.start else after + text[start:end]
    for reach in range(len(text) + 1):
        prefix, suffix = text[max(0, start - reach) : start], text[end : end + reach]
        if sum(other.count(prefix + text[start:end] + suffix) for other in texts) == 1:
            break
    return HandEdit(slug, text[start:end], prefix, suffix, after)


def _correction(edit: HandEdit) -> Correction:
    return Correction(Passage(edit.exact, edit.prefix, edit.suffix, edit.chapter), edit.replacement)
