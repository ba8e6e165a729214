"""The road: sources to dist/, every step of it as issue and README promise."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanben.config import entries, parse_book, parse_decisions
from kanben.errors import ConfigError
from kanben.pipeline import adopt, normalise_all
from kanben.pipeline.building import edition_key
from kanben.store import Project, hand_edited

MANUSCRIPT = Path(__file__).parents[1] / "manuscript"
FORMATS = ("pdf", "epub", "docx")


def nothing(*_told: object) -> None:
    """Nobody is told of progress."""


def snapshot(root: Path, folder: str = "") -> dict[str, bytes]:
    base = root / folder
    return {
        path.relative_to(base).as_posix(): path.read_bytes()
        for path in sorted(base.rglob("*"))
        if path.is_file()
    }


def book_of(root: Path):
    return parse_book((root / "manuscript/book.yaml").read_text("utf-8"))


# ---------------------------------------------------------------- new


def test_a_new_project_is_ready_for_chapters(tmp_path, kanben):
    done = kanben("new", tmp_path / "book", "--title", '河渠"志"', "--author", "甲\\乙")
    assert done.exit_code == 0, done.output
    book = book_of(tmp_path / "book")
    assert (book.title, book.authors) == ('河渠"志"', ("甲\\乙",))
    assert set(book.editions) == {"standard", "annotated"}
    assert (tmp_path / "book/manuscript/sources").is_dir()


def test_a_new_project_without_title_and_author_is_called_after_its_folder(tmp_path, kanben):
    kanben("new", tmp_path / "河渠志")
    book = book_of(tmp_path / "河渠志")
    assert (book.title, book.authors) == ("河渠志", ("佚名",))


def test_a_book_that_is_there_is_not_made_anew(project, kanben):
    before = snapshot(project)
    assert kanben("new", project).exit_code == 2
    assert snapshot(project) == before


# ---------------------------------------------------------------- import


def test_sources_are_copied_byte_for_byte_and_listed_in_the_order_given(tmp_path, project, kanben):
    given_bytes = {
        "b.txt": "第三篇  尾声\r\n\r\n正文。\r\n".encode("gb18030"),
        "a.md": "# 附记\n\n正文。\n".encode(),
    }
    for name, content in given_bytes.items():
        (tmp_path / name).write_bytes(content)
    done = kanben("-C", project, "import", tmp_path / "b.txt", tmp_path / "a.md")
    assert done.exit_code == 0, done.output
    assert {name: (project / "manuscript/sources" / name).read_bytes() for name in given_bytes} == given_bytes
    assert [(e.file, e.title) for e in entries(book_of(project))] == [
        ("ch1.txt", "第一章 开渠"), ("ch2.txt", "第二章 管理"), ("b.txt", "第三篇 尾声"), ("a.md", "a"),
    ]  # fmt: skip


@pytest.mark.parametrize(("first", "title"), [
    ("第一章 开渠", "第一章 开渠"), ("第十二篇：管理", "第十二篇：管理"), ("第3章", "第3章"),
    ("　　第一章　　开渠　", "第一章 开渠"), ("\n\n第一章开渠", "第一章开渠"),
    ("第一节 勘测", "kaiqu"), ("开渠", "kaiqu"), ("第一章" + "很" * 80, "kaiqu"),
    ("见第一章 开渠", "kaiqu"),
])  # fmt: skip
def test_a_chapter_is_called_by_its_first_line_where_that_is_a_heading_else_by_its_file(
    tmp_path, project, kanben, first, title
):
    (tmp_path / "kaiqu.txt").write_text(f"{first}\n河渠于1956年开工，次年建成。\n", "utf-8")
    kanben("-C", project, "import", tmp_path / "kaiqu.txt")
    assert entries(book_of(project))[-1].title == title


def test_four_hundred_chapters_come_in_at_once(tmp_path, kanben):
    kanben("new", tmp_path / "book")
    names = [f"{number:03}.txt" for number in range(400, 0, -1)]
    for name in names:
        (tmp_path / name).write_text(f"第{name[:3]}章 记事\n这一年修渠{name[:3]}里。\n", "utf-8")
    done = kanben("-C", tmp_path / "book", "import", *(tmp_path / name for name in names))
    assert done.exit_code == 0, done.output
    assert [entry.file for entry in entries(book_of(tmp_path / "book"))] == names


def test_a_name_that_stands_there_needs_replace_and_nothing_is_copied_without(tmp_path, project, kanben):
    (tmp_path / "ch2.txt").write_text("第二章 新的管理\n渠道由各村自管。\n", "utf-8")
    (tmp_path / "ch9.txt").write_text("第九章 尾声\n渠道由各村自管。\n", "utf-8")
    before = snapshot(project)
    done = kanben("-C", project, "import", tmp_path / "ch9.txt", tmp_path / "ch2.txt")
    assert (done.exit_code, snapshot(project)) == (2, before)
    assert "give --replace" in done.output
    done = kanben("-C", project, "import", "--replace", tmp_path / "ch9.txt", tmp_path / "ch2.txt")
    assert done.exit_code == 0, done.output
    assert [entry.file for entry in entries(book_of(project))] == ["ch1.txt", "ch2.txt", "ch9.txt"]
    assert (project / "manuscript/sources/ch2.txt").read_bytes() == (tmp_path / "ch2.txt").read_bytes()


def test_replacing_a_source_names_the_decisions_that_no_longer_fit(tmp_path, project, kanben):
    corrections = project / "manuscript/decisions/corrections.yaml"
    corrections.write_text(
        "- {chapter: ch1, exact: 勘测队, replacement: 测量队}\n- {chapter: ch2, exact: 渠首, replacement: 渠头}\n",
        "utf-8",
    )
    (tmp_path / "ch1.txt").write_text("第一章 开渠\n1956年开工，侧量队来过。\n", "utf-8")
    done = kanben("-C", project, "import", "--replace", tmp_path / "ch1.txt")
    assert done.exit_code == 0, done.output
    assert "corrections.yaml:1: the passage “勘测队” stands nowhere in ch1" in done.output
    assert "渠首" not in done.output


@pytest.mark.parametrize("other", ["ch1.md", "CH1.TXT"])
def test_another_form_of_a_source_is_not_taken_for_it(tmp_path, project, kanben, other):
    (tmp_path / other).write_text("第一章\n别的。\n", "utf-8")
    done = kanben("-C", project, "import", "--replace", tmp_path / other)
    if other.startswith("CH1"):
        assert done.exit_code == 0, "on this system names of different case are different"
    else:
        assert (done.exit_code, "the project's source is ch1.txt" in done.output) == (4, True)


# ---------------------------------------------------------------- normalise, extract, check


def test_normalising_writes_clean_text_and_a_ledger_that_give_each_other_back(project, kanben):
    assert kanben("-C", project, "normalise").exit_code == 0
    clean = (project / "manuscript/clean/ch1.md").read_text("utf-8")
    assert clean.startswith(
        "1956年3月12日，青石县人民政府在县礼堂召开全县水利工作会议，会议通过了《青石县引水灌溉工程管理办法》。\n"
    )
    assert "## （一）勘测\n" in clean
    assert "全渠长37.4公里，可灌田12.5万亩。" in clean
    head, *edits = map(json.loads, (project / "build/ledger/ch1.jsonl").read_text("utf-8").splitlines())
    text = (project / "manuscript/sources/ch1.txt").read_text("utf-8")
    passes = {edit["pass"]: [e for e in edits if e["pass"] == edit["pass"]] for edit in edits}
    for made in passes.values():
        for edit in sorted(made, key=lambda e: -e["offset"]):
            at = edit["offset"]
            assert text[at : at + len(edit["before"])] == edit["before"]
            text = text[:at] + edit["after"] + text[at + len(edit["before"]) :]
    assert (text, head["encoding"]) == (clean, "utf-8")


def test_normalising_again_writes_nothing_anew(project, kanben):
    kanben("-C", project, "normalise")
    before = {path: path.stat().st_mtime_ns for path in (project / "manuscript").rglob("*.md")}
    kanben("-C", project, "normalise")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_the_clean_text_that_is_kept_with_the_book_of_this_checkout_is_what_its_sources_give(
    tmp_path, kanben
):
    shutil.copytree(MANUSCRIPT, tmp_path / "manuscript")
    assert kanben("-C", tmp_path, "normalise", "--discard").exit_code == 0
    made = {
        name: text for name, text in snapshot(tmp_path, "manuscript/clean").items() if name.endswith(".md")
    }
    assert made == {path.name: path.read_bytes() for path in (MANUSCRIPT / "clean").glob("*.md")}
    assert hand_edited(Project(MANUSCRIPT.parent)) == ()


KINDS = ("dates", "names", "documents", "meetings", "figures", "doubts")


def test_findings_go_where_they_are_wanted_a_folder_a_chapter_every_kind_a_file(tmp_path, project, kanben):
    (tmp_path / "bare.txt").write_text("这里什么也没有发生。\n", "utf-8")
    kanben("-C", project, "import", tmp_path / "bare.txt")
    done = kanben("-C", project, "extract", "--out", tmp_path / "found")
    assert done.exit_code == 0, done.output
    names = sorted(["clean.md", *(f"{kind}.json" for kind in KINDS)])
    folders = {folder.name: folder for folder in (tmp_path / "found").iterdir()}
    assert set(folders) == {"ch1", "ch2", "bare"}
    assert all(sorted(path.name for path in folder.iterdir()) == names for folder in folders.values())
    bare = {kind: json.loads((tmp_path / "found/bare" / f"{kind}.json").read_text("utf-8")) for kind in KINDS}
    assert bare == {
        kind: {"persons": [], "organisations": [], "places": []} if kind == "names" else [] for kind in KINDS
    }
    dates = json.loads((tmp_path / "found/ch1/dates.json").read_text("utf-8"))
    assert {"1956-03-12", "1956-05"} <= {date["edtf"] for date in dates}


def test_proposed_names_are_appended_unconfirmed_and_only_once(project, kanben):
    path = project / "manuscript/decisions/names.yaml"
    before = path.read_text("utf-8")
    first = kanben("-C", project, "extract", "--propose")
    assert first.exit_code == 0, first.output
    after = path.read_text("utf-8")
    assert after.startswith(before)
    proposed = parse_decisions({"names.yaml": after}).names
    assert all(not ruling.confirmed for ruling in proposed)
    kanben("-C", project, "extract", "--propose")
    assert path.read_text("utf-8") == after


FLAW = "第一章 校名\n1956年2月30日，青石县（旧称石县开渠。会上说：“先修渠，后修路。\n"


def test_checking_lists_what_is_doubtful_with_file_and_line(tmp_path, kanben):
    kanben("new", tmp_path / "book")
    (tmp_path / "ch1.txt").write_text(FLAW, "utf-8")
    kanben("-C", tmp_path / "book", "import", tmp_path / "ch1.txt")
    done = kanben("-C", tmp_path / "book", "-q", "check", "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert [(p["file"], p["line"]) for p in found if p["code"] == "invalid-date"] == [
        ("manuscript/clean/ch1.md", 1)
    ]
    assert "2月30日" in next(p["quote"] + p["why"] for p in found if p["code"] == "invalid-date")
    assert (tmp_path / "book/build/report.html").stat().st_size > 1000


def test_a_settled_doubt_is_listed_no_more(tmp_path, kanben):
    kanben("new", tmp_path / "book")
    (tmp_path / "ch1.txt").write_text("第一章 开渠\n1956年2月30日，青石县开渠。\n", "utf-8")
    kanben("-C", tmp_path / "book", "import", tmp_path / "ch1.txt")
    assert kanben("-C", tmp_path / "book", "check").exit_code == 1
    settled = "- {code: invalid-date, chapter: ch1, exact: 1956年2月30日, note: 原文如此}\n"
    (tmp_path / "book/manuscript/decisions/doubts.yaml").write_text(settled, "utf-8")
    done = kanben("-C", tmp_path / "book", "check")
    assert (done.exit_code, "nothing wrong" in done.output) == (0, True)


def test_checking_lists_what_would_stop_a_build(project, kanben):
    (project / "manuscript/decisions/index.yaml").write_text("\n- {term: 管理, see_also: [水利]}\n", "utf-8")
    done = kanben("-C", project, "check")
    assert done.exit_code == 1
    assert "manuscript/decisions/index.yaml:2: [index.dangling]" in done.output


def test_checking_names_subjects_whose_words_stand_nowhere(project, kanben):
    subjects = "- {term: 渠道}\n- {term: 水库}\n- {term: 水利, see: 渠道}\n- {term: 渠首, parent: 工}\n- {term: 工}\n"
    (project / "manuscript/decisions/index.yaml").write_text(subjects, "utf-8")
    done = kanben("-C", project, "check")
    assert [line for line in done.stdout.splitlines() if "index.idle" in line] == [
        "manuscript/decisions/index.yaml:2: [index.idle] the words of the subject “水库” stand nowhere in the book; "
        "give patterns: that do, or take it out."
    ]


# ---------------------------------------------------------------- build


def test_a_build_gives_every_edition_in_all_its_formats(built_once):
    stem = "he-qu-zhi-xuan-du"
    assert set(snapshot(built_once, "dist")) == {
        f"{stem}{edition}.{kind}" for edition in ("", "-annotated") for kind in FORMATS
    }  # fmt: skip
    starts = {name.rpartition(".")[2]: content[:4] for name, content in snapshot(built_once, "dist").items()}
    assert starts == {"pdf": b"%PDF", "epub": b"PK\x03\x04", "docx": b"PK\x03\x04"}


def test_a_second_build_with_nothing_changed_says_so_and_does_nothing(built, kanben):
    times = {path: path.stat().st_mtime_ns for path in built.rglob("*") if path.is_file()}
    done = kanben("-C", built, "build", "--edition", "all")
    assert done.exit_code == 0
    assert all("nothing has changed, nothing to do" in line for line in done.stdout.splitlines())
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*") if path.is_file()} == times


def test_the_same_manuscript_in_another_folder_gives_the_same_bytes(built_once, tmp_path, kanben):
    shutil.copytree(built_once / "manuscript", tmp_path / "elsewhere/deeper/manuscript")
    shutil.rmtree(tmp_path / "elsewhere/deeper/manuscript/clean")
    assert kanben("-C", tmp_path / "elsewhere/deeper", "build").exit_code == 0
    made = snapshot(tmp_path / "elsewhere/deeper", "dist")
    assert made == {name: content for name, content in snapshot(built_once, "dist").items() if name in made}
    assert len(made) == len(FORMATS)


def test_a_file_of_dist_that_was_touched_or_lost_is_made_again(built, built_once, kanben):
    stem = "he-qu-zhi-xuan-du"
    (built / f"dist/{stem}.epub").unlink()
    (built / f"dist/{stem}.docx").write_bytes(b"")
    assert kanben("-C", built, "build", "epub", "docx").exit_code == 0
    assert snapshot(built, "dist") == snapshot(built_once, "dist")


CHANGES = {
    "a source": ("sources/ch2.txt", lambda text: text.replace("1963年1月", "1963年2月")),
    "corrections": ("decisions/corrections.yaml", lambda _: "- {chapter: ch1, exact: 勘测队, replacement: 测量队}\n"),
    "names": ("decisions/names.yaml", lambda _: "- {name: 任有才, kind: person, reading: rén yǒu cái}\n"),
    "index": ("decisions/index.yaml", lambda _: "- {term: 渠道, patterns: [渠首, 渠道]}\n"),
    "chronology": ("decisions/chronology.yaml", lambda _: "- {action: add, edtf: 1958, text: 全渠通水}\n"),
    "tables": ("decisions/tables.yaml", lambda _: "- {name: documents, title: 文献目录}\n"),
    "doubts": ("decisions/doubts.yaml", lambda _: "- {code: invalid-date, chapter: ch1, exact: 同年5月}\n"),
    "annotations": ("annotations/notes.yaml", lambda _: "- {kind: gloss, chapter: ch1, exact: 灌田, text: 引水。}\n"),
    "a key of book.yaml": ("book.yaml", lambda text: text + "subtitle: 一九五六年以来\n"),
    "a style sheet": ("styles/mine.css", lambda _: "p { color: #222 }\n"),
}  # fmt: skip


def test_every_kind_of_change_is_seen_and_gives_the_bytes_of_a_cold_build(built, tmp_path, kanben):
    book = built / "manuscript/book.yaml"
    book.write_text(
        book.read_text("utf-8").replace("profile: screen", "profile: screen\n    css: [styles/mine.css]"),
        "utf-8",
    )
    keys = [edition_key(Project(built), "standard")]
    for file, change in CHANGES.values():
        path = built / "manuscript" / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(change(path.read_text("utf-8") if path.exists() else ""), "utf-8")
        keys.append(edition_key(Project(built), "standard"))
    assert len(set(keys)) == len(CHANGES) + 1
    shutil.copytree(built / "manuscript", tmp_path / "cold/manuscript")
    for root in (built, tmp_path / "cold"):
        done = kanben("-C", root, "build", "--edition", "annotated")
        assert done.exit_code == 0, done.output
    warm = {name: content for name, content in snapshot(built, "dist").items() if "annotated" in name}
    assert snapshot(tmp_path / "cold", "dist") == warm
    assert (built / "manuscript/clean/ch1.md").read_text("utf-8").count("测量队") == 1


def test_the_day_of_the_book_may_come_from_outside(built, kanben, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    done = kanben("-C", built, "build", "epub")
    assert "nothing has changed" not in done.output
    package = ZipFile(next((built / "dist").glob("*xuan-du.epub")))
    assert any(
        "2001-09-09" in package.read(name).decode() for name in package.namelist() if name.endswith(".opf")
    )


def test_a_slug_names_the_files(project, kanben):
    book = project / "manuscript/book.yaml"
    book.write_text(book.read_text("utf-8") + "slug: hequ\n", "utf-8")
    done = kanben("-C", project, "build", "epub", "--edition", "annotated")
    assert list(snapshot(project, "dist")) == ["hequ-annotated.epub"], done.output


# ---------------------------------------------------------------- hand edits


def edit(root: Path, old: str, new: str, slug: str = "ch1") -> str:
    path = root / f"manuscript/clean/{slug}.md"
    text = path.read_text("utf-8").replace(old, new, 1)
    path.write_text(text, "utf-8")
    return text


@pytest.fixture
def normalised(project, kanben):
    assert kanben("-C", project, "normalise").exit_code == 0
    return project


@pytest.mark.parametrize("command", ["normalise", "extract", "check", "build"])
def test_a_hand_edited_chapter_stops_every_command_that_would_overwrite_it(normalised, kanben, command):
    edited = edit(normalised, "勘测队", "测量队")
    before = snapshot(normalised)
    done = kanben("-C", normalised, command)
    assert done.exit_code == 3
    assert "manuscript/clean/ch1.md was edited by hand; run “kanben adopt”" in done.output
    assert edited.encode() == before["manuscript/clean/ch1.md"]
    assert snapshot(normalised) == before


def test_hand_edits_become_corrections_that_replay_to_the_same_text(normalised, kanben):
    edited = edit(normalised, "勘测队完成勘测", "测量队做完了勘测工作")
    done = kanben("-C", normalised, "adopt")
    assert done.exit_code == 0, done.output
    assert (normalised / "manuscript/clean/ch1.md").read_text("utf-8") == edited
    assert kanben("-C", normalised, "normalise").exit_code == 0
    assert (normalised / "manuscript/clean/ch1.md").read_text("utf-8") == edited
    assert "nothing to do" in kanben("-C", normalised, "adopt").output


def test_a_second_round_of_edits_stands_beside_the_first(normalised, kanben):
    edit(normalised, "勘测队", "测量队伍")
    kanben("-C", normalised, "adopt")
    edited = edit(normalised, "完成勘测：全渠长", "完成了勘测，渠长")
    done = kanben("-C", normalised, "adopt")
    assert done.exit_code == 0, done.output
    assert (normalised / "manuscript/clean/ch1.md").read_text("utf-8") == edited


def test_an_edit_of_what_a_correction_made_is_refused_and_nothing_is_written(normalised, kanben):
    edit(normalised, "勘测队", "测量队伍")
    kanben("-C", normalised, "adopt")
    edit(normalised, "测量队伍", "测绘队伍")
    before = snapshot(normalised)
    done = kanben("-C", normalised, "adopt")
    assert done.exit_code == 3
    assert "manuscript/clean/ch1.md: the hand edit at" in done.output
    assert snapshot(normalised) == before


@pytest.mark.parametrize(("old", "new"), [
    ("完成勘测：", "完成勘测。\n\n"), ("## （一）", "### （一）"), ("## （一）", "（一）"), ("勘测队", "*勘测队*"),
])  # fmt: skip
def test_an_edit_of_more_than_wording_is_refused_and_nothing_is_written(normalised, kanben, old, new):
    edit(normalised, old, new)
    before = snapshot(normalised)
    done = kanben("-C", normalised, "adopt")
    assert (done.exit_code, snapshot(normalised)) == (3, before), done.output


def test_an_edited_chapter_that_left_the_book_is_named_with_the_way_out(normalised, kanben):
    edit(normalised, "渠首", "渠头", "ch2")
    book = normalised / "manuscript/book.yaml"
    book.write_text(
        book.read_text("utf-8").replace("  - file: ch2.txt\n    title: 第二章 管理\n", ""), "utf-8"
    )
    done = kanben("-C", normalised, "adopt")
    assert (
        done.exit_code,
        "clean/ch2.md: this hand-edited chapter is no longer in book.yaml" in done.output,
    ) == (3, True)
    assert kanben("-C", normalised, "normalise", "--discard").exit_code == 0
    assert "渠头" in (normalised / "manuscript/clean/ch2.md").read_text("utf-8")


def test_hand_edits_can_be_dropped(normalised, kanben):
    before = snapshot(normalised, "manuscript")
    edit(normalised, "勘测队", "测量队")
    assert kanben("-C", normalised, "normalise", "--discard").exit_code == 0
    assert snapshot(normalised, "manuscript") == before


TYPED = st.text("渠水田人年月1，。：“”（）、a-*_`[]<\\ #|\n", max_size=5)
ANY_EDIT = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 6), TYPED), min_size=1, max_size=5)


@given(ANY_EDIT)
@settings(max_examples=25)
def test_any_edit_is_replayed_to_the_same_text_or_refused_with_nothing_written(normalised_once, changes):
    path, decided = (
        normalised_once / "manuscript" / name for name in ("clean/ch1.md", "decisions/corrections.yaml")
    )
    decided.write_text("", "utf-8")
    normalise_all(normalised_once, discard=True, progress=nothing)
    text = path.read_text("utf-8")
    for at, length, new in changes:
        start = at % len(text)
        text = text[:start] + new + text[start + length :]
    path.write_text(text, "utf-8")
    try:
        adopt(normalised_once, nothing)
    except ConfigError:
        assert (path.read_text("utf-8"), decided.read_text("utf-8")) == (text, "")
    else:
        again = path.read_text("utf-8")
        assert words(again) == words(text)
        normalise_all(normalised_once, discard=False, progress=nothing)
        assert path.read_text("utf-8") == again


def words(markdown: str) -> str:
    """The characters of a text that are not Markdown's own, or space."""
    return "".join(char for char in markdown if char not in "\\ \xa0\n")


@pytest.fixture(scope="module")
def normalised_once(tmp_path_factory, kanben):
    from conftest import new_project

    root = new_project(tmp_path_factory.mktemp("adopt"), kanben)
    assert kanben("-C", root, "normalise").exit_code == 0
    return root
