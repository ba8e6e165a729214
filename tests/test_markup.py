"""Markdown, Word, OpenDocument, web pages, EPUB and PDF become blocks; nothing hostile comes along."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanben.errors import OutputError, SourceError
from kanben.markup import convert, read
from kanben.markup.captions import captioned
from kanben.markup.item_labels import item_labels
from kanben.markup.pdf import Line, in_order
from kanben.markup.targets import link_target, picture_path
from kanben.model import Block, Mark

CASES = sorted((Path(__file__).parent / "cases" / "markup").glob("*.txt"))
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f"
    "0005fe02fe0def46b80000000049454e44ae426082"
)


def shown(block: Block) -> str:
    level = str(block.level) if block.level else ""
    label = f"[{block.label}]" if block.label else ""
    text = block.text.replace("\n", " / ").replace("\t", " | ")
    marks = sorted(block.marks, key=lambda mark: (mark.start, mark.end, mark.kind))
    lines = [f"    {mark.start}-{mark.end} {mark.kind} {mark.value}".rstrip() for mark in marks]
    return "\n".join((" ".join(part for part in (block.kind, level, label, text) if part), *lines))


def text_of(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_markdown_gives_these_blocks(case):
    markdown, _, expected = case.read_text("utf-8").partition("\n====\n")
    blocks, images = read(markdown.encode(), "markdown")
    assert "\n".join(map(shown, blocks)) == expected.strip("\n")
    assert images == ()


CHAPTER = """
## 第一节 *石桥*

