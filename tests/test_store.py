"""The project's files: written whole or not at all, and never over a person's work."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kanben.errors import ConfigError, OutputError, SourceError
from kanben.model import Block, Chapter, Cleaned, Doubt, Edit, Image, Output, Place
from kanben.store import (
    Project,
    hand_edited,
    keep,
    key_of,
    put_outputs,
    read_asset,
    read_clean,
    read_source,
    read_text,
    recall,
    remember,
    unchanged,
    write_bytes,
    write_clean,
)

CLEANED = Cleaned(
    Chapter("ch1", "第一章", (Block("paragraph", "开渠。"),)), "gb18030", "开渠 。",
    ((Edit(2, " ", "", "N2", "不空格"),),), "开渠。\n",
    (Doubt(Place("ch1", 0, 0, 2), "invalid-date", "无此日", "开渠"),), (Image("images/1.png", b"\x89PNG\xff"),),
)  # fmt: skip


@pytest.fixture
def place(tmp_path) -> Project:
    (tmp_path / "manuscript" / "sources").mkdir(parents=True)
    return Project(tmp_path)


def files(project: Project) -> set[str]:
    return {path.relative_to(project.root).as_posix() for path in project.root.rglob("*") if path.is_file()}


# ---------------------------------------------------------------- one file


def test_a_file_is_written_whole_or_not_at_all(place, full_disk):
    path = place.manuscript / "book.yaml"
    write_bytes(place, path, b"title: old\n")
    with (
        full_disk(1000),
        pytest.raises(OutputError, match=r"manuscript/book.yaml: the file can't be written \(.+\)"),
    ):
        write_bytes(place, path, b"x" * 100_000)
    assert path.read_bytes() == b"title: old\n"
    assert files(place) == {"manuscript/book.yaml"}


@pytest.mark.parametrize("name", ["../book.yaml", "/etc/hostname", "a/../../book.yaml"])
def test_a_source_outside_its_folder_is_not_read(place, name):
    (place.manuscript / "book.yaml").write_text("title: x\n")
    with pytest.raises(SourceError, match="this path leads out of manuscript/sources"):
        read_source(place, name)


def test_a_link_that_leads_outside_is_not_followed(place, tmp_path):
    (tmp_path / "secret.txt").write_text("秘密")
    (place.manuscript / "sources" / "ch1.txt").symlink_to(tmp_path / "secret.txt")
    (place.manuscript / "images").symlink_to(tmp_path)
    with pytest.raises(SourceError, match="leads out"):
        read_source(place, "ch1.txt")
    with pytest.raises(SourceError, match="leads out"):
        read_asset(place, "images/secret.txt")


def test_a_file_of_decisions_that_is_not_utf8_is_named_with_the_byte(place):
    path = place.manuscript / "names.yaml"
    path.write_bytes("姓名".encode("gb18030"))
    with pytest.raises(
        ConfigError, match=r"manuscript/names.yaml: byte 1 is not UTF-8; save the file as UTF-8"
    ):
        read_text(place, path)


# ---------------------------------------------------------------- the cache


def test_what_was_kept_is_recalled_as_it_was(place):
    keep(place, "normalise", "key", CLEANED)
    assert recall(place, "normalise", "key", Cleaned) == CLEANED


@pytest.mark.parametrize("damage", [b"", b"[", b"[1]", b"\xff\x00", b'[{"chapter": {}}]'])
def test_a_damaged_file_of_the_cache_counts_as_none(place, damage):
    keep(place, "normalise", "key", CLEANED)
    next((place.build / "cache").rglob("*.json")).write_bytes(damage)
    assert recall(place, "normalise", "key", Cleaned) is None


def test_parts_of_a_key_are_told_apart():
    assert len({key_of(b"ab", b"c"), key_of(b"a", b"bc"), key_of(b"abc"), key_of(b"abc", b"")}) == 4


# ---------------------------------------------------------------- clean/


def test_the_clean_text_its_hash_and_its_ledger_are_written(place):
    assert write_clean(place, (CLEANED,), "v1") == ("ch1",)
    assert write_clean(place, (CLEANED,), "v1") == (), "nothing has changed"
    assert read_clean(place, "ch1") == "开渠。\n"
    ledger = [json.loads(line) for line in (place.build / "ledger/ch1.jsonl").read_text("utf-8").splitlines()]
    assert ledger[0]["encoding"] == "gb18030"
    assert ledger[1] == {"pass": 0, "offset": 2, "before": " ", "after": "", "rule": "N2", "why": "不空格"}


def test_a_file_that_differs_from_its_hash_is_hand_edited(place):
    write_clean(place, (CLEANED,), "v1")
    assert hand_edited(place) == ()
    (place.manuscript / "clean/ch1.md").write_text("开了渠。\n", "utf-8")
    assert hand_edited(place) == ("ch1",)


def test_a_clean_file_that_was_deleted_is_nobodys_work(place):
    write_clean(place, (CLEANED,), "v1")
    (place.manuscript / "clean/ch1.md").unlink()
    assert hand_edited(place) == ()


def test_without_a_manifest_nobody_knows_who_wrote_the_clean_files(place):
    write_clean(place, (CLEANED,), "v1")
    (place.manuscript / "clean/manifest.json").unlink()
    assert hand_edited(place) == ("ch1",)


@pytest.mark.parametrize("damage", ["", "<<<<<<< ours\n{}", "[]", '{"ch1": "x"}'])
def test_a_damaged_manifest_stops_rather_than_forgets(place, damage):
    write_clean(place, (CLEANED,), "v1")
    (place.manuscript / "clean/manifest.json").write_text(damage)
    with pytest.raises(ConfigError, match=r"clean/manifest.json: .*--discard"):
        hand_edited(place)
    write_clean(place, (CLEANED,), "v1")
    assert hand_edited(place) == ()


def test_the_clean_text_of_a_chapter_that_left_the_book_goes_too_unless_a_hand_touched_it(place):
    second = replace(CLEANED, chapter=Chapter("ch2", "第二章", ()), text="管理。\n")
    third = replace(CLEANED, chapter=Chapter("ch3", "第三章", ()), text="扩灌。\n")
    write_clean(place, (CLEANED, second, third), "v1")
    (place.manuscript / "clean/ch3.md").write_text("再扩灌。\n", "utf-8")
    write_clean(place, (CLEANED,), "v1")
    assert sorted(path.name for path in (place.manuscript / "clean").glob("*.md")) == ["ch1.md", "ch3.md"]


# ---------------------------------------------------------------- dist/

OLD = (Output("book.pdf", b"old pdf"), Output("book.epub", b"old epub"))
NEW = (Output("book.pdf", b"new pdf"), Output("book.epub", b"x" * 100_000))


def dist(project: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in project.dist.iterdir() if path.is_file()}


def test_all_files_of_an_edition_come_into_dist_or_none(place, full_disk):
    put_outputs(place, OLD)
    with (
        full_disk(5000),
        pytest.raises(OutputError, match=r"free the place and build again: the last good editions"),
    ):
        put_outputs(place, NEW)
    assert dist(place) == {output.path: output.content for output in OLD}
    put_outputs(place, NEW)
    assert dist(place) == {output.path: output.content for output in NEW}


def test_a_folder_in_the_place_of_one_file_keeps_all_as_they_were(place):
    put_outputs(place, OLD[:1])
    (place.dist / "book.epub").mkdir()
    with pytest.raises(OutputError, match=r"dist/book.epub: "):
        put_outputs(place, NEW)
    assert dist(place) == {"book.pdf": b"old pdf"}


def test_a_file_in_the_place_of_dist_is_named(place):
    place.dist.write_text("")
    with pytest.raises(OutputError, match=r"^dist: "):
        put_outputs(place, OLD)


def test_what_was_made_is_known_by_its_key_and_its_bytes(place):
    put_outputs(place, OLD)
    remember(place, "standard", "key", OLD)
    both = ("book.pdf", "book.epub")
    assert unchanged(place, "standard", "key", both)
    assert not unchanged(place, "standard", "another key", both)
    assert not unchanged(place, "annotated", "key", both)
    assert not unchanged(place, "standard", "key", (*both, "book.docx"))
    (place.dist / "book.pdf").write_bytes(b"touched")
    assert not unchanged(place, "standard", "key", both)
    assert unchanged(place, "standard", "key", both[1:])


def test_formats_made_one_after_the_other_are_all_known(place):
    for output in OLD:
        put_outputs(place, (output,))
        remember(place, "standard", "key", (output,))
    assert unchanged(place, "standard", "key", ("book.pdf", "book.epub"))


@pytest.mark.parametrize("damage", ["", "{", "[]", '[{"standard": 1}]'])
def test_a_damaged_state_counts_as_none(place, damage):
    put_outputs(place, OLD)
    remember(place, "standard", "key", OLD)
    (place.build / "state.json").write_text(damage)
    assert not unchanged(place, "standard", "key", ("book.pdf",))
    remember(place, "standard", "key", OLD)
    assert unchanged(place, "standard", "key", ("book.pdf",))
