"""Names found in sentences of all kinds of books, and what holds for any text."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.extract.candidates import propose
from kanben.extract.certainty import PRINTED
from kanben.extract.names import find_names
from kanben.model import Block, Chapter, Decisions, Findings, NameRuling

NONE = Decisions()
KINDS = {"person": "person", "org": "organisation", "place": "place"}


def cases():
    for path in sorted(Path(__file__).with_name("cases").joinpath("names").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield tuple(part.strip() for part in line.partition("=>")[::2])


def chapter(*paragraphs):
    return Chapter("c1", "一章", tuple(Block("paragraph", text) for text in paragraphs))


def names_of(*paragraphs, decisions=NONE):
    return find_names(chapter(*paragraphs), decisions, Findings("c1")).names


def by_name(*paragraphs, decisions=NONE):
    return {found.name: found for found in names_of(*paragraphs, decisions=decisions)}


@pytest.mark.parametrize(("sentence", "expected"), list(cases()), ids=[left for left, _ in cases()])
def test_the_names_of_a_sentence_are_those_an_indexer_marks(sentence, expected):
    wanted = {
        (KINDS[group.split()[0]], name)
        for group in expected.split("|")
        if group.strip()
        for name in group.split()[1:]
    }
    assert {(found.kind, found.name) for found in names_of(sentence)} == wanted


def test_a_name_certain_once_is_the_name_everywhere():
    found = by_name("校长阮如山主持会议。", "散会后天色已晚，阮如山仍留在屋里，灯一直亮着。")
    assert [place.block for place in found["阮如山"].places] == [0, 1]


def test_a_place_inside_a_longer_name_is_not_counted():
    found = by_name("无锡解放。无锡市总工会成立。《无锡日报》创刊。")
    assert len(found["无锡"].places) == 1
    assert found["无锡市总工会"].kind == "organisation"


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("全国总工会来电。全总要求各地照办。", "全总", "全国总工会"),
        ("青河县人民政府成立。县政府设四个科。", "县政府", "青河县人民政府"),
        ("湖南省总工会开会。省总工会作出决定。", "省总工会", "湖南省总工会"),
        ("中共青河县委员会成立。县委设三个部。", "县委", "中共青河县委员会"),
        ("青河县革命委员会成立。县革委会设三个组。", "县革委会", "青河县革命委员会"),
        ("大成动力机械总厂（以下简称大成总厂）投产。大成总厂有职工千人。", "大成总厂", "大成动力机械总厂"),
        ("青河茶厂投产。1958年，茶厂改用机器制茶。", "茶厂", "青河茶厂"),
        ("青河县防汛指挥部（以下简称“指挥部”）成立。指挥部设在县城。", "指挥部", "青河县防汛指挥部"),
        ("中共中央宣传部发文，中宣部派人指导。", "中宣部", "中共中央宣传部"),
    ],
)
def test_a_short_form_is_tied_to_the_fullest(text, short, full):
    found = by_name(text)
    assert found[short].same_as == full
    assert found[full].same_as is None


def test_offices_come_with_their_passage():
    found = by_name("青河县总工会主席阮如山、副主席纪鸿业到会。选举尤仲贤为青河县总工会秘书长。")
    assert [office.title for office in found["阮如山"].offices] == ["青河县总工会主席"]
    assert [office.title for office in found["纪鸿业"].offices] == ["副主席"]
    office = found["尤仲贤"].offices[0]
    assert office.title == "青河县总工会秘书长"
    assert office.place.block == 0


@pytest.mark.parametrize(
    ("text", "person", "title"),
    [
        ("会议增选阮如山、纪鸿业二人为副主席。", "阮如山", "副主席"),
        ("会议增选阮如山、纪鸿业二人为副主席。", "纪鸿业", "副主席"),
        ("青河纱厂工会主席阮如山到会。", "阮如山", "青河纱厂工会主席"),
        ("全院分三科，外科主任阮如山负责急诊。", "阮如山", "外科主任"),
        ("首任校长阮如山捐地十亩。", "阮如山", "校长"),
        ("青河县委党校教务处处长阮如山授课。", "阮如山", "青河县委党校教务处处长"),
        ("名誉会长阮如山致词。", "阮如山", "名誉会长"),
    ],
)
def test_an_office_reads_as_an_editor_prints_it(text, person, title):
    assert [office.title for office in by_name(text)[person].offices] == [title]


def test_the_chapter_shows_its_own_proper_words():
    found = by_name(
        "沐川师范学校停办。沐川行署另设学校。沐川医院照旧。", "柘溪县有柘溪水库，柘溪县委在河东。"
    )
    assert {"沐川师范学校", "沐川行署", "沐川医院", "柘溪县", "柘溪水库", "柘溪县委"} <= set(found)


def test_the_authority_decides_class_fullest_form_and_what_is_no_name():
    rulings = (
        NameRuling("大成号", "organisation"),
        NameRuling("阮如山", "none"),
        NameRuling("老阮", "person", same_as="阮如海"),
        NameRuling("柳河", "place", confirmed=False),
    )
    text = "校长阮如山路过大成号，遇见老阮。"
    found = by_name(text, decisions=Decisions(names=rulings))
    assert set(found) == {"大成号", "老阮"}
    assert found["老阮"].same_as == "阮如海"
    assert found["大成号"].certainty == 1.0


def test_only_what_is_certain_enough_is_printed_and_the_rest_is_proposed():
    text = "校长阮如山到会。门口站着闻天佑。"
    page, decisions = chapter(text), Decisions(names=(NameRuling("阮如山", "person"),))
    findings = find_names(page, decisions, Findings("c1"))
    assert all(found.certainty >= PRINTED for found in findings.names)
    proposed = {found.name for found in propose(page, findings, decisions)}
    assert "阮如山" not in proposed
    assert "闻天佑" in proposed


def test_names_come_in_the_order_of_their_first_place():
    names = [found.name for found in names_of("校长阮如山到重庆，厂长纪鸿业到无锡，阮如山先回。")]
    assert names == ["阮如山", "重庆", "纪鸿业", "无锡"]


PIECES = (
    *(
        "校长",
        "阮如山",
        "任",
        "县",
        "青河县",
        "总工会",
        "《",
        "》",
        "（以下简称",
        "）",
        "、",
        "，",
        "。",
        "·",
        "第",
        "一",
    ),
    *("\n", "\t", "A1", "等", "省委", "公司", "王", "家", "村", "路", "“", "𠮷", "㐂", " "),
)


@given(st.lists(st.one_of(st.text(max_size=12), st.lists(st.sampled_from(PIECES)).map("".join)), max_size=4))
def test_any_text_gives_names_that_stand_where_they_say(paragraphs):
    page = chapter(*paragraphs)
    findings = find_names(page, Decisions(), Findings("c1"))
    for found in (*findings.names, *propose(page, findings, Decisions())):
        assert found.places
        for place in found.places:
            assert page.blocks[place.block].text[place.start : place.end] == found.name
        for office in found.offices:
            assert page.blocks[office.place.block].text[office.place.start : office.place.end] == office.title


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_places_of_different_names_do_not_overlap(text):
    spans = sorted((place.start, place.end) for found in names_of(text) for place in found.places)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


FIXTURES = Path(__file__).with_name("fixtures") / "extract"
BARS = {"persons": 0.97, "organisations": 0.92, "places": 0.92}


def fixture(folder):
    texts = (folder / "clean.md").read_text("utf-8").split("\n\n")
    return Chapter(folder.name, "", tuple(Block("paragraph", text.lstrip("# ")) for text in texts if text))


UNSEEN = FIXTURES.with_name("names-unseen")
"""Short texts of the kinds of books that users bring: what they reach is kept as a floor."""
FLOORS = {"persons": 0.95, "organisations": 0.94, "places": 0.9}


def shares(folders):
    right, found, wanted = Counter(), Counter(), Counter()
    for folder in folders:
        gold = json.loads((folder / "names.json").read_text("utf-8"))
        names = find_names(fixture(folder), NONE, Findings(folder.name)).names
        for kind in BARS:
            mine = {name.name for name in names if name.kind + "s" == kind}
            its = {name["name"] for name in gold[kind]}
            right[kind] += len(mine & its)
            found[kind] += len(mine)
            wanted[kind] += len(its)
    return {kind: 2 * right[kind] / (found[kind] + wanted[kind]) for kind in BARS}


@pytest.mark.parametrize(("folder", "bars"), [(FIXTURES, BARS), (UNSEEN, FLOORS)], ids=["chapters", "texts"])
def test_whole_texts_of_many_kinds_of_books_reach_the_bars(folder, bars):
    folders = sorted(path for path in folder.iterdir() if (path / "names.json").exists())
    reached = shares(folders)
    assert {kind: reached[kind] >= bar for kind, bar in bars.items()} == dict.fromkeys(bars, True)
