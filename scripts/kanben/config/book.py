"""book.yaml: what the book is called, what it is made of, which editions it comes in."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from ruamel.yaml.comments import CommentedSeq

from kanben.config.reading import Entry, checked, dump, line_of, load
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
        raise ValueError("a path must stay inside the project")
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
    date: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    slug: str = Field(default="", pattern=r"^[a-z0-9-]*$")
    description: str = ""
    front: tuple[FrontEntry, ...] = ()
    parts: tuple[PartEntry, ...] = ()
    chapters: tuple[ChapterEntry, ...] = ()
    appendices: tuple[ChapterEntry, ...] = ()
    afterword: ChapterEntry | None = None
    editions: dict[str, EditionEntry] = Field(default_factory=dict)
    default_edition: str = "standard"
    indexes: tuple[IndexEntryOfBook, ...] = ()
    events: tuple[Literal["event", "as-of", "mention"], ...] = ("event",)
    rules: RulesEntry = RulesEntry()


def parse_book(text: str, file: str = BOOK_FILE) -> Book:
    """The book that the text describes; raises ConfigError with the line of what is wrong."""
    node = load(text, file)
    book = checked(Book, node, file)
    _refuse_twins(book, node, file)
    for name in book.editions:
        edition(book, name, file)
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


def with_chapters(text: str, chapters: tuple[tuple[str, str], ...]) -> str:
    """The text of book.yaml with chapters (file, title) added at the end, comments kept."""
    node = load(text, BOOK_FILE)
    if node.get("chapters") is None:
        node["chapters"] = CommentedSeq()
    node["chapters"].extend({"file": file, "title": title} for file, title in chapters)
    return dump(node)


def _refuse_twins(book: Book, node: Any, file: str) -> None:
    seen: dict[str, str] = {}
    for entry in entries(book):
        slug = PurePosixPath(entry.file).stem
        if slug in seen:
            line = _second_line(node, entry.file)
            raise ConfigError("config.chapter-twice", file, line, name=entry.file, other=seen[slug])
        seen[slug] = entry.file


def _second_line(node: Any, name: str) -> int:
    paths = [
        (group, number) for group in ("front", "chapters", "appendices")
        for number, entry in enumerate(node.get(group) or ()) if entry.get("file") == name
    ]  # fmt: skip
    return line_of(node, paths[-1]) if paths else 0


def with_entries(text: str, new: tuple[dict[str, str], ...]) -> str:
    """The text of a file of decisions with entries added at the end; what stands there stays as it is."""
    node = CommentedSeq()
    node.extend(new)
    return text.rstrip("\n") + ("\n" if text.strip() else "") + dump(node)
