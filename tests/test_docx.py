"""The Word file: real fields that are filled, real notes, real styles, bookmarks that Word takes, no character lost."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from formats_book import HOSTILE, book, solid, terms
from kanben.errors import ConfigError
from kanben.markup import default_file
from kanben.model import Profile
from kanben.publish.captions import captions
from kanben.publish.docx import docx
from kanben.publish.docx.fields import escaped
from kanben.publish.docx.names import bookmark, run
from kanben.publish.docx.styles import recipe
from kanben.publish.index_marks import index_marks
from kanben.publish.locators import locator, printed
from kanben.publish.raster import rasterised
from kanben.publish.xml_text import sayable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HAN = re.compile("[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def made():
    edition, layout, files = book()
    return edition, layout, files["docx"]


def opened(content):
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def parts(made):
    return opened(made[2])


@pytest.fixture(scope="module")
def stories(parts):
    wanted = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml")
    return {name: etree.fromstring(content) for name, content in parts.items() if wanted.fullmatch(name)}


@pytest.fixture(scope="module")
def body(stories):
    return stories["word/document.xml"][0]


def words(part):
    return "".join(part.itertext(f"{W}t"))


def fields(root):
    """Code and result of every field, in the order they end; a field that is not closed fails."""
    found, open_ = [], []
    for each in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = each.get(f"{W}fldCharType")
        if kind == "begin":
            assert each.get(f"{W}dirty") is None
            open_.append([[], None])
        elif kind == "separate":
            open_[-1][1] = []
        elif kind == "end":
            code, result = open_.pop()
            found.append(("".join(code).strip(), None if result is None else "".join(result)))
        elif each.tag == f"{W}instrText":
            open_[-1][0].append(each.text)
        else:
            for field in open_:
                if field[1] is not None:
                    field[1].append(each.text or "")
    assert open_ == []
    return found


@pytest.fixture(scope="module")
def all_fields(stories):
    return [field for root in stories.values() for field in fields(root)]


def of_kind(all_fields, kind):
    return [field for field in all_fields if field[0].split()[0] == kind]


def names(root):
    return [start.get(f"{W}name") for start in root.iter(f"{W}bookmarkStart")]


def test_the_index_is_marked_at_every_place_and_runs_of_pages_by_their_ends(made, all_fields):
    edition, layout, _ = made
    locate = locator(layout.pages, (each.chapter.slug for each in edition.matter))
    marks = index_marks(edition, locate)
    placed = [field for field, _ in of_kind(all_fields, "XE") if "\\t" not in field]
    assert len(placed) == len([mark for mark in marks if mark.place]) > 60
    ranges = [field for field in placed if "\\r" in field]
    shown = [
        p
        for i in edition.apparatus.indexes
        for _, e in terms(i.entries)
        for p in printed(e.places, locate, e.main)
    ]
    assert len(ranges) == len([each for each in shown if each.first != each.last]) > 2
    assert len([field for field in placed if "\\b" in field]) == 2


def test_a_run_of_pages_has_a_bookmark_from_its_first_place_to_its_last(all_fields, body):
    ends = {end.get(f"{W}id"): end for end in body.iter(f"{W}bookmarkEnd")}
    starts = {start.get(f"{W}name"): start for start in body.iter(f"{W}bookmarkStart")}
    order = {part: number for number, part in enumerate(body.iter())}
    for code, _ in of_kind(all_fields, "XE"):
        if named := re.search(r"\\r (\w+)", code):
            start = starts[named[1]]
            assert order[start] < order[ends[start.get(f"{W}id")]]


def test_marks_carry_readings_sub_entries_series_and_cross_references(all_fields):
    codes = [code for code, _ in of_kind(all_fields, "XE")]
    assert 'XE "摆渡" \\f a \\y "bai3 du4"' in codes
    assert any(code.startswith('XE "摆渡:规矩" \\f a') for code in codes)
    assert any(code == 'XE "渡船" \\f a \\t "见 摆渡"' for code in codes)
    assert any(code == 'XE "摆渡" \\f a \\y "bai3 du4" \\t "参见 码头"' for code in codes)
    assert any(code.startswith('XE "灯塔:灯塔：旧址\\;新址" \\f b') for code in codes)


def test_a_place_in_a_note_is_marked_in_the_note(stories):
    codes = [code for code, _ in fields(stories["word/footnotes.xml"])]
    assert any(code.startswith('XE "灯塔"') for code in codes)


def test_what_parts_a_field_is_led_by_a_backslash():
    assert escaped('a:b;c"d\\e') == 'a\\:b\\;c\\"d\\\\e'


def test_every_field_with_a_result_has_one(all_fields):
    kinds = Counter(code.split()[0] for code, _ in all_fields)
    assert {"TOC": 3, "INDEX": 2, "SEQ": 3}.items() <= kinds.items()
    for code, result in all_fields:
        if code.startswith("XE"):
            assert result is None
        else:
            assert result, code
    assert all(result not in ("", "0") for code, result in all_fields if code.startswith("PAGEREF"))


def test_contents_print_headings_with_the_pages_of_the_pdf(made, all_fields):
    edition, layout, _ = made
    labels = dict(layout.pages.anchors)
    contents = next(result for code, result in all_fields if code.startswith("TOC \\o"))
    for each in edition.matter:
        assert each.chapter.title in contents
    pages = {code.split()[1]: result for code, result in all_fields if code.startswith("PAGEREF")}
    for anchor, label in labels.items():
        if bookmark(anchor) in pages:
            assert pages[bookmark(anchor)] == label


def test_captions_are_numbered_by_fields_and_listed(made, all_fields):
    assert [(code.split()[1], result) for code, result in of_kind(all_fields, "SEQ")] == [
        ("表", "1"),
        ("图", "1"),
        ("图", "2"),
    ]
    tables, figures = (result for code, result in all_fields if code.startswith("TOC \\h \\z \\c"))
    for each in captions(made[0]).values():
        assert solid(each.line) in solid(tables if each.kind == "table" else figures)


def test_references_to_tables_and_figures_are_fields_and_to_chapters_links(all_fields, body):
    assert [result for _, result in of_kind(all_fields, "REF")] == ["表1", "图1"]
    links = {words(link): link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    assert links["第二章"] == bookmark("c-ch2")


def test_bookmarks_are_legal_unique_and_closed(stories):
    found = [name for root in stories.values() for name in names(root)]
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9]{0,39}", name) for name in found)
    assert len(found) == len(set(found)) > 30
    starts, ends = (
        Counter(e.get(f"{W}id") for root in stories.values() for e in root.iter(W + tag))
        for tag in ("bookmarkStart", "bookmarkEnd")
    )
    assert starts == ends
    assert set(starts.values()) == {1}


def test_every_link_and_reference_leads_to_a_bookmark(stories, all_fields):
    known = {name for root in stories.values() for name in names(root)}
    anchors = [
        link.get(f"{W}anchor")
        for root in stories.values()
        for link in root.iter(f"{W}hyperlink")
        if link.get(f"{W}anchor")
    ]
    named = [code.split()[1] for code, _ in all_fields if code.split()[0] in ("PAGEREF", "REF")]
    assert len(anchors) > 100
    assert set(anchors) | set(named) <= known


def test_notes_are_footnotes_the_editors_with_the_mark_of_their_series(stories, body):
    notes = stories["word/footnotes.xml"]
    references = {r.get(f"{W}id"): r for r in body.iter(f"{W}footnoteReference")}
    own = [note for note in notes if note.get(f"{W}type") in (None, "normal")]
    assert {note.get(f"{W}id") for note in own} == set(references)
    numbered = [note for note in own if list(note.iter(f"{W}footnoteRef"))]
    assert len(numbered) == 2
    marked = {words(note)[:2]: references[note.get(f"{W}id")] for note in own if note not in numbered}
    assert set(marked) == {"人1", "注1", "注2", "思1"}
    for mark, reference in marked.items():
        assert reference.get(f"{W}customMarkFollows") == "1"
        after = words(reference.getparent()) + words(reference.getparent().getnext())
        assert after.startswith(mark)
    assert {style.get(f"{W}val") for style in notes.iter(f"{W}pStyle")} >= {
        "FootnoteText",
        "NoteGloss",
        "NotePerson",
    }


def test_a_second_reference_to_a_note_is_a_raised_link_to_it(body):
    raised = [
        link
        for link in body.iter(f"{W}hyperlink")
        if "Raised" in {s.get(f"{W}val") for s in link.iter(f"{W}rStyle")}
    ]
    assert [words(link) for link in raised] == ["1"]


def test_the_notes_of_each_chapter_count_from_one(parts):
    notes = etree.fromstring(parts["word/settings.xml"]).find(f"{W}footnotePr")
    assert notes.find(f"{W}numRestart").get(f"{W}val") == "eachSect"


def test_nothing_is_formatted_directly(stories):
    for root in stories.values():
        for properties in root.iter(f"{W}rPr"):
            assert {etree.QName(each).localname for each in properties} <= {"rStyle", "rFonts"}
            assert all(set(fonts.attrib) == {f"{W}hint"} for fonts in properties.iter(f"{W}rFonts"))
        for properties in root.iter(f"{W}pPr"):
            assert {etree.QName(each).localname for each in properties} <= {"pStyle", "sectPr"}


def test_every_style_used_is_defined_with_an_east_asian_font_below_it(stories, parts):
    styles = etree.fromstring(parts["word/styles.xml"])
    defined = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    used = {
        e.get(f"{W}val")
        for root in stories.values()
        for e in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    assert used <= defined
    assert styles.find(f".//{W}rPrDefault//{W}rFonts").get(f"{W}eastAsia") == "宋体"
    assert styles.find(f".//{W}rPrDefault//{W}lang").get(f"{W}eastAsia") == "zh-CN"


def test_every_character_of_the_manuscript_is_there_in_order(made, stories, body):
    text = solid(words(body))
    inside = solid(words(stories["word/footnotes.xml"]))
    for each in made[0].matter:
        for block in each.chapter.blocks:
            if block.kind == "note":
                assert solid(block.text) in inside
            elif block.kind in ("heading", "verse", "quote", "columns", "item", "code"):
                assert solid(block.text) in text
            else:
                assert not Counter(HAN.findall(block.text)) - Counter(HAN.findall(text))
    assert solid(HOSTILE) in text


def test_front_matter_counts_in_roman_and_the_text_from_one(body):
    sections = list(body.iter(f"{W}sectPr"))
    numbers = [(n.get(f"{W}fmt"), n.get(f"{W}start")) for s in sections for n in s.iter(f"{W}pgNumType")]
    roman = [number for number in numbers if number[0] == "lowerRoman"]
    assert roman == [("lowerRoman", "1")] + [("lowerRoman", None)] * 4
    assert numbers[len(roman)] == ("decimal", "1")
    assert set(numbers[len(roman) + 1 :]) == {("decimal", None)}
    area = {(s.find(f"{W}pgSz").get(f"{W}w"), s.find(f"{W}pgSz").get(f"{W}h")) for s in sections}
    assert area == {("8391", "11906")}


def test_indexes_stand_in_columns_under_a_head_over_the_whole_page(body):
    columns = [
        (s.find(f"{W}type").get(f"{W}val"), c.get(f"{W}num"))
        for s in body.iter(f"{W}sectPr")
        for c in s.iter(f"{W}cols")
    ]
    assert columns == [("continuous", "2"), ("continuous", "2")]


def test_running_heads_name_the_book_on_the_left_and_the_chapter_on_the_right(parts, stories, body):
    relations = {
        r.get("Id"): r.get("Target") for r in etree.fromstring(parts["word/_rels/document.xml.rels"])
    }
    seen = set()
    for section in body.iter(f"{W}sectPr"):
        heads = {
            h.get(f"{W}type"): stories[f"word/{relations[h.get(f'{R}id')]}"]
            for h in section.iter(f"{W}headerReference")
        }
        assert set(heads) == {"default", "even", "first"}
        assert words(heads["first"]) == ""
        seen.add((words(heads["even"]), words(heads["default"])))
    assert ("青沙渡史话", "第一章　青沙渡") in seen
    assert ("", "") in seen
    settings = etree.fromstring(parts["word/settings.xml"])
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    assert settings.find(f"{W}mirrorMargins") is not None


def test_tables_fill_the_measure_repeat_their_heads_and_are_named(body):
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == 5
    for table in tables:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert abs(sum(grid) - 6090) < 10
        assert len(set(grid)) > 1


def test_what_a_picture_shows_is_said_in_words(body):
    described = [
        e.get("descr")
        for e in body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    ]
    assert "逐年上升。" in described
    assert all(described)


def test_large_print_has_larger_type_on_its_own_paper(made):
    edition, layout, _ = made
    large = opened(docx(replace(edition, profile=Profile("large-print")), layout))
    size = etree.fromstring(large["word/styles.xml"]).find(f".//{W}rPrDefault//{W}sz").get(f"{W}val")
    assert size == "32"
    assert b'w:w="11906"' in large["word/document.xml"]


def template():
    """A template as a Chinese Word writes one: its own ids of styles, its own paper."""
    parts = opened(default_file("reference.docx"))
    styles = (
        parts["word/styles.xml"]
        .decode()
        .replace('"Heading1"', '"1"')
        .replace('w:val="Normal"', 'w:val="normal"')
    )
    document = etree.fromstring(parts["word/document.xml"])
    for section in list(document.iter(f"{W}sectPr")):
        section.getparent().remove(section)
    section = etree.SubElement(document[0], f"{W}sectPr")
    etree.SubElement(section, f"{W}pgSz", {f"{W}w": "10000", f"{W}h": "14000"})
    parts |= {"word/styles.xml": styles.encode(), "word/document.xml": etree.tostring(document)}
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_a_template_of_ones_own_keeps_its_styles_its_paper_and_its_heads(made):
    edition, layout, _ = made
    own = opened(docx(replace(edition, reference_docx=template()), layout))
    document = etree.fromstring(own["word/document.xml"])
    assert {s.get(f"{W}w") for s in document.iter(f"{W}pgSz")} == {"10000"}
    assert not [name for name in own if name.startswith("word/header")]
    styles = {s.get(f"{W}styleId"): s for s in etree.fromstring(own["word/styles.xml"]).iter(f"{W}style")}
    used = {e.get(f"{W}val") for e in document.iter(f"{W}pStyle", f"{W}rStyle")}
    assert used <= set(styles)
    assert "1" in used
    assert "Heading1" not in used
    assert {"Index1", "TOC1", "Verse"} <= set(styles)


def test_a_template_that_is_no_word_file_is_refused(made):
    edition, layout, _ = made
    with pytest.raises(ConfigError, match="reference_docx"):
        docx(replace(edition, reference_docx=b"not a document"), layout)


def test_every_style_of_the_recipe_has_an_id_and_a_name_of_its_own():
    styles = [*recipe()["styles"], *recipe()["characters"]]
    for key in ("id", "name"):
        assert len({style[key] for style in styles}) == len(styles)
    named = {style["name"] for style in styles}
    assert {*recipe()["marks"].values(), *recipe()["spans"].values()} <= named


@pytest.mark.parametrize("slug", ["a" * 60, "a" * 61, "第一章" * 30, "x"])
def test_a_bookmark_is_never_too_long_and_two_are_never_one(slug):
    made = [bookmark(f"b-{slug}-{number}") for number in range(20)]
    assert len(set(made)) == 20
    assert all(len(name) <= 40 for name in made)


def test_a_character_that_xml_has_no_way_to_write_is_shown_as_lost():
    assert sayable("渡\x0c口\x00\ud800\t\n") == "渡\ufffd口\ufffd\ufffd\t\n"
    assert run("渡\x0b口")[0].text == "渡\ufffd口"


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ('viewBox="0 0 40 20"', (120, 72)),
        ('width="40" height="20px"', (120, 72)),
        ('viewBox="0 0 0 0"', (900, 462)),
        ("", (900, 462)),
    ],
)
def test_a_drawing_becomes_a_picture_of_its_own_size(given, size):
    drawing = etree.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg" {given}><rect width="9" height="9"/></svg>'
    )
    assert Image.open(BytesIO(rasterised(drawing))).size == size


def test_a_drawing_reads_nothing_but_itself():
    drawing = etree.fromstring(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<image href="file:///etc/hostname" width="9" height="9"/></svg>'
    )
    with pytest.raises(ConfigError):
        rasterised(drawing)


@pytest.mark.all
def test_libreoffice_prints_every_character(made, tmp_path):
    file = tmp_path / "book.docx"
    file.write_bytes(made[2])
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is not installed"
    command = [
        program,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        file,
    ]
    subprocess.run(command, check=True, capture_output=True)
    document = pypdfium2.PdfDocument(tmp_path / "book.pdf")
    shown = Counter(HAN.findall("".join(page.get_textpage().get_text_range() for page in document)))
    document.close()
    own = opened(made[2])
    there = Counter(HAN.findall(words(etree.fromstring(own["word/document.xml"]))))
    assert sum((there - shown).values()) <= sum(there.values()) * 0.001
