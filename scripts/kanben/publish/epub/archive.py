"""The container (OCF 3.3): mimetype first and stored, everything else deflated, one fixed time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MIMETYPE = b"application/epub+zip"
# The earliest time that a ZIP archive can name: any other would be the clock's, and the bytes would differ.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def archive(*files: tuple[str, bytes]) -> bytes:
    """The files as an EPUB container."""
    stream = BytesIO()
    with ZipFile(stream, "w") as container:
        container.writestr(ZipInfo("mimetype", FIXED_TIME), MIMETYPE, ZIP_STORED)
        for name, content in files:
            container.writestr(ZipInfo(name, FIXED_TIME), content, ZIP_DEFLATED, 9)
    return stream.getvalue()
