"""The commands, one short function each: open, call, say what was done."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanben.cli.call import Call, quietly, which_files
from kanben.cli.group import main
from kanben.cli.progress import progress_display
from kanben.errors import KanbenError

if TYPE_CHECKING:
    from kanben.pipeline import Memories

SOMETHING_TO_SETTLE = 1


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The book's title; without it, the folder's name.")
@click.option("--author", default="", help="The author; without it, 佚名.")
@quietly
@click.pass_context
def new(ctx: click.Context, folder: Path, title: str, author: str) -> None:
    """Make a project ready for chapters in DIR.

    \b
    Example:
      kanben new mybook --title 县志选读 --author 县志办公室
    """
    from kanben.pipeline import create

    project = create(folder, title, author)
    ctx.obj.say("done.new", book=project.book, folder=folder)


@main.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Put these in the place of sources of the same name.")
@quietly
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...], replace: bool) -> None:
    """Copy sources in, byte for byte, and list them in book.yaml in the order given.

    \b
    Example:
      kanben -C mybook import ch1.txt ch2.docx ch3.pdf
      kanben -C mybook import --replace ch2.docx
    """
    from kanben.pipeline import import_sources

    call: Call = ctx.obj
    with progress_display(call) as progress:
        imported = import_sources(call.root, files, replace, progress)
    call.say("done.import", count=len(files), new=len(imported.new))
    for misfit in imported.misfits:
        click.echo(misfit)


@main.command()
@click.option("--discard", is_flag=True, help="Drop hand edits of clean/ and write it anew.")
@quietly
@click.pass_context
def normalise(ctx: click.Context, discard: bool) -> None:
    """Write the clean manuscript and the ledger of every change.

    \b
    Example:
      kanben -C mybook normalise
    """
    from kanben.pipeline import normalise_all

    call: Call = ctx.obj
    with progress_display(call) as progress:
        chapters = normalise_all(call.root, discard, progress)
    for slug, edits, doubts in chapters:
        call.say("done.normalise", slug=slug, edits=edits, doubts=doubts)


@main.command()
@quietly
@click.pass_context
def adopt(ctx: click.Context) -> None:
    """Turn hand edits of clean/ into corrections.

    \b
    Example:
      kanben -C mybook adopt
    """
    from kanben.pipeline import adopt as adopt_edits

    call: Call = ctx.obj
    with progress_display(call) as progress:
        edits = adopt_edits(call.root, progress)
    call.say("done.adopt" if edits else "nothing.adopt", count=len(edits))


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="Write one folder a chapter there.")
@click.option("--propose", is_flag=True, help="Append new names to decisions/names.yaml, unconfirmed.")
@quietly
@click.pass_context
def extract(ctx: click.Context, out: Path | None, propose: bool) -> None:
    """Find dates, names, documents, meetings and figures.

    \b
    Example:
      kanben -C mybook extract --out findings
      kanben -C mybook extract --propose
    """
    from kanben.pipeline import extract_all

    call: Call = ctx.obj
    with progress_display(call) as progress:
        folders, proposed = extract_all(call.root, out, propose, progress)
    for folder in folders:
        call.say("done.extract", folder=folder)
    if propose:
        call.say("done.propose", count=proposed)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@quietly
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """List everything wrong or doubtful, with file and line; exit code 1 where there is any.

    \b
    Example:
      kanben -C mybook check --json
    """
    from kanben.pipeline import check as check_book

    call: Call = ctx.obj
    with progress_display(call) as progress:
        problems = check_book(call.root, progress)
    if as_json:
        click.echo(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            click.echo(f"{problem.file}:{problem.line}: [{problem.code}] {problem.why}")
        call.say("done.check" if problems else "nothing.check", count=len(problems))
    if problems:
        ctx.exit(SOMETHING_TO_SETTLE)


@main.command()
@which_files
@quietly
@click.pass_context
def build(ctx: click.Context, formats: tuple[str, ...], editions: tuple[str, ...]) -> None:
    """Build editions into dist/; without arguments, the default edition in all its formats.

    \b
    Example:
      kanben -C mybook build pdf
      kanben -C mybook build all --edition annotated
    """
    _build(ctx.obj, formats, editions)


def _build(
    call: Call, formats: tuple[str, ...], editions: tuple[str, ...], memories: Memories | None = None
) -> None:
    from kanben.pipeline import build as build_book

    with progress_display(call) as progress:
        built = build_book(call.root, editions, formats, progress, memories)
    for edition in built:
        for path in edition.files:
            call.say("done.build" if edition.made else "nothing.build", file=path)


@main.command()
@quietly
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Show what of the system is there, its version, which font serves which role, and what to do.

    \b
    Example:
      kanben doctor
    """
    from kanben.pipeline import examine

    findings = examine()
    for finding in findings:
        click.echo(f"{'✓' if finding.found else '✗'} {finding.name:<22} {finding.detail}")
        if finding.advice:
            click.echo(f"  → {finding.advice}")
    if not all(finding.found for finding in findings):
        ctx.exit(6)


@main.command()
@which_files
@quietly
@click.pass_context
def watch(ctx: click.Context, formats: tuple[str, ...], editions: tuple[str, ...]) -> None:
    """Build again whenever a file of manuscript/ changes, until Ctrl-C; only what changed is laid out anew.

    \b
    Example:
      kanben -C mybook watch pdf
    """
    from kanben.pipeline import changes

    call: Call = ctx.obj
    memories: Memories = {}
    with suppress(KeyboardInterrupt):
        for changed in changes(call.root):
            for path in changed:
                call.say("watch.changed", file=path)
            try:
                _build(call, formats, editions, memories)
            except KanbenError as error:
                click.echo(str(error), err=True)
            call.say("watch.waiting")
