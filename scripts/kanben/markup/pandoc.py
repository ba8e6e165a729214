"""Pandoc as a program of its own: one process a conversion, its warnings kept off the terminal."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from typing import Any, cast

from kanben.errors import KanbenError, OutputError, SourceError

READERS = {
    "markdown": "markdown+east_asian_line_breaks" + "".join(
        f"-{extension}"
        for extension in (
            # What would let a chapter carry markup of another language, or read plain text as such.
            "raw_html", "raw_attribute", "raw_tex", "latex_macros", "tex_math_dollars", "native_divs",
            "native_spans", "markdown_in_html_blocks", "smart", "citations", "example_lists",
            "pandoc_title_block", "auto_identifiers", "implicit_header_references",
        )
    ),
    "docx": "docx+east_asian_line_breaks",
    "odt": "odt+east_asian_line_breaks",
    "html": "html-auto_identifiers+east_asian_line_breaks",
    "epub": "epub-raw_html+east_asian_line_breaks",
}  # fmt: skip
"""Pandoc's name of each format that is read, with its extensions."""

PATIENCE = 60
"""Seconds that one conversion may take: nested emphasis can cost pandoc exponential time."""
HEAP = ("+RTS", "-M2G", "-RTS")
FIRST_ZIP_DAY = "315532800"
"""1980-01-01, where SOURCE_DATE_EPOCH gives no other: the same input makes the same bytes."""


def convert(
    content: str | bytes,
    source_format: str,
    target_format: str,
    *,
    arguments: tuple[str, ...] = (),
    sandbox: bool,
) -> bytes:
    """The content in the target format, as pandoc writes it to standard output.

    `sandbox` keeps pandoc from reading any file but its input.  Nobody's own pandoc templates or data are
    used.  Raises SourceError in the sandbox, OutputError without, where pandoc fails or takes too long.
    """
    command = [
        _program(), *HEAP, "--quiet", f"--data-dir={os.devnull}", "-f", source_format, "-t", target_format,
        "-o", "-", *(("--sandbox",) if sandbox else ()), *arguments,
    ]  # fmt: skip
    given = content.encode() if isinstance(content, str) else content
    environment = {"SOURCE_DATE_EPOCH": FIRST_ZIP_DAY, **os.environ}
    try:
        done = subprocess.run(
            command, check=False, input=given, capture_output=True, env=environment, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise _failure(sandbox, f"{PATIENCE} s") from None
    if done.returncode:
        raise _failure(sandbox, " ".join(done.stderr.decode("utf-8", "replace").split())[:200])
    return done.stdout


def syntax_tree(content: bytes, reader: str) -> dict[str, Any]:
    """Pandoc's syntax tree of a source (the JSON of `pandoc -t json`), read in the sandbox."""
    return cast("dict[str, Any]", json.loads(convert(content, reader, "json", sandbox=True)))


@cache
def default_file(name: str) -> bytes:
    """A data file that pandoc carries inside it, such as its own reference.docx."""
    command = [_program(), "--print-default-data-file", name]
    return subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE).stdout


@cache
def _program() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def _failure(sandbox: bool, problem: str) -> KanbenError:
    kind, key = (SourceError, "source.not-that-format") if sandbox else (OutputError, "output.pandoc")
    return kind(key, problem=problem)
