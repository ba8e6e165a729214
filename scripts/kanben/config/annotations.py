"""manuscript/annotations/*.yaml: the notes, a list a file; read, and written without disturbing what stands there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from kanben.config.reading import Entry, checked_list, load
from kanben.model import Annotation, Passage

NoteKind = Literal["gloss", "person", "source", "commentary", "textual", "question"]
SELECTOR = ("chapter", "exact", "prefix", "suffix", "alike")


class AnnotationShape(Entry):
    """An entry of a file of annotations/."""

    chapter: str = Field(min_length=1)
    exact: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""
    alike: str = Field(default="1/1", pattern=r"^[1-9]\d*/[1-9]\d*$", examples=["1/2"])
    kind: NoteKind
    text: str = Field(pattern=r"\S", examples=["“……”指……。"])
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    answer: str = ""
    id: str = Field(default="", pattern=r"^[A-Za-z0-9-]*$", examples=["shuangji-1"])


def parse_annotations(texts: Mapping[str, str]) -> tuple[Annotation, ...]:
    """The notes of all files, given by path; raises ConfigError with file and line."""
    return tuple(
        _annotation(entry, file, line)
        for file, text in texts.items()
        for entry, line in checked_list(AnnotationShape, text, file)
    )


def entry_of(annotation: Annotation) -> dict[str, str | list[str]]:
    """An annotation as an entry of its file; what is empty is left out."""
    fields: dict[str, str | list[str]] = {
        **selector_of(annotation.passage), "kind": annotation.kind, "text": annotation.text,
        "author": annotation.author, "date": annotation.date, "tags": list(annotation.tags),
        "editions": list(annotation.editions), "answer": annotation.answer, "id": annotation.id,
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value}


def selector_of(passage: Passage) -> dict[str, str]:
    """A passage as the keys of an entry; `alike` only where the book repeats itself."""
    alike = "" if passage.alike == (1, 1) else "{}/{}".format(*passage.alike)
    return {
        "chapter": passage.chapter, "exact": passage.exact, "prefix": passage.prefix,
        "suffix": passage.suffix, "alike": alike,
    }  # fmt: skip


def with_selector(text: str, line: int, passage: Passage) -> str:
    """The text of a file of notes with the selector of the entry at that line written anew; all else stays.

    Raises ConfigError where the text is no YAML, ValueError where no entry begins at the line.
    """
    entries = load(text, passage.file)
    entry = next((each for each in entries if each.lc.line + 1 == line), None)
    if entry is None:
        raise ValueError(line)
    lines = text.splitlines(keepends=True)
    column = entry.lc.key("exact")[1]
    new = {key: json.dumps(value, ensure_ascii=False) for key, value in selector_of(passage).items() if value}
    written = "".join(f"{' ' * column}{key}: {value}\n" for key, value in new.items())
    opening = lines[line - 1][:column]
    kept = _without_selector(entry, lines, line - 1)
    whole = opening + written[column:] + "".join(kept)
    return "".join(lines[: line - 1]) + whole + "".join(lines[_end(lines, line - 1) :])


def _without_selector(entry: Mapping[str, object], lines: list[str], first: int) -> list[str]:
    """The lines of an entry that belong to none of the selector's keys; the dash before its first key goes."""
    starts = sorted((entry.lc.key(key)[0], key) for key in entry)  # type: ignore[attr-defined]  # a node of ruamel
    end = _end(lines, first)
    bounds = [*(start for start, _ in starts), end]
    kept: list[str] = []
    for (start, key), stop in zip(starts, bounds[1:], strict=True):
        column = entry.lc.key(key)[1]  # type: ignore[attr-defined]  # a node of ruamel
        part = [" " * column + lines[start][column:], *lines[start + 1 : stop]]
        kept += [each for each in part if _is_remark(each)] if key in SELECTOR else part
    return kept


def _is_remark(line: str) -> bool:
    return line.lstrip().startswith("#")


def _end(lines: list[str], first: int) -> int:
    """The line after the entry's last one."""
    dash = len(lines[first]) - len(lines[first].lstrip())
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) <= dash:
            return number
    return len(lines)


def _annotation(entry: AnnotationShape, file: str, line: int) -> Annotation:
    given = entry.model_dump(include={"kind", "text", "author", "date", "tags", "editions", "answer", "id"})
    number, count = map(int, entry.alike.split("/"))
    passage = Passage(entry.exact, entry.prefix, entry.suffix, entry.chapter, file, line, (number, count))
    return Annotation(passage, **given)
