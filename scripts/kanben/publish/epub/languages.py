"""Passages in another language, so that a voice reads them as such (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from kanben.publish.epub.names import tag
from kanben.publish.pieces import Piece
from kanben.resources import data_words

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’,;:.()\- ]*[A-Za-z]")
_WORD = re.compile(r"[A-Za-z]+")
_ENOUGH = 2
"""Words of English grammar in a passage that make it English: a name or a code has none."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LEFT_ALONE = tuple(map(tag, ("code", "pre", "rt", "title")))


def mark_languages(_piece: Piece, root: Any) -> None:
    """Mark English sentences and titles; other Latin letters stay as they are, nobody can know what they are."""
    for element in list(root.find(tag("body")).iter(etree.Element)):
        if element.tag not in _LEFT_ALONE and element.tag.startswith(tag("")):
            _mark_text(element)
    for element in list(root.find(tag("body")).iter(etree.Element)):
        if element.get("lang") is None:
            _mark_tail(element)


def english(text: str) -> Iterable[tuple[int, int]]:
    """Where the English passages of a text stand."""
    words = frozenset(data_words("english.txt"))
    for found in _LATIN.finditer(text):
        if sum(word.lower() in words for word in _WORD.findall(found[0])) >= _ENOUGH:
            yield found.span()


def _mark_text(element: Any) -> None:
    text = element.text or ""
    spans = tuple(english(text))
    if spans:
        element.text = text[: spans[0][0]]
        element[0:0] = _passages(text, spans)


def _mark_tail(element: Any) -> None:
    text = element.tail or ""
    spans = tuple(english(text))
    if spans and element.getparent().tag not in _LEFT_ALONE:
        element.tail = text[: spans[0][0]]
        for passage in reversed(_passages(text, spans)):
            element.addnext(passage)


def _passages(text: str, spans: tuple[tuple[int, int], ...]) -> list[Any]:
    ends = (*(start for start, _ in spans[1:]), len(text))
    made = []
    for (start, end), after in zip(spans, ends, strict=True):
        passage = etree.Element(tag("span"), {"lang": "en", _XML_LANG: "en"})
        passage.text, passage.tail = text[start:end], text[end:after]
        made.append(passage)
    return made
