"""Addresses: which a link may lead to, which a picture may stand at."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

_OUTSIDE = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+\Z", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")


def link_target(target: str) -> str:
    """The address as it may be printed: http, https, mailto or a place in the book; empty for any other."""
    if _OUTSIDE.match(target):
        return target
    if target.startswith("#") and not _CONTROL.search(target):
        return target
    return target if _inside(target) else ""


def picture_path(target: str) -> str:
    """Where a picture named by a path stands, relative to manuscript/ (images/…); empty: not in the book."""
    if not _inside(target):
        return ""
    parts = [part for part in PurePosixPath(unquote(target)).parts if part not in (".", "..")]
    below = parts[parts.index("images") + 1 :] if "images" in parts[:-1] else parts[-1:]
    return "/".join(("images", *below)) if below else ""


def _inside(target: str) -> bool:
    """Whether an address is a relative path: no scheme, no host, no root, no way out after the start."""
    path = unquote(target).partition("#")[0].removeprefix("../")
    parts = path.split("/")
    return bool(path) and not _CONTROL.search(path.replace(" ", "")) and not (
        ":" in path or "\\" in path or path.startswith("/") or ".." in parts
    )  # fmt: skip
