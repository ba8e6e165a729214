"""Hard line breaks: lines of verse, or paragraphs that a web page parts by breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kanben.markup.inline import Run, joined
from kanben.markup.tree import Node
from kanben.model import Block, BlockKind, Mark

_CONTAINERS = ("Emph", "Underline", "Strong", "Strikeout", "SmallCaps")
NO_BREAK_SPACE = "\u00a0"
LONGEST_VERSE = 36
"""A line of verse is seldom longer: two halves of fourteen characters, marks and the gap."""


def split_lines(nodes: Sequence[Node]) -> list[list[Node]]:
    """The inline nodes parted at hard breaks; a break inside emphasis parts the emphasis."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        if node["t"] == "LineBreak":
            lines.append([])
            continue
        pieces = _pieces(node)
        lines[-1].append(pieces[0])
        lines += ([piece] for piece in pieces[1:])
    return lines


def _pieces(node: Node) -> list[Node]:
    """The node, or a node of its kind for each line in it."""
    if node["t"] in _CONTAINERS:
        return [{**node, "c": line} for line in split_lines(node["c"])]
    if node["t"] == "Span":
        (_, classes, pairs), content = node["c"]
        first, *rest = split_lines(content)
        return [
            {**node, "c": [node["c"][0], first]},
            *({**node, "c": [["", classes, pairs], line]} for line in rest),
        ]
    return [node]


def stanzas(lines: Sequence[Run]) -> list[list[Run]]:
    """The lines that have text, parted where a line is empty."""
    groups: list[list[Run]] = [[]]
    for line in lines:
        if line.text.strip() or line.marks:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def is_verse(lines: Sequence[Run]) -> bool:
    """Whether lines are kept as lines: several of them, none as long as a paragraph's."""
    return len(lines) > 1 and all(len(line.text) <= LONGEST_VERSE for line in lines)


def stacked(lines: Sequence[Run]) -> Run:
    """The lines under each other, parted by LF."""
    parted = [part for line in lines for part in (Run("\n"), _indented(line))]
    return joined(parted[1:])


def _indented(line: Run) -> Run:
    """The line with its indent in spaces: pandoc makes no-break spaces of those of a line block."""
    text = line.text.lstrip(NO_BREAK_SPACE)
    return replace(line, text=" " * (len(line.text) - len(text)) + text)


def lined(blocks: Sequence[Block], kind: BlockKind, label: str) -> Block:
    """One block of that kind whose lines are those of the blocks."""
    run = stacked([Run(block.text, block.marks) for block in blocks])
    marks: tuple[Mark, ...] = run.marks
    return Block(kind, run.text, 0, label, marks)
