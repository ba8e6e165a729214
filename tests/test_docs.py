"""README, CONTRIBUTING, CHANGELOG: nothing missing from them, nothing in them that is not there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from kanben import __version__
from kanben.cli import main
from kanben.config import edition, parse_book
from kanben.config.book import Book, ChapterEntry, EditionEntry, FrontEntry, PartEntry
from kanben.config.reading import load
from kanben.errors import KanbenError
from kanben.resources import PACKAGE, data_table

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
TARGETS = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# The name that a package is imported by, where it is not its own.
IMPORTED_AS = {
    "pypandoc_binary": "pypandoc",
    "ruamel.yaml": "ruamel",
    "fonttools": "fontTools",
    "pillow": "PIL",
}
VISIBLE = {
    "\r\n": "⏎",
    "\n": "⏎",
    "\u3000": "␣",
    "\f": "␌",
    "\u200b": "⟨U+200B⟩",
    "|": "\\|",
    "*": "\\*",
    "<": "&lt;",
    "&": "&amp;",
}


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def code(name: str) -> list[str]:
    """The lines of the indented examples."""
    return [line.strip() for line in text(name).splitlines() if line.startswith("    ")]


# ---------------------------------------------------------------- the READMEs


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_named(readme):
    named = set(re.findall(r"\| `kanben ([a-z-]+)", text(readme)))
    assert named == set(main.commands)


@pytest.mark.parametrize("readme", READMES)
def test_every_option_that_is_named_exists(readme):
    known = {name for command in (main, *main.commands.values()) for p in command.params for name in p.opts}
    named = set(re.findall(r"(?<=[ `])--?[A-Za-z][a-z-]*(?=[` ])", "\n".join(
        line for line in text(readme).splitlines() if "kanben" in line or line.startswith("`-C"))))  # fmt: skip
    assert named <= known | {"--help"}


@pytest.mark.parametrize("readme", READMES)
def test_every_example_can_be_called(readme):
    calls = [shlex.split(line, comments=True)[1:] for line in code(readme) if line.startswith("kanben ")]
    assert len(calls) > 5
    for call in calls:
        name, *arguments = call[2:] if call[0] == "-C" else call
        assert main.commands[name].make_context(name, arguments, parent=click.Context(main))


@pytest.mark.parametrize("readme", READMES)
def test_every_exit_code_is_named(readme):
    codes = {kind.exit_code for kind in KanbenError.__subclasses__()} | {0, 1, 70}
    assert all(re.search(rf"[^\d]{number} ", text(readme)) for number in codes)


@pytest.mark.parametrize("readme", READMES)
def test_every_target_of_make_is_named(readme):
    named = set(re.findall(r"make ([a-z-]+)", text(readme))) | set(
        re.findall(r"`([a-z -]{20,})`", text(readme))[0].split()
    )
    assert set(TARGETS) <= named | {"help"}


def test_make_help_lists_the_targets_of_the_contract():
    done = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    listed = [line.split()[0] for line in done.stdout.splitlines()]
    assert listed == TARGETS
    contract = {
        "help",
        "pdf",
        "epub",
        "docx",
        "all",
        "annotated",
        "check",
        "test",
        "test-all",
        "lint",
        "tidy",
    }
    assert contract <= set(listed)
    assert "clean" not in listed


@pytest.mark.parametrize("readme", READMES)
def test_the_example_of_book_yaml_can_be_read_and_has_every_key(readme):
    (example,) = re.findall(r"```yaml\n(.*?)```", text(readme), re.S)
    book = parse_book(example)
    assert set(load(example, "")) == set(Book.model_fields)
    assert edition(book, "annotated").formats
    for shape in (ChapterEntry, FrontEntry, PartEntry, EditionEntry):
        assert all(re.search(rf"\b{key}:", example) for key in shape.model_fields)


@pytest.mark.parametrize("readme", READMES)
def test_the_table_of_rules_is_current(readme):
    head = "| code | 规则 | before | after |" if readme == "README.md" else "| 代号 | 规则 | 原稿 | 净稿 |"
    rows = (
        f"| `{c}` | {rule['name']} | {shown(rule['raw'])} | {shown(rule['clean'])} |"
        for c, rule in data_table("normalise.toml").items()
    )
    table = "\n".join((head, "| --- | --- | --- | --- |", *rows))
    before, _, rest = text(readme).partition("<!-- rules -->\n")
    now, end, after = rest.partition("<!-- /rules -->")
    if os.environ.get("KANBEN_ACCEPT"):
        now = f"{table}\n"
        (ROOT / readme).write_text(f"{before}<!-- rules -->\n{now}{end}{after}", "utf-8")
    assert now == f"{table}\n"


def shown(example: str) -> str:
    return "".join(VISIBLE.get(part, part) for part in re.findall(r"\r\n|.", example, re.S))


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_and_picture_leads_somewhere(name):
    links = re.findall(r"\]\(([^)]+)\)", text(name)) + re.findall(r'src="([^"]+)"', text(name))
    assert all((ROOT / link).exists() for link in links if "://" not in link)


def test_the_pictures_are_all_shown():
    pictures = {path.relative_to(ROOT).as_posix() for path in (ROOT / "scripts/pictures").glob("*.png")}
    assert len(pictures) >= 6
    for readme in READMES:
        assert set(re.findall(r'src="([^"]+)"', text(readme))) == pictures


def test_the_changelog_has_the_version():
    assert f"## {__version__.partition('.dev')[0]}" in text("CHANGELOG.md")


# ---------------------------------------------------------------- CONTRIBUTING


def test_the_map_lists_every_module_once_and_no_other():
    listed = re.findall(r"^- `([\w/]+\.py)`: ", text("CONTRIBUTING.md"), re.M)
    modules = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")]
    assert sorted(listed) == sorted(modules)


def test_every_dependency_is_accounted_for():
    packages = [
        *PROJECT["dependencies"],
        *(p for extra in PROJECT["optional-dependencies"].values() for p in extra),
    ]
    names = {re.match(r"[\w.-]+", package)[0] for package in packages}
    accounted = set(re.findall(r"^- `([\w.-]+)` \([^)]+\): ", text("CONTRIBUTING.md"), re.M))
    assert accounted == names


def test_whatever_the_package_imports_is_declared():
    declared = {re.match(r"[\w.-]+", package)[0] for package in PROJECT["dependencies"]}
    names = {IMPORTED_AS.get(name, name) for name in declared} | {"kanben"}
    used = {
        found.partition(".")[0] for path in PACKAGE.rglob("*.py")
        for found in re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text("utf-8"), re.M)
    }  # fmt: skip
    # pydantic's own core comes with it.
    assert used - names - set(sys.stdlib_module_names) - {"pydantic_core", "__future__"} == set()
