"""A small invented book with everything in it that an edition can hold: the input of the tests of publish."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace

from kanben.model import (
    Apparatus,
    Block,
    BookMatter,
    Chapter,
    Collation,
    Edition,
    Emendation,
    Event,
    Image,
    Index,
    IndexEntry,
    Mark,
    Metadata,
    Note,
    Place,
    Plot,
    Profile,
    Row,
    Table,
)

PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAAEklEQVR4nGNoaGhgwI8ZhpMCAFJOP8HTB4e9AAAAAElFTkSuQmCC"
)
PEOPLE = ("周渡云", "何启舟", "鲁青禾", "沈望川")
WORKS = ("渡口灯塔", "水文日记", "船工歌谣", "沙洲图说")
SUBJECTS = ("摆渡", "水位", "船工夜校", "码头")


def paragraph(number: int) -> str:
    """A paragraph of invented history; the number turns the wheel of names."""
    who, other = PEOPLE[number % 4], PEOPLE[(number // 4) % 4]
    work, subject = WORKS[(number // 2) % 4], SUBJECTS[(number * 3) % 4]
    year = 1951 + number
    return (
        f"{year}年春天，青沙渡的{subject}又有了新的办法。{who}带着几个年轻人沿着河岸量了{number + 3}天，"
        f"把每一处浅滩都记在本子上，回来以后同{other}商量，写成一份说明，贴在渡口的木牌上。"
        f"往来的人都停下来看，有人说这样好，也有人担心水涨起来不好办。{other}听了，便在说明后面添上一句：“"
        f"遇到大水，以当日水位为准。”后来编《{work}》的人，把这句话一字不改地抄了进去。"
        f"这一年往返{number * 37 + 210}次，没有一次误时；到了冬天，船只都拉上岸来修补，"
        f"大家围着火炉学认字，学算账，也学看图，日子过得很有奔头。"
    )


def chapter(slug: str, title: str, first: int, count: int) -> Chapter:
    """A chapter of plain paragraphs under two headings."""
    half = count // 2
    blocks = [Block("heading", "河岸上的人", 2)]
    blocks += [Block("paragraph", paragraph(first + n)) for n in range(half)]
    blocks += [Block("heading", "摆渡的规矩", 2)]
    blocks += [Block("paragraph", paragraph(first + n)) for n in range(half, count)]
    return Chapter(slug, title, tuple(blocks))


def rich_chapter() -> Chapter:
    """A chapter that holds every kind of block and mark."""
    noted = "鲁青禾后来回忆，那一年的水位是一百年来最高的，木牌都被冲走了。"
    at = noted.index("，那")
    table = "年份\t往返次数\t船只\n1951\t210\t3\n1952\t247\t4\n1953\t284\t4"
    marked = "规矩只有三条，都写在木牌上，叫作“三不渡”：水急不渡，夜深不渡，人多不渡（见第一章和表格）。"
    shore, name = marked.index("三不渡"), marked.index("第一章")
    return Chapter("渡口杂录", "第三章　渡口杂录", (
        Block("paragraph", noted, marks=(
            Mark(at, at, "noteref", "1"), Mark(0, 3, "ruby", "lǔ qīng hé"),
        )),
        Block("heading", "木牌上的规矩", 2),
        Block("paragraph", marked, marks=(
            Mark(shore, shore + 3, "strong"), Mark(shore, shore + 9, "emphasis"),
            Mark(name, name + 3, "link", "#first"), Mark(0, 4, "dots"),
            Mark(5, 6, "link", "javascript:alert(1)"),
        )),
        Block("item", "船头挂红灯，表示可以上船；", 1, "（一）"),
        Block("item", "船头挂白灯，表示水位太高；", 1, "（二）"),
        Block("item", "灯灭了，就在岸上等。", 2, "1."),
        Block("quote", "沈望川说：“船靠了岸，心才靠岸。”这句话在渡口流传了很多年。"),
        Block("verse", "青沙渡，水悠悠，\n一船灯火到汀洲。"),
        Block("heading", "往返的数目", 3),
        Block("table", table, label="历年往返次数"),
        Block("figure", "渡口的木牌", label="images/board.png"),
        Block("columns", "周渡云　　何启舟\n鲁青禾　　沈望川"),
        Block("code", "route = ferry(3)"),
        Block("paragraph", "A ferry timetable of the old station, kept by hand, survives: CO" + "2。",
              marks=(Mark(63, 64, "subscript"),)),
        *(Block("paragraph", paragraph(30 + n)) for n in range(3)),
        Block("note", "木牌现存一块，为何启舟之子所藏。", label="1"),
    ))  # fmt: skip


def book() -> tuple[BookMatter, ...]:
    """Preface, two parts, an appendix, an afterword."""
    first = chapter("ch1", "第一章　青沙渡", 0, 12)
    opening = replace(first.blocks[0], marks=(Mark(0, 0, "anchor", "first"),))
    first = replace(first, blocks=(opening, *first.blocks[1:]))
    preface = Chapter("preface", "前言", tuple(Block("paragraph", paragraph(n)) for n in (40, 41)))
    after = Chapter("afterword", "后记", (Block("paragraph", paragraph(50)),))
    return (
        BookMatter("preface", preface, ("周渡云",)),
        BookMatter("chapter", first, part="上篇　渡口"),
        BookMatter("chapter", chapter("ch2", "第二章　灯下识字", 12, 12), part="上篇　渡口"),
        BookMatter("chapter", rich_chapter(), part="下篇　杂录"),
        BookMatter("appendix", Chapter("tables", "附录　水位记录", (Block("paragraph", paragraph(45)),))),
        BookMatter("afterword", after),
    )


def places(matter: tuple[BookMatter, ...], term: str) -> tuple[Place, ...]:
    """Every place of a term, in reading order."""
    return tuple(
        Place(each.chapter.slug, number, found.start(), found.end())
        for each in matter
        for number, block in enumerate(each.chapter.blocks)
        for found in re.finditer(re.escape(term), block.text)
    )


def apparatus(matter: tuple[BookMatter, ...]) -> Apparatus:
    """Chronology, a table, a plot, an index, a collation record, notes."""
    events = tuple(
        Event(found[0], found[0][:4], "青沙渡的摆渡又有了新的办法", (place,), "other")
        for place, found in _years(matter)
    )
    works = tuple(Row((f"《{work}》", "书"), places(matter, work)) for work in WORKS)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 60" role="img"><title>往返次数</title>'
        '<desc>逐年上升。</desc><text x="10" y="30" font-size="11">1951年</text>'
        '<rect x="60" y="20" width="200" height="12" fill="#777777"/>'
        '<text x="300" y="30" text-anchor="middle" font-size="11">中</text></svg>'
    )
    first = places(matter, "何启舟")[0]
    record = Collation(
        (Emendation(first, "何起舟", "何启舟", "据前后文改", "校者"),), (("N4", "半角标点改全角", 12),)
    )
    note = Note(first, "person", "", "青沙渡第一任*站长*，见[档案](https://example.org/a)。", "编者")
    plot = Plot("trips", "往返次数", svg, "往返次数逐年上升。")
    return Apparatus(events, (Table("documents", "文件一览", ("文件", "种类"), works),), (plot,),
                     (index(matter),), record, (note,))  # fmt: skip


def index(matter: tuple[BookMatter, ...]) -> Index:
    """An index with a main passage, sub-entries, 见 and 参见."""
    main = places(matter, "水位")[2]
    children = (IndexEntry("规矩", (), "B", places(matter, "规矩")),)
    return Index("all", "索引", (
        IndexEntry("摆渡", ("bai3", "du4"), "B", places(matter, "摆渡"), see_also=("码头",), children=children),
        IndexEntry("《船工歌谣》", (), "C", places(matter, "船工歌谣")),
        IndexEntry("船工夜校", (), "C", places(matter, "船工夜校")),
        IndexEntry("渡船", (), "D", see="摆渡"),
        IndexEntry("何启舟", (), "H", places(matter, "何启舟")),
        IndexEntry("码头", (), "M", places(matter, "码头")),
        IndexEntry("水位", (), "S", places(matter, "水位"), main),
        IndexEntry("周渡云", (), "Z", places(matter, "周渡云")),
    ))  # fmt: skip


def edition(profile: str = "screen", **options: str) -> Edition:
    """The whole book in that profile."""
    matter = book()
    metadata = Metadata(
        "青沙渡史话", "一个渡口的二十年", ("周渡云", "何启舟"), "河岸出版社", "978-7-0000-0000-2",
        ("青沙渡史话／周渡云，何启舟著．—河岸出版社，2024",),
        identifier="urn:uuid:00000000-0000-4000-8000-000000000001",
        licence="CC BY 4.0", date="2024-05-01", slug="qing-sha-du",
    )  # fmt: skip
    setting = Profile(profile, options=tuple(options.items()))
    return Edition(profile, metadata, setting, matter, apparatus(matter), (Image("images/board.png", PIXEL),))


def _years(matter: tuple[BookMatter, ...]) -> tuple[tuple[Place, re.Match[str]], ...]:
    return tuple(
        (Place(each.chapter.slug, number, found.start(), found.end()), found)
        for each in matter
        for number, block in enumerate(each.chapter.blocks)
        if (found := re.search(r"\d{4}年", block.text)) and block.kind == "paragraph"
    )
