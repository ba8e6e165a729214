"""A file for a program that takes only files, gone when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def kept_file(content: bytes, ending: str) -> Iterator[Path]:
    """A file with that content in a folder of its own."""
    with TemporaryDirectory(prefix="kanben-") as folder:
        path = Path(folder, f"given{ending}")
        path.write_bytes(content)
        yield path
