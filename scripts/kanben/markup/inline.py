"""What stands inside a block: plain text, and marks over it.  Node kinds that are not listed are dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kanben.markup.targets import link_target
from kanben.markup.tree import Node
from kanben.model import Block, Mark, MarkKind


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with its marks, and the pictures that stood in it."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    figures: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the document that a node stands in."""

    pictures: Mapping[str, str]
    """The path in the manuscript of each picture, by its target; empty for one that is refused."""
    anchors: frozenset[str] = frozenset()
    """Ids that a link of the document leads to."""
    alt_is_caption: bool = True
    """Whether a picture's alternative text was written by a person (Word makes up its own)."""


def joined(runs: Iterable[Run]) -> Run:
    """The runs one after another."""
    texts: list[str] = []
    marks: list[Mark] = []
    figures: list[Block] = []
    length = 0
    for run in runs:
        marks += (replace(mark, start=mark.start + length, end=mark.end + length) for mark in run.marks)
        texts.append(run.text)
        figures += run.figures
        length += len(run.text)
    return Run("".join(texts), tuple(marks), tuple(figures))


def inline(nodes: Iterable[Node], setting: Setting) -> Run:
    """The text and marks of a list of inline nodes."""
    return joined(_KINDS[node["t"]](node, setting) for node in nodes if node["t"] in _KINDS)


def trimmed(run: Run) -> Run:
    """The run without the spaces at its ends; the marks stay on their characters."""
    start, text = len(run.text) - len(run.text.lstrip(" ")), run.text.strip(" ")

    def new(offset: int) -> int:
        return min(max(offset - start, 0), len(text))

    marks = tuple(replace(mark, start=new(mark.start), end=new(mark.end)) for mark in run.marks)
    return replace(run, text=text, marks=marks)


def marked(run: Run, kind: MarkKind, value: str = "") -> Run:
    """The run with one more mark over the whole of it; none over nothing."""
    if not run.text:
        return run
    return replace(run, marks=(Mark(0, len(run.text), kind, value), *run.marks))


def anchored(run: Run, identity: str, setting: Setting) -> Run:
    """The run with an anchor at its start, where a link leads to this id."""
    if identity not in setting.anchors:
        return run
    return replace(run, marks=(Mark(0, 0, "anchor", identity), *run.marks))


def _text(node: Node, _: Setting) -> Run:
    return Run(node["c"])


def _space(_node: Node, _: Setting) -> Run:
    return Run(" ")


def _inner(node: Node, setting: Setting) -> Run:
    return inline(node["c"], setting)


def _last(node: Node, setting: Setting) -> Run:
    return inline(node["c"][-1], setting)


def _quoted(node: Node, setting: Setting) -> Run:
    opening, closing = "‘’" if node["c"][0]["t"] == "SingleQuote" else "“”"
    return joined((Run(opening), inline(node["c"][1], setting), Run(closing)))


def _verbatim(node: Node, _: Setting) -> Run:
    return marked(Run(" ".join(node["c"][1].splitlines())), "code")


def _note(node: Node, _: Setting) -> Run:
    return Run("", (Mark(0, 0, "noteref", node["c"]),))


def _link(node: Node, setting: Setting) -> Run:
    """A link, where its address is allowed; one within the document must lead to a place that is kept."""
    _, content, (target, _) = node["c"]
    run, allowed = inline(content, setting), link_target(target)
    nowhere = target.startswith("#") and target[1:] not in setting.anchors
    return run if nowhere or not allowed else marked(run, "link", allowed)


def _image(node: Node, setting: Setting) -> Run:
    _, alt, (target, _) = node["c"]
    run = inline(alt, setting) if setting.alt_is_caption else Run()
    label = setting.pictures.get(target, "")
    return Run("", (), (Block("figure", run.text, 0, label, run.marks),)) if label else run


def _span(node: Node, setting: Setting) -> Run:
    """A span: of its attributes only the id, the classes index and dots, index= and ruby= mean anything."""
    (identity, classes, pairs), content = node["c"]
    run, values = inline(content, setting), dict(pairs)
    if "index" in classes or "index" in values:
        run = marked(run, "index", values.get("index") or run.text)
    if "dots" in classes:
        run = marked(run, "dots")
    if values.get("ruby"):
        run = marked(run, "ruby", values["ruby"])
    return anchored(run, identity, setting)


def _over(kind: MarkKind) -> Callable[[Node, Setting], Run]:
    return lambda node, setting: marked(inline(node["c"], setting), kind)


_KINDS: dict[str, Callable[[Node, Setting], Run]] = {
    "Str": _text,
    "Space": _space,
    "SoftBreak": _space,
    "LineBreak": _space,
    "Emph": _over("emphasis"),
    "Underline": _over("emphasis"),
    "Strong": _over("strong"),
    "Strikeout": _over("strike"),
    "Superscript": _over("superscript"),
    "Subscript": _over("subscript"),
    "SmallCaps": _inner,
    "Quoted": _quoted,
    "Cite": _last,
    "Code": _verbatim,
    "Math": _verbatim,
    "Link": _link,
    "Image": _image,
    "NoteRef": _note,
    "Span": _span,
}
"""The inline nodes that are let through.  RawInline is not."""
