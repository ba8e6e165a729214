"""Markdown and web pages are text: they reach pandoc as UTF-8."""

from __future__ import annotations

import codecs
import re

from kanben.errors import SourceError

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)|encoding\s*=\s*["']([A-Za-z0-9_-]+)""")
_HEAD = 2048
"""HTML looks for the declaration in the first 1024 bytes; pages of old systems are less tidy."""
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
"""The WHATWG Encoding Standard reads these names as the encoding that holds them."""


def unicode_of(content: bytes, format: str) -> bytes:
    """The source as UTF-8 without BOM, where its format is text; else as it is.

    A web page may declare another encoding.  Raises SourceError for an empty source, NUL characters and
    bytes that can't be read.
    """
    if not content:
        raise SourceError("source.empty")
    if format not in ("markdown", "html"):
        return content
    text = _text(content, _declared(content, format))
    if "\0" in text:
        raise SourceError("source.nul", line=text.count("\n", 0, text.index("\0")) + 1)
    return text.removeprefix("\ufeff").encode()


def _declared(content: bytes, format: str) -> str:
    """The encoding to read by: that of the BOM, UTF-8 where it is valid, else what a web page declares."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    found = _CHARSET.search(content[:_HEAD]) if format == "html" and not _valid(content) else None
    name = (found[1] or found[2]).decode().lower() if found else "utf-8"
    return _WIDER.get(name, name)


def _valid(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except LookupError:
        raise SourceError("source.unknown-encoding", given=encoding, known="utf-8, gb18030, big5") from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        value = f"{content[error.start]:02X}"
        raise SourceError(
            "source.not-utf8", line=line, byte=error.start + 1, value=value, encoding=encoding
        ) from None
