"""What stands on a laid-out page: its text boxes walked, and matched with the blocks they were set from.

No anchor is set for any word: the ids on blocks and the characters drawn are enough to know where in the text
each page begins (and cost one pass over the pages, where a counter for each occurrence costs minutes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kanben.model import Chapter, Place
from kanben.publish.anchors import block_id
from kanben.publish.engine import boxes

ADDED = frozenset({"added", "reading", "noteref", "author", "footnote"})
"""Classes of what the edition adds inside a block: it is not the block's text."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Text of one block on one page."""

    block: str
    """Id of the block."""
    text: str
    """What is drawn, without white space; empty for a picture."""
    note: bool


@dataclass(frozen=True, slots=True)
class Begin:
    """Where the text of a page begins, or that of a note on it."""

    page: int
    """Number of the page among those walked, from 0."""
    place: Place
    note: bool


def begins(pages: Iterable[Any], chapter: Chapter) -> Iterator[Begin]:
    """Where each of the pages that a chapter was laid out on begins in its text, its notes apart."""
    ids = {block_id(chapter.slug, number): number for number in range(len(chapter.blocks))}
    solid = {name: solid_text(chapter.blocks[number].text) for name, number in ids.items()}
    cursors = dict.fromkeys(ids, 0)
    for number, page in enumerate(pages):
        seen: set[str] = set()
        for drawn in page_texts(page._page_box, ids):
            text, offsets = solid[drawn.block]
            at, after = match(text, drawn.text, cursors[drawn.block])
            cursors[drawn.block] = after
            start = drawn.block if drawn.note else "text"
            if start not in seen:
                seen.add(start)
                block = ids[drawn.block]
                place = Place(chapter.slug, block, offsets[at], offsets[at])
                yield Begin(number, place, drawn.note)


def solid_text(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without white space, and the code point of each character left (and of the end)."""
    kept = tuple(offset for offset, character in enumerate(text) if not character.isspace())
    return "".join(text[offset] for offset in kept), (*kept, len(text))


def match(text: str, drawn: str, cursor: int) -> tuple[int, int]:
    """Where in a block's solid text a drawn piece begins and ends; it follows the cursor, a hyphen apart."""
    for tried in (drawn, drawn[:-1]):
        if text.startswith(tried, cursor):
            return cursor, cursor + len(tried)
    found = text.find(drawn, cursor)
    start = cursor if found < 0 else found
    return start, min(start + len(drawn), len(text))


def page_texts(page_box: Any, ids: Mapping[str, int]) -> Iterator[Drawn]:
    """The texts of the blocks on a page, in the order they are drawn: the text first, then its notes."""
    stack: list[tuple[Any, str, bool]] = [(page_box, "", False)]
    while stack:
        box, block, note = stack.pop()
        if isinstance(box, boxes.MarginBox) or _added(box, note):
            continue
        note = note or isinstance(box, boxes.FootnoteAreaBox)
        block = _own_id(box, ids) or block
        if isinstance(box, boxes.TextBox):
            text = "".join(box.text.split())
            if block and text:
                yield Drawn(block, text, note)
        elif block and isinstance(box, boxes.ReplacedBox):
            yield Drawn(block, "", note)
        else:
            children = getattr(box, "children", ())
            stack.extend((child, block, note) for child in reversed(children))


def _own_id(box: Any, ids: Mapping[str, int]) -> str:
    element = getattr(box, "element", None)
    name = element.get("id", "") if element is not None else ""
    return name if name in ids else ""


def _added(box: Any, note: bool) -> bool:
    """What the edition adds: pseudo-elements, labels, the repeated head of a table."""
    element = getattr(box, "element", None)
    if element is None:
        return False
    if "::" in (box.element_tag or ""):
        return True
    classes = frozenset((element.get("class") or "").split())
    return bool(classes & (ADDED - {"footnote"} if note else ADDED))
