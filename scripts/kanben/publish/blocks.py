"""Blocks of a chapter to XHTML: every block carries its id, and nothing inside a block does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup

from kanben.model import Block, Chapter, Mark
from kanben.publish.anchors import block_id
from kanben.publish.inline import TAGS, Element, Insertion, inline
from kanben.publish.templates import fill

SCHEMES = frozenset({"http", "https", "mailto"})
"""What a link of the manuscript may lead to, beside the book itself."""

KAI_BLOCKS = frozenset({"quote", "verse", "note"})
QUOTES = re.compile("[“”‘’]")


@dataclass(frozen=True, slots=True)
class View:
    """A block as the templates see it."""

    kind: str
    id: str
    html: Markup
    level: int = 0
    label: str = ""
    rows: tuple[tuple[Markup, ...], ...] = ()
    text: str = ""
    number: str = ""
    """What the edition prints before a caption that has no number of its own: 表2."""
    children: tuple[View, ...] = ()


@dataclass(frozen=True, slots=True)
class Inserted:
    """What is set into the blocks of one chapter: notes and page breaks by block, ids by anchor name."""

    by_block: Mapping[int, list[Insertion]] = field(default_factory=dict)
    anchors: Mapping[str, str] = field(default_factory=dict)
    target: str = "pdf"
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Numbers that the edition gives captions, by the id of the table or figure."""


def views(chapter: Chapter, inserted: Inserted) -> tuple[View, ...]:
    """The chapter's blocks but its notes, items nested and neighbours of a kind grouped."""
    single = (
        view(chapter.slug, number, block, inserted)
        for number, block in enumerate(chapter.blocks)
        if block.kind != "note"
    )
    grouped: list[View] = []
    for kind, run in groupby(single, key=lambda each: each.kind):
        if kind == "item":
            grouped.append(View("list", "", Markup(), children=nested(tuple(run))))
        elif kind == "quote":
            grouped.append(View("quotes", "", Markup(), children=tuple(run)))
        else:
            grouped.extend(run)
    return tuple(grouped)


def view(chapter: str, at: int, block: Block, inserted: Inserted) -> View:
    """One block; a table's cells are cut out of its text with the marks that stand in them."""
    within = inserted.by_block.get(at, [])
    rows = table_rows(block, within, inserted) if block.kind == "table" else ()
    html = Markup() if rows else block_html(block, within, inserted)
    identity = block_id(chapter, at)
    number = inserted.numbers.get(identity, "")
    return View(block.kind, identity, html, block.level, block.label, rows, block.text, number)


def block_html(block: Block, within: Iterable[Insertion], inserted: Inserted) -> Markup:
    """The inline content of a block."""
    elements = [*(element(mark, inserted) for mark in block.marks), *narrow_quotes(block, inserted)]
    anchors = (
        Insertion(mark.start, fill("anchor.html", id=inserted.anchors[mark.value]))
        for mark in block.marks
        if mark.kind == "anchor" and mark.value in inserted.anchors
    )
    return inline(block.text, (each for each in elements if each), (*anchors, *within))


def element(mark: Mark, inserted: Inserted) -> Element | None:
    """The element that a mark sets around its span; None for a mark that prints nothing around it."""
    if mark.kind in TAGS:
        opening, closing = TAGS[mark.kind]
        return Element(mark.start, mark.end, Markup(opening), Markup(closing))  # noqa: S704 - ours
    if mark.kind == "ruby":
        tail = fill("reading.html", reading=mark.value, target=inserted.target)
        head = Markup("<span>") if inserted.target == "pdf" else Markup("<ruby>")
        return Element(mark.start, mark.end, head, tail)
    if mark.kind == "link" and (href := address(mark.value, inserted.anchors)):
        opening = Markup('<a href="{}">').format(href)
        return Element(mark.start, mark.end, opening, Markup("</a>"))
    return None


def narrow_quotes(block: Block, inserted: Inserted) -> Iterator[Element]:
    """Curly quotation marks among kai, which has them at Latin width: the page takes them from the text face."""
    if inserted.target != "pdf":
        return
    whole = block.kind in KAI_BLOCKS
    spans = (
        [(0, len(block.text))] if whole else [(m.start, m.end) for m in block.marks if m.kind == "emphasis"]
    )
    for start, end in spans:
        for found in QUOTES.finditer(block.text, start, end):
            yield Element(found.start(), found.end(), Markup('<span class="quote">'), Markup("</span>"))


def address(value: str, anchors: Mapping[str, str]) -> str:
    """Where a link of the manuscript leads: a place in the book, an allowed scheme, or nowhere (empty)."""
    if value.startswith("#"):
        return f"#{anchors[value[1:]]}" if value[1:] in anchors else ""
    return value if urlsplit(value).scheme.lower() in SCHEMES else ""


def table_rows(block: Block, within: list[Insertion], inserted: Inserted) -> tuple[tuple[Markup, ...], ...]:
    """The cells of a table block: its text cut at LF and TAB."""
    rows, start = [], 0
    for line in block.text.split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append(span_html(block, (start, start + len(cell)), within, inserted))
            start += len(cell) + 1
        rows.append(tuple(cells))
    return tuple(rows)


def span_html(block: Block, span: tuple[int, int], within: list[Insertion], inserted: Inserted) -> Markup:
    """The inline content of a span of a block."""
    start, end = span
    inside = tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in block.marks
        if (mark.start < end and mark.end > start) or start <= mark.start == mark.end <= end
    )
    part = replace(block, text=block.text[start:end], marks=inside)
    here = [replace(each, offset=each.offset - start) for each in within if start <= each.offset <= end]
    return block_html(part, here, inserted)


def nested(items: tuple[View, ...]) -> tuple[View, ...]:
    """Items by their depth: a deeper one is a child of the item before it."""
    out: list[View] = []
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and items[end].level > items[start].level:
            end += 1
        out.append(replace(items[start], children=nested(items[start + 1 : end])))
        start = end
    return tuple(out)
