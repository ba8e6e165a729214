"""One small book that holds whatever a format may stumble over, laid out and written once for all tests of formats."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pikepdf  # noqa: F401 - its libraries are loaded before pdfium's
import pypdfium2

from kanben.model import Block, BookMatter, Chapter, Index, IndexEntry, Mark, Note, Place
from kanben.publish import FORMATS, lay_out
from kanben.publish.geometry import geometry
from sample_edition import edition, places

FORMATS_IN_ORDER = ("pdf", "epub", "docx")
HOSTILE = "<script>alert(1)</script> & “引号” ]]> {{ 7 * 7 }} \\begin{x} 'x:y;z' – 都只是文字。"
ENGLISH = "The history of the ferry and its people"
LONG = "this-is-a-chapter-with-a-file-name-that-is-much-longer-than-any-bookmark-may-be"


def book_edition(**options):
    """The sample book with hostile text, references, a second index, four series of notes, a long file name."""
    made = edition(**options)
    first, *rest = made.matter
    matter = (first, replace(rest[0], chapter=_opening(rest[0].chapter)), *rest[1:], _last())
    indexes = (*made.apparatus.indexes, _people(matter))
    apparatus = replace(made.apparatus, indexes=indexes, notes=(*made.apparatus.notes, *_notes(matter)))
    metadata = replace(made.metadata, subjects=("渡口", "地方史"), slug="book")
    return replace(made, matter=matter, apparatus=apparatus, metadata=metadata)


@cache
def book():
    """Edition, layout, and each format's bytes."""
    made = book_edition()
    layout = lay_out(made)
    return made, layout, {name: FORMATS[name](made, layout) for name in FORMATS_IN_ORDER}


@cache
def pdf_pages():
    """The text inside the type area of each page of the PDF by the page's label: no running heads, no numbers."""
    made, layout, files = book()
    area = geometry(made.profile)
    document = pypdfium2.PdfDocument(files["pdf"])
    found = {}
    for start, page in zip(layout.pages.starts, document, strict=True):
        box = {"left": 0, "bottom": area.bottom - 2, "right": area.width, "top": area.height - area.top + 6}
        found[start.label] = page.get_textpage().get_text_bounded(**box)
    document.close()
    return found


def solid(text):
    """A text without white space and soft marks of lines: what can be compared between formats."""
    return re.sub(r"[\s\ufffe\u00ad\u200b]", "", text)


def terms(entries):
    """Every entry of an index with those under it, depth first: path of terms, and the entry."""
    for entry in entries:
        yield (entry.term,), entry
        for path, child in terms(entry.children):
            yield (entry.term, *path), child


def _opening(chapter):
    text = "渡口的来历，见第二章；次数另见表1，木牌的样子如图1所示。《渡口章程》第三章是另一回事。"
    again = "木牌[后来]重写过一次"
    noted = text + again
    at = noted.index("。《")
    blocks = (
        *chapter.blocks,
        Block(
            "paragraph",
            noted,
            marks=(Mark(at, at, "noteref", "1"), Mark(len(noted), len(noted), "noteref", "1")),
        ),
        Block("paragraph", HOSTILE),
        Block("paragraph", f"有人用英文写过一本{ENGLISH}，编号AB-12。"),
        Block("note", "见第三章，木牌上有灯塔的图样。", label="1"),
    )
    return replace(chapter, blocks=blocks)


def _last():
    blocks = (
        Block("paragraph", "沙洲上的灯塔，周渡云看守过。"),
        Block("heading", "灯塔", 2),
        Block("paragraph", "灯塔已经不在了。"),
    )
    return BookMatter("afterword", Chapter(LONG, "再记", blocks))


def _people(matter):
    under = (IndexEntry("灯塔：旧址;新址", (), "D", places(matter, "旧址") or places(matter, "浅滩")[:1]),)
    entries = (
        IndexEntry("灯塔", ("deng1", "ta3"), "D", places(matter, "灯塔"), children=under),
        IndexEntry("鲁青禾", (), "L", places(matter, "鲁青禾"), places(matter, "鲁青禾")[-1]),
        IndexEntry("望川", (), "W", see="沈望川"),
        IndexEntry("沈望川", (), "S", places(matter, "沈望川"), see_also=("鲁青禾",)),
    )
    return Index("人名", "人名索引", entries)


def _notes(matter):
    where = [at for at in places(matter, "浅滩") if at.chapter == "ch1"]
    texts = (("gloss", "水浅而多沙的地方。"), ("question", "为什么要量*浅滩*？"), ("gloss", "又一处浅滩。"))
    return tuple(
        Note(Place(at.chapter, at.block, at.start, at.end), kind, "", text)
        for at, (kind, text) in zip(where, texts, strict=False)
    )
