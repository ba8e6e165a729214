"""Findings as files for other tools: one folder a chapter, a JSON file a kind, and the clean text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kanben.extract.certainty import printed
from kanben.model import Block, Chapter, Cleaned, DocumentFound, Findings, MeetingFound, NameFound
from kanben.store import Project, write_text

_CLASSES = (("persons", "person"), ("organisations", "organisation"), ("places", "place"))


def write_findings(
    project: Project, folder: Path, chapters: tuple[Cleaned, ...], findings: tuple[Findings, ...]
) -> tuple[Path, ...]:
    """Write what would be printed of each chapter into folder/<slug>/; gives the folders."""
    for cleaned, found in zip(chapters, findings, strict=True):
        for name, text in exchanged(cleaned, found).items():
            write_text(project, folder / cleaned.chapter.slug / name, text)
    return tuple(folder / cleaned.chapter.slug for cleaned in chapters)


def exchanged(cleaned: Cleaned, found: Findings) -> dict[str, str]:
    """The files of one chapter by name: clean.md, dates.json, names.json, documents.json and so on."""
    chapter = cleaned.chapter
    parts: dict[str, Any] = {
        "dates": _dates(found),
        "names": _names(chapter, printed(found.names)),
        "documents": [_document(document) for document in printed(found.documents)],
        "meetings": [_meeting(meeting) for meeting in printed(found.meetings)],
        "figures": _figures(found),
        "doubts": [
            {"quote": d.quote, "why": d.why, "code": d.code} for d in (*cleaned.doubts, *found.doubts)
        ],
    }
    files = {
        f"{name}.json": json.dumps(part, ensure_ascii=False, indent=1) + "\n" for name, part in parts.items()
    }
    return {"clean.md": plain_text(chapter), **files}


def plain_text(chapter: Chapter) -> str:
    """The clean chapter as plain text: one block a line, blank lines between, headings with their marks."""
    return "\n\n".join(map(_plain, chapter.blocks)) + "\n"


def _plain(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {block.text}"
    if block.kind == "verse":
        return "\n".join(f"| {line}" for line in block.text.split("\n"))
    if block.kind == "note":
        return f"[^{block.label}]: {block.text}"
    text = block.text
    for mark in sorted(block.marks, key=lambda mark: -mark.start):
        if mark.kind == "noteref":
            text = f"{text[: mark.start]}[^{mark.value}]{text[mark.end :]}"
    return text


def _dates(found: Findings) -> list[dict[str, Any]]:
    return [
        {
            "para": date.place.block, "text": date.text, "edtf": date.edtf, "qualifier": date.qualifier,
            "role": date.role, "summary": date.summary,
        }
        for date in found.dates
    ]  # fmt: skip


def _names(chapter: Chapter, names: tuple[NameFound, ...]) -> dict[str, list[dict[str, Any]]]:
    text = plain_text(chapter)
    return {
        key: [_name(text, name) for name in names if name.kind == kind]
        for key, kind in _CLASSES
    }  # fmt: skip


def _name(text: str, name: NameFound) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": name.name, "count": text.count(name.name)}
    return {**entry, "same_as": name.same_as} if name.same_as else entry


def _document(document: DocumentFound) -> dict[str, Any]:
    return {
        "title": document.title, "count": len(document.places), "kind": document.kind, "date": document.date,
        "issuer": document.issuer, "short_for": document.short_for, "para": document.places[0].block,
    }  # fmt: skip


def _meeting(meeting: MeetingFound) -> dict[str, Any]:
    return {
        "name": meeting.name, "date": meeting.date, "place": meeting.venue, "organiser": meeting.organiser,
        "para": meeting.places[0].block,
    }  # fmt: skip


def _figures(found: Findings) -> list[dict[str, Any]]:
    return [
        {
            "para": figure.place.block, "quote": figure.quote, "measure": figure.measure,
            "value": figure.value,            "unit": figure.unit, "as_of": figure.as_of,
            "scope": figure.scope, "approx": figure.approx,
            **({"value_to": figure.value_to} if figure.value_to is not None else {}),
        }
        for figure in printed(found.figures)
    ]  # fmt: skip
