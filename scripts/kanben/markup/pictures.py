"""The pictures of a source: which are let in, under what name, and their bytes where the source holds them."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import unquote_to_bytes

from kanben.markup.targets import picture_path
from kanben.markup.tree import Node, nodes
from kanben.model import Image

_ARCHIVES = ("docx", "odt", "epub")
"""Formats that are ZIP archives; pandoc's targets are relative to some folder in them."""
_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
_LARGEST = 64 * 2**20
"""Bytes of one picture; more is a fault, or an attack by a ZIP archive."""


def pictures(body: Iterable[Node], content: bytes, format: str) -> tuple[dict[str, str], tuple[Image, ...]]:
    """The path in the manuscript of every picture target (empty: refused), and the pictures themselves.

    A picture inside the source is named by its content.  Formats let in: PNG, JPEG, GIF, as their first
    bytes say; never SVG, which can hold scripts.
    """
    images = (node for part in body for node in nodes(part) if node["t"] == "Image")
    targets = dict.fromkeys(node["c"][2][0] for node in images)
    found = {target: _picture(target, content, format) for target in targets}
    inside = {image.path: image for image in found.values() if isinstance(image, Image)}
    labels = {target: i.path if isinstance(i, Image) else i for target, i in found.items()}
    return labels, tuple(inside.values())


def _picture(target: str, content: bytes, format: str) -> Image | str:
    """The picture where the source holds it, else its path in the manuscript, empty where it is refused."""
    if target.startswith("data:"):
        return _named(_of_data(target))
    if format in _ARCHIVES:
        return _named(_of_archive(content, target))
    return picture_path(target)


def _named(picture: bytes) -> Image | str:
    suffix = next((suffix for signature, suffix in _SIGNATURES if picture.startswith(signature)), "")
    return Image(f"images/{sha256(picture).hexdigest()[:16]}.{suffix}", picture) if suffix else ""


def _of_data(target: str) -> bytes:
    """The bytes of a `data:` address (RFC 2397), or none."""
    head, _, data = target.partition(",")
    try:
        return base64.b64decode(data) if head.endswith(";base64") else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        return b""


def _of_archive(content: bytes, target: str) -> bytes:
    """The bytes of the member of a ZIP archive whose path ends in the target, or none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = (m for m in archive.infolist() if f"/{m.filename}".endswith(f"/{target}"))
            member = next((m for m in members if m.file_size <= _LARGEST), None)
            return archive.read(member) if member else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return b""
