"""Plain text and marks as Markdown: pandoc reads back exactly the same blocks."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kanben.markup import read
from kanben.model import Block, Mark
from kanben.normalise.blocks import blocks_of, draft_of
from kanben.normalise.markdown import MARKDOWN

WORDS = st.text("甲乙工厂，。：“”（）—…·1aB.*_`~^$#<>[](){}|!@&;:+-=\\'\"/%", min_size=1, max_size=14)
TRAPS = st.sampled_from([
    "1. 甲", "a) 甲", "- 甲", "+ 甲", "# 甲", "> 甲", "| 甲 |", "---", "***", "===", "::: x", ": 甲", "Table: 甲",
    "[^1]: 甲",
    "[甲]: http://a", "{{ 7*7 }}", "$x^2$", "![](file:a)", "<b>甲</b>", "<!-- 甲 -->", "&amp;甲", "~~甲~~", "@x", "-@x",
    "(@x)", "甲\\", "%甲", "http://a.cn/~b_c_d", "[甲]{.b}", "`甲`{=html}", "\\newpage", "甲  ##", "甲 {#b}", "(1) 甲",
    "i. 甲", "#. 甲", "^[甲]", "A.  甲", "____", "- - -", "1.", "-", "```", "甲 | 乙", "|-|-|",
])  # fmt: skip
TEXT = (
    st.one_of(WORDS, TRAPS, st.builds("{}甲{}".format, WORDS, TRAPS))
    .map(lambda s: " ".join(s.split()))
    .filter(bool)
)
KINDS = ("emphasis", "strong", "strike", "dots", "superscript", "code", "link", "ruby", "index")
VALUES = {"link": "http://example.org/a_(b)?c=1&d", "ruby": "zhòng qìng", "index": "工会 法"}


@st.composite
def paragraphs(draw):
    parts = draw(st.lists(TEXT.map(lambda s: s.replace(" ", "")), min_size=1, max_size=4))
    text, marks = "", []
    for words in parts:
        text += "甲乙"[: draw(st.integers(1, 2))]
        kind = draw(st.sampled_from((*KINDS, "")))
        part = "2" if kind == "superscript" else words
        if kind:
            marks.append(Mark(len(text), len(text) + len(part), kind, VALUES.get(kind, "")))
        text += part
    return Block("paragraph", text + "丙", marks=tuple(marks))


BLOCKS = st.one_of(
    TEXT.map(lambda s: Block("paragraph", s)),
    paragraphs(),
    st.builds(lambda s, n: Block("heading", s, n), TEXT, st.integers(2, 6)),
    TEXT.map(lambda s: Block("quote", s)),
    st.lists(TEXT, min_size=1, max_size=3).map(lambda rows: Block("verse", "\n".join(rows))),
    st.lists(TEXT, min_size=2, max_size=3).map(
        lambda rows: Block("columns", "\n".join(f"{r}　{r}" for r in rows))
    ),
    st.lists(TEXT, min_size=1, max_size=3).map(lambda rows: Block("code", "\n".join(rows))),
    st.lists(TEXT, min_size=2, max_size=3).map(
        lambda rows: Block("table", "\n".join(f"{r}\t甲" for r in rows), 0, "表1")
    ),
)
NOTES = st.lists(TEXT, max_size=2)
patient = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def written(blocks):
    draft = draft_of(blocks)
    for rule in MARKDOWN:
        draft, _ = rule.run(draft)
    return draft.text


@patient
@given(st.lists(BLOCKS, min_size=1, max_size=8), NOTES)
def test_pandoc_reads_back_the_same_blocks(body, notes):
    called = [
        Block("paragraph", "甲", marks=(Mark(1, 1, "noteref", str(n)),)) for n in range(1, len(notes) + 1)
    ]
    blocks = (*body, *called, *(Block("note", text, 0, str(n)) for n, text in enumerate(notes, 1)))
    assert read(written(blocks).encode(), "markdown")[0] == blocks


def test_the_working_text_gives_back_the_blocks_it_was_made_of():
    blocks = (
        Block("heading", "甲", 2),
        Block("paragraph", "乙丙", marks=(Mark(0, 1, "code"), Mark(2, 2, "noteref", "1"))),
        Block("verse", "丁\n戊"),
        Block("note", "己\n庚", 0, "1"),
    )
    assert blocks_of(draft_of(blocks)) == blocks
