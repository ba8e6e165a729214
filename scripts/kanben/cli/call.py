"""What the options before a command say, and the words that every command takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from kanben.messages import say


@dataclass(frozen=True, slots=True)
class Call:
    """What the options before the command say."""

    root: Path
    quiet: bool

    def say(self, key: str, **values: object) -> None:
        """Print a sentence of the catalogue, unless asked to be quiet."""
        if not self.quiet:
            click.echo(say(key, **values))


def quietly(command: Callable[..., None]) -> Callable[..., None]:
    """Let --quiet stand after the command, too."""

    def hushed(ctx: click.Context, _option: click.Parameter, value: bool) -> None:
        if value and isinstance(ctx.obj, Call):
            ctx.obj = Call(ctx.obj.root, quiet=True)

    return click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=hushed, help="Say nothing but errors."
    )(command)


def which_files(command: Callable[..., None]) -> Callable[..., None]:
    """The formats and editions that a command builds."""
    kinds = click.Choice(["pdf", "epub", "docx", "all"])
    formats = click.argument("formats", nargs=-1, type=kinds, metavar="[pdf|epub|docx|all]...")
    editions = click.option(
        "--edition", "editions", multiple=True, metavar="NAME", help="An edition of book.yaml, or all."
    )
    return formats(editions(command))
