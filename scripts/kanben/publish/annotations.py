"""The editors' notes read from their Markdown, all of them in one run of pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from kanben.markup import read
from kanben.model import Block
from kanben.publish.blocks import Inserted, block_html

PLAIN = re.compile(r"[^\\`*_{}\[\]()<>#+\-.!&~^$|'\"=:\n]*[。！？）”]?")
"""Text that Markdown reads as it stands."""
LINK = re.compile(r"\]\((chapter|note):([^)\s]*)\)")
"""A link to a chapter or another note."""
INSIDE = "kanben-inside/"
"""Stands before such a link while it is read: a path is let through, a scheme of our own is not."""
BETWEEN = "kanben-note-{number}"


def note_bodies(texts: Iterable[str], inserted: Inserted) -> dict[str, Markup]:
    """The inline content of each note text: Markdown's emphasis, links and the like; never raw HTML."""
    known = dict.fromkeys(texts)
    bodies = {text: escape(text) for text in known if PLAIN.fullmatch(text)}
    rest = [text for text in known if text not in bodies]
    return {**bodies, **dict(zip(rest, _read(rest, inserted), strict=True))}


def _read(texts: list[str], inserted: Inserted) -> list[Markup]:
    """The rest in one reading, parted by headings that no note can hold; one by one where a note swallows some."""
    if not texts:
        return []
    marks = [BETWEEN.format(number=number) for number in range(len(texts))]
    texts = [LINK.sub(rf"]({INSIDE}\1/\2)", text) for text in texts]
    whole = "\n\n".join(f"###### {mark}\n\n{text}" for mark, text in zip(marks, texts, strict=True))
    blocks, _ = read(whole.encode(), "markdown")
    parts = _parted(blocks, frozenset(marks))
    if len(parts) != len(texts):
        parts = [list(read(text.encode(), "markdown")[0]) for text in texts]
    return [
        Markup("<br/>").join(block_html(_linked(block), (), inserted) for block in part) for part in parts
    ]


def _linked(block: Block) -> Block:
    """The block with its links to chapters and notes under the names of their anchors."""
    marks = (
        replace(mark, value="#" + mark.value.removeprefix(INSIDE).replace("/", ":", 1))
        if mark.kind == "link" and mark.value.startswith(INSIDE)
        else mark
        for mark in block.marks
    )
    return replace(block, marks=tuple(marks))


def _parted(blocks: Iterable[Block], marks: frozenset[str]) -> list[list[Block]]:
    parts: list[list[Block]] = []
    for block in blocks:
        if block.kind == "heading" and block.text in marks:
            parts.append([])
        elif parts:
            parts[-1].append(block)
    return parts
