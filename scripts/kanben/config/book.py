"""book.yaml: what the book is called, what it is made of, which editions it comes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from textwrap import dedent, indent
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError
from ruamel.yaml.comments import CommentedSeq

from kanben.config.reading import Entry, Path, checked, dump, line_of, load
from kanben.errors import ConfigError

Format = Literal["pdf", "epub", "docx"]
SourceFormat = Literal["", "text", "markdown", "docx", "odt", "html", "epub", "pdf"]
Piece = Literal[
    "chronology", "timeline", "documents", "meetings", "statistics", "plots", "persons", "index", "collation"
]
NoteKind = Literal["gloss", "person", "source", "commentary", "textual", "question"]
ALL_PIECES: tuple[Piece, ...] = (
    "chronology", "timeline", "documents", "meetings", "statistics", "plots", "persons", "collation", "index"
)  # fmt: skip
BOOK_FILE = "manuscript/book.yaml"


def _inside(path: str) -> str:
    """A path that stays in its folder, whatever the system it is read on."""
    pure = PurePosixPath(path.replace("\\", "/"))
    if not path or pure.is_absolute() or ".." in pure.parts or ":" in path:
        raise PydanticCustomError("config.outside", "a path must stay inside the project")
    return path


InsidePath = Annotated[str, AfterValidator(_inside)]


class ChapterEntry(Entry):
    """One chapter: a file in sources/, its title as printed, and how to read it."""

    file: InsidePath
    title: str
    authors: tuple[str, ...] = ()
    encoding: str = ""
    format: SourceFormat = ""


class FrontEntry(ChapterEntry):
    """A piece of front matter: a preface, or a note on the text."""

    role: Literal["preface", "note"] = "preface"


class PartEntry(Entry):
    """A part (篇) and its chapters."""

    title: str
    chapters: tuple[ChapterEntry, ...]


class EditionEntry(Entry):
    """An edition; what it leaves out it takes from the one it is based on."""

    based_on: str | None = None
    title: str | None = None
    formats: tuple[Format, ...] | None = None
    profile: Literal["screen", "press", "office", "large-print"] | None = None
    paper: str | None = None
    apparatus: tuple[Piece, ...] | None = None
    notes: tuple[NoteKind, ...] | None = None
    css: tuple[InsidePath, ...] | None = None
    cover: InsidePath | None = None
    reference_docx: InsidePath | None = None
    options: dict[str, str] | None = None


class RulesEntry(Entry):
    """Which rules of normalise are switched off, by code."""

    off: tuple[str, ...] = ()


class IndexEntryOfBook(Entry):
    """One index of the book: its title and the classes of entries it holds."""

    name: str
    title: str
    holds: tuple[Literal["person", "organisation", "place", "document", "meeting", "subject"], ...]


class Book(Entry):
    """All of book.yaml."""

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ("佚名",)
    publisher: str = ""
    isbn: str = ""
    cip: tuple[str, ...] = ()
    language: str = "zh-CN"
    identifier: str = ""
    licence: str = ""
    date: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$", examples=["2025-09-01"])
    slug: str = Field(default="", pattern=r"^[a-z0-9-]*$", examples=["xianzhi-xuandu"])
    description: str = ""
    subjects: tuple[str, ...] = ()
    front: tuple[FrontEntry, ...] = ()
    parts: tuple[PartEntry, ...] = ()
    chapters: tuple[ChapterEntry, ...] = ()
    appendices: tuple[ChapterEntry, ...] = ()
    afterword: ChapterEntry | None = None
    editions: dict[str, EditionEntry] = Field(default_factory=lambda: {"standard": EditionEntry()})
    default_edition: str = "standard"
    indexes: tuple[IndexEntryOfBook, ...] = ()
    events: tuple[Literal["event", "as-of", "mention"], ...] = ("event",)
    rules: RulesEntry = RulesEntry()


def parse_book(text: str, file: str = BOOK_FILE) -> Book:
    """The book that the text describes; raises ConfigError with the line of what is wrong."""
    node = load(text, file)
    book = checked(Book, node, file)
    _refuse_twins(book, node, file)
    _refuse_broken_chains(book, node, file)
    return book


def entries(book: Book) -> tuple[ChapterEntry, ...]:
    """Every chapter of the book in the order it is printed, front matter and appendices included."""
    inside = tuple(chapter for part in book.parts for chapter in part.chapters)
    last = (book.afterword,) if book.afterword else ()
    return (*book.front, *inside, *book.chapters, *book.appendices, *last)


def edition(book: Book, name: str, file: str = BOOK_FILE) -> EditionEntry:
    """The edition of that name with everything it takes from those it is based on filled in."""
    given: dict[str, Any] = {}
    chain: tuple[str, ...] = ()
    following: str | None = name
    while following is not None:
        if following in chain:
            raise ConfigError("config.edition-circle", file, name=" → ".join((*chain, following)))
        if following not in book.editions:
            raise ConfigError("config.no-edition", file, name=following, known=", ".join(book.editions))
        entry = book.editions[following]
        given = {**entry.model_dump(exclude_none=True, exclude={"based_on"}), **given}
        chain, following = (*chain, following), entry.based_on
    return EditionEntry(**given)


def edition_line(text: str, name: str) -> int:
    """The line of book.yaml, from 1, where the edition of that name begins."""
    return line_of(load(text, BOOK_FILE), ("editions", name))


def with_chapters(text: str, chapters: tuple[tuple[str, str], ...]) -> str:
    """The text of book.yaml with chapters (file, title) added at the end, comments kept."""
    node = load(text, BOOK_FILE)
    if node.get("chapters") is None:
        node["chapters"] = CommentedSeq()
    node["chapters"].extend({"file": file, "title": title} for file, title in chapters)
    return dump(node)


def _refuse_twins(book: Book, node: Any, file: str) -> None:
    seen: dict[str, str] = {}
    for entry, path in zip(entries(book), _paths(book), strict=True):
        slug = PurePosixPath(entry.file).stem
        if slug in seen:
            line = line_of(node, (*path, "file"))
            raise ConfigError("config.chapter-twice", file, line, name=entry.file, other=seen[slug])
        seen[slug] = entry.file


def _paths(book: Book) -> tuple[Path, ...]:
    """Where each of `entries` stands in book.yaml."""
    return (
        *(("front", at) for at in range(len(book.front))),
        *(
            ("parts", at, "chapters", n)
            for at, part in enumerate(book.parts)
            for n in range(len(part.chapters))
        ),
        *(("chapters", at) for at in range(len(book.chapters))),
        *(("appendices", at) for at in range(len(book.appendices))),
        *((("afterword",),) if book.afterword else ()),
    )


def _refuse_broken_chains(book: Book, node: Any, file: str) -> None:
    """Every edition must come to an end in what it is based on, the default one must be there."""
    wanted = ((name, ("editions", name, "based_on")) for name in book.editions)
    for name, path in (*wanted, (book.default_edition, ("default_edition",))):
        try:
            edition(book, name, file)
        except ConfigError as error:
            raise ConfigError(error.key, file, line_of(node, path), **error.values) from None


def with_entries(text: str, new: Sequence[Mapping[str, object]]) -> str:
    """The text of a file of decisions with entries added at the end; what stands there stays as it is.

    Raises ConfigError where the file is not YAML.
    """
    node, added = load(text, ""), CommentedSeq()
    added.extend(map(dict, new))
    if node and node.fa.flow_style():
        node.extend(map(dict, new))
        return dump(node)
    # An empty list is written [], under which nothing can stand.
    kept = "".join(line for line in text.splitlines(keepends=True) if line.strip() != "[]").rstrip("\n")
    column = node.lc.col if node else 0
    return kept + ("\n" if kept else "") + indent(dedent(dump(added)), " " * column)
