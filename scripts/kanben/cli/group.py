"""The group of commands: an error of ours becomes one sentence and its exit code."""

from __future__ import annotations

import errno
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import click

from kanben import __version__
from kanben.cli.call import Call
from kanben.errors import KanbenError, OutputError
from kanben.messages import say

FAULT_OF_OURS = 70
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS))
"""What the system says of a full disk, wherever on the way the file was to be written."""


class Commands(click.Group):
    """The group of commands: an error of ours becomes one sentence and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command asked for."""
        try:
            return super().invoke(ctx)
        except KanbenError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                full = OutputError(
                    "output.unwritable", error.filename or gettempdir(), problem=error.strerror
                )
                click.echo(str(full), err=True)
                ctx.exit(full.exit_code)
            click.echo(say("internal", error=f"{type(error).__name__}: {error}"), err=True)
            if ctx.params.get("traceback"):
                raise
            ctx.exit(FAULT_OF_OURS)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kanben")
@click.option(
    "-C", "folder", default=".", type=click.Path(path_type=Path), help="The folder that holds manuscript/."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("--traceback", is_flag=True, help="Show where a fault of kanben's own arose.")
@click.pass_context
def main(ctx: click.Context, folder: Path, quiet: bool, traceback: bool) -> None:  # noqa: ARG001 read by invoke
    """Make printed, electronic and annotated editions of raw Chinese chapters.

    \b
    Example:
      kanben new mybook --title 县志选读
      kanben -C mybook import chapters/*.txt
      kanben -C mybook build
    """
    ctx.obj = Call(folder, quiet)
