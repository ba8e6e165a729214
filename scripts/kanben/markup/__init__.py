"""The markup formats: bytes to blocks, and one format to another.  The only place that runs pandoc.

What is read is untrusted: pandoc reads in its sandbox, and what it gives is let through an allow-list of
nodes, attributes and addresses.  Raw HTML, scripts, event handlers and outer files never reach a block.
"""

from __future__ import annotations

from kanben.errors import SourceError
from kanben.markup.blocks import Setting, blocks_of
from kanben.markup.captions import captioned
from kanben.markup.characters import unicode_of
from kanben.markup.lines import lined
from kanben.markup.pandoc import READERS, convert, default_file, syntax_tree
from kanben.markup.pdf import read_pdf
from kanben.markup.pictures import pictures
from kanben.markup.tree import Node, anchors, lift_notes, titled
from kanben.model import Block, Image

__all__ = ["convert", "default_file", "read"]


def read(content: bytes, format: str) -> tuple[tuple[Block, ...], tuple[Image, ...]]:
    """The blocks of a source in reading order, notes last (labels 1, 2, 3 …), and the pictures inside it.

    `format` is markdown, docx, odt, html, epub or pdf; of a pdf each block is the text of a page, a line a
    line, and every page but the first begins with a form feed.  A heading has the level that the source
    gives it, 1 to 6.  Raises SourceError for what can't be read or holds no text.
    """
    if format == "pdf":
        return read_pdf(content), ()
    try:
        blocks, images = _read(unicode_of(content, format), format)
    except RecursionError:
        raise SourceError("source.too-deep") from None
    if not blocks:
        raise SourceError("source.no-text")
    return blocks, images


def _read(content: bytes, format: str) -> tuple[tuple[Block, ...], tuple[Image, ...]]:
    tree = syntax_tree(content, READERS[format])
    # What the head of a web page or an EPUB's package says is not text of the chapter.
    body, notes = lift_notes(tree["blocks"] if format in ("html", "epub") else titled(tree))
    everything: list[Node] = [*body, *(node for note in notes for node in note)]
    labels, images = pictures(everything, content, format)
    setting = Setting(labels, anchors(everything), alt_is_caption=format != "docx")
    text = captioned(blocks_of(body, setting))
    return (*text, *_notes(notes, setting)), images


def _notes(notes: tuple[list[Node], ...], setting: Setting) -> tuple[Block, ...]:
    """The notes as blocks; the paragraphs of one are parted by LF."""
    found = ((str(number), blocks_of(note, setting)) for number, note in enumerate(notes, 1))
    return tuple(lined(blocks, "note", label) for label, blocks in found)
