"""One index, three files: terms, order and page numbers read back from each of them are the same; so are the bytes."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from formats_book import FORMATS_IN_ORDER, book, pdf_pages, solid, terms
from kanben.publish.anchors import safe
from kanben.publish.locators import locator, printed
from kanben.resources import printed_words

TESTS = Path(__file__).parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def indexes():
    return book()[0].apparatus.indexes


def expected(index):
    """The index as its entries say, one line an entry."""
    edition, layout, _ = book()
    locate = locator(layout.pages, (each.chapter.slug for each in edition.matter))
    words = printed_words()
    lines = []
    for path, entry in terms(index.entries):
        pages = [
            each.first
            + (f"{words['range']}{each.last}" if each.last != each.first else "")
            + words["note_suffix"] * each.note
            for each in printed(entry.places, locate, entry.main)
        ]
        see = f"{words['see']}{entry.see}" if entry.see else ""
        also = f"{words['see_also']}{words['between_terms'].join(entry.see_also)}" if entry.see_also else ""
        lines.append(solid(f"{path[-1]}{words['between_locators'].join(pages)}{see}{also}"))
    return lines


def from_pdf(index):
    """The text of the pages of an index without title, headnote and letters."""
    _, layout, _ = book()
    identity = f"index-{safe(index.name)}"
    (section,) = [each for each in layout.sections if each.piece.id == identity]
    lines = [line.strip() for label in section.labels for line in pdf_pages()[label].splitlines()]
    letters = {entry.group for entry in index.entries}
    kept = [line for line in lines if line.removesuffix(printed_words()["continued_mark"]) not in letters]
    text = solid("".join(kept))
    return text.removeprefix(solid(index.title)).removeprefix(
        solid(printed_words()["index_note"]["headnote"])
    )


def from_epub(index):
    content = book()[2]["epub"]
    with zipfile.ZipFile(BytesIO(content)) as container:
        root = etree.fromstring(container.read(f"EPUB/index-{safe(index.name)}.xhtml"))
    lines = []
    for entry in (e for e in root.iter(f"{XHTML}li") if e.get(TYPE) == "index-entry"):
        own = [part for part in entry if part.tag != f"{XHTML}ul"]
        lines.append(solid("".join("".join(part.itertext()) for part in own)))
    return lines


def from_docx(index):
    """The cached paragraphs of the INDEX field that stands under the title of the index."""
    content = book()[2]["docx"]
    with zipfile.ZipFile(BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    lines, inside = [], False
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        text = solid("".join(paragraph.itertext(f"{W}t")))
        inside = text == solid(index.title) if style == "Heading1" else inside
        if inside and re.fullmatch("Index[123]", style):
            lines.append(text)
    return lines


@pytest.mark.parametrize("number", [0, 1])
def test_terms_order_and_locators_are_those_of_the_entries_in_every_format(number):
    index = indexes()[number]
    wanted = expected(index)
    assert len(wanted) > 3
    assert from_epub(index) == wanted
    assert from_docx(index) == wanted
    assert from_pdf(index) == "".join(wanted)


def test_the_index_holds_every_form_that_a_locator_takes():
    text = "".join(line for index in indexes() for line in expected(index))
    assert "–" in text
    assert printed_words()["note_suffix"] in text
    assert re.search("[ivx]", text)
    assert printed_words()["see_also"] in text


def test_the_main_passage_is_bold_in_every_format():
    files = book()[2]
    with zipfile.ZipFile(BytesIO(files["epub"])) as container:
        root = etree.fromstring(container.read("EPUB/index-all.xhtml"))
        style = container.read("EPUB/book.css").decode()
    main = [a.text for a in root.iter(f"{XHTML}a") if "main" in a.get("class", "").split()]
    with zipfile.ZipFile(BytesIO(files["docx"])) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    bold = [
        "".join(run.itertext(f"{W}t"))
        for run in document.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle") is not None
        and run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "MainLocator"
    ]
    assert len(main) == 1
    assert main[0] in bold
    assert len(bold) == 2
    assert ".locator.main { font-weight: bold }" in style


def test_every_locator_of_the_epub_leads_to_the_page_it_names():
    """The nearest page break at or before the target, in reading order, is that of the number."""
    with zipfile.ZipFile(BytesIO(book()[2]["epub"])) as container:
        roots = {n: etree.fromstring(container.read(n)) for n in container.namelist() if n.endswith(".xhtml")}
    tried = 0
    for name, root in roots.items():
        for link in (a for a in root.iter(f"{XHTML}a") if "locator" in a.get("class", "").split()):
            number = re.match("[0-9]+|[ivxl]+", link.text)[0]
            file, _, anchor = link.get("href").partition("#")
            target = roots[f"EPUB/{file}" if file else name]
            if "注" not in link.text:
                assert page_at(target, anchor) == number, (link.text, link.get("href"))
                tried += 1
    assert tried > 80


def page_at(root, anchor):
    """The label of the page that the element of that id begins on, in the file it stands in."""
    label = None
    for element in root.iter(etree.Element):
        inside = element.get("id") == anchor
        if element.get("role") == "doc-pagebreak":
            label = element.get("aria-label")
        if inside:
            opening = next(iter(element), None)
            at_start = (
                opening is not None
                and opening.get("role") == "doc-pagebreak"
                and not (element.text or "").strip()
            )
            return opening.get("aria-label") if at_start else label
    return label


def test_the_same_input_gives_the_same_bytes_in_another_folder_and_process(tmp_path):
    code = (
        f"import sys; sys.path[:0] = [{str(TESTS)!r}, {str(TESTS.parent / 'scripts')!r}]\n"
        "from hashlib import sha256; from formats_book import book\n"
        "print(*(sha256(content).hexdigest() for content in book()[2].values()))"
    )
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Shanghai",
        "LANG": "zh_CN.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [sha256(book()[2][name]).hexdigest() for name in FORMATS_IN_ORDER]
