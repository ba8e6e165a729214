"""The road in order, one function a command; the only package that sees all four stages."""

from kanben.pipeline.building import Built, Memories, build
from kanben.pipeline.checking import Problem, check
from kanben.pipeline.commands import extract_all, normalise_all
from kanben.pipeline.examining import Examined, examine
from kanben.pipeline.hand_edits import HandEdit, adopt
from kanben.pipeline.loading import Progress
from kanben.pipeline.projects import create, import_sources
from kanben.pipeline.watching import changes

__all__ = [
    "Built", "Examined", "HandEdit", "Memories", "Problem", "Progress", "adopt", "build", "changes", "check",
    "create", "examine", "extract_all", "import_sources", "normalise_all",
]  # fmt: skip
