"""The command line: what is said, in which language, with which exit code; and the catalogue of messages."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from pathlib import Path
from string import Formatter

import click
import pytest
from click.testing import CliRunner

from kanben import __version__
from kanben.cli import Commands, main
from kanben.errors import (
    ConfigError,
    KanbenError,
    OutputError,
    PassageError,
    SourceError,
    SystemNeedError,
    UsageError,
)
from kanben.messages import language, say
from kanben.resources import PACKAGE, data_text

COMMANDS = tuple(main.commands)
CATALOGUE = tomllib.loads(data_text("messages.toml"))


# ---------------------------------------------------------------- help


def test_the_commands_of_the_contract_are_there():
    assert {"new", "import", "normalise", "adopt", "extract", "check", "build", "doctor"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_that_can_be_typed(command):
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0
    example = done.output.partition("Example:")[2].strip().splitlines()[0].split()
    assert example[0] == "kanben"
    assert command in example
    assert "--quiet" in done.output


@pytest.mark.parametrize("command", COMMANDS)
def test_the_options_of_an_example_exist(command):
    text = CliRunner().invoke(main, [command, "--help"]).output
    known = {name for parameter in (*main.commands[command].params, *main.params) for name in parameter.opts}
    assert (
        set(re.findall(r"(?<=\s)--?[A-Za-z-]+", text.partition("Example:")[2].partition("Options:")[0]))
        <= known
    )


def test_the_version_is_that_of_the_package():
    assert CliRunner().invoke(main, ["--version"]).output.strip().endswith(__version__)


# ---------------------------------------------------------------- exit codes


@pytest.mark.parametrize(("error", "code"), [
    (UsageError, 2), (ConfigError, 3), (SourceError, 4), (PassageError, 5), (SystemNeedError, 6), (OutputError, 7),
])  # fmt: skip
def test_each_kind_of_error_has_its_exit_code_and_is_one_sentence(error, code):
    @click.group(cls=Commands)
    def group() -> None:
        pass

    @group.command()
    def stumble() -> None:
        raise error("source.empty", "ch1.txt", 3)

    done = CliRunner().invoke(group, ["stumble"])
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr == f"ch1.txt:3: {say('source.empty')}\n"


def test_a_fault_of_ours_says_so_and_shows_its_traceback_only_when_asked():
    @click.group(cls=Commands)
    @click.option("--traceback", is_flag=True)
    def group(traceback: bool) -> None:
        pass

    @group.command()
    def stumble() -> None:
        raise ZeroDivisionError("by nought")

    done = CliRunner().invoke(group, ["stumble"])
    assert done.exit_code == 70
    assert done.stderr == f"{say('internal', error='ZeroDivisionError: by nought')}\n"
    assert isinstance(CliRunner().invoke(group, ["--traceback", "stumble"]).exception, ZeroDivisionError)


@pytest.mark.parametrize("arguments", [
    ["build", "word"], ["import"], ["new"], ["nothing"], ["check", "--xml"], ["-C"],
])  # fmt: skip
def test_a_command_called_wrongly_is_a_usage_error(kanben, arguments):
    assert kanben(*arguments).exit_code == 2


@pytest.mark.parametrize("command", ["normalise", "adopt", "extract", "check", "build"])
def test_without_a_book_every_command_says_how_to_get_one(kanben, tmp_path, command):
    done = kanben("-C", tmp_path / "nothing", command)
    assert done.exit_code == 3
    assert f"there is no book here; run “kanben new {tmp_path / 'nothing'}”" in done.stderr


@pytest.mark.parametrize("command", ["normalise", "extract", "check", "build"])
def test_without_chapters_every_command_says_how_to_get_some(kanben, tmp_path, command):
    kanben("new", tmp_path / "book")
    done = kanben("-C", tmp_path / "book", command)
    assert (done.exit_code, "run “kanben import FILE...” first" in done.stderr) == (3, True)


def test_an_edition_that_is_not_there_is_answered_with_those_that_are(kanben, project):
    done = kanben("-C", project, "build", "--edition", "annotatet")
    assert (done.exit_code, "the book has: standard, annotated" in done.stderr) == (3, True)


def test_done_and_nothing_to_do_are_both_nought_and_something_to_settle_is_one(kanben, project):
    assert kanben("-C", project, "check").exit_code == 0
    source = project / "manuscript/sources/ch1.txt"
    source.write_text(source.read_text("utf-8").replace("3 月12 日", "2 月30 日"), "utf-8")
    assert kanben("-C", project, "check").exit_code == 1


def test_a_passage_that_fits_nowhere_is_five(kanben, project):
    (project / "manuscript/decisions/corrections.yaml").write_text(
        "- {chapter: ch1, exact: 侧量队, replacement: 测量队}\n", "utf-8"
    )
    done = kanben("-C", project, "normalise")
    assert done.exit_code == 5
    assert done.stderr.startswith("manuscript/decisions/corrections.yaml:1: ")


def test_a_decision_on_a_chapter_that_is_not_there_is_five(kanben, project):
    (project / "manuscript/decisions/doubts.yaml").write_text(
        "- {code: x, chapter: ch7, exact: 侧量队}\n", "utf-8"
    )
    done = kanben("-C", project, "normalise")
    assert (done.exit_code, "there is no chapter “ch7”; the book has: ch1, ch2" in done.stderr) == (5, True)


def test_doctor_names_what_was_found_and_which_font_serves_which_role(kanben):
    done = kanben("doctor")
    assert done.exit_code == (0 if "✗" not in done.stdout else 6)
    assert {"Python", "pandoc", "WeasyPrint"} <= {
        line.split()[1] for line in done.stdout.splitlines() if line[:1] in "✓✗"
    }
    assert all(role in done.stdout for role in ("font: text", "font: heading", "font: quotation"))
    schema = next(line for line in done.stdout.splitlines() if "schema of book.yaml" in line).split()[-1]
    assert "editions" in json.loads(Path(schema).read_text("utf-8"))["properties"]


# ---------------------------------------------------------------- what is printed


def test_results_go_to_the_output_and_progress_elsewhere(kanben, project):
    done = kanben("-C", project, "normalise")
    assert done.stdout.splitlines()[0].startswith("ch1: ")
    assert done.stderr.splitlines() == ["normalise: 2/2"]


def test_a_build_tells_of_the_four_stages_by_their_names(kanben, project):
    done = kanben("-C", project, "build", "epub")
    assert done.stderr.splitlines() == [
        "normalise: 2/2",
        "extract: 2/2",
        "assemble standard: 1/1",
        "publish standard: 2/2",
    ]
    assert done.stdout.splitlines() == [f"{project}/dist/he-qu-zhi-xuan-du.epub"]


@pytest.mark.parametrize("place", ["before", "after"])
def test_quiet_prints_nothing_wherever_it_stands(kanben, project, place):
    arguments = (
        ["-q", "-C", project, "normalise"] if place == "before" else ["-C", project, "normalise", "--quiet"]
    )
    done = kanben(*arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_what_check_prints_as_json_is_json(kanben, project):
    assert json.loads(kanben("-C", project, "check", "--json").stdout) == []


def test_in_a_terminal_progress_is_drawn_and_leaves_nothing_behind(project, run_in_terminal):
    shown = run_in_terminal("-C", str(project), "normalise")
    assert "ch1: " in shown
    assert "normalise: 2/2" not in shown, "lines are for what is no terminal"


def test_paths_are_those_of_the_caller_but_for_the_folder_that_c_names(kanben, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.txt").write_text("第一章 开渠\n1956年开工。\n", "utf-8")
    assert kanben("new", "book").exit_code == 0
    assert kanben("-C", "book", "import", "here.txt").exit_code == 0
    assert kanben("-C", "book", "extract", "--out", "found").exit_code == 0
    assert (tmp_path / "found/here/dates.json").is_file()
    monkeypatch.chdir(tmp_path / "book")
    assert kanben("normalise").exit_code == 0


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(("environment", "expected"), [
    ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "en_GB.UTF-8"}, "en"), ({}, "en"), ({"LANG": "C"}, "en"),
    ({"LANG": "en_GB", "LC_ALL": "zh_TW"}, "zh"), ({"LC_ALL": "zh_CN", "KANBEN_LANG": "en"}, "en"),
    ({"LANG": "", "LC_MESSAGES": "zh"}, "zh"),
])  # fmt: skip
def test_the_locale_chooses_the_language(environment, expected):
    assert language(environment) == expected


def test_messages_come_in_chinese_where_the_locale_is_chinese(kanben, tmp_path, monkeypatch):
    monkeypatch.delenv("KANBEN_LANG")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "这里没有书；请运行“kanben new" in kanben("-C", tmp_path, "build").stderr


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_message_stands_in_both_languages_with_the_same_values(key):
    english, chinese = CATALOGUE[key]["en"], CATALOGUE[key]["zh"]
    assert names_in(english) == names_in(chinese)
    assert set(CATALOGUE[key]) == {"en", "zh"}


def names_in(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


# ---------------------------------------------------------------- the catalogue and the code

TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")
}
ERRORS = {name for name, kind in vars(__import__("kanben.errors", fromlist=["errors"])).items()
          if isinstance(kind, type) and issubclass(kind, KanbenError)}  # fmt: skip


def sayings(tree: ast.AST) -> list[ast.Call]:
    """The calls that word a message or raise one."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return [call for call in calls if called(call) in {"say", *ERRORS}]


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def constants(node: ast.AST) -> set[str]:
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


@pytest.mark.parametrize("file", [file for file, tree in TREES.items() if sayings(tree)])
def test_every_key_that_the_code_says_is_in_the_catalogue(file):
    said = [call for call in sayings(TREES[file]) if isinstance(call.args[0], ast.Constant | ast.IfExp)]
    keys = {
        key
        for call in said
        for key in constants(call.args[0])
        if not isinstance(call.args[0], ast.IfExp) or "." in key
    }
    assert keys <= set(CATALOGUE)


def test_every_value_that_a_sentence_needs_is_given():
    for file, tree in TREES.items():
        for call in sayings(tree):
            given = {keyword.arg for keyword in call.keywords}
            if isinstance(call.args[0], ast.Constant) and None not in given:
                needed = names_in(CATALOGUE[call.args[0].value]["en"])
                assert needed <= given, f"{file}:{call.lineno}"


def test_no_sentence_of_the_catalogue_is_unused():
    used = {text for tree in TREES.values() for text in constants(tree)}
    assert set(CATALOGUE) - used == set()
