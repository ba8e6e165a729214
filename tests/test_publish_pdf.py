"""The PDF: page numbers true, conforming, the same bytes twice."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import page as validator
import pikepdf
import pypdfium2
import pytest

from kanben.errors import ConfigError
from kanben.model import Apparatus, Block, BookMatter, Chapter, Image, Profile
from kanben.publish import Memory, lay_out, publish
from kanben.publish.cover import SLIP_HEIGHT, SLIP_TOP, title_glyphs
from kanben.publish.endings import lines_on, shifts
from kanben.publish.locators import locator, printed
from sample_edition import chapter, edition


@pytest.fixture(scope="module")
def book():
    return edition()


@pytest.fixture(scope="module")
def layout(book):
    return lay_out(book)


@pytest.fixture(scope="module")
def file(book, layout):
    (output,) = publish(book, layout, ("pdf",))
    assert output.path == "qing-sha-du.pdf"
    return output.content


@pytest.fixture(scope="module")
def texts(file):
    """The text of each page, white space taken out, by its label."""
    with pikepdf.open(BytesIO(file)) as pdf:
        labels = [each.label for each in pdf.pages]
    read = pypdfium2.PdfDocument(file)
    found = ["".join(each.get_textpage().get_text_range().split()) for each in read]
    return dict(zip(labels, found, strict=True))


def body(layout, role):
    """The labels of the pages of pieces of that role."""
    return [label for each in layout.sections if each.piece.role == role for label in each.labels]


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_file_conforms(file, profile):
    report = validator.validate_pdf_bytes(file, profile=getattr(validator.ValidationProfile, profile))
    assert [(each.rule_id, each.message) for each in report.failures] == []
    assert report.checks.failed == 0


def test_two_layouts_give_the_same_bytes(file):
    again = edition()
    (output,) = publish(again, lay_out(again), ("pdf",))
    assert output.content == file


def test_the_engine_has_nothing_to_say(layout):
    assert layout.warnings == ()


def test_every_text_page_begins_where_the_page_map_says(book, layout, texts):
    known = {each.chapter.slug: each.chapter for each in book.matter}
    tried = 0
    for start in layout.pages.starts:
        if start.place is None or start.place.start == 0:
            continue
        block = known[start.place.chapter].blocks[start.place.block]
        words = "".join(block.text[start.place.start :].split())[:12]
        head = texts[start.label].replace("\ufffe", "")
        assert words in head[: len(words) + 40]
        tried += 1
    assert tried >= 4


def test_a_term_stands_on_every_page_that_the_index_names_and_on_no_other(book, layout, texts):
    locate = locator(layout.pages, (each.chapter.slug for each in book.matter))
    text_pages = {start.label for start in layout.pages.starts if start.place is not None}
    for entry in book.apparatus.indexes[0].entries:
        if not entry.places:
            continue
        named = set()
        for each in printed(entry.places, locate, entry.main):
            named |= span(each.first, each.last)
        for label in named:
            assert entry.term.strip("《》")[0] in texts[label], (entry.term, label)
        holding = {label for label in text_pages if entry.term.strip("《》") in texts[label]}
        assert holding <= named, (entry.term, holding - named)


def span(first, last):
    return {first} if first == last else {str(n) for n in range(int(first), int(last) + 1)}


def test_printed_locators_are_those_of_the_index_page(book, layout, texts):
    locate = locator(layout.pages, (each.chapter.slug for each in book.matter))
    index = "".join(texts[label] for label in body(layout, "index"))
    for entry in book.apparatus.indexes[0].entries:
        if not entry.places:
            continue
        made = printed(entry.places, locate, entry.main)
        shown = ",".join(
            (each.first if each.first == each.last else f"{each.first}–{each.last}") + "注" * each.note
            for each in made
        )
        assert f"{entry.term}{shown}" in index.replace("\r", "")


def test_page_labels_are_the_printed_numbers(layout, texts):
    with_numbers = [label for role in ("chapter", "preface", "index") for label in body(layout, role)]
    assert len(with_numbers) > 10
    for label in with_numbers:
        assert texts[label].endswith(label) or texts[label].startswith(label) or label in texts[label][-60:]
    assert len(texts) == len(layout.pages.starts)


def test_every_linked_number_leads_to_that_page(file):
    with pikepdf.open(BytesIO(file)) as pdf:
        numbers = {each.objgen: each.label for each in pdf.pages}
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        read = pypdfium2.PdfDocument(file)
        tried = 0
        for index, each in enumerate(pdf.pages):
            text_page = read[index].get_textpage()
            for link in each.get("/Annots", []):
                left, bottom, right, top = (float(x) for x in link.Rect)
                words = text_page.get_text_bounded(
                    left - 0.5, min(bottom, top), right + 0.5, max(bottom, top)
                ).strip()
                found = re.fullmatch(r"(\d+|[ivxlc]+)(–\d+)?\s*注?", words)
                if found:
                    tried += 1
                    assert numbers[names[str(link.Dest)][0].objgen] == found[1]
        assert tried > 60


def test_notes_contents_and_index_are_tagged_as_such(file):
    with pikepdf.open(BytesIO(file)) as pdf:
        kinds = [str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
    assert kinds.count("/Note") == 2
    assert {"/TOC", "/TOCI", "/Index", "/Figure"} <= set(kinds)


def test_chapters_and_their_headings_stand_in_the_outline(file):
    with pikepdf.open(BytesIO(file)) as pdf, pdf.open_outline() as outline:
        titles = [each.title for each in outline.root]
        inside = [child.title for each in outline.root for child in each.children]
    assert "第一章　青沙渡" in titles
    assert "索引" in titles
    assert "河岸上的人" in inside


def test_only_the_declared_faces_are_embedded(file):
    with pikepdf.open(BytesIO(file)) as pdf:
        faces = {
            str(each.BaseFont).split("+")[-1]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == pikepdf.Name.Type0
        }
    assert faces <= {
        "Noto-Serif-CJK-SC", "Noto-Serif-CJK-SC-Bold", "Noto-Sans-CJK-SC", "Noto-Sans-CJK-SC-Bold",
        "LXGW-WenKai", "LXGW-WenKai-Bold", "Noto-Sans-Mono-CJK-SC",
    }  # fmt: skip


def test_a_warm_layout_gives_the_bytes_of_a_cold_one_after_an_edit(book, file):
    memory = Memory()
    lay_out(book, memory)
    each = book.matter[2]
    blocks = each.chapter.blocks
    edited = replace(blocks[1], text=blocks[1].text.replace("春天", "秋后"))
    chapter = replace(each.chapter, blocks=(blocks[0], edited, *blocks[2:]))
    changed = replace(book, matter=(*book.matter[:2], replace(each, chapter=chapter), *book.matter[3:]))
    before = len(memory.set_before)
    (warm,) = publish(changed, lay_out(changed, memory), ("pdf",))
    (cold,) = publish(changed, lay_out(changed), ("pdf",))
    assert warm.content == cold.content != file
    assert len(memory.set_before) == before


def test_the_cover_stands_first_and_is_described(file):
    with pikepdf.open(BytesIO(file)) as pdf:
        assert [pdf.pages[at].label for at in range(4)] == ["封面", "封二", "i", "ii"]
        figures = [
            str(each.Alt)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
    assert any("青沙渡史话" in alt and "周渡云" in alt for alt in figures)


@pytest.mark.parametrize(
    "title", ["渡", "青沙渡史话", "一个很长的书名：分成几行才放得下（增订版）", "A Latin Title"]
)
def test_the_title_on_the_cover_keeps_every_character_inside_the_slip(title):
    size, glyphs = title_glyphs(title)
    assert len(glyphs) == len("".join(title.split()))
    assert all(each.y - size / 2 > SLIP_TOP and each.y + size / 2 < SLIP_TOP + SLIP_HEIGHT for each in glyphs)
    assert len({(each.x, each.y) for each in glyphs}) == len(glyphs)


def test_a_paragraph_that_runs_over_a_page_is_one_element(file):
    with pikepdf.open(BytesIO(file)) as pdf:
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        paragraphs = [each for each in elements if each.get("/S") == "/P"]
        kids = [kid for each in paragraphs for kid in each.K if not isinstance(kid, int)]
        assert [kid for kid in kids if kid.get("/Type") == "/MCR"]


@pytest.mark.parametrize(
    ("address", "css"),
    [
        ("file:///etc/hostname", ""),
        ("images/none.png", ""),
        ("images/board.png", "h1 { background: url(https://example.org/x.png) }"),
        ("images/board.png", "h1 { background: url(../secret.png) }"),
    ],
)
def test_what_the_edition_does_not_hold_is_not_read(book, address, css):
    chapter = Chapter("ch1", "外", (Block("figure", "外面的图", label=address),))
    profile = Profile(css=(css,))
    outside = replace(book, matter=(BookMatter("chapter", chapter),), apparatus=Apparatus(), profile=profile)
    with pytest.raises(ConfigError, match=r"hostname|none|example|secret"):
        lay_out(outside)


def test_a_drawing_cannot_reach_outside_either(book):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname"/></svg>'
    chapter = Chapter("ch1", "外", (Block("figure", "外面的图", label="images/a.svg"),))
    images = (Image("images/a.svg", svg),)
    outside = replace(book, matter=(BookMatter("chapter", chapter),), apparatus=Apparatus(), images=images)
    with pytest.raises(ConfigError, match="hostname"):
        publish(outside, lay_out(outside), ("pdf",))


def test_the_last_page_of_a_chapter_holds_five_lines_or_more_where_the_opening_can_give_way(book):
    matter = tuple(BookMatter("chapter", chapter(f"k{n}", f"第{n}章", n, n)) for n in (12, 15, 18))
    layout = lay_out(replace(book, matter=matter, apparatus=Apparatus()))
    chapters = [each for each in layout.sections if each.piece.role == "chapter"]
    assert len(chapters) == 3
    assert all(lines_on(each.pages[-1]) >= 5 for each in chapters)


@pytest.mark.parametrize(("lines", "first"), [(1, -1), (2, -2), (3, 2), (4, 1)])
def test_the_opening_gives_or_takes_the_least_that_mends_the_ending(lines, first):
    tried = list(shifts(lines))
    assert tried[0] == first
    assert all(0 < abs(each) <= 4 for each in tried)
    assert len(tried) == len(set(tried))


def test_without_chinese_composition_the_font_draws_marks_together(book, monkeypatch):
    monkeypatch.setattr("kanben.publish.composition.KNOWN", "0.")
    few = replace(book, matter=book.matter[4:], apparatus=Apparatus())
    layout = lay_out(few)
    assert not layout.composed
    assert layout.warnings == ()
    (output,) = publish(few, layout, ("pdf",))
    monkeypatch.undo()
    composed = lay_out(few)
    assert composed.composed
    assert publish(few, composed, ("pdf",))[0].content != output.content
