"""Real fields, filled: XE, INDEX, TOC, SEQ, REF with the pages of the edition's PDF (ECMA-376, 17.16)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from kanben.publish.docx.names import bookmark, element, link, paragraph, run, text
from kanben.publish.index_marks import IndexMark
from kanben.publish.indexes import Line
from kanben.publish.locators import Printed
from kanben.resources import printed_words

Entry = tuple[str, str, str, str]
"""A line of the contents: style, id, title, printed page."""
CHINESE = "2052"
"""The language that Word orders an index by: zh-CN, which is by pinyin."""
DEEPEST = 2
"""Levels of headings in the contents."""


def complex_field(code: str, *result: Any) -> tuple[Any, ...]:
    """A field and its cached result; XE has none, and no mark before it."""
    opening = (_character("begin"), _instruction(code))
    return (*opening, *((_character("separate"), *result) if result else ()), _character("end"))


def xe(mark: IndexMark, range_name: str = "") -> tuple[Any, ...]:
    """The field that marks a place for the index: term, sub-entry, reading, run of pages, main passage."""
    parts = [f'XE "{":".join(map(escaped, mark.path))}"']
    parts += [f"\\f {mark.series}"] if mark.series else []
    parts += [f'\\y "{escaped(mark.reading)}"'] if mark.reading else []
    parts += [f"\\r {range_name}"] if range_name else []
    parts += ["\\b"] if mark.main else []
    parts += [f'\\t "{escaped(mark.see)}"'] if mark.see else []
    return complex_field(" ".join(parts))


def escaped(words: str) -> str:
    """Text inside a field's quotation marks: what parts entries, keys and arguments there is led by a backslash."""
    for mark in ("\\", '"', ":", ";"):
        words = words.replace(mark, f"\\{mark}")
    return words


def contents(lines: Iterable[Entry], known: Container[str]) -> tuple[Any, ...]:
    """The TOC field of the headings with its lines cached; `known` holds the bookmarks there are."""
    return _listed(f'TOC \\o "1-{DEEPEST}" \\h \\z \\u', lines, known)


def floats(word: str, lines: Iterable[Entry], known: Container[str]) -> tuple[Any, ...]:
    """The TOC field of the captions numbered under that word, tables or figures."""
    return _listed(f'TOC \\h \\z \\c "{word}"', lines, known)


def index(series: str, lines: Iterable[tuple[str, Line]], known: Container[str]) -> tuple[Any, ...]:
    """The INDEX field of one index with its entries cached, group by group.

    Its columns are those of its section: LibreOffice 7.4 falls over two indexes with a switch for columns.
    """
    made: list[Any] = []
    letter = ""
    for group, line in lines:
        if group != letter:
            made.append(paragraph("IndexHeading", run(group)))
            letter = group
        made.extend(_entry(line, known, 1))
    of_series = f"\\f {series} " if series else ""
    return _enclosed(f'INDEX {of_series}\\h "A" \\y \\z "{CHINESE}"', made)


def sequence(word: str, number: str, restart: bool, result: Iterable[Any]) -> tuple[Any, ...]:
    """The number of a caption as a field that Word counts on by itself; restarted where the book's own leaps."""
    code = f"SEQ {word} \\* ARABIC" + (f" \\r {number}" if restart else "")
    return complex_field(code, *result)


def reference(name: str, *result: Any) -> tuple[Any, ...]:
    """The words of a bookmark, repeated and linked."""
    return complex_field(f"REF {name} \\h", *result)


def _character(kind: str) -> Any:
    return element("r", element("fldChar", fldCharType=kind))


def _instruction(code: str) -> Any:
    return element("r", text(f" {code} ", "instrText"))


def _listed(code: str, lines: Iterable[Entry], known: Container[str]) -> tuple[Any, ...]:
    made = [
        paragraph(style, _contents_line(bookmark(identity), title, page))
        for style, identity, title, page in lines
        if bookmark(identity) in known
    ]
    return _enclosed(code, made)


def _contents_line(anchor: str, title: str, page: str) -> Any:
    number = complex_field(f"PAGEREF {anchor} \\h", run(page))
    return link(anchor, run(title), element("r", element("tab")), *number)


def _entry(line: Line, known: Container[str], depth: int) -> Iterator[Any]:
    words = printed_words()
    parts: list[Any] = [run(line.term)]
    for number, locator in enumerate(line.locators):
        parts.append(run("　" if number == 0 else words["between_locators"]))
        parts.append(_locator(locator, known))
    if line.see[0]:
        parts.append(run(f"　{words['see']} {line.see[0]}"))
    if line.see_also:
        also = words["between_terms"].join(term for term, _ in line.see_also)
        parts.append(run(f"　{words['see_also']} {also}"))
    yield paragraph(f"Index{min(depth, 3)}", *parts)
    for child in line.children:
        yield from _entry(child, known, depth + 1)


def _locator(locator: Printed, known: Container[str]) -> Any:
    words = printed_words()
    last = f"{words['range']}{locator.last}" if locator.last != locator.first else ""
    suffix = words["note_suffix"] if locator.note else ""
    printed = run(f"{locator.first}{last}{suffix}", "MainLocator" if locator.main else "")
    anchor = bookmark(locator.block)
    return link(anchor, printed) if anchor in known else printed


def _enclosed(code: str, lines: list[Any]) -> tuple[Any, ...]:
    """Paragraphs as the cached result of a field: it begins in the first one and ends in the last."""
    if not lines:
        return ()
    for offset, part in enumerate((_character("begin"), _instruction(code), _character("separate"))):
        lines[0].insert(1 + offset, part)
    lines[-1].append(_character("end"))
    return tuple(lines)
