"""dist/: all files of an edition are made first, then each moves in by one rename."""

from __future__ import annotations

from dataclasses import dataclass
from errno import EISDIR
from hashlib import sha256
from os import strerror
from pathlib import Path

from kanben.errors import OutputError
from kanben.model import Output
from kanben.store.cache import adapter
from kanben.store.project import Project, write_bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What one edition in dist/ was made from, and the hash of each of its files."""

    key: str = ""
    files: tuple[tuple[str, str], ...] = ()


def put_outputs(project: Project, outputs: tuple[Output, ...]) -> tuple[Path, ...]:
    """Put an edition's files into dist/; on an OutputError the last good ones still stand there."""
    try:
        project.dist.mkdir(parents=True, exist_ok=True)
        return _moved(project, outputs)
    except OSError as error:
        file = project.shown(Path(error.filename)) if error.filename else "dist"
        raise OutputError("output.unwritable", file, problem=error.strerror) from None


def unchanged(project: Project, edition: str, key: str, files: tuple[str, ...]) -> bool:
    """Whether dist/ holds exactly what this key made: the same files with the same bytes."""
    known = _state(project).get(edition, Made())
    hashes = dict(known.files)
    return known.key == key and all(hashes.get(name) == _hash(project.dist / name) for name in files)


def remember(project: Project, edition: str, key: str, outputs: tuple[Output, ...]) -> None:
    """Note down what this key made, for `unchanged`."""
    state = _state(project)
    known = state.get(edition, Made())
    files = dict(known.files) if known.key == key else {}
    files |= {output.path: sha256(output.content).hexdigest() for output in outputs}
    state[edition] = Made(key, tuple(sorted(files.items())))
    content = adapter(dict[str, Made]).dump_json((state,), indent=1)
    write_bytes(project, project.build / "state.json", content + b"\n")


def _moved(project: Project, outputs: tuple[Output, ...]) -> tuple[Path, ...]:
    pairs = [(project.dist / f".{o.path}.new", project.dist / o.path, o.content) for o in outputs]
    try:
        for new, _, content in pairs:
            new.write_bytes(content)
        for _, path, _ in pairs:
            if path.is_dir():
                raise IsADirectoryError(EISDIR, strerror(EISDIR), path)
        for new, path, _ in pairs:
            new.replace(path)
    finally:
        for new, _, _ in pairs:
            new.unlink(missing_ok=True)
    return tuple(path for _, path, _ in pairs)


def _state(project: Project) -> dict[str, Made]:
    try:
        (state,) = adapter(dict[str, Made]).validate_json((project.build / "state.json").read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return dict(state)


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
