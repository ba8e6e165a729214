"""Hand edits of clean/*.md become corrections: quotation, replacement, in decisions/corrections.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from kanben.config import with_entries
from kanben.errors import ConfigError
from kanben.markup import read
from kanben.model import Block, Cleaned, Passage
from kanben.pipeline.chapters import clean_chapters
from kanben.pipeline.loading import Progress, load
from kanben.store import Project, code_version, hand_edited, read_clean, read_text, write_clean, write_text

_FILE = "corrections.yaml"


@dataclass(frozen=True, slots=True)
class HandEdit:
    """One place where a person changed the clean text."""

    chapter: str
    exact: str
    prefix: str
    suffix: str
    replacement: str


def adopt(root: Path, progress: Progress) -> tuple[HandEdit, ...]:
    """Turn every hand edit into a correction and write clean/ anew; gives the edits.

    Raises ConfigError where an edit changes more than wording (blocks added, taken out or retyped): then
    nothing is written.
    """
    loaded = load(root)
    edited = hand_edited(loaded.project)
    if not edited:
        return ()
    chapters = {c.chapter.slug: c for c in clean_chapters(loaded, progress)}
    edits = tuple(edit for slug in edited for edit in _edits(loaded.project, chapters[slug]))
    path = loaded.project.manuscript / "decisions" / _FILE
    before = read_text(loaded.project, path)
    write_text(loaded.project, path, with_entries(before, tuple(map(_entry, edits))))
    write_clean(loaded.project, clean_chapters(load(root), progress), code_version()[:12])
    return edits


def _entry(edit: HandEdit) -> dict[str, str]:
    given = {
        "chapter": edit.chapter, "exact": edit.exact, "prefix": edit.prefix, "suffix": edit.suffix,
        "replacement": edit.replacement,
    }  # fmt: skip
    return {key: value for key, value in given.items() if value or key == "replacement"}


def _edits(project: Project, cleaned: Cleaned) -> tuple[HandEdit, ...]:
    slug = cleaned.chapter.slug
    by_hand, _ = read(read_clean(project, slug).encode("utf-8"), "markdown")
    made = cleaned.chapter.blocks
    if [_form(block) for block in by_hand] != [_form(block) for block in made]:
        raise ConfigError("adopt.not-wording", f"manuscript/clean/{slug}.md")
    texts = tuple(block.text for block in made)
    return tuple(
        edit
        for old, new in zip(texts, (block.text for block in by_hand), strict=True)
        if old != new
        for edit in _in_block(slug, old, new, texts)
    )


def _form(block: Block) -> tuple[str, int, str]:
    return (block.kind, block.level, block.label)


def _in_block(slug: str, old: str, new: str, texts: tuple[str, ...]) -> tuple[HandEdit, ...]:
    changes = [
        change
        for change in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if change[0] != "equal"
    ]
    return tuple(_quoted(slug, (old, i1, i2), new[j1:j2], texts) for _, i1, i2, j1, j2 in changes)


def _quoted(slug: str, at: tuple[str, int, int], replacement: str, texts: tuple[str, ...]) -> HandEdit:
    """The change as a quotation with as much context as makes it stand once in the chapter."""
    text, start, end = at
    if start == end:
        # A pure insertion has nothing to quote: it takes the character before it, or after it, with it.
        start, end = (start - 1, end) if start else (start, min(end + 1, len(text)))
        replacement = text[start:end] + replacement if at[1] else replacement + text[start:end]
    for reach in range(len(text) + 1):
        passage = Passage(text[start:end], text[max(0, start - reach) : start], text[end : end + reach])
        if sum(other.count(passage.prefix + passage.exact + passage.suffix) for other in texts) == 1:
            break
    return HandEdit(slug, passage.exact, passage.prefix, passage.suffix, replacement)
