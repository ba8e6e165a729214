"""The cache, by content: what a stage gave for exactly these inputs and exactly this code."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError

from kanben.resources import PACKAGE, styles
from kanben.store.project import Project, write_bytes

T = TypeVar("T")
# What the outputs depend on beside our own code: another version may give other bytes.
_TOOLS = (
    "weasyprint",
    "pypandoc_binary",
    "pikepdf",
    "fonttools",
    "pypinyin",
    "edtf",
    "pydantic",
    "jinja2",
    "lxml",
)


@cache
def code_version() -> str:
    """A hash of kanben's code, data and styles, and of the versions of the tools it works with."""
    return _hash(_TOOLS, (PACKAGE, styles()))


@cache
def rules_version() -> str:
    """A short hash of what alone decides the clean text: normalise, markup, their data, and pandoc."""
    data = (*sorted((PACKAGE / "data").glob("normalise*")), PACKAGE / "data" / "frequent_characters.txt")
    return _hash(("pypandoc_binary",), (PACKAGE / "normalise", PACKAGE / "markup", *data))[:12]


def _hash(tools: tuple[str, ...], places: tuple[Path, ...]) -> str:
    digest = sha256("\n".join(map(_tool, tools)).encode())
    for place in places:
        files = place.rglob("*") if place.is_dir() else (place,)
        for path in sorted(p for p in files if p.is_file() and "__pycache__" not in p.parts):
            digest.update(path.relative_to(place.parent).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def key_of(*parts: bytes) -> str:
    """One key of several parts, each told apart from the next."""
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def recall(project: Project, kind: str, key: str, of: type[T]) -> T | None:
    """What was kept under that key, or None; a damaged file counts as none."""
    path = project.build / "cache" / kind / f"{key}.json"
    try:
        (known,) = adapter(cast(Any, of)).validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return cast(T, known)


def keep(project: Project, kind: str, key: str, value: object) -> None:
    """Keep a value of the model under that key."""
    content = adapter(cast(Any, type(value))).dump_json((value,))
    write_bytes(project, project.build / "cache" / kind / f"{key}.json", content)


@cache
def adapter(of: Any) -> TypeAdapter[Any]:
    """The reader and writer of a type of the model as JSON."""
    # A tuple of one: only there does pydantic take a configuration for plain dataclasses inside.
    return TypeAdapter(tuple[of], config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))


def _tool(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} none"
