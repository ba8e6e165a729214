"""What many tests use: a fresh project, the command line, another Python."""

from __future__ import annotations

import os
import pty
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from kanben.publish.unpacked import load_unpacked

# Where Pango lies unpacked in the checkout, WeasyPrint finds it only once it is loaded.
load_unpacked()
SCRIPTS = Path(__file__).parents[1] / "scripts"
# Two cores shared with others make time a poor judge: the property counts, not the deadline.
settings.register_profile(
    "kanben", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("kanben")


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("KANBEN_LANG", "en")


@pytest.fixture
def run_python():
    """Run code in a fresh interpreter; gives what it printed."""

    def run(code: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(SCRIPTS)}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
        )
        return done.stdout.strip()

    return run


@pytest.fixture
def run_in_terminal():
    """Call the command line in a terminal; gives what it showed."""

    def run(*arguments: str) -> str:
        master, slave = pty.openpty()
        environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "TERM": "xterm"}
        command = [sys.executable, "-m", "kanben.cli", *arguments]
        with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment) as process:
            os.close(slave)
            shown = b"".join(iter(lambda: _read(master), b""))
        os.close(master)
        assert process.returncode == 0, shown.decode()
        return shown.decode()

    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end was closed
        return b""


@pytest.fixture
def full_disk():
    """A disk with room for so many bytes in a file, and no more."""

    @contextmanager
    def filled(room: int):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return filled


@pytest.fixture(scope="session")
def kanben():
    """Call the command line in this process; gives click's result."""
    from kanben.cli import main

    def call(*arguments: object):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return call


@pytest.fixture
def project(tmp_path, kanben):
    """A new project with two short chapters in it."""
    return new_project(tmp_path, kanben)


@pytest.fixture(scope="session")
def built_once(tmp_path_factory, kanben):
    """The same project with all its editions built; not to be changed."""
    root = new_project(tmp_path_factory.mktemp("built"), kanben)
    done = kanben("-C", root, "build", "--edition", "all")
    assert done.exit_code == 0, done.output
    return root


@pytest.fixture
def built(built_once, tmp_path):
    """A copy of the built project, to be changed at will."""
    return Path(shutil.copytree(built_once, tmp_path / "book"))


def new_project(folder: Path, kanben) -> Path:
    root = folder / "book"
    assert kanben("new", root, "--title", "河渠志选读", "--author", "河渠志编写组").exit_code == 0
    for name, text in CHAPTERS.items():
        (folder / name).write_text(text, "utf-8")
    assert kanben("-C", root, "import", *(folder / name for name in CHAPTERS)).exit_code == 0
    return root


CHAPTERS = {
    "ch1.txt": (
        "第一章 开渠\n"
        "1956 年3 月12 日，青石县人民政府在县礼堂召开全县水利工作会议，会议通过了《青石县引水灌溉工程管理办法》 。\n"
        "(一) 勘测\n"
        "同年5月，勘测队完成勘测: 全渠长37. 4公里，可灌田12. 5万亩。县长任有才在会上讲话。\n"
    ),
    "ch2.txt": (
        "第二章 管理\n"
        "1963年1月，青石县人民政府发出《关于加强渠道管理的通知》(以下简称《通知》)，《通知》提出管理费标准。\n"
        "到1963年年底，全县共有管理人员1l2人，比上年增加23人; 任有才到渠首检查工作。\n"
    ),
}
