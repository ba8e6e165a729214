"""Figures: sentences of all kinds of books against what an indexer marks in them."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.extract.figure_units import amounts
from kanben.extract.figures import find_figures
from kanben.model import Block, Chapter, Decisions, Findings
from marked_text import cases, marked

CASES = Path(__file__).parent / "cases/figures"


def figures_of(text):
    chapter, found = marked(text)
    return chapter, find_figures(chapter, Decisions(), found).figures


def shown(figure, wanted):
    """A figure in the words of a case, with as much said of it as the case says."""
    number = f"{figure.value:g}" if figure.value < 1e6 else str(int(figure.value))
    told = [number, figure.unit, *([figure.approx] if figure.approx else [])]
    told += [f"to={figure.value_to:g}"] if figure.value_to is not None else []
    told += [f"@{figure.as_of}"] if "@" in wanted else []
    told += [f"#{figure.measure}"] if "#" in wanted else []
    return " ".join([*told, *([f"%{figure.scope}"] if " %全" in wanted else [])])


def every_case():
    for path in sorted(CASES.glob("*.txt")):
        for text, wanted in cases(path):
            yield pytest.param(text, wanted, id=re.sub(r"[{\[]|\|[^}]*}|:[pol]\]", "", text)[:24])


@pytest.mark.parametrize(("text", "wanted"), list(every_case()))
def test_a_sentence_gives_the_figures_an_indexer_marks(text, wanted):
    _, figures = figures_of(text)
    wanted = [] if wanted == ["none"] else wanted
    padded = [*wanted, *[""] * (len(figures) - len(wanted))]
    assert [shown(figure, want) for figure, want in zip(figures, padded, strict=False)] == wanted, [
        f.text for f in figures
    ]


def test_a_quotation_is_verbatim_and_holds_its_number():
    for path in sorted(CASES.glob("*.txt")):
        for text, _ in cases(path):
            chapter, figures = figures_of(text)
            for figure in figures:
                block = chapter.blocks[figure.place.block].text
                assert block[figure.place.start : figure.place.end] == figure.text
                assert figure.text in figure.quote
                assert figure.quote in block


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("有37.4万个单位建立了审批制度，占应建单位总数的85%。", "建立审批制度的单位占应建单位总数的比重"),
        ("{1985年|1985}，全县粮食产量8.2万吨，比{上年|1984|mention}增长5.1%。", "粮食产量比上年增长率"),
        ("授予[张树林:p]等23人劳动模范称号。", "劳动模范称号获得者"),
        ("[李秀英:p]等46人被评为先进工作者。", "先进工作者"),
        ("高中18个班、初中12个班。", "高中班"),
        ("学生由1260人减为860人。", "学生"),
        ("产量连年下降，{1961年|1961}仅2.75万吨。", "产量"),
        ("国家股3200万股，占64%。", "国家股所占比重"),
        ("收到意见4200件，答复3600件。", "答复的意见"),
        ("{1984年|1984}，完好的水车84架，报废的21架。", "报废的水车"),
        ("医师46人，具有高级职称的9人。", "具有高级职称的医师"),
        ("医师46人，具有高级职称的占19%。", "具有高级职称的医师所占比重"),
        ("获金奖的有长虹厂等12个车间、东升厂等9个科室。", "获金奖的科室"),
        ("主要产量：煤炭12万吨，焦炭4万吨。", "焦炭产量"),
        ("棉布产量860万米，毛线产量120吨，分别增长4%和7.5%。", "毛线产量增长率"),
        ("有两成的农户用上了沼气。", "用上沼气的农户所占比重"),
        ("存款余额3.4亿元，人均1200元。", "人均存款余额"),
        ("船工320人，在设有码头的乡镇中占14%。", "船工占设有码头的乡镇的比重"),
        ("先进小组125个，占690个生产小组的18%。", "先进小组占生产小组的比重"),
        ("合格率由82%提高到97%。", "合格率"),
        ("第一、二期工程都已完工，第三季度完成年计划的118%。", "第三季度完成年计划的比例"),
    ],
)
def test_a_measure_reads_as_the_head_of_a_row(text, measure):
    _, figures = figures_of(text)
    assert measure in [figure.measure for figure in figures]


@pytest.mark.parametrize(
    "text",
    [
        "如果提出11万件，平均就是76件。",
        "按1%推算，全县约有厂社1800家。",
        "两数相差0.1个百分点。",
        "“85%”的基数没有说明。",
        "此后提出6300件。",
        "[陈大同:p]、[李小满:p]二人为副主任。",
        "准予登记的13916人。".replace("人", "件"),
    ],
)
def test_a_supposition_or_a_number_of_nothing_is_proposed_and_not_printed(text):
    _, figures = figures_of(text)
    assert [figure for figure in figures if figure.certainty >= 0.5] == []


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("获奖的有[红星厂:o]等31个班组。", None),
        ("“[长江:l]”牌水泵出口3000台。", None),
        ("[白沙县:l]有小学320所。", "白沙县"),
    ],
)
def test_a_firm_that_heads_a_list_and_a_brand_are_no_scope(text, scope):
    _, figures = figures_of(text)
    assert [figure.scope for figure in figures] == [scope]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("{1985年底|1985|as-of}，有会员120人，比{1984年|1984|mention}增加20人。", ["1985", "1985"]),
        ("由{1952年|1952|mention}的120人增加到{1985年|1985|mention}的340人。", ["1952", "1985"]),
        ("{1987、1988年|{1987,1988}|as-of}升学率分别为63.1%和65%。", ["1987", "1988"]),
        ("{1990年5月1日|1990-05-01}，召开大会。到会代表210人。", ["1990-05-01"]),
        ("{1990年5月1日|1990-05-01}，召开大会。“七五”期间，培训职工2400人次。", [None]),
        ("有桥梁214座（{1985年底|1985|as-of}）。", ["1985"]),
    ],
)
def test_a_figure_stands_under_the_date_it_held_at(text, dates):
    _, figures = figures_of(text)
    assert [figure.as_of for figure in figures] == dates


@given(
    st.text("一二两三五十百千万亿几数余多近约0123456789.,%‰、，。—至个人名元吨成倍分之点第届年", max_size=80)
)
def test_any_text_gives_amounts_in_order_and_inside_it(text):
    found = amounts(text)
    assert all(0 <= amount.start < amount.end <= len(text) for amount in found)
    assert all(one.numeral.start < other.numeral.start for one, other in pairwise(found))


@given(st.text(max_size=200))
def test_no_text_at_all_makes_it_fail(text):
    chapter = Chapter("c", "c", (Block("paragraph", text),))
    for figure in find_figures(chapter, Decisions(), Findings("c")).figures:
        assert figure.text in figure.quote
