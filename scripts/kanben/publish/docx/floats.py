"""Captions as Word knows them: the number a SEQ field, the words before it a bookmark that REF repeats."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from kanben.model import Edition
from kanben.publish.docx.fields import reference, sequence
from kanben.publish.docx.names import bookmark, w, words_of

LABEL, NUMBER = "cap-", "seq-"
"""What the ids of a caption's label and of its number begin with."""
_OPENING = re.compile(r"(附?[表图]\s?(?:[0-9]+[-—–.·])*)([0-9]+)")


def anchor_captions(root: Any, _edition: Edition) -> None:
    """Give the id of a table or figure to its caption, and name the caption's label and number."""
    for caption in list(root.iter("caption", "figcaption")):
        home = caption.getparent()
        identity = home.attrib.pop("id", "") if home.tag in ("table", "figure") else ""
        if not identity:
            continue
        caption.set("id", identity)
        owner = caption if (caption.text or "").strip() else next(iter(caption), caption)
        if found := _OPENING.match(owner.text or ""):
            _split(owner, found, identity)


def number_captions(body: Any, ends: dict[str, Any]) -> None:
    """Put a SEQ field in the place of each number that is named; `ends` holds the ends of bookmarks by id."""
    counted: dict[str, int] = {}
    named = [s for s in body.iter(w("bookmarkStart")) if s.get(w("name")).startswith(bookmark(NUMBER))]
    for start in named:
        end = ends[start.get(w("id"))]
        inside = _between(start, end)
        number = "".join(map(words_of, inside))
        caption = words_of(start.getparent())
        word = caption[:2] if caption.startswith("附") else caption[:1]
        for made in sequence(word, number, int(number) != counted.get(word, 0) + 1, inside):
            end.addprevious(made)
        counted[word] = int(number)
        start.getparent().remove(start)
        end.getparent().remove(end)


def refer_to_captions(body: Any, ends: dict[str, Any]) -> None:
    """Turn a link that repeats the label of a caption into a reference field: Word renews it with the number."""
    starts = {s.get(w("name")): s for s in body.iter(w("bookmarkStart"))}
    for link in list(body.iter(w("hyperlink"))):
        name = bookmark(LABEL + (link.get(w("anchor")) or ""))
        start = starts.get(name)
        if start is not None and words_of(link) == _label(start, ends):
            for made in reference(name, *link):
                link.addprevious(made)
            link.getparent().remove(link)


def _split(owner: Any, found: re.Match[str], identity: str) -> None:
    name = bookmark(identity)
    label, number = (etree.Element("span", {"id": part + name}) for part in (LABEL, NUMBER))
    label.text, number.text = found[1], found[2]
    label.append(number)
    label.tail, owner.text = owner.text[found.end() :], ""
    owner.insert(0, label)


def _label(start: Any, ends: dict[str, Any]) -> str:
    return "".join(map(words_of, _between(start, ends[start.get(w("id"))])))


def _between(start: Any, end: Any) -> list[Any]:
    """What stands between the two ends of a bookmark in one paragraph."""
    found = []
    part = start.getnext()
    while part is not None and part is not end:
        found.append(part)
        part = part.getnext()
    return found
