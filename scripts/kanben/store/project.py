"""A project's folders, and what a person put there: book.yaml, sources, decisions, images."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kanben.errors import ConfigError, KanbenError, OutputError, SourceError

T = TypeVar("T")
DECISION_FILES = ("corrections", "names", "index", "chronology", "tables", "doubts")


@dataclass(frozen=True, slots=True)
class Project:
    """The folder that holds manuscript/, and the places inside it."""

    root: Path

    @property
    def manuscript(self) -> Path:
        """What people write."""
        return self.root / "manuscript"

    @property
    def book(self) -> Path:
        """The file that says what the book is made of."""
        return self.manuscript / "book.yaml"

    @property
    def build(self) -> Path:
        """What can be made again: ledger, findings, cache, report."""
        return self.root / "build"

    @property
    def dist(self) -> Path:
        """The finished editions."""
        return self.root / "dist"

    def shown(self, path: Path) -> str:
        """The path as messages name it: relative to the project where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def open_project(root: Path) -> Project:
    """The project in that folder; raises ConfigError where there is none."""
    project = Project(root)
    if not project.book.is_file():
        raise ConfigError("config.no-book", str(root), folder=root)
    return project


def read_text(project: Project, path: Path) -> str:
    """The text of a file of the manuscript, empty where it is missing; ConfigError where it isn't UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError("config.not-utf8", project.shown(path), byte=error.start + 1) from None
    except OSError as error:
        raise ConfigError("config.unreadable", project.shown(path), problem=error.strerror) from None


def read_decisions(project: Project) -> dict[str, str]:
    """The texts of manuscript/decisions/, by file name."""
    folder = project.manuscript / "decisions"
    return {f"{name}.yaml": read_text(project, folder / f"{name}.yaml") for name in DECISION_FILES}


def read_annotations(project: Project) -> dict[str, str]:
    """The texts of manuscript/annotations/*.yaml, by path relative to the project."""
    files = sorted((project.manuscript / "annotations").glob("*.yaml"))
    return {project.shown(path): read_text(project, path) for path in files}


def read_source(project: Project, file: str) -> bytes:
    """The bytes of a file of manuscript/sources/; raises SourceError: outside, missing, empty, unreadable."""
    return _inside(project, project.manuscript / "sources", file)


def read_asset(project: Project, file: str) -> bytes:
    """The bytes of an image, style sheet or template named relative to manuscript/; raises SourceError."""
    return _inside(project, project.manuscript, file)


def source_files(project: Project) -> frozenset[str]:
    """Names of the files that stand in manuscript/sources/."""
    folder = project.manuscript / "sources"
    return frozenset(path.name for path in folder.iterdir()) if folder.is_dir() else frozenset()


def read_given(path: Path) -> bytes:
    """The bytes of a file that the user named on the command line; raises SourceError."""
    return _bytes(path, str(path))


def write_bytes(project: Project, path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises OutputError (unwritable folder, full disk)."""
    _writing(project, path, lambda: _replace(path, content))


def write_text(project: Project, path: Path, text: str) -> None:
    """Write a file of text in UTF-8 with LF, whole or not at all; raises OutputError."""
    write_bytes(project, path, text.encode("utf-8"))


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _writing(project: Project, path: Path, write: Callable[[], T]) -> T:
    try:
        return write()
    except OSError as error:
        raise OutputError("output.unwritable", project.shown(path), problem=error.strerror) from None


def _inside(project: Project, folder: Path, file: str) -> bytes:
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise SourceError("source.outside", project.shown(path), folder=project.shown(folder))
    return _bytes(path, project.shown(path))


def _bytes(path: Path, shown: str) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise SourceError("source.missing", shown) from None
    except IsADirectoryError:
        raise SourceError("source.folder", shown) from None
    except OSError as error:
        raise _unreadable(shown, error) from None
    if not content:
        raise SourceError("source.empty", shown)
    return content


def _unreadable(shown: str, error: OSError) -> KanbenError:
    return SourceError("source.unreadable", shown, problem=error.strerror)
