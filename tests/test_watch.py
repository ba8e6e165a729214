"""`kanben watch`: what it takes for a change, and a whole session of it in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kanben.errors import ConfigError
from kanben.pipeline import changes

SCRIPTS = Path(__file__).parents[1] / "scripts"


def seen(root: Path, *steps) -> list[tuple[str, ...]]:
    """What is told of, where each look at the manuscript but the first comes after the next of those steps."""
    left = iter(steps)

    def wait(_seconds: float) -> None:
        next(left, stop)()

    told = []
    try:
        for paths in changes(root, wait):
            told.append(paths)
    except KeyboardInterrupt:
        return told
    raise AssertionError("watching ended by itself")


def stop() -> None:
    raise KeyboardInterrupt


def nothing() -> None:
    """Nobody touches anything."""


def writing(path: Path, text: str):
    return lambda: path.write_text(text, "utf-8")


def test_at_once_nothing_is_told_of_and_then_every_change_once(project):
    file = project / "manuscript/sources/ch1.txt"
    told = seen(
        project, nothing, writing(file, "甲"), nothing, nothing, writing(file, "乙丙"), nothing, nothing
    )
    assert told == [(), ("manuscript/sources/ch1.txt",), ("manuscript/sources/ch1.txt",)]


def test_a_file_saved_with_the_same_content_is_no_change(project):
    book = project / "manuscript/book.yaml"
    assert seen(project, writing(book, book.read_text("utf-8")), lambda: os.utime(book, (1, 1)), nothing) == [
        ()
    ]


def test_a_file_still_being_written_is_waited_for(project):
    file = project / "manuscript/sources/ch1.txt"
    halves = [writing(file, text) for text in ("", "第一章", "第一章 开渠\n正文。\n")]
    assert seen(project, *halves, nothing, nothing) == [(), ("manuscript/sources/ch1.txt",)]


def test_new_and_lost_files_are_changes_and_an_editor_s_hidden_ones_are_not(project):
    note = project / "manuscript/annotations/new.yaml"
    note.parent.mkdir(exist_ok=True)
    told = seen(
        project,
        writing(note, "[]"),
        nothing,
        note.unlink,
        nothing,
        writing(note.with_name(".new.swp"), "x"),
        nothing,
    )
    assert told == [(), ("manuscript/annotations/new.yaml",), ("manuscript/annotations/new.yaml",)]


def test_a_change_made_while_a_build_runs_is_told_of_after_it(project):
    file = project / "manuscript/sources/ch1.txt"
    looks = changes(project, lambda _seconds: None)
    assert next(looks) == ()
    file.write_text("在编排时改的", "utf-8")
    assert next(looks) == ("manuscript/sources/ch1.txt",)


def test_a_folder_without_a_book_is_refused(tmp_path, kanben):
    with pytest.raises(ConfigError):
        next(changes(tmp_path))
    assert kanben("-C", tmp_path, "watch").exit_code == 3


@pytest.fixture
def watching(built_once, tmp_path):
    """The command at work on a project whose only edition is small."""
    import shutil

    root = Path(shutil.copytree(built_once / "manuscript", tmp_path / "book/manuscript")).parent
    book = root / "manuscript/book.yaml"
    text = book.read_text("utf-8")
    book.write_text(
        text.partition("editions:")[0] + "editions: {small: {apparatus: [index]}}\ndefault_edition: small\n",
        "utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "kanben.cli", "-C", str(root), "watch", "pdf"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        yield root, process
        process.kill()


def until_it_waits(process: subprocess.Popen) -> list[str]:
    lines = iter(process.stdout.readline, "")
    told = []
    for line in lines:
        if line.startswith("waiting for changes"):
            return told
        told.append(line.strip())
    raise AssertionError(process.stderr.read())


def test_a_session_builds_tells_of_errors_goes_on_and_ends_quietly(watching):
    root, process = watching
    told = until_it_waits(process)
    assert len(told) == 1, process.communicate()
    pdf = Path(told[0])
    first = pdf.read_bytes()
    source, book = root / "manuscript/sources/ch1.txt", root / "manuscript/book.yaml"

    source.write_text(source.read_text("utf-8").replace("青石县", "白石县"), "utf-8")
    assert until_it_waits(process)[:2] == ["manuscript/sources/ch1.txt has changed", str(pdf)]
    second = pdf.read_bytes()
    assert second != first

    good = book.read_text("utf-8")
    book.write_text(good + "colour: blue\n", "utf-8")
    assert "manuscript/book.yaml has changed" in until_it_waits(process)
    assert pdf.read_bytes() == second

    book.write_text(good, "utf-8")
    assert f"{pdf}: nothing has changed, nothing to do" in until_it_waits(process)

    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "colour" in errors
    assert [word for word in ("Traceback", "Aborted", "fault of") if word in errors] == [], errors
