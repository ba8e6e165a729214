"""What a build takes from the last one, and from the memory of a warm process: never anything stale."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kanben.pipeline import build

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><title>渠</title>'
    '<rect width="{}" height="9" fill="#333"/></svg>'
)
EDITION = """
editions:
  small:
    profile: screen
    css: [styles/mine.css]
    apparatus: [chronology, documents, index]
    notes: [gloss]
default_edition: small
"""
CHANGES = (
    ("a source", "sources/ch2.txt", lambda text: text.replace("1963年1月", "1963年2月")),
    ("a source that gets longer", "sources/ch1.txt", lambda text: text + "渠首设闸，沿渠各村轮流用水。\n" * 60),
    ("corrections", "decisions/corrections.yaml", lambda _: "- {chapter: ch1, exact: 勘测队, replacement: 测量队}\n"),
    ("names", "decisions/names.yaml", lambda _: "- {name: 任有才, kind: person, reading: zhù yǒu cái}\n"),
    ("subjects of the index", "decisions/index.yaml", lambda _: "- {term: 渠道, patterns: [渠首, 渠道]}\n"),
    ("events", "decisions/chronology.yaml", lambda _: "- {action: add, edtf: 1958, text: 全渠通水}\n"),
    ("tables", "decisions/tables.yaml", lambda _: "- {name: documents, title: 文献目录}\n"),
    ("a note", "annotations/a.yaml", lambda _: "- {kind: gloss, chapter: ch1, exact: 灌田, text: 引水。}\n"),
    ("the book's title", "book.yaml", lambda text: text.replace("河渠志选读", "河渠志新读")),
    ("an option", "book.yaml", lambda text: text.replace("screen\n", "screen\n    options: {size: 11}\n")),
    ("the paper", "book.yaml", lambda text: text.replace("screen\n", "screen\n    paper: 150mm 215mm\n", 1)),
    ("a style sheet", "styles/mine.css", lambda text: text + "p { color: #222 }\n"),
    ("a picture", "images/canal.svg", lambda _: PICTURE.format(30)),
)  # fmt: skip


def silent(*_told: object) -> None:
    """Nobody is told of progress."""


@pytest.fixture(scope="module")
def warm(built_once, tmp_path_factory):
    """A small edition with a picture, built once, and what its process remembers."""
    root = tmp_path_factory.mktemp("warm") / "book"
    shutil.copytree(built_once / "manuscript", root / "manuscript")
    book = root / "manuscript/book.yaml"
    text = (
        book.read_text("utf-8").partition("editions:")[0].strip() + "\n  - {file: pic.md, title: 第三章 图}\n"
    )
    book.write_text("slug: canal\n" + text + EDITION, "utf-8")
    for name, content in {
        "sources/pic.md": "# 第三章 图\n\n渠首如图。\n\n![渠首](images/canal.svg)\n",
        "images/canal.svg": PICTURE.format(20),
        "styles/mine.css": "h2 { color: #444 }\n",
    }.items():
        path = root / "manuscript" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
    memories: dict = {}
    build(root, (), ("pdf",), silent, memories)
    return root, memories


def pdf(root: Path) -> bytes:
    (file,) = (root / "dist").glob("*.pdf")
    return file.read_bytes()


@pytest.mark.parametrize(("file", "change"), [change[1:] for change in CHANGES], ids=[c[0] for c in CHANGES])
def test_after_any_change_a_warm_process_gives_the_bytes_of_a_cold_one(warm, tmp_path, file, change):
    root, memories = warm
    path = root / "manuscript" / file
    path.parent.mkdir(exist_ok=True)
    old, before = (path.read_text("utf-8") if path.exists() else ""), pdf(root)
    path.write_text(change(old), "utf-8")
    (built,) = build(root, (), ("pdf",), silent, memories)
    assert built.made
    assert pdf(root) != before
    shutil.copytree(root / "manuscript", tmp_path / "cold/manuscript")
    build(tmp_path / "cold", (), ("pdf",), silent)
    assert pdf(root) == pdf(tmp_path / "cold")


def kept(root: Path, stage: str) -> set[str]:
    return {path.name for path in (root / "build/cache" / stage).iterdir()}


def test_one_changed_chapter_is_cleaned_searched_and_laid_out_and_no_other(warm):
    root, memories = warm
    (memory,) = memories.values()
    cleaned, searched = kept(root, "normalise"), kept(root, "extract")
    laid_out = dict(memory.set_before)
    source = root / "manuscript/sources/ch2.txt"
    source.write_text(source.read_text("utf-8").replace("管理费标准", "管理费定额"), "utf-8")
    build(root, (), ("pdf",), silent, memories)
    assert (len(kept(root, "normalise") - cleaned), len(kept(root, "extract") - searched)) == (1, 1)
    now = {key for key in memory.set_before if '<body class="chapter"' in key[0]}
    assert len(now - laid_out.keys()) == 1
    same = now & laid_out.keys()
    assert len(same) == 2
    assert all(memory.set_before[key] is laid_out[key] for key in same)


def test_what_a_book_no_longer_uses_is_forgotten(warm):
    (memory,) = warm[1].values()
    assert memory.set_before.keys() == memory.wanted
