"""Lines read back from the PDF, glyph by glyph, with another library than the one that wrote it."""

from __future__ import annotations

import ctypes
import gc
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean

import pypdfium2
import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw
from weasyprint.draw import text
from weasyprint.layout import inline, page, preferred

from kanben.publish.composition import line_composition
from kanben.publish.composition.breaking import Limits, choose
from kanben.publish.composition.classes import break_rule, classify
from kanben.publish.composition.endings import Opportunities
from kanben.publish.composition.justification import changes, thousandths
from kanben.publish.composition.measures import Setting, blank_halves, measure

FIXTURES = Path(__file__).parent / "fixtures" / "composition"
LEFT, MEASURE, EM, LEADING = 57.0, 367.5, 10.5, 18.0  # pt, as page.css has them
OPENING, CLOSING = "（《“‘「『【〈〔［｛", "，。、；：？！）》」』”’】〉〕］｝"
NOT_FIRST = CLOSING + "·～—…,.;:?!)%"


@dataclass(frozen=True)
class Glyph:
    char: str
    x: float
    y: float
    right: float
    size: float


@dataclass(frozen=True)
class Row:
    """The glyphs of body size that stand on one baseline."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def indent(self) -> float:
        """In em; the blank half of an opening mark that was cut off counts as there."""
        first = self.glyphs[0]
        shift = EM / 2 if first.char in OPENING and first.x < LEFT - 1 else 0.0
        return (first.x + shift - LEFT) / EM


def drawn(pdf: bytes) -> list[list[Glyph]]:
    """The glyphs of each page, without spaces."""
    return [list(page_glyphs(one)) for one in pypdfium2.PdfDocument(pdf)]


def page_glyphs(one: pypdfium2.PdfPage):
    text = one.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    units = [raw.FPDFText_GetUnicode(text, index) for index in range(text.count_chars())]
    for index, unit in enumerate(units):
        char = chr(unit)
        if 0xD800 <= unit < 0xDC00:
            char = bytes.fromhex(f"{unit:04x}{units[index + 1]:04x}").decode("utf-16-be")
        if char.isspace() or char in "\0\u00ad" or "\udc00" <= char <= "\udfff":
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        size = round(0.75 * raw.FPDFText_GetFontSize(text, index), 2)
        # The box of an ideograph is its em; some readers give the ink where that is wider.
        right = x.value + size if "\u3400" <= char <= "\u9fff" else text.get_charbox(index, loose=True)[2]
        yield Glyph(char, x.value, y.value, right, size)


def rows(pdf: bytes, size: float = EM) -> list[Row]:
    """The lines of one size, from the top of the first page to the foot of the last."""
    found = []
    for number, glyphs in enumerate(drawn(pdf)):
        by_line = defaultdict(list)
        for glyph in glyphs:
            if glyph.size == size:
                by_line[round(glyph.y, 1)].append(glyph)
        for baseline in sorted(by_line, reverse=True):
            found.append(Row(number, tuple(sorted(by_line[baseline], key=lambda glyph: glyph.x))))
    return found


def composed(html: str, *css: str, **options) -> bytes:
    sheets = [weasyprint.CSS(string=one) for one in css]
    with line_composition() as installed:
        assert installed
        return weasyprint.HTML(string=html).write_pdf(stylesheets=sheets, **options)


def fixture(name: str, *sheets: str) -> bytes:
    return composed((FIXTURES / name).read_text(), *((FIXTURES / sheet).read_text() for sheet in sheets))


def line_of(text: str, width: str = "30em", style: str = "") -> list[Row]:
    """A paragraph of its own on a wide page."""
    css = f'@page {{ size: 600pt; margin: 0 {LEFT}pt }} body {{ margin: 0; font: 10.5pt/18pt "Noto Serif CJK SC" }}'
    return rows(composed(f'<html lang="zh"><body><div style="width:{width};{style}">{text}</div>', css))


def gap(row: Row, before: str) -> float:
    """The distance, in em, from the end of a string to the glyph after it, as if each glyph were an em wide."""
    index = row.text.index(before) + len(before) - 1
    return (row.glyphs[index + 1].x - row.glyphs[index].right) / EM


@pytest.fixture(scope="module")
def editions() -> dict[str, list[Row]]:
    return {
        "plain": rows(fixture("plain.html", "page.css")),
        "marked up": rows(fixture("torture.html", "page.css")),
        "all at body size": rows(fixture("torture.html", "page.css", "body_size.css")),
    }


NAMES = ("plain", "marked up", "all at body size")


def full(lines: list[Row]) -> list[Row]:
    """Lines that the next line continues."""
    return [row for row, after in pairwise(lines) if after.indent < 1]


@pytest.mark.parametrize("name", NAMES)
def test_every_full_line_reaches_the_margin(editions, name):
    right = LEFT + MEASURE
    for row in full(editions[name]):
        last = row.glyphs[-1]
        ends = [last.right] + ([last.right - EM / 2] if last.char in CLOSING else [])
        assert min(abs(end - right) for end in ends) < 0.05 * EM, row.text


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_stands_where_it_may_not(editions, name):
    lines = editions[name]
    assert not [row.text for row in lines if row.indent < 1 and row.text[0] in NOT_FIRST]
    assert not [row.text for row in full(lines) if row.text[-1] in OPENING]


@pytest.mark.parametrize("name", NAMES)
def test_adjacent_marks_are_set_close_across_all_boxes(editions, name):
    pairs = [
        (a, b)
        for row in editions[name]
        for a, b in pairwise(row.glyphs)
        if a.char + b.char != "“”"
        and ((a.char in CLOSING and b.char in OPENING + CLOSING) or a.char + b.char in "（《“")
    ]
    assert len(pairs) > 20
    assert not [a.char + b.char for a, b in pairs if b.x - a.x > 0.75 * EM]


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_are_indented_by_two_ems_and_never_end_in_a_single_character(editions, name):
    lines = editions[name]
    assert {round(row.indent, 2) for row in lines} <= {0.0, 2.0}
    lasts = [row for row, after in pairwise(lines) if after.indent > 1 > row.indent]
    assert not [row.text for row in lasts if len(row.text.strip(OPENING + CLOSING)) < 2]


@pytest.mark.parametrize("name", NAMES)
def test_every_baseline_stands_on_the_grid(editions, name):
    places = Counter(round(row.glyphs[0].y % LEADING, 1) for row in editions[name])
    assert len(places) == 1, places


@pytest.mark.parametrize("name", NAMES)
def test_gaps_between_ideographs_stay_unseen(editions, name):
    means = sorted(
        mean(gaps)
        for row in full(editions[name])
        if (gaps := [(b.x - a.x) / EM - 1 for a, b in pairwise(row.glyphs) if han(a) and han(b)])
    )
    assert means[-1] <= 0.10
    assert means[int(0.9 * len(means))] <= 0.03


def han(glyph: Glyph) -> bool:
    return "\u4e00" <= glyph.char <= "\u9fff"


@pytest.mark.parametrize("name", ["plain.html", "torture.html"])
def test_no_character_is_lost(name):
    source = re.sub("<[^>]*>", "", (FIXTURES / name).read_text().partition("<body>")[2])
    got = Counter(glyph.char for one in drawn(fixture(name, "page.css")) for glyph in one)
    assert not Counter("".join(source.split())) - got


def cases(name: str) -> list[str]:
    lines = (FIXTURES / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def parted(text: str) -> str:
    """A text set so narrow that every line ends at the first place it may."""
    lines = line_of(text.replace("|", "") + "末尾", "0.1em", "hyphens: none")
    return "|".join(row.text for row in lines)


def expected(case: str) -> str:
    """The last two characters stay together: no paragraph ends in a single one. Selectors leave no trace."""
    return re.sub("[ \U000e0100]", "", case) + "|末尾"


@pytest.mark.parametrize("case", cases("breaks.txt"))
def test_a_line_ends_where_the_case_says_and_nowhere_else(case):
    assert parted(case) == expected(case)


@pytest.mark.parametrize("case", [case for case in cases("breaks.txt") if "\U000e0100" not in case])
def test_boxes_inside_the_line_do_not_change_where_it_ends(case):
    marked = "".join(f"<b>{char}</b>" if char > "\u2000" else char for char in case)
    assert parted(marked) == expected(case)


@pytest.mark.parametrize(
    "text", ["用ABC测", "用<b>ABC</b>测", "<i>用</i>ABC<i>测</i>", "<a href='#'>用</a><b>ABC</b>测"]
)
def test_ideographs_and_latin_stand_a_quarter_em_apart_across_boxes(text):
    (row,) = line_of(text)
    assert gap(row, "用") == pytest.approx(0.25, abs=0.01)
    assert gap(row, "ABC") == pytest.approx(0.25, abs=0.01)


def test_a_raised_mark_stands_close_and_never_opens_a_line():
    for count in range(12, 17):
        lines = line_of(
            "字" * count + "<sup style='font-size:7pt'>12</sup>，" + "文" * 20, "15em", "text-align: justify"
        )
        assert "，" not in [row.text[0] for row in lines]
    html = '<html lang="zh"><body>字<sup style="font-size:7pt;vertical-align:super">12</sup>文'
    glyphs = drawn(composed(html))[0]
    assert glyphs[1].x == pytest.approx(glyphs[0].right, abs=0.1)


def test_a_long_word_is_hyphenated_where_the_line_would_gape():
    text = "他们在山里读过一本书名为<i lang=en>Transcontinental</i>的小册子，后来又读了一遍"
    lines = line_of(text, "18em", "text-align: justify")
    assert any(row.text.endswith(("-", "‐")) for row in lines)
    assert not any(
        row.text.endswith(("-", "‐")) for row in line_of(text, "18em", "text-align: justify; hyphens: none")
    )


def test_word_spaces_are_widened_before_ideographs_are():
    first = line_of(
        "这本书的名字是 one two three four 后来又有人改写过一遍又一遍", "19.6em", "text-align: justify"
    )[0]
    pairs = [(b.x - a.x) / EM - 1 for a, b in pairwise(first.glyphs) if han(a) and han(b)]
    assert max(pairs) < 0.02


def test_a_forced_break_ends_a_line_and_leaves_it_natural():
    lines = line_of("第一行有字<br>第二行也有字，<b>还有<br></b>第三行", style="text-align: justify")
    assert [row.text for row in lines] == ["第一行有字", "第二行也有字，还有", "第三行"]
    assert lines[0].glyphs[-1].right == pytest.approx(LEFT + 5 * EM, abs=0.1)


def test_a_table_cell_is_as_wide_as_its_composed_text():
    html = '<html lang="zh"><body><table><tr><td>水准路线1204公里用BM测</td><td>《规程》（试行）</td></tr></table>'
    pages = drawn(composed(html))
    assert len({round(glyph.y, 1) for glyph in pages[0]}) == 1


def test_a_line_of_contents_keeps_its_leaders():
    css = "a::after { content: leader('.') '12' } @page { size: 600pt } body { margin: 0 }"
    (glyphs,) = drawn(composed('<html lang="zh"><body><p><a>《规程》（试行）</a>', css))
    text = "".join(glyph.char for glyph in sorted(glyphs, key=lambda glyph: glyph.x))
    assert re.fullmatch(r"《规程》（试行）\.{20,}12", text)


def test_text_that_is_not_chinese_is_left_as_weasyprint_sets_it():
    html = "<html lang=en><body style='text-align:justify;width:200px'>" + "Some words of a longer text, " * 9
    stock = weasyprint.HTML(string=html).write_pdf(pdf_identifier=b"1")
    assert composed(html, pdf_identifier=b"1") == stock


def test_columns_footnotes_tags_and_joined_documents_hold():
    with line_composition():
        html = (FIXTURES / "torture.html").read_text()
        documents = [
            weasyprint.HTML(string=html).render(
                stylesheets=[weasyprint.CSS(FIXTURES / "page.css")], pdf_tags=True, pdf_variant="pdf/ua-1"
            )
            for _ in range(2)
        ]
        joined = documents[0].copy([one for document in documents for one in document.pages])
        pdf = joined.write_pdf(pdf_tags=True, pdf_variant="pdf/ua-1")
    one, two = drawn(documents[0].write_pdf()), drawn(pdf)
    assert len(two) == 2 * len(one)
    assert ["".join(g.char for g in page) for page in two[: len(one)]] == [
        "".join(g.char for g in page) for page in one
    ]


@pytest.mark.parametrize("height", range(100, 124, 6))
def test_no_note_is_lost_where_notes_are_moved_to_the_next_page(height):
    css = f"@page {{ size: 200pt {height}pt; margin: 0 }} body, p {{ font: 10pt/12pt serif; margin: 0; orphans: 2 }}"
    note = "<span style='float:footnote'>注文{}</span>"
    html = f"<html lang=zh><body>{'<p>文' * 5}{note.format('甲')}<p>{'文' * 22}{note.format('乙')}{'文' * 60}"
    text = "".join(glyph.char for one in drawn(composed(html, css)) for glyph in one)
    assert "注文甲" in text
    assert "注文乙" in text


def test_a_dotted_underline_sets_a_dot_under_each_ideograph_and_under_nothing_else():
    css = "@page { size: 400pt 60pt; margin: 0 } body { margin: 0; font: 20pt 'Noto Serif CJK SC' }"
    dotted = "<em style='font-style: normal; text-decoration: underline dotted'>字，字A字</em>"
    (one,) = pypdfium2.PdfDocument(composed(f"<html lang=zh><body>文{dotted}", css))
    glyphs = [glyph for glyph in page_glyphs(one) if glyph.char == "字"]
    picture = one.render(scale=4, grayscale=True).to_pil()
    row = round(4 * (60 - glyphs[0].y + 0.27 * 20))
    dark = [x / 4 for x in range(picture.width) if picture.getpixel((x, row)) < 128]
    dots = [x for x in dark if x - 0.25 not in dark]
    assert dots == pytest.approx([glyph.x + 10 - 1.3 for glyph in glyphs], abs=0.6)


RUBY = (
    "display: inline-block; font-size: 5pt; line-height: 0; vertical-align: 1.95em; white-space: nowrap;"
    "text-align: center; text-indent: 0; width: 4em; margin: 0 -1em 0 -3em"
)


def test_a_reading_over_a_character_takes_no_room_and_stays_with_it():
    for count in range(6, 10):
        text = "文" * count + f"犇<span style='{RUBY}'>ben</span>字" + "文" * 12
        lines = line_of(text, "8em", "text-align: justify")
        assert {round(b.glyphs[0].y - a.glyphs[0].y, 1) for a, b in pairwise(lines)} == {-LEADING}
        (line,) = (row for row in lines if "犇" in row.text)
        assert "犇字" in line.text


def test_the_same_text_gives_the_same_bytes():
    first, second = (fixture("plain.html", "page.css") for _ in range(2))
    assert first == second


INSTALLED = (
    (inline, "split_inline_box"),
    (inline, "split_text_box"),
    (inline, "justify_line"),
    (preferred, "inline_max_content_width"),
    (page, "make_page"),
    (text, "draw_text_decoration"),
    (page, "set_page_type_computed_styles"),
)


def functions():
    return [getattr(module, name) for module, name in INSTALLED]


def test_the_originals_come_back_even_after_an_error():
    before = functions()
    with line_composition():
        assert all(now is not then for now, then in zip(functions(), before, strict=True))
        assert not gc.isenabled()
    with pytest.raises(ZeroDivisionError), line_composition():
        raise ZeroDivisionError
    assert functions() == before
    assert gc.isenabled()


@pytest.mark.parametrize("version", ["69.9", "71.0", "700.1"])
def test_an_unknown_version_is_left_alone(monkeypatch, version):
    monkeypatch.setattr(weasyprint, "__version__", version)
    before = functions()
    with line_composition() as installed:
        assert not installed
        assert functions() == before


def test_margin_boxes_are_styled_as_before():
    css = """@page { size: 90mm; @top-left { content: "all" } @bottom-center { content: counter(page) } }
    @page :first { @top-left { content: "first" } } @page :left { @top-left { content: "left" } }
    @page part { @bottom-center { content: "part " counter(page) } } section { page: part; break-before: page }"""
    html = "<html lang=en><body><p>a<p style='break-before:page'>b<p style='break-before:page'>c<section>d</section>"
    stock = weasyprint.HTML(string=html).write_pdf(
        stylesheets=[weasyprint.CSS(string=css)], pdf_identifier=b"1"
    )
    assert composed(html, css, pdf_identifier=b"1") == stock


ALPHABET = "字书文，。《》“”（）…—aB1 "


@given(st.text(ALPHABET, min_size=1, max_size=120), st.integers(6, 20), st.booleans())
@settings(max_examples=200, deadline=None)
def test_chosen_lines_hold_the_whole_text_and_keep_the_prohibitions(text, width, justified):
    classes = classify(text)
    advances = [0.5 if char in "aB1 " else 1.0 for char in text]
    m = measure(Setting(text, classes, advances, blank_halves(classes, advances, 1.0), {}), 1.0)
    opportunities = Opportunities(lambda at: bool(break_rule(classes[at - 1], classes[at])), {})
    lines = choose(m, 0, len(text), Limits(width - 2.0, float(width), justified), opportunities)
    assert [line.start for line in lines] == [0] + [line.end for line in lines[:-1]]
    assert lines[-1].end == len(text)
    for line in lines[:-1]:
        assert break_rule(classes[line.end - 1], classes[line.end])
    for index, line in enumerate(lines[:-1]):
        target = width - 2.0 if index == 0 else float(width)
        moved = changes(m, line, target if justified else None)
        total = sum(advances[line.start : line.shown]) + sum(moved) - line.lead
        breakable = [at for at in range(line.start + 1, line.end) if break_rule(classes[at - 1], classes[at])]
        assert total <= target + 0.01 or not breakable


@given(st.lists(st.floats(0, 30), max_size=80), st.floats(4, 40))
def test_rounding_to_thousandths_never_adds_up(values, size):
    parts = thousandths(values, size)
    for end in range(len(values) + 1):
        assert abs(sum(parts[:end]) - sum(values[:end]) * 1000 / size) < 0.51
