"""Notes are put in by their words, hold or say so, and bad ones are named with file and line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kanben.cli import main
from kanben.config import with_selector
from kanben.config.annotations import parse_annotations
from kanben.errors import ConfigError
from kanben.model import Passage

FIRST = "县图书馆建于1956年，最初只有两间平房，由文化馆的干部兼管。"
TEXT = f"{FIRST}\n\n1962年，图书馆迁入东街新址，藏书增至两万册。\n\n1978年，图书馆恢复开放，当年新购图书四千册。\n"


def run(book: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(book), *words])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    source = tmp_path / "ch1.txt"
    source.write_text(TEXT, "utf-8")
    run(tmp_path, "new", str(tmp_path / "book"))
    run(tmp_path / "book", "import", str(source))
    config = tmp_path / "book" / "manuscript" / "book.yaml"
    config.write_text(config.read_text("utf-8") + "\n", "utf-8")
    return tmp_path / "book"


def notes_of(book: Path, kind: str = "gloss") -> str:
    return (book / "manuscript" / "annotations" / f"{kind}.yaml").read_text("utf-8")


def test_annotate_finds_the_words_and_writes_the_entry(book: Path) -> None:
    result = run(book, "annotate", "两间平房", "--text", "在东门内。", "--author", "甲")
    assert result.exit_code == 0, result.output
    assert "〔两间平房〕" in result.output
    (note,) = parse_annotations({"gloss.yaml": notes_of(book)})
    assert (note.passage.exact, note.passage.chapter, note.text) == ("两间平房", "ch1", "在东门内。")
    assert note.passage.prefix == "县图书馆建于1956年，最初只有"


def test_comments_in_the_file_are_kept(book: Path) -> None:
    folder = book / "manuscript" / "annotations"
    folder.mkdir(parents=True)
    (folder / "gloss.yaml").write_text("# 主编审定\n", "utf-8")
    run(book, "annotate", "两间平房", "--text", "在东门内。")
    assert notes_of(book).startswith("# 主编审定\n")


def test_words_that_stand_several_times_are_listed(book: Path) -> None:
    result = run(book, "annotate", "图书馆", "--text", "馆名。")
    assert result.exit_code == 5
    assert "3. ch1" in result.output


def test_words_that_stand_nowhere_show_the_nearest(book: Path) -> None:
    result = run(book, "annotate", "图书馆迁入西街新址", "--text", "街名。")
    assert result.exit_code == 5
    assert "东街新址" in result.output


def test_a_note_without_text_is_refused_off_a_terminal(book: Path) -> None:
    assert run(book, "annotate", "两间平房").exit_code == 2


def test_an_accepted_move_is_written_anew_and_nothing_else_changes(book: Path) -> None:
    run(book, "annotate", "图书馆迁入东街新址", "--text", "今建设路。")
    path = book / "manuscript" / "annotations" / "gloss.yaml"
    path.write_text(path.read_text("utf-8") + "# 末行的话\n", "utf-8")
    source = book / "manuscript" / "sources" / "ch1.txt"
    source.write_text(TEXT.replace("迁入东街新址", "迁到东街新址"), "utf-8")
    result = run(book, "annotate", "--accept", "all")
    assert result.exit_code == 0, result.output
    (note,) = parse_annotations({"gloss.yaml": notes_of(book)})
    assert (note.passage.exact, note.text) == ("图书馆迁到东街新址", "今建设路。")
    assert notes_of(book).endswith("# 末行的话\n")


def test_with_selector_keeps_remarks_and_the_other_entries() -> None:
    text = (
        "# 头\n- chapter: ch1\n  exact: 旧\n  # 为什么\n  prefix: 前\n  kind: gloss\n  text: |\n    一\n    二\n"
        "- chapter: ch2\n  exact: 别\n  kind: gloss\n  text: 三\n"
    )
    new = with_selector(text, 2, Passage("新", "左", "右", "ch1", alike=(2, 3)))
    first, second = parse_annotations({"notes.yaml": new})
    assert (first.passage.exact, first.passage.alike, first.text) == ("新", (2, 3), "一\n二\n")
    assert second.passage.exact == "别"
    assert "# 为什么" in new


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("- chapter: ch1\n  exact: 甲\n  kind: remark\n  text: 乙", 3),
        ("- chapter: ch1\n  kind: gloss\n  text: 乙", 1),
        ('- chapter: ch1\n  exact: 甲\n  kind: gloss\n  text: "  "', 4),
        ("- chapter: ch1\n  exact: 甲\n  kind: gloss\n  alike: 2\n  text: 乙", 4),
    ],
)
def test_a_bad_entry_is_named_with_its_line(entry: str, line: int) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_annotations({"manuscript/annotations/gloss.yaml": entry})
    assert caught.value.line == line


def test_a_lost_note_stops_the_build_and_says_how_to_go_on(book: Path) -> None:
    run(book, "annotate", "由文化馆的干部兼管", "--text", "两人。")
    (book / "manuscript" / "sources" / "ch1.txt").write_text(TEXT.replace(FIRST, "全文从略。"), "utf-8")
    config = book / "manuscript" / "book.yaml"
    config.write_text(
        "title: 书\nchapters:\n  - {file: ch1.txt, title: 一}\neditions:\n  standard: {notes: [gloss]}\n",
        "utf-8",
    )
    result = run(book, "build", "epub")
    assert result.exit_code == 5
    assert "manuscript/annotations/gloss.yaml:1:" in result.output


def write_notes(book: Path, text: str) -> None:
    run(book, "annotate", "两间平房", "--text", text)
    run(book, "annotate", "藏书增至两万册", "--text", "据年报。")
    path = book / "manuscript" / "annotations" / "gloss.yaml"
    path.write_text(path.read_text("utf-8") + "  id: cangshu\n", "utf-8")
    (book / "manuscript" / "book.yaml").write_text(
        "title: 书\nslug: shu\nchapters:\n  - {file: ch1.txt, title: 一}\n"
        "editions:\n  standard: {notes: [gloss], apparatus: []}\n", "utf-8"
    )  # fmt: skip


def test_links_lead_to_chapters_and_to_other_notes(book: Path) -> None:
    write_notes(book, "见[首章](chapter:ch1)，又见[馆藏](note:cangshu)。<script>alert(1)</script>")
    result = run(book, "build", "epub")
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(book / "dist" / "shu.epub") as package:
        page = package.read("EPUB/c-ch1.xhtml").decode("utf-8")
    assert '#c-ch1">首章</a>' in page
    assert '#n-ch1-1">馆藏</a>' in page
    assert "<script" not in page


def test_a_link_to_nowhere_is_named_with_file_and_line(book: Path) -> None:
    write_notes(book, "又见[馆藏](note:guancang)。")
    result = run(book, "build", "epub")
    assert result.exit_code == 5
    assert "manuscript/annotations/gloss.yaml:1:" in result.output
    assert "note:guancang" in result.output
