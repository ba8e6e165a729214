"""manuscript/decisions/: what the editor has ruled, one list a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from kanben.config.annotations import parse_annotations
from kanben.config.reading import Entry, checked_list
from kanben.model import (
    Correction,
    Decisions,
    EventRuling,
    NameRuling,
    Passage,
    SettledDoubt,
    SubjectRuling,
    TableRuling,
)

Ruling = TypeVar("Ruling")
Shape = TypeVar("Shape", bound=Entry)


def _edtf(date: str) -> str:
    """A date in EDTF (ISO 8601-2), or nothing."""
    from edtf import EDTFParseException, parse_edtf

    try:
        parse_edtf(date or "1990")
    except EDTFParseException:
        raise PydanticCustomError("config.not-edtf", "") from None
    return date


class PassageShape(Entry):
    """A passage by quotation."""

    chapter: str = Field(min_length=1)
    exact: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""


class CorrectionShape(PassageShape):
    """An entry of corrections.yaml."""

    replacement: str
    reason: str = ""
    by: str = ""


class NameShape(Entry):
    """An entry of names.yaml."""

    name: str = Field(min_length=1)
    kind: Literal["person", "organisation", "place", "none"]
    reading: str = ""
    same_as: str = ""
    see: str = ""
    see_also: tuple[str, ...] = ()
    confirmed: Literal["true", "false"] | bool = True
    gloss: str = ""
    sentence: str = ""


class SubjectShape(Entry):
    """An entry of index.yaml."""

    term: str = Field(min_length=1)
    patterns: tuple[str, ...] = ()
    parent: str = ""
    reading: str = ""
    see: str = ""
    see_also: tuple[str, ...] = ()
    main: PassageShape | None = None
    index: str = ""


NEEDS = {
    "keep": ("passage",), "drop": ("passage",), "reword": ("passage",), "merge": ("passage", "into"),
    "add": ("text", "edtf"),
}  # fmt: skip
"""The keys that each action of a ruling on the chronology can't do without."""


class EventShape(Entry):
    """An entry of chronology.yaml."""

    action: Literal["keep", "drop", "reword", "merge", "add"]
    passage: PassageShape | None = None
    text: str = ""
    edtf: Annotated[str, AfterValidator(_edtf)] = ""
    into: PassageShape | None = None

    @model_validator(mode="after")
    def _whole(self) -> EventShape:
        missing = [key for key in NEEDS[self.action] if not getattr(self, key)]
        if missing:
            raise PydanticCustomError(
                "config.action-needs", "", {"action": self.action, "missing": missing[0]}
            )
        return self


class TableShape(Entry):
    """An entry of tables.yaml."""

    name: str
    title: str = ""
    columns: tuple[str, ...] = ()
    rename: dict[str, str] = Field(default_factory=dict)
    omit: tuple[str, ...] = ()
    file: str = ""
    after: str = ""


class SettledShape(PassageShape):
    """An entry of doubts.yaml."""

    code: str
    note: str = ""


def parse_decisions(texts: Mapping[str, str], annotations: Mapping[str, str] | None = None) -> Decisions:
    """The decisions in the files given by name (corrections.yaml …); a file left out decides nothing.

    `annotations` are the texts of annotations/*.yaml by path.
    """

    def part(name: str, shape: type[Shape], make: Callable[[Shape, str, int], Ruling]) -> tuple[Ruling, ...]:
        file = f"manuscript/decisions/{name}"
        return tuple(
            make(entry, file, line) for entry, line in checked_list(shape, texts.get(name, ""), file)
        )

    return Decisions(
        corrections=part("corrections.yaml", CorrectionShape, _correction),
        names=part("names.yaml", NameShape, _name),
        subjects=part("index.yaml", SubjectShape, _subject),
        events=part("chronology.yaml", EventShape, _event),
        tables=part("tables.yaml", TableShape, _table),
        settled=part("doubts.yaml", SettledShape, _settled),
        annotations=parse_annotations(annotations or {}),
    )


def _passage(shape: PassageShape, file: str, line: int) -> Passage:
    return Passage(shape.exact, shape.prefix, shape.suffix, shape.chapter, file=file, line=line)


def _maybe(shape: PassageShape | None, file: str, line: int) -> Passage | None:
    return _passage(shape, file, line) if shape else None


def _correction(entry: CorrectionShape, file: str, line: int) -> Correction:
    return Correction(_passage(entry, file, line), entry.replacement, entry.reason, entry.by)


def _name(entry: NameShape, _file: str, line: int) -> NameRuling:
    given = entry.model_dump(exclude={"confirmed", "sentence"})
    return NameRuling(**given, confirmed=entry.confirmed in (True, "true"), line=line)


def _subject(entry: SubjectShape, file: str, line: int) -> SubjectRuling:
    given = entry.model_dump(exclude={"main"})
    return SubjectRuling(**given, main=_maybe(entry.main, file, line), file=file, line=line)


def _event(entry: EventShape, file: str, line: int) -> EventRuling:
    passage, into = _maybe(entry.passage, file, line), _maybe(entry.into, file, line)
    return EventRuling(entry.action, passage, entry.text, entry.edtf, into)


def _table(entry: TableShape, _file: str, line: int) -> TableRuling:
    given = entry.model_dump(exclude={"rename"})
    return TableRuling(**given, rename=tuple(entry.rename.items()), line=line)


def _settled(entry: SettledShape, file: str, line: int) -> SettledDoubt:
    return SettledDoubt(entry.code, _passage(entry, file, line), entry.note)
