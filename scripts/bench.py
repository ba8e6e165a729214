"""Time and memory as ratios, in a Markdown table: the whole build, layout, memory, growth, formats, watching.

    python scripts/bench.py [--pages 330] [NAME…]        names: see PARTS; without any, all but `large`

Each figure is of a process of its own, CPU time of all its children with it; the made-up book of bench_book.py is
always the same. Only ratios of one run mean anything: seconds depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import bench_composition
from bench_book import html, write_project
from bench_normalise import prose
from bench_watch import edits
from kanben.model import Source
from kanben.normalise import normalise

HERE = Path(__file__).parent
MIB = 1024
TOOLS = ("weasyprint", "pydyf", "fonttools", "pypandoc_binary", "pikepdf", "pydantic")


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    cpu: float
    """Seconds, of its children too."""
    peak: float
    """MiB, of the largest of them."""
    pages: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    bar: str


def cost(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak MiB of a command; CalledProcessError where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / MIB


@cache
def stock(pages: int) -> Run:
    """WeasyPrint as it comes, on the same text."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "book.html", Path(folder) / "book.pdf"
        source.write_text(html(pages), "utf-8")
        used = cost(["-m", "weasyprint", str(source), str(made)])
        return Run(*used, pages_of(made))


@cache
def built(pages: int, kinds: str = "pdf", apparatus: str = "index") -> Run:
    """`kanben build` of a project that was never built."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_project(root, pages, apparatus)
        used = cost(["-m", "kanben.cli", "-q", "-C", folder, "build", kinds])
        return Run(*used, pages_of(*root.glob("dist/*.pdf")))


def pages_of(file: Path) -> int:
    """The pages of a PDF."""
    import pikepdf

    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def build(pages: int) -> Iterator[Row]:
    """The whole of `kanben build pdf` against the layout engine as it comes."""
    ours, theirs = built(pages), stock(pages)
    what = (
        f"`kanben build pdf`, cold ({ours.pages} pages) : stock WeasyPrint, same text ({theirs.pages} pages)"
    )
    yield Row(what, f"{ours.cpu / theirs.cpu:.2f} ({ours.cpu:.0f} : {theirs.cpu:.0f} s)", "2.5")
    allowed = 190 + 0.3 * ours.pages
    yield Row(f"peak memory at {ours.pages} pages", f"{ours.peak:.0f} MiB", f"{allowed:.0f} MiB")


def layout(pages: int) -> Iterator[Row]:
    """Layout and writing alone, lines composed, against the layout engine's own lines."""
    stock_lines, ours = (bench_composition.run(pages, way, tags=False) for way in ("stock", "composed"))
    ratio = ours["all"] / stock_lines["all"]
    bar = "1.20" if pages < 1000 else "0.95"
    yield Row(f"layout alone : stock, same HTML, {ours['pages']:.0f} pages", f"{ratio:.2f}", bar)


def index(pages: int) -> Iterator[Row]:
    """What the index adds to a build."""
    with_index, without = built(pages), built(pages, apparatus="")
    what = f"the same with an index ({with_index.pages} pages) : without ({without.pages} pages)"
    yield Row(what, f"{with_index.cpu / without.cpu:.2f}", "")


def apparatus(pages: int) -> Iterator[Row]:
    """What a chronology adds to a build with an index."""
    plain, more = built(pages), built(pages, apparatus="chronology, index")
    what = f"the same with a chronology, too ({more.pages} pages) : without ({plain.pages} pages)"
    yield Row(what, f"{more.cpu / plain.cpu:.2f}", "")


def formats(pages: int) -> Iterator[Row]:
    """PDF, EPUB and Word against PDF."""
    everything, pdf = built(pages, "all"), built(pages)
    yield Row(
        f"`kanben build all` : `build pdf`, {pdf.pages} pages", f"{everything.cpu / pdf.cpu:.2f}", "1.5"
    )


def growth(pages: int) -> Iterator[Row]:
    """Three times the pages against three times the time."""
    yield from _growth(pages, 3 * pages)


def large(pages: int) -> Iterator[Row]:
    """A thousand pages and ten times as many as the first: takes the better part of an hour."""
    yield from layout(10 * pages)
    yield from _growth(3 * pages, 10 * pages)


def watching(pages: int) -> Iterator[Row]:
    """An edit of one chapter in a warm process against a cold build."""
    for what, ratio, bar in edits(pages):
        yield Row(f"`kanben watch`: {what} : cold build", f"{ratio:.2f}", bar)


def normalising(_pages: int) -> Iterator[Row]:
    """How much text a CPU minute cleans."""
    text = prose(2_000_000)
    start = time.process_time()
    normalise(Source("chapter", "书", text.encode("utf-8"), "text", "utf-8"))
    speed = 60 * len(text) / (time.process_time() - start) / 1e6
    yield Row("normalise: characters a CPU minute, 2 million with OCR faults", f"{speed:.0f} million", "")


def _growth(few: int, many: int) -> Iterator[Row]:
    small, big = built(few), built(many)
    ratio = (big.cpu / small.cpu) / (big.pages / small.pages)
    yield Row(f"growth: time a page, {big.pages} : {small.pages} pages", f"{ratio:.2f}", "1.15")
    allowed = 190 + 0.3 * big.pages
    yield Row(f"peak memory at {big.pages} pages", f"{big.peak:.0f} MiB", f"{allowed:.0f} MiB")


PARTS: dict[str, Callable[[int], Iterator[Row]]] = {
    "build": build, "layout": layout, "index": index, "apparatus": apparatus, "formats": formats,
    "watch": watching, "growth": growth, "normalise": normalising, "large": large,
}  # fmt: skip


def machine() -> str:
    """What the figures were measured on."""
    tools = ", ".join(f"{name} {version(name)}" for name in TOOLS)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB"
    return f"{system}; Python {platform.python_version()}, {tools}"


def main() -> None:
    """Print a line of the table as soon as it is known."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[[], *PARTS])
    parser.add_argument("--pages", type=int, default=330)
    given = parser.parse_args()
    print(machine(), "\n\n| | measured | at most |\n| --- | --- | --- |", flush=True)
    for name in given.names or [name for name in PARTS if name != "large"]:
        for row in PARTS[name](given.pages):
            print(f"| {row.what} | {row.measured} | {row.bar} |", flush=True)


if __name__ == "__main__":
    main()
