"""Chapters revised at random, every character knowing where it came from: what anchoring is measured by."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kanben.assemble.anchoring import Anchored, anchor
from kanben.assemble.anchoring_selectors import passage_at
from kanben.assemble.anchoring_text import FlatText, flat_text
from kanben.model import Block, Chapter, Passage

RATES = (0.02, 0.05, 0.10, 0.30)
NEW = -1
"""Origin of a character that the chapter did not have."""
Letter = tuple[str, int]
Paragraph = list[Letter]
Targets = list[tuple[int, int]]


@dataclass
class Draft:
    """A chapter under revision: paragraphs of characters, the targets, and chance."""

    paragraphs: list[Paragraph]
    targets: Targets
    chance: random.Random
    strange: str
    """Text of another chapter of the book: what is put in is taken from it."""

    @property
    def size(self) -> int:
        return sum(map(len, self.paragraphs))

    def anywhere(self) -> tuple[Paragraph, int]:
        paragraph = self.chance.choices(self.paragraphs, [len(p) + 1 for p in self.paragraphs])[0]
        return paragraph, self.chance.randrange(len(paragraph) + 1)

    def stranger(self, length: int) -> Paragraph:
        """Words on the same subject: as like the target's as words can be that were never the target's own."""
        start = self.chance.randrange(max(1, len(self.strange) - length))
        return [(character, NEW) for character in self.strange[start : start + length]]

    def length(self) -> int:
        """A slip of the pen, a phrase or a sentence."""
        return self.chance.choice((1, 2, 4, 8, 30))


def sentences(paragraph: Paragraph) -> list[Paragraph]:
    text = "".join(character for character, _ in paragraph)
    ends = [match.end() for match in re.finditer(r"[。！？；]", text)]
    bounds = [0, *ends, len(text)]
    return [paragraph[a:b] for a, b in itertools.pairwise(bounds) if a < b]


def insert(draft: Draft) -> int:
    paragraph, at = draft.anywhere()
    new = draft.stranger(draft.length())
    paragraph[at:at] = new
    return len(new)


def delete(draft: Draft) -> int:
    paragraph, at = draft.anywhere()
    length = len(paragraph[at : at + draft.length()])
    del paragraph[at : at + length]
    return length


def replace(draft: Draft) -> int:
    paragraph, at = draft.anywhere()
    length = len(paragraph[at : at + draft.length()])
    paragraph[at : at + length] = draft.stranger(length)
    return length


def delete_sentence(draft: Draft) -> int:
    return len(_taken(draft))


def replace_sentence(draft: Draft) -> int:
    paragraph, _ = draft.anywhere()
    parts = sentences(paragraph)
    if not parts:
        return 0
    at = draft.chance.randrange(len(parts))
    length = len(parts[at])
    parts[at] = draft.stranger(length)
    paragraph[:] = [letter for part in parts for letter in part]
    return length


def reorder_sentence(draft: Draft) -> int:
    """A sentence changes places with the next."""
    paragraph, _ = draft.anywhere()
    parts = sentences(paragraph)
    if len(parts) < 2:
        return 0
    at = draft.chance.randrange(len(parts) - 1)
    parts[at : at + 2] = parts[at + 1], parts[at]
    paragraph[:] = [letter for part in parts for letter in part]
    return len(parts[at])


def move_sentence(draft: Draft) -> int:
    """A sentence goes anywhere."""
    moved = _taken(draft)
    paragraph, _ = draft.anywhere()
    parts = sentences(paragraph)
    parts.insert(draft.chance.randrange(len(parts) + 1), moved)
    paragraph[:] = [letter for part in parts for letter in part]
    return len(moved)


def reorder_paragraph(draft: Draft) -> int:
    moved = draft.paragraphs.pop(draft.chance.randrange(len(draft.paragraphs)))
    draft.paragraphs.insert(draft.chance.randrange(len(draft.paragraphs) + 1), moved)
    return len(moved)


def merge(draft: Draft) -> int:
    if len(draft.paragraphs) < 2:
        return draft.size
    at = draft.chance.randrange(len(draft.paragraphs) - 1)
    draft.paragraphs[at] += draft.paragraphs.pop(at + 1)
    return len(draft.paragraphs[at])


def split(draft: Draft) -> int:
    paragraph, at = draft.anywhere()
    draft.paragraphs.insert(draft.paragraphs.index(paragraph) + 1, paragraph[at:])
    del paragraph[at:]
    return len(draft.paragraphs[draft.paragraphs.index(paragraph) + 1]) or 1


def copy_elsewhere(draft: Draft) -> int:
    """A target's sentence is copied to another place, and the original changed in one character in eight."""
    start, end = draft.chance.choice(draft.targets)
    for paragraph in draft.paragraphs:
        parts = sentences(paragraph)
        for number, part in enumerate(parts):
            if any(start <= origin < end for _, origin in part):
                return _copied(draft, paragraph, parts, number)
    return draft.size


