"""Notes go out as Web Annotations and come back; Hypothesis and Word review copies come in."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from kanben.cli import main
from kanben.errors import SourceError
from kanben.pipeline.web_annotation import read_web
from kanben.pipeline.word_comments import read_comments

TEXT = "县图书馆建于1956年，最初只有两间平房。\n\n1962年，图书馆迁入东街新址，藏书增至两万册。\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
QUOTE = {"type": "TextQuoteSelector", "exact": "迁入东街新址", "prefix": "图书馆", "suffix": "，藏书"}


def run(book: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["-C", str(book), "-q", *words])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def book(tmp_path: Path) -> Path:
    source = tmp_path / "ch1.txt"
    source.write_text(TEXT, "utf-8")
    run(tmp_path, "new", str(tmp_path / "book"))
    run(tmp_path / "book", "import", str(source))
    return tmp_path / "book"


def hypothesis_row(**changes: object) -> dict[str, object]:
    """One row of what Hypothesis exports: the shape of its API, with all the selectors that its client writes."""
    target = {
        "source": "https://example.org/book/ch1.xhtml",
        "selector": [
            {"type": "RangeSelector", "startContainer": "/p[2]", "endContainer": "/p[2]",
             "startOffset": 9, "endOffset": 15},
            {"type": "TextPositionSelector", "start": 30, "end": 36},
            QUOTE,
        ],
    }  # fmt: skip
    row = {
        "id": "x1", "created": "2026-03-02T08:00:00+00:00", "user": "acct:reader@example.org",
        "uri": "https://example.org/book/ch1.xhtml", "text": "东街今名**建设路**。", "tags": ["gloss", "地名"],
        "target": [target], "document": {"title": ["书"]}, "references": [],
    }  # fmt: skip
    return {**row, **changes}


def test_an_export_of_hypothesis_comes_in(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_text(json.dumps({"total": 1, "rows": [hypothesis_row()]}), "utf-8")
    run(book, "import-notes", str(file))
    written = (book / "manuscript" / "annotations" / "gloss.yaml").read_text("utf-8")
    assert "exact: 迁入东街新址" in written
    assert "author: reader" in written
    assert "东街今名**建设路**。" in written


def test_the_same_notes_are_not_taken_in_twice(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    file.write_text(json.dumps([hypothesis_row()]), "utf-8")
    run(book, "import-notes", str(file))
    once = (book / "manuscript" / "annotations" / "gloss.yaml").read_text("utf-8")
    run(book, "import-notes", str(file))
    assert (book / "manuscript" / "annotations" / "gloss.yaml").read_text("utf-8") == once


@pytest.mark.parametrize(
    "selector",
    [
        QUOTE,
        [{"type": "TextPositionSelector", "start": 1, "end": 2}, QUOTE],
        {"type": "FragmentSelector", "value": "p2", "refinedBy": QUOTE},
        {"type": "CssSelector", "value": "p:nth-child(2)", "refinedBy": QUOTE},
        {"type": "XPathSelector", "value": "/p[2]", "refinedBy": [QUOTE]},
        {"type": "FragmentSelector", "value": "p2", "refinedBy": {"type": "CssSelector", "refinedBy": QUOTE}},
    ],
)
def test_the_quotation_is_found_in_every_kind_of_selector(selector: object) -> None:
    given = {
        "type": "Annotation",
        "bodyValue": "说明",
        "target": {"source": "ch1.xhtml", "selector": selector},
    }
    (note,) = read_web(given, "notes.json", "commentary")
    assert (note.passage.exact, note.passage.chapter, note.text) == ("迁入东街新址", "ch1", "说明")


def test_a_position_alone_is_no_place() -> None:
    selector = {"type": "TextPositionSelector", "start": 1, "end": 2}
    given = {"bodyValue": "说明", "target": {"source": "ch1.xhtml", "selector": selector}}
    assert read_web(given, "notes.json", "commentary") == ()


def test_html_in_a_body_becomes_text_and_its_scripts_go() -> None:
    body = {"type": "TextualBody", "value": "<p>说明</p><script>alert(1)</script>", "format": "text/html"}
    given = {"body": body, "target": {"source": "ch1.xhtml", "selector": QUOTE}}
    (note,) = read_web(given, "notes.json", "commentary")
    assert note.text == "说明"


def test_notes_go_out_and_come_back_the_same(book: Path, tmp_path: Path) -> None:
    run(book, "annotate", "两间平房", "--text", "在东门内。", "--kind", "person", "--author", "甲")
    run(book, "export-notes", str(tmp_path / "out.json"))
    path = book / "manuscript" / "annotations" / "person.yaml"
    before = path.read_text("utf-8")
    path.unlink()
    run(book, "import-notes", str(tmp_path / "out.json"))
    assert path.read_text("utf-8") == before
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["@context"].endswith("anno.jsonld")


def review_copy() -> bytes:
    document = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>1962年，图书馆</w:t></w:r><w:commentRangeStart w:id='0'/>"
        "<w:r><w:t>迁入</w:t></w:r><w:r><w:t>东街新址</w:t></w:r><w:commentRangeEnd w:id='0'/>"
        "<w:r><w:t>，藏书增至两万册。</w:t></w:r></w:p></w:body></w:document>"
    )
    comments = (
        f"<w:comments {W}><w:comment w:id='0' w:author='审读者' w:date='2026-05-06T10:00:00Z'>"
        "<w:p><w:r><w:t>请核对街名。</w:t></w:r></w:p></w:comment></w:comments>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", document)
        package.writestr("word/comments.xml", comments)
    return made.getvalue()


def test_comments_of_a_review_copy_come_in(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "review.docx"
    file.write_bytes(review_copy())
    run(book, "import-notes", str(file))
    written = (book / "manuscript" / "annotations" / "commentary.yaml").read_text("utf-8")
    assert "exact: 迁入东街新址" in written
    assert "author: 审读者" in written
    assert "请核对街名。" in written


@pytest.mark.parametrize("content", [b"PK\x03\x04 no archive", b"PK"])
def test_a_damaged_word_file_is_named(content: bytes) -> None:
    with pytest.raises(SourceError, match=r"review\.docx"):
        read_comments(content, "review.docx", "commentary")
