"""Real fields, filled: XE marks, INDEX, TOC and PAGEREF with the pages of the edition's PDF (ECMA-376, 17.16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kanben.publish.docx.names import element, link, paragraph, run
from kanben.publish.index_marks import IndexMark
from kanben.publish.indexes import Line
from kanben.publish.locators import Printed
from kanben.publish.pieces import Heading
from kanben.resources import printed_words

Pages = dict[str, str]
"""Printed page by anchor."""
CHINESE = "2052"
"""The language that Word orders an index by: zh-CN, which is by pinyin."""
DEEPEST = 2


def field(kind: str) -> Any:
    """A field character: begin, separate or end."""
    return element("r", element("fldChar", fldCharType=kind))


def instruction(text: str) -> Any:
    """What a field does, as Word reads it."""
    content = element("instrText")
    content.text = f" {text} "
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", content)


def xe(mark: IndexMark) -> tuple[Any, ...]:
    """The field that marks a place for the index: term, sub-entry, reading, main passage."""
    parts = [f'XE "{":".join(map(escaped, mark.path))}"', f'\\f "{mark.index}"']
    parts += [f'\\y "{escaped(mark.reading)}"'] if mark.reading else []
    parts += ["\\b"] if mark.main else []
    parts += [f'\\t "{escaped(mark.see)}"'] if mark.see else []
    return field("begin"), instruction(" ".join(parts)), field("end")


def escaped(text: str) -> str:
    """Text inside a field's quotation marks: colons part entries and quotation marks end it, so they are led."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace(":", "\\:")


def contents(headings: Iterable[Heading], pages: Pages, named: dict[str, str]) -> tuple[Any, ...]:
    """The TOC field with its lines cached; `named` gives the bookmark of an id."""
    lines = [heading for heading in headings if heading.level <= DEEPEST and heading.id in named]
    made = [paragraph(f"TOC{h.level}", _contents_line(h, pages, named)) for h in lines]
    return _enclosed(f'TOC \\o "1-{DEEPEST}" \\h \\z \\u', made)


def index(name: str, lines: Iterable[tuple[str, Line]], named: dict[str, str]) -> tuple[Any, ...]:
    """The INDEX field of one index with its entries cached, group by group."""
    made: list[Any] = []
    letter = ""
    for group, line in lines:
        if group != letter:
            made.append(paragraph("IndexHeading", run(group)))
            letter = group
        made.extend(_entry(line, named, 1))
    return _enclosed(f'INDEX \\f "{name}" \\h "A" \\y \\z "{CHINESE}"', made)


def _contents_line(heading: Heading, pages: Pages, named: dict[str, str]) -> Any:
    anchor = named[heading.id]
    number = (field("begin"), instruction(f"PAGEREF {anchor} \\h"), field("separate"), run(pages[heading.id]))
    return link(anchor, run(heading.title), element("r", element("tab")), *number, field("end"))


def _entry(line: Line, named: dict[str, str], depth: int) -> Iterator[Any]:
    words = printed_words()
    parts: list[Any] = [run(line.term)]
    for number, locator in enumerate(line.locators):
        parts.append(run("　" if number == 0 else words["between_locators"]))
        parts.append(_locator(locator, named))
    if line.see[0]:
        parts.append(run(f"　{words['see']} {line.see[0]}"))
    if line.see_also:
        also = words["between_terms"].join(term for term, _ in line.see_also)
        parts.append(run(f"　{words['see_also']} {also}"))
    yield paragraph(f"Index{min(depth, 2)}", *parts)
    for child in line.children:
        yield from _entry(child, named, depth + 1)


def _locator(locator: Printed, named: dict[str, str]) -> Any:
    words = printed_words()
    last = f"{words['range']}{locator.last}" if locator.last != locator.first else ""
    text = run(f"{locator.first}{last}{words['note_suffix'] if locator.note else ''}")
    if locator.main:
        text.insert(0, element("rPr", element("rStyle", val="MainLocator")))
    anchor = named.get(locator.block, "")
    return link(anchor, text) if anchor else text


def _enclosed(code: str, lines: list[Any]) -> tuple[Any, ...]:
    """Paragraphs as the cached result of a field: it begins in the first one and ends in the last."""
    if not lines:
        return ()
    for offset, part in enumerate((field("begin"), instruction(code), field("separate"))):
        lines[0].insert(1 + offset, part)
    lines[-1].append(field("end"))
    return tuple(lines)
