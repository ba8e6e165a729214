"""Press, office and large print: boxes, ink, output intent, the order of imposed pages, the size of type."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import page as validator
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageCms

from kanben.errors import ConfigError, SystemNeedError
from kanben.model import Profile
from kanben.publish import lay_out, publish
from kanben.publish.geometry import POINTS, geometry
from kanben.publish.glyphs import require_chosen, require_glyphs
from kanben.publish.imposition import booklet, filled, read_booklet, read_stacks, stacks
from kanben.publish.offset_profile import offset_profile
from sample_edition import edition

WORDS_OF_A_PLOT = 8.25
"""A figure is drawn once for all editions, its words at 11 user units; the page scales it."""


def made(book):
    layout = lay_out(book)
    (output,) = publish(book, layout, ("pdf",))
    return layout, output.content


@pytest.fixture(scope="module")
def press():
    return made(edition("press", signature="8"))


def test_press_pages_have_trim_bleed_and_sheet_in_that_order(press):
    with pikepdf.open(BytesIO(press[1])) as pdf:
        for each in pdf.pages:
            sheet, bleed, trim = (
                [float(x) for x in each.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx(
                [185 * POINTS, 260 * POINTS], abs=0.01
            )
            assert [a - b for a, b in zip(trim, bleed, strict=True)] == pytest.approx(
                [3 * POINTS, 3 * POINTS, -3 * POINTS, -3 * POINTS], abs=0.01
            )
            assert sheet[:2] == [0, 0]
            assert sheet[2] > bleed[2]


def test_press_marks_stand_outside_the_bleed(press):
    with pikepdf.open(BytesIO(press[1])) as pdf:
        each = pdf.pages[0]
        bleed = [float(x) for x in each.obj.BleedBox]
        marks = each.obj.Contents[-1].read_bytes().decode()
    ends = [tuple(map(float, found)) for found in re.findall(r"([\d.]+) ([\d.]+) [ml]", marks)]
    assert len(ends) == 16
    for x, y in ends:
        assert not (bleed[0] < x < bleed[2] and bleed[1] < y < bleed[3])


def test_press_sets_no_colour_but_tints_of_black(press):
    with pikepdf.open(BytesIO(press[1])) as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        drawn = [each for each in streams if each.get("/Subtype") == "/Form" or "/Type" not in each]
        text = b"\n".join(
            each.read_bytes() for each in drawn if b" Tf" in each.read_bytes() or b" re" in each.read_bytes()
        )
        assert not re.search(rb"[\d.]+ [\d.]+ [\d.]+ (rg|RG)\s", text)
        inks = set(re.findall(rb"([\d.]+ [\d.]+ [\d.]+) [\d.]+ [kK]\s", text))
        assert inks == {b"0 0 0"}
        groups = {str(each.Group.CS) for each in streams if "/Group" in each and "/CS" in each.Group}
        pictures = {str(each.ColorSpace) for each in streams if each.get("/Subtype") == "/Image"}
    assert pictures == {"/DeviceGray"}
    assert groups <= {"/DeviceCMYK"}


def test_press_names_its_output_intent(press):
    with pikepdf.open(BytesIO(press[1])) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        profile = intent.DestOutputProfile.read_bytes()
        assert intent.DestOutputProfile.N == 4
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert pdf.docinfo["/Trapped"] == "/False"
    assert profile == offset_profile()
    assert ">PDF/X-4<" in xmp
    with pikepdf.open(BytesIO(press[1])) as pdf:
        assert not [each for each in pdf.pages if "/Annots" in each.obj]


def test_press_opens_chapters_on_the_right_and_fills_its_signatures(press):
    layout, content = press
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) % 8 == 0
    openings = [each for each in layout.sections if each.piece.role in ("chapter", "index", "chronology")]
    assert openings
    assert all(each.first % 2 for each in openings)


def test_blank_pages_have_no_heads(press):
    layout, content = press
    read = pypdfium2.PdfDocument(content)
    at = 0
    blanks = 0
    for each in layout.sections:
        if each.piece.role == "blank":
            blanks += 1
            assert read[at].get_textpage().get_text_range().strip() == ""
        at += len(each.pages)
    assert blanks


def test_a_profile_of_a_screen_is_refused_for_press():
    rgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    book = edition("press")
    with pytest.raises(ConfigError, match="CMYK"):
        publish(replace(book, output_intent=rgb), lay_out(book), ("pdf",))


def test_our_output_profile_is_read_as_one_of_a_press():
    profile = ImageCms.ImageCmsProfile(BytesIO(offset_profile()))
    assert (profile.profile.xcolor_space.strip(), profile.profile.device_class.strip()) == ("CMYK", "prtr")
    assert "offset" in ImageCms.getProfileDescription(profile)


@given(st.integers(1, 400))
def test_imposed_pages_come_out_in_order(pages):
    assert read_booklet(booklet(pages)) == tuple(range(1, filled(pages) + 1))
    assert read_stacks(stacks(pages)) == tuple(range(1, filled(pages) + 1))


@pytest.mark.parametrize(("wanted", "impose"), [("booklet", booklet), ("stacks", stacks)])
def test_office_sheets_hold_the_pages_that_the_scheme_says(wanted, impose):
    book = edition("office", imposition=wanted)
    layout, content = made(book)
    single = pypdfium2.PdfDocument(layout.document.write_pdf())
    sheets = pypdfium2.PdfDocument(content)
    sides = impose(len(single))
    assert len(sheets) == len(sides)
    for sheet, side in zip(sheets, sides, strict=True):
        width, height = sheet.get_size()
        assert (width, height) == pytest.approx((297 * POINTS, 210 * POINTS), abs=0.1)
        for half, number in enumerate(side):
            left = half * width / 2
            found = sheet.get_textpage().get_text_bounded(left, 0, left + width / 2, height)
            expected = single[number - 1].get_textpage().get_text_range() if number <= len(single) else ""
            assert "".join(found.split()) == "".join(expected.split())


@pytest.fixture(scope="module")
def large():
    return made(edition("large-print"))


def test_large_print_sets_nothing_smaller_than_sixteen_points_but_marks(large):
    with pikepdf.open(BytesIO(large[1])) as pdf:
        content = b"\n".join(each.Contents.read_bytes() for each in pdf.pages)
    pixels = {float(size) for size in re.findall(rb"/[A-Z]{6} ([\d.]+) Tf", content)}
    points = {round(size * 0.75, 2) for size in pixels}
    marks = {round(16 * 0.7, 2), round(16 * 0.65, 2)}
    assert 16 in points
    assert min(points - marks - {WORDS_OF_A_PLOT}) >= 16


def test_large_print_conforms_as_the_screen_edition_does(large):
    for profile in ("PDF_UA_1", "PDF_A_3A"):
        report = validator.validate_pdf_bytes(large[1], profile=getattr(validator.ValidationProfile, profile))
        assert [each.message for each in report.failures] == []


@given(st.integers(120, 300), st.integers(170, 420))
def test_a_measure_is_whole_ems_and_a_page_whole_lines_on_any_paper(width, height):
    page = geometry(Profile("screen", paper=f"{width}mm {height}mm"))
    across = page.inner + page.outer + page.ems * page.size
    down = page.top + page.bottom + page.lines * page.leading
    assert (across, down) == pytest.approx((width * POINTS, height * POINTS))
    assert min(page.inner, page.outer) >= 17 * POINTS


@pytest.mark.parametrize(
    ("profile", "words"),
    [(Profile("poster"), "poster"), (Profile(paper="big"), "big"), (Profile(paper="40mm 60mm"), "40mm 60mm")],
)
def test_a_page_that_cannot_be_says_so(profile, words):
    with pytest.raises(ConfigError, match=words):
        geometry(profile)


def test_a_missing_glyph_is_named_with_its_passage():
    said = ['.notdef glyph rendered for Unicode string unsupported by fonts: "舟" (U+821F)']
    with pytest.raises(SystemNeedError) as caught:
        require_glyphs(said, edition())
    assert caught.value.values["code"] == "821F"
    assert "启舟" in caught.value.values["passage"]


def test_a_font_that_nobody_chose_is_named_with_a_character_of_it():
    strange = SimpleNamespace(family="Comic Sans", to_unicode={7: "渡"})
    with pytest.raises(SystemNeedError) as caught:
        require_chosen([strange], ("Noto Serif CJK SC",), edition())
    assert caught.value.values["family"] == "Comic Sans"
    assert "渡" in caught.value.values["passage"]


def test_a_character_that_no_chosen_font_has_stops_the_build():
    book = edition()
    first = book.matter[1].chapter
    odd = replace(first.blocks[1], text="木牌上画着一个\U0001f600，没有人认得。")
    chapter = replace(first, blocks=(first.blocks[0], odd))
    matter = (replace(book.matter[1], chapter=chapter),)
    small = replace(book, matter=matter, apparatus=book.apparatus.__class__())
    with pytest.raises(SystemNeedError) as caught:
        publish(small, lay_out(small), ("pdf",))
    assert caught.value.exit_code == 6
    assert "画着一个" in caught.value.values["passage"]
