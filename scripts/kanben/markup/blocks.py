"""The blocks of a syntax tree.  Node kinds that are not listed (raw blocks, rules) are dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kanben.markup.inline import Run, Setting, anchored, inline, trimmed
from kanben.markup.item_labels import item_labels
from kanben.markup.lines import is_verse, split_lines, stacked, stanzas
from kanben.markup.tables import table
from kanben.markup.tree import Node, nodes
from kanben.model import Block, BlockKind

__all__ = ["Setting", "blocks_of"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a paragraph is where it stands: the text of an item, of a quotation, or plain."""

    setting: Setting
    kind: BlockKind = "paragraph"
    level: int = 0
    label: str = ""


def blocks_of(body: Iterable[Node], setting: Setting) -> tuple[Block, ...]:
    """The blocks of a list of block nodes, in reading order."""
    return _all(body, Frame(setting))


def _all(body: Iterable[Node], frame: Frame) -> tuple[Block, ...]:
    found = (_KINDS[node["t"]](node, frame) for node in body if node["t"] in _KINDS)
    return tuple(block for blocks in found for block in blocks)


def _paragraph(node: Node, frame: Frame) -> tuple[Block, ...]:
    """A paragraph, the stanzas or paragraphs that hard breaks make of it, and the pictures in it."""
    lines = [inline(line, frame.setting) for line in split_lines(node["c"])]
    figures = tuple(figure for line in lines for figure in line.figures)
    text = tuple(block for group in stanzas(lines) for block in _stanza(group, frame))
    return (*text, *figures)


def _stanza(lines: list[Run], frame: Frame) -> tuple[Block, ...]:
    if frame.kind == "paragraph" and is_verse(lines):
        return (_block("verse", stacked(lines)),)
    return tuple(_block(frame.kind, trimmed(line), frame.level, frame.label) for line in lines)


def _block(kind: BlockKind, run: Run, level: int = 0, label: str = "") -> Block:
    return Block(kind, run.text, level, label, run.marks)


def _heading(node: Node, frame: Frame) -> tuple[Block, ...]:
    level, (identity, _, _), content = node["c"]
    run = anchored(inline(content, frame.setting), identity, frame.setting)
    heading = (_block("heading", trimmed(run), min(level, 6)),) if run.text.strip() else ()
    return (*heading, *run.figures)


def _line_block(node: Node, frame: Frame) -> tuple[Block, ...]:
    run = stacked([inline(line, frame.setting) for line in node["c"]])
    return (_block("columns" if frame.kind == "columns" else "verse", run), *run.figures)


def _code(node: Node, _: Frame) -> tuple[Block, ...]:
    return (Block("code", node["c"][1]),)


def _quote(node: Node, frame: Frame) -> tuple[Block, ...]:
    return _all(node["c"], replace(frame, kind="quote", level=0, label=""))


def _division(node: Node, frame: Frame) -> tuple[Block, ...]:
    """A division is what stands in it; its class `columns` says what a line block in it is."""
    (identity, classes, _), content = node["c"]
    inside = _all(content, replace(frame, kind="columns") if "columns" in classes else frame)
    if identity not in frame.setting.anchors or not inside:
        return inside
    run = anchored(Run(inside[0].text, inside[0].marks), identity, frame.setting)
    return (replace(inside[0], marks=run.marks), *inside[1:])


def _bullets(node: Node, frame: Frame) -> tuple[Block, ...]:
    return _items([("•", item) for item in node["c"]], frame)


def _numbered(node: Node, frame: Frame) -> tuple[Block, ...]:
    (start, style, delimiter), items = node["c"]
    labels = item_labels(start, len(items), style["t"], delimiter["t"])
    return _items(list(zip(labels, items, strict=True)), frame)


def _items(items: list[tuple[str, list[Node]]], frame: Frame) -> tuple[Block, ...]:
    """The items: the first paragraph of each carries its number, the others none."""
    depth = frame.level + 1 if frame.kind == "item" else 1
    plain = Frame(frame.setting, "item", depth)
    return tuple(
        block
        for label, item in items
        for block in (*_all(item[:1], replace(plain, label=label)), *_all(item[1:], plain))
    )


def _definitions(node: Node, frame: Frame) -> tuple[Block, ...]:
    """A list of definitions: the term is a paragraph, what it means an item."""
    return tuple(
        block
        for term, meanings in node["c"]
        for block in (
            *_paragraph({"t": "Para", "c": [{"t": "Strong", "c": term}]}, frame),
            *_items([("", meaning) for meaning in meanings], frame),
        )
    )


def _table(node: Node, frame: Frame) -> tuple[Block, ...]:
    run, caption = table(node["c"], frame.setting)
    return (_block("table", run, 0, caption), *run.figures)


def _figure(node: Node, frame: Frame) -> tuple[Block, ...]:
    """A figure: each picture in it, the first with the caption; what else stands in it without a picture."""
    (_, (_, caption), body) = node["c"]
    paths = [frame.setting.pictures.get(n["c"][2][0], "") for n in nodes(body) if n["t"] == "Image"]
    paths = [path for path in paths if path]
    if not paths:
        captions = _all(caption, frame)
        plain = tuple(block for block in _all(body, frame) if block.text not in {c.text for c in captions})
        return (*plain, *captions)
    run = stacked([Run(block.text, block.marks) for block in _all(caption, frame)])
    return (_block("figure", run, 0, paths[0]), *(Block("figure", "", 0, path) for path in paths[1:]))


_KINDS: dict[str, Callable[[Node, Frame], tuple[Block, ...]]] = {
    "Para": _paragraph,
    "Plain": _paragraph,
    "Header": _heading,
    "LineBlock": _line_block,
    "CodeBlock": _code,
    "BlockQuote": _quote,
    "Div": _division,
    "BulletList": _bullets,
    "OrderedList": _numbered,
    "DefinitionList": _definitions,
    "Table": _table,
    "Figure": _figure,
}
"""The block nodes that are let through.  RawBlock and HorizontalRule are not."""