石桥长**六百**米[^1]，见[网页](http://a.example.cn/)和[坏](javascript:alert(1))。

![石桥旧影](%s)

| 渠名   | 长度 |
|--------|------|
| 东干渠 | 42.6 |

: 干渠长度

1. 先人畜
2. 后农田

[^1]: 据实测。
"""


@pytest.fixture(scope="module")
def chapter(tmp_path_factory):
    picture = tmp_path_factory.mktemp("pictures") / "bridge.png"
    picture.write_bytes(PIXEL)
    return CHAPTER % picture


@pytest.mark.parametrize("format", ["docx", "odt", "epub"])
def test_a_document_keeps_its_form_and_its_pictures(chapter, format):
    content = convert(chapter, "markdown", format, arguments=("--metadata=title:书名",), sandbox=False)
    blocks, images = read(content, format)
    kinds = {block.kind: block for block in blocks}
    assert kinds["heading"].text == "第一节 石桥"
    assert kinds["table"].text == "渠名\t长度\n东干渠\t42.6"
    assert kinds["figure"].label == images[0].path
    assert images[0].content == PIXEL
    assert [b.label for b in blocks if b.kind == "item"] == ["1.", "2."]
    assert blocks[-1] == Block("note", "据实测。", 0, "1")
    body = next(block for block in blocks if block.text.startswith("石桥长"))
    assert body.text == "石桥长六百米，见网页和坏。"
    assert {(m.kind, m.value, body.text[m.start : m.end]) for m in body.marks} == {
        ("strong", "", "六百"),
        ("noteref", "1", ""),
        ("link", "http://a.example.cn/", "网页"),
    }


@pytest.mark.parametrize("format", ["docx", "epub"])
def test_captions_stay_with_their_picture_and_table(chapter, format):
    blocks, _ = read(convert(chapter, "markdown", format, sandbox=False), format)
    assert [b.text for b in blocks if b.kind == "figure"] == ["石桥旧影"]
    assert [b.label for b in blocks if b.kind == "table"] == ["干渠长度"]


def test_the_title_of_a_word_document_is_its_first_heading():
    content = convert(
        "正文。", "markdown", "docx", arguments=("--metadata=title:第一章 集市",), sandbox=False
    )
    assert read(content, "docx")[0] == (Block("heading", "第一章 集市", 1), Block("paragraph", "正文。"))


WEB_PAGE = """<!doctype html><html><head><meta charset="%s"><title>站名</title><style>p{}</style>
<script>alert(1)</script></head><body onload="x()"><h2 id="a" onclick="x()">集市</h2>
<p style="color:red">逢三<a href="javascript:x()">六</a><a href="#a">九</a>开市。<script>alert(2)</script></p>
<p>一塔凌空出翠微<br>满城烟树接朝晖</p><p>第一段写得很长，写到了一行诗不会有的长度，所以断行之处是段落之处，不是诗行。<br>第二段。</p>
<iframe src="http://evil.example/">框</iframe><object data="x.swf"></object><form><input value="v"></form>
<img src="file:///etc/hosts" alt="甲"><img src="data:image/svg+xml,<svg onload='x()'/>" alt="乙">
<table><caption>表题</caption><tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr><tr><td>1</td><td>2</td></tr></table>
</body></html>"""  # noqa: E501


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_a_web_page_is_read_without_its_scripts(charset):
    page = (WEB_PAGE % charset).replace("满城烟树", "滿城煙樹" if charset == "big5" else "满城烟树")
    if charset == "big5":
        page = "<meta charset=big5><p>府城東大街</p>"
    blocks, images = read(page.encode(charset), "html")
    if charset == "big5":
        assert text_of(blocks) == ["府城東大街"]
        return
    assert [(b.kind, b.text) for b in blocks[:5]] == [
        ("heading", "集市"),
        ("paragraph", "逢三六九开市。"),
        ("verse", "一塔凌空出翠微\n满城烟树接朝晖"),
        ("paragraph", "第一段写得很长，写到了一行诗不会有的长度，所以断行之处是段落之处，不是诗行。"),
        ("paragraph", "第二段。"),
    ]
    assert blocks[0].marks == (Mark(0, 0, "anchor", "a"),)
    assert blocks[1].marks == (Mark(3, 4, "link", "#a"),)
    assert blocks[-1] == Block("table", "甲\t乙\t\n\t1\t2", 0, "表题")
    assert images == ()
    everything = repr(blocks)
    for hostile in ("alert", "javascript", "evil", "swf", "svg", "hosts", "onload", "style"):
        assert hostile not in everything


def test_a_picture_in_a_web_page_comes_along_and_a_script_dressed_as_one_does_not():
    page = "<p>x</p><img src='data:image/png;base64,{}'><img src='data:image/png,%3Csvg%3E'>"
    from base64 import b64encode

    blocks, images = read(page.format(b64encode(PIXEL).decode()).encode(), "html")
    assert [image.content for image in images] == [PIXEL]
    assert [block.label for block in blocks if block.kind == "figure"] == [images[0].path]


def test_a_drawing_that_no_reader_shows_leaves_its_caption(chapter):
    content = convert(chapter, "markdown", "docx", sandbox=False)
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, b"\xd7\xcd\xc6\x9a" if "media/" in name else before.read(name))
    blocks, images = read(changed.getvalue(), "docx")
    assert images == ()
    assert Block("paragraph", "石桥旧影") in blocks
    with pytest.raises(SourceError) as raised:
        read(content[: len(content) // 2], "docx")
    assert raised.value.key == "source.not-that-format"


@pytest.mark.parametrize(
    ("content", "format", "key"),
    [
        (b"", "markdown", "source.empty"),
        (b"", "pdf", "source.empty"),
        (b"   \n", "markdown", "source.no-text"),
        (b"a\0b", "markdown", "source.nul"),
        ("中文".encode("gb18030"), "markdown", "source.not-utf8"),
        (b"<meta charset=martian><p>\xff", "html", "source.unknown-encoding"),
        (b"no zip at all", "docx", "source.not-that-format"),
        (b"no zip at all", "odt", "source.not-that-format"),
        (b"no zip at all", "epub", "source.not-that-format"),
        (b"%PDF-1.7 no more", "pdf", "source.not-that-format"),
        (b"<div>" * 2000 + b"x", "html", "source.too-deep"),
    ],
)
def test_what_can_not_be_read_is_refused_in_a_sentence(content, format, key, capfd):
    with pytest.raises(SourceError) as raised:
        read(content, format)
    assert raised.value.key == key
    assert str(raised.value)
    assert capfd.readouterr() == ("", "")


def pdf_of(html: str) -> bytes:
    from weasyprint import HTML

    return HTML(string=html).write_pdf()


PAGES = """<style>@page { size: A6; @top-center { content: "柳川县志" } @bottom-center { content: counter(page) } }
h2 { break-before: page } p { text-indent: 2em }</style>"""


def test_a_pdf_gives_its_lines_page_by_page_the_running_head_first():
    prose = "集市初设于县城东门外，逢三、六、九日开市，赶集者多时近4000人。" * 3
    blocks = read(pdf_of(f"{PAGES}<p>{prose}</p><h2>市场管理</h2><p>{prose}</p>"), "pdf")[0]
    assert len(blocks) == 2
    first, second = (block.text.split("\n") for block in blocks)
    assert (first[0], first[-1]) == ("柳川县志", "1")
    assert second[:2] == ["\f柳川县志", "市场管理"]
    assert "".join(first[1:-1]) == prose


def test_a_locked_pdf_and_a_scan_are_refused():
    import pikepdf

    plain = pdf_of("<p>集市初设于县城东门外，逢三、六、九日开市，赶集者多时近4000人。</p>")
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(SourceError) as raised:
        read(locked.getvalue(), "pdf")
    assert raised.value.key == "source.pdf-locked"
    with pytest.raises(SourceError) as raised:
        read(pdf_of("<div style='width:9cm;height:9cm;background:gray'></div>"), "pdf")
    assert raised.value.key == "source.pdf-scan"


def test_a_running_head_written_last_is_read_first():
    body = [Line("正文一", 90, 100), Line("正文二", 70, 80)]
    head, folio = Line("书眉", 110, 120), Line("— 3 —", 10, 20)
    assert in_order([*body, head, folio]) == [head, *body, folio]
    assert in_order([]) == []


@pytest.mark.parametrize(
    ("target", "link", "picture"),
    [
        ("https://a.example.cn/x?y=1#z", True, ""),
        ("HTTP://a.example.cn/", True, ""),
        ("#节", True, ""),
        ("b.md#x", True, "images/b.md#x"),
        ("images/a%20b.png", True, "images/a b.png"),
        ("../images/maps/a.png", True, "images/maps/a.png"),
        ("javascript:alert(1)", False, ""),
        ("java\nscript:alert(1)", False, ""),
        ("java%73cript:alert(1)", False, ""),
        ("\x01javascript:alert(1)", False, ""),
        ("vbscript:x", False, ""),
        ("data:text/html,x", False, ""),
        ("file:///etc/hosts", False, ""),
        ("//evil.example/x", False, ""),
        ("/etc/hosts", False, ""),
        ("a/../../x.png", False, ""),
        ("%2e%2e/%2e%2e/x.png", False, ""),
        ("..\\x.png", False, ""),
        ("", False, ""),
    ],
)
def test_an_address_is_let_through_or_not(target, link, picture):
    assert link_target(target) == (target if link else "")
    assert picture_path(target) == picture


def test_the_numbers_of_a_list_are_those_printed():
    assert item_labels(26, 2, "LowerAlpha", "OneParen") == ["z）", "aa）"]
    assert item_labels(9, 2, "UpperRoman", "TwoParens") == ["（IX）", "（X）"]
    assert item_labels(0, 1, "LowerRoman", "DefaultDelim") == ["0."]


def test_a_sentence_that_begins_with_a_figure_is_no_caption():
    figure = Block("figure", "", 0, "images/a.png")
    for text in ("图1 说明了这一点。", "图3年未修", "图书馆"):
        assert captioned([figure, Block("paragraph", text)]) == (figure, Block("paragraph", text))
    assert captioned([figure, Block("paragraph", "图1-2 石桥")])[0].text == "图1-2 石桥"


def test_pandoc_fails_as_our_own_error_and_warns_nobody(capfd):
    with pytest.raises(OutputError) as raised:
        convert("x", "markdown", "no-such-format", sandbox=False)
    assert raised.value.key == "output.pandoc"
    convert("![x](nowhere.png)", "markdown", "docx", sandbox=False)
    assert capfd.readouterr() == ("", "")


def test_the_same_markdown_makes_the_same_word_file():
    first, second = (convert("# 甲\n\n乙", "markdown", "docx", sandbox=True) for _ in range(2))
    assert first == second


def test_the_sandbox_reads_no_file(tmp_path):
    (tmp_path / "secret.txt").write_text("口令", "utf-8")
    source = f".. include:: {tmp_path}/secret.txt\n\n正文\n"
    assert "口令" not in convert(source, "rst", "plain", sandbox=True).decode()


SIGNS = "字 * ** _ [ ] (x) {.index} ` > | ^ ~ [^1] ![ <b> ::: \\ javascript: {#a} $ @ + ="
BREAKS = ("\n", "\n\n", "\n\n- ", "\n\n1. ", "\n| ", "\n\n[^1]: ", "\n\n# ", "\n    ", "\n***\n", "\u3000")
PIECES = st.sampled_from((*SIGNS.split(), *BREAKS))


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_any_markdown_gives_sound_blocks_or_a_sentence(markdown):
    try:
        blocks, _ = read(markdown.encode(), "markdown")
    except SourceError:
        return
    notes = [block.label for block in blocks if block.kind == "note"]
    assert notes == [str(number) for number in range(1, len(notes) + 1)]
    for block in blocks:
        assert all(0 <= mark.start <= mark.end <= len(block.text) for mark in block.marks)
        assert not any(mark.value.startswith("javascript") for mark in block.marks)


def test_spaces_at_the_ends_of_a_paragraph_go_and_its_marks_stay_on_their_words():
    page = "<p>&#32;<span> </span><b>石桥</b>长<a href='http://a.example.cn/'>百米 </a></p>"
    (block,) = read(page.encode(), "html")[0]
    assert block.text == "石桥长百米"
    assert [(block.text[m.start : m.end], m.kind) for m in block.marks] == [
        ("石桥", "strong"),
        ("百米", "link"),
    ]
