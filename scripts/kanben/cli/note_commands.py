"""The commands of the notes: put one in, accept a move, take notes in from other programs and give them out."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanben.cli.call import Call, quietly
from kanben.cli.group import main
from kanben.cli.progress import progress_display
from kanben.errors import PassageError, UsageError

if TYPE_CHECKING:
    from kanben.pipeline.annotating import Fit

KINDS = ("gloss", "person", "source", "commentary", "textual", "question")


@main.command()
@click.argument("words", default="")
@click.option("--kind", type=click.Choice(KINDS), default="gloss", help="The series it belongs to.")
@click.option("--chapter", default="", help="Look in this chapter only.")
@click.option("--text", default="", help="What the note says; without it, the editor opens.")
@click.option("--author", default="", help="Who says so.")
@click.option(
    "--accept",
    "where",
    default="",
    metavar="FILE:LINE",
    help="Write the selector of a moved note anew, or `all`.",
)
@click.option("--choice", default=1, help="Which of the candidates shown.")
@quietly
@click.pass_context
def annotate(ctx: click.Context, /, words: str, where: str, choice: int, **given: str) -> None:
    """Put a note on the passage with these words, or accept where a note has moved.

    \b
    Example:
      kanben -C mybook annotate "words of the passage" --kind gloss --text "what they mean"
      kanben -C mybook annotate --accept manuscript/annotations/gloss.yaml:12 --choice 2
      kanben -C mybook annotate --accept all
    """
    call: Call = ctx.obj
    if where:
        _accept(call, where, choice)
    elif words:
        _annotate(call, words, given)
    else:
        raise UsageError("annotate.no-words")


@main.command("import-notes")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--kind", type=click.Choice(KINDS), default="commentary", help="The series of notes that say none."
)
@quietly
@click.pass_context
def import_notes(ctx: click.Context, file: Path, kind: str) -> None:
    """Take in notes: Web Annotations (.json, .jsonld) or the comments of a returned review copy (.docx).

    \b
    Example:
      kanben -C mybook import-notes review.docx
      kanben -C mybook import-notes hypothesis.json --kind gloss
    """
    from kanben.pipeline.note_exchange import take_in

    call: Call = ctx.obj
    with progress_display(call) as progress:
        taken, lost = take_in(call.root, file, kind, progress)
    call.say("done.import-notes", count=taken, lost=len(lost))
    for line in lost:
        click.echo(line, err=True)


@main.command("export-notes")
@click.argument("file", metavar="FILE.json", type=click.Path(path_type=Path))
@quietly
@click.pass_context
def export_notes(ctx: click.Context, file: Path) -> None:
    """Give out all notes as Web Annotations (JSON-LD).

    \b
    Example:
      kanben -C mybook export-notes notes.json
    """
    from kanben.pipeline.note_exchange import give_out

    call: Call = ctx.obj
    with progress_display(call) as progress:
        count = give_out(call.root, file, progress)
    call.say("done.export-notes", count=count, file=file)


def _accept(call: Call, where: str, choice: int) -> None:
    from kanben.pipeline.annotating import accept

    with progress_display(call) as progress:
        written = accept(call.root, where, choice, progress)
    for line in written:
        call.say("done.accept", note=line)
    if not written:
        call.say("nothing.accept")


def _annotate(call: Call, words: str, given: dict[str, str]) -> None:
    from kanben.pipeline.annotating import fits, write_note

    with progress_display(call) as progress:
        found = fits(call.root, words, given["chapter"], progress)
    fit = found[0] if len(found) == 1 else _asked(words, found)
    text = given["text"] or _edited()
    today = date.today().isoformat()
    path = write_note(call.root, fit, given["kind"], (text, given["author"], today))
    call.say("done.annotate", file=path, shown=fit.shown)


def _asked(words: str, found: tuple[Fit, ...]) -> Fit:
    """Which of several places is meant: asked on a terminal, an error elsewhere."""
    listed = [f"{number}. {fit.chapter} {fit.shown}" for number, fit in enumerate(found, 1)]
    if not sys.stdin.isatty():
        raise PassageError("annotate.several", exact=words, count=len(found), places="；".join(listed))
    for line in listed:
        click.echo(line)
    number: int = click.prompt("?", type=click.IntRange(1, len(found)))
    return found[number - 1]


def _edited() -> str:
    """What the editor gives back; raises UsageError without a terminal, or where nothing was written."""
    text = (click.edit("", extension=".md") or "") if sys.stdin.isatty() else ""
    if not text.strip():
        raise UsageError("annotate.no-text")
    return text.strip()
