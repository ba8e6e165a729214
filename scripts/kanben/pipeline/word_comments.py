"""The comments of a Word review copy (ECMA-376 part 1, §17.13.4): the words each is on, who wrote it and when."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from kanben.errors import SourceError
from kanben.model import Annotation, Passage

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CONTEXT = 40
_LARGEST = 64 * 1024 * 1024
"""Bytes of a part that are read: a package may claim more than memory holds."""


def read_comments(content: bytes, file: str, kind: str) -> tuple[Annotation, ...]:
    """The comments of the document that are on some words; raises SourceError where there are none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            body, comments = (_part(package, f"word/{name}.xml") for name in ("document", "comments"))
    except (KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise SourceError("notes.unreadable", file, problem=str(error)) from None
    text, spans = _spans(body)
    return tuple(
        _annotation(comment, text, spans[identity], (file, kind))
        for comment in comments.iter(f"{_W}comment")
        if (identity := comment.get(f"{_W}id", "")) in spans and _said(comment)
    )


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(package.read(name), parser)


def _spans(body: etree._Element) -> tuple[str, dict[str, tuple[int, int]]]:
    """The document's text, and where in it each comment's range begins and ends."""
    parts: list[str] = []
    begins: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    size = 0
    for node in body.iter():
        piece = _piece(node)
        parts.append(piece)
        size += len(piece)
        if node.tag == f"{_W}commentRangeStart":
            begins[node.get(f"{_W}id", "")] = size
        elif node.tag == f"{_W}commentRangeEnd":
            identity = node.get(f"{_W}id", "")
            spans[identity] = (begins.get(identity, size), size)
    return "".join(parts), {identity: span for identity, span in spans.items() if span[0] < span[1]}


def _piece(node: etree._Element) -> str:
    """The text that a node adds: deleted text (w:delText) adds none, a paragraph begins a line."""
    if node.tag == f"{_W}t":
        return node.text or ""
    return {f"{_W}p": "\n", f"{_W}br": "\n", f"{_W}tab": "\t"}.get(str(node.tag), "")


def _annotation(
    comment: etree._Element, text: str, span: tuple[int, int], where: tuple[str, str]
) -> Annotation:
    start, end = span
    file, kind = where
    prefix, suffix = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    author, date = (comment.get(f"{_W}{key}", "") for key in ("author", "date"))
    passage = Passage(text[start:end].strip(), prefix, suffix, "", file)
    return Annotation(passage, kind, _said(comment), author, date[:10])


def _said(comment: etree._Element) -> str:
    return "\n\n".join(filter(None, map(_line, comment.iter(f"{_W}p")))).replace("<", "\\<")


def _line(paragraph: etree._Element) -> str:
    return "".join(_texts(paragraph)).strip()


def _texts(paragraph: etree._Element) -> Iterator[str]:
    return (node.text or "" for node in paragraph.iter(f"{_W}t"))
