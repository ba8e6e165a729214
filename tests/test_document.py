"""The document in the middle: well-formed XHTML with ids on blocks only, and nothing unsafe in it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from kanben.model import Block, BookMatter, Chapter, Edition, Mark, Metadata, Profile
from kanben.publish.anchors import block_id, safe
from kanben.publish.document import pieces
from kanben.publish.inline import Element, Insertion, inline
from sample_edition import edition

TARGETS = ("pdf", "epub", "docx")
EPUB = "http://www.idpf.org/2007/ops"


def tree(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(f'<body xmlns:epub="{EPUB}">{html}</body>')


@pytest.fixture(scope="module", params=TARGETS)
def made(request):
    return request.param, pieces(edition(), None, request.param)


def test_every_piece_is_well_formed(made):
    for piece in made[1]:
        tree(piece.html)


def test_pieces_come_in_reading_order(made):
    roles = [piece.role for piece in made[1]]
    assert roles == [
        "half-title", "title-page", "copyright", "contents", "preface", "part", "chapter", "chapter", "part",
        "chapter", "appendix", "afterword", "chronology", "tables", "plots", "collation", "index", "colophon",
    ]  # fmt: skip


def test_ids_are_unique_in_the_book_and_safe_ascii(made):
    ids = [each.get("id") for piece in made[1] for each in tree(piece.html).iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9.-]*", each) for each in ids)


def test_every_block_carries_its_id(made):
    ids = {each.get("id") for piece in made[1] for each in tree(piece.html).iter()}
    for each in edition().matter:
        for number in range(len(each.chapter.blocks)):
            assert block_id(each.chapter.slug, number) in ids


def test_every_link_inside_the_book_leads_to_an_id(made):
    trees = [tree(piece.html) for piece in made[1]]
    ids = {each.get("id") for root in trees for each in root.iter()}
    hrefs = [each.get("href") for root in trees for each in root.iter("a")]
    assert len(hrefs) > 20
    assert all(href[1:] in ids for href in hrefs if href.startswith("#"))


def test_every_stem_is_a_file_name_of_its_own(made):
    stems = [piece.stem for piece in made[1]]
    assert len(stems) == len(set(stems))


def test_notes_stand_at_their_reference_in_a_pdf_and_after_the_chapter_elsewhere(made):
    target, made_pieces = made
    root = tree(next(piece for piece in made_pieces if piece.title == "第三章　渡口杂录").html)
    footnotes = [each for each in root.iter("span") if "footnote" in each.get("class", "").split()]
    asides = list(root.iter("aside"))
    if target == "pdf":
        assert (len(footnotes), len(asides)) == (1, 0)
        return
    assert (len(footnotes), len(asides)) == (0, 1)
    backlink = asides[0].find(".//a[@role='doc-backlink']")
    reference = root.find(".//a[@role='doc-noteref']")
    assert backlink.get("href") == f"#{reference.get('id')}"
    assert reference.get("href") == f"#{asides[0].get('id')}"


def test_a_script_in_the_text_stays_text_and_a_script_in_a_link_is_no_link():
    hostile = "<script>alert(1)</script> & “引号”"
    blocks = (Block("paragraph", hostile, marks=(Mark(0, 8, "link", "JavaScript:alert(1)"),)),)
    matter = (BookMatter("chapter", Chapter("x", hostile, blocks)),)
    book = Edition("e", Metadata(hostile, slug="x"), Profile(), matter, edition().apparatus.__class__())
    for target in TARGETS:
        made = pieces(book, None, target)
        for piece in made:
            root = tree(piece.html)
            assert not list(root.iter("script"))
            assert not [each for each in root.iter("a") if not each.get("href", "").startswith("#")]
        assert any(hostile in "".join(tree(piece.html).itertext()) for piece in made)


def test_slugs_become_safe_names_that_stay_apart():
    names = ["ch1", "第一章", "第二章", "a b", "a_b", "第一章 x"]
    assert len({safe(name) for name in names}) == len(names)
    assert safe("ch1") == "ch1"


@st.composite
def marked(draw):
    text = draw(st.text(alphabet="青沙<&>\n渡口ab ", max_size=30))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=8))
    places = draw(st.lists(st.integers(0, len(text)), max_size=4))
    return text, [tuple(sorted(span)) for span in spans], places


@given(marked())
def test_marks_nest_however_they_cross_and_the_text_is_kept(case):
    text, spans, places = case
    elements = [Element(a, b, Markup(f'<i class="n{n}">'), Markup("</i>")) for n, (a, b) in enumerate(spans)]
    made = inline(text, elements, [Insertion(at, Markup("<u/>")) for at in places])
    root = tree(str(made).replace("<br/>", "\n"))
    assert "".join(root.itertext()) == text
    assert len(list(root.iter("u"))) == len(places)
    for number, (start, end) in enumerate(spans):
        covered = "".join(
            "".join(each.itertext()) for each in root.iter("i") if each.get("class") == f"n{number}"
        )
        assert covered == text[start:end]
