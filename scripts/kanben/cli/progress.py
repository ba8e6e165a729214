"""How far the work is: bars on a terminal, a line a stage elsewhere, nothing if quiet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kanben.cli.call import Call

if TYPE_CHECKING:
    from kanben.pipeline import Progress


@contextmanager
def progress_display(call: Call) -> Iterator[Progress]:
    """A function to be told of progress: bars on a terminal, a line a stage elsewhere, nothing if quiet."""
    if call.quiet:
        yield lambda _stage, _done, _total: None
    elif sys.stderr.isatty():
        with _bars() as progress:
            yield progress
    else:
        yield _line


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as display:
        tasks: dict[str, Any] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = display.add_task(stage, total=total)
            display.update(tasks[stage], completed=done)

        yield advance


def _line(stage: str, done: int, total: int) -> None:
    """Say each stage once, when it is done."""
    if done == total:
        click.echo(f"{stage}: {done}/{total}", err=True)
