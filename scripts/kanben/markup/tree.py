"""Pandoc's syntax tree: nodes are `{"t": kind, "c": content}` in the JSON that pandoc writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

_IDENTIFIED = {"Header": 1, "Div": 0, "Span": 0, "Link": 0}
"""Kinds of node whose id is kept where a link leads to it, and where their attributes stand."""
_TITLING = ("title", "subtitle", "author", "date")
"""Paragraphs that Word's styles make metadata of; they are text of the chapter."""


def nodes(tree: Any) -> Iterator[Node]:
    """Every node of a part of the tree, in document order."""
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


def titled(tree: dict[str, Any]) -> list[Node]:
    """The blocks of a document, its title first as a heading of level 1, then subtitle, authors and date."""
    body: list[Node] = tree["blocks"]
    meta = tree["meta"]
    if "title" not in meta:
        return body
    lines = [line for key in _TITLING if key in meta for line in _lines(meta[key])]
    heading: Node = {"t": "Header", "c": [1, ["", [], []], lines[0] if lines else []]}
    return [heading, *({"t": "Para", "c": line} for line in lines[1:]), *body]


def _lines(value: Node) -> list[list[Node]]:
    """The lines of a piece of metadata."""
    if value["t"] == "MetaInlines":
        return [value["c"]]
    if value["t"] == "MetaList":
        return [line for each in value["c"] for line in _lines(each)]
    if value["t"] == "MetaBlocks":
        return [block["c"] for block in value["c"] if block["t"] in ("Para", "Plain")]
    return []


def lift_notes(body: list[Node]) -> tuple[list[Node], tuple[list[Node], ...]]:
    """The blocks with every note replaced by a reference (kind NoteRef, its number from 1), and the notes."""
    lifted: list[list[Node]] = []

    def without(part: Any) -> Any:
        if isinstance(part, list):
            return [without(each) for each in part]
        if not isinstance(part, dict):
            return part
        if part.get("t") != "Note":
            return {key: without(value) for key, value in part.items()}
        number = len(lifted)
        lifted.append([])
        lifted[number] = without(part["c"])
        return {"t": "NoteRef", "c": str(number + 1)}

    return without(body), tuple(lifted)


def anchors(body: list[Node]) -> frozenset[str]:
    """The ids in the document that a link of the document leads to; no other id is kept."""
    found = [node for part in body for node in nodes(part) if node["t"] in _IDENTIFIED]
    targets = {node["c"][2][0] for node in found if node["t"] == "Link"}
    places = {node["c"][_IDENTIFIED[node["t"]]][0] for node in found if node["t"] != "Link"}
    return frozenset(place for place in places if f"#{place}" in targets)
