"""Normalising: a text as received, and the clean text a copy editor would make of it."""

import re
from pathlib import Path

import pytest

from kanben.model import Block, Source
from kanben.normalise import normalise

CASES = Path(__file__).parent / "cases" / "normalise"
ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|[trf])")
CONTROLS = {"t": "\t", "r": "\r", "f": "\f"}


def unescaped(text):
    return ESCAPE.sub(lambda m: CONTROLS.get(m[1]) or chr(int(m[1][1:], 16)), text).replace("\n~\n", "\n\n")


def cases():
    for path in sorted(CASES.glob("*.txt")):
        for case in re.split(r"(?m)^== ", path.read_text("utf-8"))[1:]:
            title, _, body = case.partition("\n")
            raw, _, clean = body.partition("\n->\n")
            yield pytest.param(unescaped(raw), unescaped(clean).strip("\n"), id=f"{path.stem}: {title}")


def shown(block: Block) -> str:
    """A block as the case files write it."""
    text = block.text
    for mark in sorted((m for m in block.marks if m.kind == "noteref"), key=lambda m: -m.start):
        text = f"{text[: mark.start]}[^{mark.value}]{text[mark.start :]}"
    if block.kind == "verse":
        return "\n".join(f"| {line}" for line in text.split("\n"))
    opening = {"heading": "#" * block.level + " ", "note": f"[^{block.label}]: "}
    return opening.get(block.kind, "") + text


def cleaned(raw: str, title: str = "") -> str:
    chapter = normalise(Source("chapter", title, raw.encode("utf-8"), "text")).chapter
    return "\n".join(shown(block) for block in chapter.blocks)


@pytest.mark.parametrize(("raw", "clean"), list(cases()))
def test_a_raw_text_becomes_the_clean_one(raw, clean):
    assert cleaned(raw) == clean
