"""Elements of the document in the middle as styles of Word: pandoc takes a style's name from a wrapper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from kanben.model import Edition
from kanben.publish.docx.styles import recipe


def name_paragraphs(root: Any, _edition: Edition) -> None:
    """Put each element that has a style of its own into a division that names it."""
    for mark, style in recipe()["marks"].items():
        for found in [e for e in root.iter(mark.split()[-1].partition(".")[0]) if _matches(e, mark)]:
            if found.getparent().get("data-custom-style") is None:
                wrap(found, style)


def name_characters(root: Any, _edition: Edition) -> None:
    """Put what stands out in a line into a span that names its style: pandoc would format it directly."""
    for mark, style in recipe()["spans"].items():
        tag = mark.partition(".")[0]
        for found in [e for e in root.iter(tag) if _is(e, mark)]:
            found.tag = "span"
            found.attrib.clear()
            found.set("data-custom-style", style)


def plain_lists(root: Any, _edition: Edition) -> None:
    """Items as paragraphs that print the label they have: a list of Word's would print a bullet of its own."""
    for outer in [ul for ul in root.iter("ul") if _is(ul, "ul.list") and not _inside(ul, "ul.list")]:
        at = outer.getparent().index(outer)
        made = [_item(item, depth) for item, depth in _items(outer, 1)]
        made[-1].tail, outer.tail = outer.tail, None
        outer.getparent()[at : at + 1] = made


def part_names(root: Any, _edition: Edition) -> None:
    """A space between the name of a fact and the fact: no style sheet sets them apart here."""
    for name in [s for s in root.iter("span") if _is(s, "span.name")]:
        name.tail = f"　{name.tail or ''}"


def wrap(found: Any, style: str) -> None:
    """Put an element into a division that names a style."""
    division = etree.Element("div", {"data-custom-style": style})
    division.tail, found.tail = found.tail, None
    found.getparent().replace(found, division)
    division.append(found)


def _items(outer: Any, depth: int) -> Iterable[tuple[Any, int]]:
    for item in outer.findall("li"):
        yield item, depth
        for inner in item.findall("ul"):
            yield from _items(inner, depth + 1)


def _item(item: Any, depth: int) -> Any:
    division = etree.Element("div", {"data-custom-style": f"List Item {min(depth, 3)}"})
    division.extend(item.findall("p"))
    return division


def _matches(found: Any, mark: str) -> bool:
    *above, own = mark.split()
    return _is(found, own) and (not above or _inside(found, above[0]))


def _inside(found: Any, mark: str) -> bool:
    return any(_is(each, mark) for each in found.iterancestors())


def _is(found: Any, mark: str) -> bool:
    tag, _, kind = mark.partition(".")
    return bool(found.tag == tag and (not kind or kind in found.get("class", "").split()))
