"""The package (OPC): parts by name, zipped in one order with one fixed time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """The parts as a package; the same parts give the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            package.writestr(ZipInfo(name, FIXED_TIME), parts[name], ZIP_DEFLATED, 9)
    return stream.getvalue()
