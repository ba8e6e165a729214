"""The collation report: every difference with its rule, in one page that nothing of the text can break."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.model import Block, Chapter, Cleaned, Doubt, Edit, Place
from kanben.publish.report import report
from kanben.publish.variants import rows, variants


def made(text: str, edits: tuple[Edit, ...]) -> str:
    for edit in reversed(edits):
        assert text[edit.offset : edit.offset + len(edit.before)] == edit.before
        text = text[: edit.offset] + edit.after + text[edit.offset + len(edit.before) :]
    return text


def cleaned(slug: str, extracted: str, passes: tuple[tuple[Edit, ...], ...]) -> Cleaned:
    text = extracted
    for edits in passes:
        text = made(text, edits)
    blocks = tuple(Block("paragraph", line) for line in text.split("\n\n"))
    return Cleaned(Chapter(slug, f"第{slug}章", blocks), "utf-8", extracted, passes, text)


STORY = cleaned(
    "一",
    "集市 始于1O年:\r\n逢三</script><b>开市",
    (
        (Edit(9, "\r\n", "\n", "line-ends", "行尾统一"),),
        (Edit(6, "O", "0", "N5", "字母误作数字"),),
        (Edit(2, " ", "", "N2", "汉字之间不空格"), Edit(8, ":", "：", "N4", "用全角标点")),
        (Edit(9, "逢三", "逢五", "emendation", "据县志改"),),
        (Edit(8, "", "\n", "markdown"),),
    ),
)


def data_of(page: str, number: int = 0) -> dict:
    found = re.search(rf'<script type="application/json" id="data-{number}">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_variants_stand_where_source_and_clean_text_differ():
    found = [
        (STORY.extracted[slice(*v.source)], STORY.text[slice(*v.clean)], [e.rule for e in v.edits])
        for v in variants(STORY.passes)
    ]
    assert found == [
        (" ", "", ["N2"]),
        ("O", "0", ["N5"]),
        (":", "：", ["N4"]),
        ("", "\n", ["markdown"]),
        ("\r\n", "\n", ["line-ends"]),
        ("逢三", "逢五", ["emendation"]),
    ]


def test_a_row_is_a_block_beside_the_source_it_came_from():
    table = rows(STORY)
    assert [STORY.text[slice(*row.clean)] for row in table] == ["集市始于10年：", "逢五</script><b>开市"]
    assert [STORY.extracted[slice(*row.source)] for row in table] == [
        "集市 始于1O年:\r\n"[:-2],
        "\r\n逢三</script><b>开市",
    ]


def test_the_page_holds_every_change_with_its_rule_and_reason():
    page = report("县志", (STORY,), ()).decode()
    changes = data_of(page)["changes"]
    assert len(changes) == 6
    assert ["汉字之间不空格", 0, " ", ""] in [change[1:] for change in changes]
    for code in ("N2", "N4", "N5", "emendation", "line-ends"):
        assert code in page
    assert "改动6处" in page
    assert "据县志改" in page


def test_the_pieces_of_the_rows_are_the_whole_of_both_texts():
    drawn = data_of(report("县志", (STORY,), ()).decode())["rows"]
    texts = [
        "".join(piece if isinstance(piece, str) else piece[1] for row in drawn for piece in row[side])
        for side in (0, 1)
    ]
    assert texts == [STORY.extracted, STORY.text.replace("\n", "")]


def test_nothing_of_the_text_is_markup_and_nothing_is_asked_from_outside():
    title = "<b onclick=alert(1)>"
    doubt = Doubt(Place("一", 1, 0, 1), "invalid-date", "<i>", "逢五</script>")
    page = report(title, (STORY,), (doubt,)).decode()
    assert page.count("</script>") == page.count("<script")
    assert title not in page
    assert "<i>" not in page
    assert not re.search(r"""(?:src|href)=(?!"#)|url\(|@import|https?:""", page)


def test_a_doubt_leads_to_its_row():
    second = cleaned("二", "甲乙\n\n丙丁\n\n戊己", ())
    doubts = (
        Doubt(Place("二", 1, 0, 1), "invalid-date", "无此日", "丙丁"),
        Doubt(Place("二", 0, 0, 1), "unbalanced-mark", "缺右引号", "戊"),
        Doubt(Place("无此章", 0, 0, 1), "unbalanced-mark", "不列", "x"),
    )
    page = report("县志", (STORY, second), doubts).decode()
    links = re.findall(r'<a href="#(chapter-\d+)" data-row="(\d+)">', page)
    assert links == [("chapter-1", "1"), ("chapter-1", "2"), ("chapter-0", "1")]
    assert 'id="chapter-1"' in page


def test_a_book_without_chapters_or_changes_still_gives_a_page():
    assert "没有存疑之处" in report("空", (), ()).decode()
    assert data_of(report("空", (cleaned("一", "", ()),), ()).decode())["changes"] == []


def test_the_same_book_gives_the_same_bytes():
    assert report("县志", (STORY,), ()) == report("县志", (STORY,), ())


@st.composite
def ledgers(draw):
    text = extracted = draw(st.text("甲乙 O\n：,", min_size=0, max_size=30))
    passes = []
    for _ in range(draw(st.integers(0, 4))):
        edits, at = [], 0
        while at < len(text) and draw(st.booleans()):
            start = draw(st.integers(at, len(text)))
            end = draw(st.integers(start, min(len(text), start + 4)))
            after = draw(st.text("丙\n ", max_size=3))
            if start < end or after:
                edits.append(Edit(start, text[start:end], after, draw(st.sampled_from(["N2", "N4"]))))
            at = end + 1
        text = made(text, tuple(edits))
        passes.append(tuple(edits))
    return cleaned("一", extracted, tuple(passes))


@given(ledgers())
def test_the_variants_of_any_ledger_turn_the_source_into_the_clean_text(chapter):
    text, done = "", 0
    for variant in variants(chapter.passes):
        text += chapter.extracted[done : variant.source[0]]
        assert len(text) == variant.clean[0]
        text += chapter.text[slice(*variant.clean)]
        done = variant.source[1]
    assert text + chapter.extracted[done:] == chapter.text


@given(ledgers())
def test_the_rows_of_any_ledger_hold_the_whole_source_and_every_change(chapter):
    table = rows(chapter)
    assert "".join(chapter.extracted[slice(*row.source)] for row in table) == chapter.extracted
    edits = sum(len(variant.edits) for row in table for variant in row.variants)
    assert edits == sum(map(len, chapter.passes))
    report("县志", (chapter,), ())


@pytest.mark.all
def test_a_browser_draws_the_chapter(tmp_path):
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or pytest.skip("no Chromium")
    page = Path(tmp_path, "report.html")
    page.write_bytes(report("县志", (STORY,), ()))
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()]
    drawn = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert drawn.count('class="change') == 12
    assert "逢五&lt;/script&gt;&lt;b&gt;开市" in drawn.replace("</ins>", "").replace(
        '<span class="code">emendation</span>', ""
    )
