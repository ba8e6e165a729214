"""What travels in the wheel beside the code: tables of words (data/) and the book's styles (styles/)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent


def data_text(name: str) -> str:
    """The text of a file of `kanben/data/`, such as `messages.toml`."""
    return (PACKAGE / "data" / name).read_text("utf-8")


@cache
def data_table(name: str) -> dict[str, Any]:
    """A TOML file of `kanben/data/`, read once; callers must not change it."""
    return tomllib.loads(data_text(name))


@cache
def data_words(name: str) -> tuple[str, ...]:
    """The words of a list in `kanben/data/`: one a line, `#` opens a comment."""
    lines = (line.partition("#")[0].strip() for line in data_text(name).splitlines())
    return tuple(line for line in lines if line)


def styles() -> Path:
    """The folder of style sheets, templates and printed words: in the wheel, or at a checkout's top."""
    inside = PACKAGE / "styles"
    return inside if inside.is_dir() else PACKAGE.parents[1] / "styles"


def style_text(name: str) -> str:
    """The text of a file of `styles/`, such as `page.css`."""
    return (styles() / name).read_text("utf-8")


@cache
def printed_words() -> dict[str, Any]:
    """The words that the book itself prints (目录, 索引, 大事年表 …), from `styles/words.toml`."""
    return tomllib.loads(style_text("words.toml"))
