"""Who may import whom: four rooms in a row, one model in the middle, only the pipeline sees all."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "scripts" / "kanben"
MODULES = sorted(PACKAGE.rglob("*.py"))
BASE = {"model", "errors", "messages", "resources"}
STAGES = ("normalise", "extract", "assemble", "publish")
ALLOWED = {
    "__init__": set(),
    "model": set(),
    "resources": set(),
    "messages": {"resources"},
    "errors": {"messages"},
    "readings": {"model", "resources"},
    "markup": BASE,
    "config": BASE,
    "store": BASE,
    **{stage: BASE | {"markup", "readings", "__init__"} for stage in STAGES},
    "pipeline": BASE | set(STAGES) | {"markup", "config", "store", "readings"},
    "cli": {"pipeline", "config", "errors", "messages", "__init__"},
}
# A library that belongs to one room.
HOMES = {
    "click": {"cli"},
    "rich": {"cli"},
    "weasyprint": {"publish"},
    "pypandoc": {"markup", "pipeline"},  # the pipeline asks its version for `doctor`
    "jinja2": {"publish"},
    "ruamel": {"config"},
    "pydantic": {"config", "store"},
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return names | {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_its_room_may(path):
    ours = {
        name.split(".")[1] if "." in name else "__init__"
        for name in imported(path)
        if name.split(".")[0] == "kanben"
    }
    assert ours - {room(path)} <= ALLOWED[room(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_library_stays_in_its_room(path):
    libraries = {name.split(".")[0] for name in imported(path)} & set(HOMES)
    assert all(room(path) in HOMES[library] for library in libraries)


def test_no_stage_looks_into_the_inside_of_another_room():
    """Only the pipeline may; between rooms, a stage sees nothing but the model."""
    for path in MODULES:
        others = {name for name in imported(path) for stage in STAGES if name.startswith(f"kanben.{stage}")}
        assert not others or room(path) in (*STAGES, "pipeline")


def test_the_command_line_starts_without_anything_heavy(run_python):
    heavy = ("weasyprint", "pydantic", "rich", "pypandoc", "lxml", "pikepdf", "pypinyin", "ruamel")
    code = f"import sys, kanben.cli; print([name for name in {heavy} if name in sys.modules])"
    assert run_python(code) == "[]"
