"""What an edit costs in a process that keeps what it laid out, against the first build of the same process.

python scripts/bench_watch.py PAGES     prints a JSON list: what was done, CPU seconds
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench_book import write_project

EXTRA = "这一段是后来补写的，说的是图书室搬到山下以后的事情，各位老师都还记得。" * 8


def edits(pages: int) -> tuple[tuple[str, float, str], ...]:
    """What was done, its CPU time as a part of the cold build's, and the most it should be."""
    done = subprocess.run(
        [sys.executable, __file__, str(pages)], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )  # fmt: skip
    (_, cold, _), *rest = json.loads(done.stdout.splitlines()[-1])
    return tuple((what, spent / cold, bar) for what, spent, bar in rest)


def main() -> None:
    """Build, edit, build again, in one process."""
    from kanben.pipeline import Memories, build

    memories: Memories = {}
    spent = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root, int(sys.argv[1]))
        for what, bar in changed(root):
            start = cpu()
            build(root, (), ("pdf",), lambda _stage, _done, _total: None, memories)
            spent.append((what, cpu() - start, bar))
    print(json.dumps(spent))


def changed(root: Path) -> Iterator[tuple[str, str]]:
    """Each state of the project: as it was, then after one edit and the next; how dear each may be."""
    sources = sorted((root / "manuscript/sources").iterdir())
    middle, first = sources[len(sources) // 2], sources[0]
    yield "cold", "1"
    edit(middle, "图书室", "藏书室")
    yield "one word of one chapter", "0.35"
    middle.write_text(middle.read_text("utf-8") + f"{EXTRA}\n" * 5, "utf-8")
    yield "a chapter in the middle gets longer", "0.7"
    first.write_text(first.read_text("utf-8") + f"{EXTRA}\n" * 5, "utf-8")
    yield "the first chapter gets longer", "0.7"


def edit(file: Path, old: str, new: str) -> None:
    """Put one word in the place of another, once."""
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


def cpu() -> float:
    """CPU seconds of this process and its children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
