"""The mutation table of the notes: rate × operation: kept, recovered, orphaned, wrong.

    python scripts/bench_anchoring.py [--targets 200] chapter.md …

Without files, the chapters of manuscript/clean/.  `lost` are targets of which less than half is left: they must be
orphans, and are.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from kanben.markup import read  # noqa: E402
from kanben.model import Chapter  # noqa: E402
from mutations import OPERATIONS, RATES, outcomes  # type: ignore[import-not-found]  # noqa: E402  # of the tests

COLUMNS = ("kept", "recovered", "orphaned", "lost", "wrong")


def main() -> None:
    """Print the table for the chapters named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--targets", type=int, default=200)
    given = parser.parse_args()
    files = given.files or sorted((ROOT / "manuscript" / "clean").glob("ch*.md"))
    chapters = [Chapter(file.stem, file.stem, read(file.read_bytes(), "markdown")[0]) for file in files]
    print(f"{'operation':<18} {'rate':>5} " + " ".join(f"{name:>9}" for name in COLUMNS) + "  held")
    started = time.process_time()
    for operation in OPERATIONS:
        for rate in RATES:
            print(row(chapters, operation, rate, given.targets))
    print(f"{time.process_time() - started:.1f} s CPU")


def row(chapters: list[Chapter], operation: str, rate: float, count: int) -> str:
    """One line of the table: the targets are shared out to the chapters."""
    share = -(-count // len(chapters))
    total: Counter[str] = sum(
        (
            outcomes(chapter, chapters[number - 1], (operation, rate), share)
            for number, chapter in enumerate(chapters)
        ),
        Counter(),
    )
    there = total["kept"] + total["recovered"] + total["orphaned"]
    held = (total["kept"] + total["recovered"]) / max(1, there)
    cells = " ".join(f"{total[name]:>9}" for name in COLUMNS)
    return f"{operation:<18} {rate:>5.0%} {cells}  {held:.1%}"


if __name__ == "__main__":
    main()
