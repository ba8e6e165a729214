"""Bad input: one sentence with the file and the way out, the exit code of its kind, the last editions untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

SENTENCE_ENDS = (".", "。", ")")
UTF8 = "渠道由各村自管，水费由县统收。".encode()

SOURCES = {
    "empty": ("ch3.txt", b"", "the file is empty; put the text in"),
    "only spaces": ("ch3.txt", " \r\n\t　\n".encode(), "there is no text in this file"),
    "binary": ("ch3.txt", bytes(range(256)) * 4, "encoding"),
    "NUL": ("ch3.txt", UTF8 + b"\n\0\n", "NUL"),
    "broken UTF-8": ("ch3.txt", UTF8 + b"\n" + UTF8[:-1], "can't be read as utf-8"),
    "no Word file": ("ch3.docx", UTF8, "not what its name says"),
    "half a Word file": ("ch3.docx", b"PK\x03\x04" + b"\0" * 200, "not what its name says"),
    "no PDF": ("ch3.pdf", UTF8, "not what its name says"),
    "no EPUB": ("ch3.epub", UTF8, "not what its name says"),
    "empty Markdown": ("ch3.md", b"\n\n", "there is no text in this file"),
    "Markdown with a broken character": ("ch3.md", UTF8[:-1] + b"\n", "can't be read as utf-8"),
}


def untouched(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "dist").iterdir()}


def listed(root: Path, name: str, content: bytes | None = None) -> None:
    """Put a source into the project as its owner might: by hand."""
    if content is not None:
        (root / "manuscript/sources" / name).write_bytes(content)
    book = root / "manuscript/book.yaml"
    book.write_text(
        book.read_text("utf-8").replace(
            "editions:", f"appendices:\n  - file: {name}\n    title: 附录\n\neditions:"
        ),
        "utf-8",
    )


@pytest.fixture
def refused(built, kanben):
    """Build, and expect one sentence with that exit code while dist/ stays as it was; gives the sentence."""
    before = untouched(built)

    def build(code: int, *arguments: object) -> str:
        done = kanben("-q", "-C", built, *(arguments or ("build", "all", "--edition", "all")))
        assert (done.exit_code, done.stdout) == (code, ""), done.output
        assert untouched(built) == before
        (sentence,) = done.stderr.splitlines()
        assert sentence.endswith(SENTENCE_ENDS)
        return sentence

    return build


@pytest.mark.parametrize("case", SOURCES)
def test_a_source_that_cannot_be_read_is_named_with_the_way_out(built, refused, case):
    name, content, said = SOURCES[case]
    listed(built, name, content)
    sentence = refused(4)
    assert sentence.startswith(f"manuscript/sources/{name}:")
    assert said in sentence


@pytest.mark.parametrize("case", SOURCES)
def test_the_same_is_said_in_chinese(built, refused, case, monkeypatch):
    monkeypatch.setenv("KANBEN_LANG", "zh")
    name, content, _ = SOURCES[case]
    listed(built, name, content)
    sentence = refused(4, "normalise")
    assert "；" in sentence
    assert sentence.endswith("。")


def test_a_missing_source_is_named(built, refused):
    listed(built, "ch3.txt")
    assert (
        refused(4) == "manuscript/sources/ch3.txt: there is no such file; put it there, or correct its name."
    )


def test_a_folder_in_the_place_of_a_source_is_named(built, refused):
    listed(built, "ch3.txt")
    (built / "manuscript/sources/ch3.txt").mkdir()
    assert "this is a folder" in refused(4)


def test_a_source_whose_name_tells_no_format_is_named_with_those_that_do(built, refused):
    listed(built, "ch3.wps", UTF8)
    assert "write `format:` in book.yaml, or use one of: .txt .md" in refused(4)


def test_an_unknown_encoding_is_answered_with_the_known_ones(built, refused):
    listed(built, "ch3.txt", UTF8)
    book = built / "manuscript/book.yaml"
    book.write_text(
        book.read_text("utf-8").replace("    title: 附录", "    title: 附录\n    encoding: ebcdic"), "utf-8"
    )
    assert "“ebcdic” is no encoding that is read here; write one of: utf-8" in refused(4)


def test_a_chapter_listed_twice_is_named_with_its_line(built, refused):
    listed(built, "ch1.txt")
    sentence = refused(3)
    assert "the chapter ch1.txt is listed twice" in sentence
    line = int(sentence.split(":")[1])
    assert "ch1.txt" in (built / "manuscript/book.yaml").read_text("utf-8").splitlines()[line - 1]


@pytest.mark.parametrize("path", ["../ch1.txt", "../../../etc/hostname", "/etc/hostname", "C:/ch1.txt"])
def test_a_path_out_of_the_project_is_refused(built, refused, path):
    listed(built, path)
    assert "“file” leads out of the project" in refused(3)


def test_a_link_out_of_the_project_is_refused(built, refused, tmp_path):
    (tmp_path / "ch3.txt").write_bytes(UTF8)
    listed(built, "ch3.txt")
    (built / "manuscript/sources/ch3.txt").symlink_to(tmp_path / "ch3.txt")
    assert "this path leads out of manuscript/sources" in refused(4)


@pytest.mark.parametrize(("key", "value", "code", "said"), [
    ("cover", "images/cover.png", 4, "manuscript/images/cover.png: there is no such file"),
    ("css", "[styles/mine.css]", 4, "manuscript/styles/mine.css: there is no such file"),
    ("reference_docx", "mine.docx", 4, "manuscript/mine.docx: there is no such file"),
    ("paper", "quarto", 3, "manuscript/book.yaml:14: the paper quarto can't be read"),
    ("paper", "20mm 30mm", 3, "choose a larger paper"),
])  # fmt: skip
def test_what_an_edition_names_and_is_not_there_is_named(built, refused, key, value, code, said):
    book = built / "manuscript/book.yaml"
    book.write_text(
        book.read_text("utf-8").replace("profile: screen", f"profile: screen\n    {key}: {value}"), "utf-8"
    )
    assert said in refused(code)


def test_a_style_sheet_that_is_no_utf8_is_named(built, refused):
    book = built / "manuscript/book.yaml"
    book.write_text(
        book.read_text("utf-8").replace("profile: screen", "profile: screen\n    css: [mine.css]"), "utf-8"
    )
    (built / "manuscript/mine.css").write_bytes("/* 样式 */".encode("gb18030"))
    assert refused(3) == "manuscript/mine.css: byte 4 is not UTF-8; save the file as UTF-8."


def test_an_annotation_that_fits_nowhere_stops_with_the_nearest_words(built, refused):
    folder = built / "manuscript/annotations"
    folder.mkdir(exist_ok=True)
    (folder / "notes.yaml").write_text(
        "# 注\n- {kind: gloss, chapter: ch1, exact: 勘侧队完成, text: 注。}\n", "utf-8"
    )
    sentence = refused(5)
    assert sentence.startswith("manuscript/annotations/notes.yaml:2: ")
    assert "勘测队完成" in sentence


# ---------------------------------------------------------------- output


def changed(root: Path) -> None:
    source = root / "manuscript/sources/ch1.txt"
    source.write_text(source.read_text("utf-8").replace("开渠", "修渠"), "utf-8")


def test_a_full_disk_leaves_the_last_good_editions(built, refused, full_disk):
    changed(built)
    with full_disk(9000):
        sentence = refused(7, "build", "docx")
    assert "free the place and build again: the last good editions are untouched" in sentence


def test_a_file_in_the_place_of_dist_is_named(project, kanben):
    (project / "dist").write_text("")
    done = kanben("-q", "-C", project, "build", "epub")
    assert done.exit_code == 7
    assert done.stderr.startswith("dist")


def test_a_folder_in_the_place_of_an_edition_leaves_the_others(built, kanben):
    before = untouched_files(built)
    changed(built)
    epub = next(path for path in (built / "dist").glob("*.epub") if "annotated" not in path.name)
    epub.unlink()
    epub.mkdir()
    done = kanben("-q", "-C", built, "build")
    assert (done.exit_code, epub.name in done.stderr) == (7, True)
    del before[epub.name]
    assert untouched_files(built) == before


def untouched_files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "dist").iterdir() if path.is_file()}


def test_findings_that_cannot_be_written_are_named(project, kanben, tmp_path):
    (tmp_path / "found").write_text("")
    done = kanben("-q", "-C", project, "extract", "--out", tmp_path / "found")
    assert (done.exit_code, str(tmp_path / "found") in done.stderr) == (7, True)


# ---------------------------------------------------------------- import


@pytest.mark.parametrize(("name", "content", "code", "said"), [
    ("nothing.txt", None, 4, "there is no such file"), ("empty.txt", b"", 4, "the file is empty"),
    ("ch3.wps", UTF8, 4, "the ending of this file names no form"), ("ch1.txt", UTF8, 2, "give --replace"),
])  # fmt: skip
def test_an_import_is_whole_or_not_at_all(project, kanben, tmp_path, name, content, code, said):
    (tmp_path / "good.txt").write_bytes(UTF8)
    folder = tmp_path / "given"
    folder.mkdir()
    if content is not None:
        (folder / name).write_bytes(content)
    before = sorted(path.read_bytes() for path in project.rglob("*") if path.is_file())
    done = kanben("-C", project, "import", tmp_path / "good.txt", folder / name)
    assert done.exit_code == code
    assert f"{folder / name}: " in done.stderr
    assert said in done.stderr
    assert sorted(path.read_bytes() for path in project.rglob("*") if path.is_file()) == before


def test_two_sources_of_one_name_are_named_both(project, kanben, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ch3.txt").write_bytes(UTF8)
    done = kanben("-C", project, "import", tmp_path / "a/ch3.txt", tmp_path / "b/ch3.txt")
    assert (done.exit_code, str(tmp_path / "a/ch3.txt") in done.stderr) == (2, True)


def test_a_source_that_cannot_be_read_yet_comes_in_and_is_named_when_it_is_read(project, kanben, tmp_path):
    (tmp_path / "ch3.txt").write_bytes(bytes(range(256)))
    assert kanben("-C", project, "import", tmp_path / "ch3.txt").exit_code == 0
    done = kanben("-C", project, "check")
    assert (done.exit_code, "manuscript/sources/ch3.txt" in done.stderr) == (4, True)
