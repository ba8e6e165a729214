"""An edition of the book, gathered from its parts before any format is made."""

from __future__ import annotations

import os
import re
import uuid
from datetime import UTC, datetime
from functools import partial

from pypinyin import lazy_pinyin

from kanben.assemble import assemble
from kanben.assemble.gathered_notes import gathered
from kanben.config import ALL_PIECES, Book, ChapterEntry, EditionEntry, edition
from kanben.errors import ConfigError
from kanben.model import (
    BookMatter,
    Cleaned,
    Edition,
    Findings,
    Image,
    IndexPlan,
    Material,
    Metadata,
    Profile,
    Selection,
)
from kanben.pipeline.loading import Loaded, slug_of
from kanben.resources import data_table
from kanben.store import Project, read_asset

# The name space of our identifiers (RFC 4122, UUID 5): the same book and edition give the same one.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:kanben")


def make_edition(
    loaded: Loaded, name: str, chapters: tuple[Cleaned, ...], findings: tuple[Findings, ...]
) -> Edition:
    """The finished edition of that name; raises PassageError and ConfigError where a decision doesn't fit."""
    wanted = edition(loaded.book, name)
    material = Material(chapters, findings, loaded.decisions)
    asset = partial(read_asset, loaded.project)
    matter, apparatus = gathered(
        _matter(loaded.book, chapters), assemble(material, _selection(loaded, name)), _gathering(wanted)
    )
    return Edition(
        name=name,
        metadata=metadata(loaded.book, name),
        profile=_profile(loaded.project, wanted),
        matter=matter,
        apparatus=apparatus,
        images=_images(loaded.project, chapters),
        cover=asset(wanted.cover) if wanted.cover else b"",
        reference_docx=asset(wanted.reference_docx) if wanted.reference_docx else b"",
        output_intent=asset(icc) if (icc := (wanted.options or {}).get("icc")) else b"",
    )


def formats(book: Book, name: str) -> tuple[str, ...]:
    """The formats that the edition comes in."""
    return edition(book, name).formats or ("pdf", "epub", "docx")


def slug(book: Book, name: str) -> str:
    """The stem of an edition's files: the book's, with the edition's name unless it is the default."""
    stem = book.slug or ascii_slug(book.title)
    return stem if name == book.default_edition else f"{stem}-{name}"


def ascii_slug(title: str) -> str:
    """A title in pinyin, lower case: 工会读本 is gong-hui-du-ben; `book` where nothing is left."""
    spelled = " ".join(lazy_pinyin(title)).lower()
    return "-".join(re.findall(r"[a-z0-9]+", spelled)) or "book"


def metadata(book: Book, name: str) -> Metadata:
    """What the title page and the files say of the edition."""
    given = book.model_dump(include={
        "subtitle", "authors", "publisher", "isbn", "cip", "language", "licence", "description", "subjects"
    })  # fmt: skip
    wanted = edition(book, name)
    identifier = uuid.uuid5(_NAMESPACE, f"{book.title}\n{'|'.join(book.authors)}\n{name}").urn
    return Metadata(
        **given,
        title=wanted.title or book.title,
        identifier=book.identifier or identifier,
        date=book.date or _day(),
        slug=slug(book, name),
    )


def _day() -> str:
    """The day that SOURCE_DATE_EPOCH names, or none: a clock would give other bytes each day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else ""


def _profile(project: Project, wanted: EditionEntry) -> Profile:
    sheets = tuple(_text(project, file) for file in wanted.css or ())
    options = tuple(sorted((wanted.options or {}).items()))
    return Profile(wanted.profile or "screen", wanted.paper or "", sheets, options)


def _matter(book: Book, chapters: tuple[Cleaned, ...]) -> tuple[BookMatter, ...]:
    known = {cleaned.chapter.slug: cleaned.chapter for cleaned in chapters}

    def piece(entry: ChapterEntry, role: str, part: str = "") -> BookMatter:
        return BookMatter(role, known[slug_of(entry.file)], entry.authors, part)  # type: ignore[arg-type]  # one of ours

    return (
        *(piece(entry, entry.role) for entry in book.front),
        *(piece(entry, "chapter", part.title) for part in book.parts for entry in part.chapters),
        *(piece(entry, "chapter") for entry in book.chapters),
        *(piece(entry, "appendix") for entry in book.appendices),
        *((piece(book.afterword, "afterword"),) if book.afterword else ()),
    )


def _selection(loaded: Loaded, name: str) -> Selection:
    wanted = edition(loaded.book, name)
    plans = tuple(IndexPlan(index.name, index.title, index.holds) for index in loaded.book.indexes)
    default = data_table("index.toml")
    files = tuple(ruling.file for ruling in loaded.decisions.tables if ruling.file)
    return Selection(
        pieces=ALL_PIECES if wanted.apparatus is None else wanted.apparatus,
        roles=loaded.book.events,
        indexes=plans or (IndexPlan("index", default["title"], tuple(default["holds"])),),
        files=tuple((file, _text(loaded.project, file)) for file in files),
        notes=wanted.notes or (),
        edition=name,
        drawn=_words(wanted, "drawn_notes"),
    )


def _gathering(wanted: EditionEntry) -> tuple[str, ...]:
    """What an edition wants gathered out of its notes: questions, glossary, or a booklet of both alone."""
    return _words(wanted, "gather")


def _words(wanted: EditionEntry, option: str) -> tuple[str, ...]:
    """The words of an option that is a list, parted by commas or blanks."""
    return tuple((wanted.options or {}).get(option, "").replace(",", " ").split())


def _text(project: Project, file: str) -> str:
    """The text of a style sheet or a table, with or without the mark that spreadsheets put before UTF-8."""
    try:
        return read_asset(project, file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("config.not-utf8", f"manuscript/{file}", byte=error.start + 1) from None


def _images(project: Project, chapters: tuple[Cleaned, ...]) -> tuple[Image, ...]:
    """The pictures of the book: those that came inside a source, and those in manuscript/images/."""
    inside = {image.path: image for cleaned in chapters for image in cleaned.images}
    named = {
        block.label for cleaned in chapters for block in cleaned.chapter.blocks
        if block.kind == "figure" and block.label not in inside
    }  # fmt: skip
    return (*inside.values(), *(Image(path, read_asset(project, path)) for path in sorted(named)))