def _copied(draft: Draft, paragraph: Paragraph, parts: list[Paragraph], number: int) -> int:
    copied = [(character, NEW) for character, _ in parts[number]]
    parts[number] = [
        (draft.chance.choice(draft.strange), NEW) if draft.chance.random() < 1 / 8 else letter
        for letter in parts[number]
    ]
    paragraph[:] = [letter for part in parts for letter in part]
    other, _ = draft.anywhere()
    there = sentences(other)
    there.insert(draft.chance.randrange(len(there) + 1), copied)
    other[:] = [letter for part in there for letter in part]
    return len(copied)


def _taken(draft: Draft) -> Paragraph:
    paragraph, _ = draft.anywhere()
    parts = sentences(paragraph)
    if not parts:
        return []
    taken = parts.pop(draft.chance.randrange(len(parts)))
    paragraph[:] = [letter for part in parts for letter in part]
    return taken


def everything(draft: Draft) -> int:
    return draft.chance.choice([each for name, each in OPERATIONS.items() if name != "everything"])(draft)


OPERATIONS: dict[str, Callable[[Draft], int]] = {
    "insert": insert, "delete": delete, "replace": replace, "delete sentences": delete_sentence,
    "replace sentences": replace_sentence, "swap sentences": reorder_sentence, "move sentences": move_sentence,
    "move paragraphs": reorder_paragraph, "merge": merge, "split": split, "copy": copy_elsewhere,
    "everything": everything,
}  # fmt: skip


def targets(flat: FlatText, count: int, chance: random.Random) -> Targets:
    """Words, phrases and whole sentences, anywhere; some over the ends of paragraphs, some over each other."""
    whole = [(m.start(), m.end()) for m in re.finditer(r"[^。！？；]{4,80}[。！？；]", flat.text)]
    found = []
    for number in range(count):
        length = chance.choice((2, 4, 6, 10, 16, 30))
        start = chance.randrange(len(flat.text) - length)
        found.append(chance.choice(whole) if number % 5 == 0 and whole else (start, start + length))
    return found


def revised(flat: FlatText, spans: Targets, how: tuple[str, float], strange: str) -> Draft:
    """The chapter after so many operations that the share of its characters given by `rate` is touched."""
    bounds = [*flat.first, len(flat.text)]
    letters = list(zip(flat.text, range(len(flat.text)), strict=True))
    paragraphs = [letters[a:b] for a, b in itertools.pairwise(bounds)]
    operation, rate = how
    chance = random.Random(f"{flat.chapter} {operation} {rate}")
    draft = Draft(paragraphs, spans, chance, strange)
    touched, wanted = 0, rate * draft.size
    while touched < wanted:
        touched += max(1, OPERATIONS[operation](draft))
    return draft


def outcomes(chapter: Chapter, strange: Chapter, how: tuple[str, float], count: int) -> Counter[str]:
    """How many targets of the chapter were kept, recovered, orphaned or set wrong, and how many were lost.

    `how` is an operation and the share of characters it touches; words put in are those of `strange`.
    """
    old = flat_text(chapter)
    spans = targets(old, count, random.Random(f"targets {chapter.slug}"))
    passages = [passage_at(old, *span) for span in spans]
    draft = revised(old, spans, how, flat_text(strange).text)
    blocks = tuple(Block("paragraph", "".join(c for c, _ in p)) for p in draft.paragraphs)
    new = flat_text(Chapter(chapter.slug, chapter.title, blocks))
    origins = [origin for paragraph in draft.paragraphs for _, origin in paragraph]
    return Counter(_outcomes(new, origins, spans, passages))


def _outcomes(new: FlatText, origins: list[int], spans: Targets, passages: list[Passage]) -> Iterator[str]:
    for span, passage in zip(spans, passages, strict=True):
        left = sum(span[0] <= origin < span[1] for origin in origins)
        there = left * 2 >= span[1] - span[0]
        found = anchor((new,), passage)
        if not isinstance(found, Anchored):
            yield "orphaned" if there else "lost"
        elif not _right(found, span, origins, left):
            yield "wrong"
        elif there:
            yield "recovered" if found.moved else "kept"


def _right(found: Anchored, span: tuple[int, int], origins: list[int], left: int) -> bool:
    """Whether a third of what is left of the target is in the anchor, which is no more than three times as much."""
    anchored = origins[slice(*found.span)]
    mine = sum(span[0] <= origin < span[1] for origin in anchored)
    return mine * 3 >= left and mine * 3 >= len(anchored)
