"""dist/: all files of an edition are made first, then each moves in by one rename."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from kanben.errors import OutputError
from kanben.model import Output
from kanben.store.project import Project, write_text


def put_outputs(project: Project, outputs: tuple[Output, ...]) -> tuple[Path, ...]:
    """Put an edition's files into dist/; raises OutputError, and then the last good ones still stand there."""
    try:
        project.dist.mkdir(parents=True, exist_ok=True)
        return _moved(project, outputs)
    except OSError as error:
        file = project.shown(Path(error.filename)) if error.filename else "dist"
        raise OutputError("output.unwritable", file, problem=error.strerror) from None


def unchanged(project: Project, edition: str, key: str, files: tuple[str, ...]) -> bool:
    """Whether dist/ holds exactly what this key made: the same files with the same bytes."""
    known = _state(project).get(edition, {})
    hashes = known.get("files", {})
    return known.get("key") == key and all(
        name in hashes and _hash(project.dist / name) == hashes[name] for name in files
    )


def remember(project: Project, edition: str, key: str, outputs: tuple[Output, ...]) -> None:
    """Note down what this key made, for `unchanged`."""
    known = _state(project)
    files = known.get(edition, {}).get("files", {}) if known.get(edition, {}).get("key") == key else {}
    made = {output.path: sha256(output.content).hexdigest() for output in outputs}
    state = {**known, edition: {"key": key, "files": {**files, **made}}}
    write_text(project, project.build / "state.json", json.dumps(state, indent=1, sort_keys=True) + "\n")


def _moved(project: Project, outputs: tuple[Output, ...]) -> tuple[Path, ...]:
    pairs = [(project.dist / f".{o.path}.new", project.dist / o.path, o.content) for o in outputs]
    try:
        for new, _, content in pairs:
            new.write_bytes(content)
        for new, path, _ in pairs:
            new.replace(path)
    finally:
        for new, _, _ in pairs:
            new.unlink(missing_ok=True)
    return tuple(path for _, path, _ in pairs)


def _state(project: Project) -> dict[str, dict[str, dict[str, str]]]:
    try:
        return dict(json.loads((project.build / "state.json").read_text("utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
