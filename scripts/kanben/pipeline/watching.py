"""The manuscript watched: which files have other content than when they were last looked at."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kanben.store import Project, open_project

INTERVAL = 0.3
"""Seconds from one look at the manuscript to the next."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen last."""

    time: int
    """Of its last change, in nanoseconds."""
    size: int
    digest: bytes


Sight = dict[Path, Seen]


def changes(root: Path, wait: Callable[[float], None] = time.sleep) -> Iterator[tuple[str, ...]]:
    """Paths, relative to the project, whose content changed: at once none, then whenever there are any.

    Raises ConfigError where there is no project.
    """
    project = open_project(root)
    before = look(project, {})
    yield ()
    while True:
        wait(INTERVAL)
        now = settled(project, before, wait)
        if paths := different(before, now):
            yield tuple(map(project.shown, paths))
        before = now


def settled(project: Project, before: Sight, wait: Callable[[float], None]) -> Sight:
    """What two looks in a row find: a program may still be writing a file that has just changed."""
    last, now = before, look(project, before)
    while different(last, now):
        wait(INTERVAL)
        last, now = now, look(project, now)
    return now


def look(project: Project, before: Sight) -> Sight:
    """Every file of manuscript/; read only where its time or size is another than before."""
    seen: Sight = {}
    for path in sorted(project.manuscript.rglob("*")):
        try:
            if path.is_file() and not path.name.startswith("."):
                seen[path] = _seen(path, before.get(path))
        except OSError:
            continue  # gone between the list and the look: the next look will not find it
    return seen


def different(before: Sight, after: Sight) -> tuple[Path, ...]:
    """The files that are new, gone, or of other content."""
    paths = sorted(before.keys() | after.keys())
    return tuple(path for path in paths if _digest(before, path) != _digest(after, path))


def _seen(path: Path, before: Seen | None) -> Seen:
    state = path.stat()
    if before and (before.time, before.size) == (state.st_mtime_ns, state.st_size):
        return before
    return Seen(state.st_mtime_ns, state.st_size, sha256(path.read_bytes()).digest())


def _digest(sight: Sight, path: Path) -> bytes:
    return sight[path].digest if path in sight else b""
