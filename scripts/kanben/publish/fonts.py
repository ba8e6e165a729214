"""Which installed font serves which role, and the key that says so for the cache."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from kanben.publish.engine import text_engine
from kanben.resources import style_text


@dataclass(frozen=True, slots=True)
class FontRole:
    """A role of the book's page and the font that serves it."""

    role: str
    """text, heading or quotation."""
    family: str
    """The family used; empty where none of those wanted is installed."""
    file: str
    wanted: tuple[str, ...]
    packages: tuple[tuple[str, str], ...]
    """Package manager and the name of a package that holds the first family wanted."""


def font_roles() -> tuple[FontRole, ...]:
    """Each role with the first of its families that is installed."""
    installed = installed_families()
    return tuple(
        FontRole(role, *_first(given["families"], installed), tuple(given["families"]), _packages(given))
        for role, given in tomllib.loads(style_text("fonts.toml")).items()
    )


@cache
def environment_key() -> str:
    """A hash of the font files that serve the roles: another font gives other pages."""
    digest = sha256()
    for role in font_roles():
        digest.update(role.family.encode() + _size(role.file))
    return digest.hexdigest()


@cache
def installed_families() -> dict[str, str]:
    """Every family that fontconfig knows, with the file of one of its faces."""
    ffi, fontconfig = text_engine.ffi, text_engine.fontconfig
    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    known = fontconfig.FcConfigGetFonts(config, 0)
    if known == ffi.NULL:
        return {}
    patterns = [known.fonts[at] for at in range(known.nfont)]
    return {
        family: _string(pattern, b"file", 0)
        for pattern in patterns
        for family in _strings(pattern, b"family")
    }  # fmt: skip


def _first(families: list[str], installed: dict[str, str]) -> tuple[str, str]:
    return next(((family, installed[family]) for family in families if family in installed), ("", ""))


def _packages(given: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((manager, given[manager]) for manager in ("apt", "dnf", "brew"))


def _strings(pattern: object, name: bytes) -> tuple[str, ...]:
    found: list[str] = []
    while text := _string(pattern, name, len(found)):
        found.append(text)
    return tuple(found)


def _string(pattern: object, name: bytes, number: int) -> str:
    ffi, fontconfig = text_engine.ffi, text_engine.fontconfig
    place = ffi.new("FcChar8 **")
    wrong = fontconfig.FcPatternGetString(pattern, name, number, place)
    return "" if wrong else ffi.string(place[0]).decode("utf-8", "replace")


def _size(file: str) -> bytes:
    path = Path(file)
    return f"{path.name} {path.stat().st_size}".encode() if path.is_file() else b""
