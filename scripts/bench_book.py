"""The made-up book that the benchmarks measure with: always the same for a number of pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from html import escape
from pathlib import Path

PARAGRAPHS_A_PAGE = 3.05
"""About so many fill a page of the screen edition."""
PARAGRAPHS_A_CHAPTER = 60
STYLE = """
@page { size: 148mm 210mm; margin: 63.6pt 57.5pt; @bottom-center { content: counter(page); font-size: 8pt } }
html { font-family: "Noto Serif CJK SC"; font-size: 10.5pt; line-height: 18pt; orphans: 2; widows: 2 }
body, p, h1, h2 { margin: 0 } p { text-indent: 2em; text-align: justify }
h1 { font-size: 16pt; line-height: 36pt; padding: 0 0 18pt; text-align: center; break-before: page }
h2 { font-size: 12pt; line-height: 18pt; padding: 18pt 0 0; break-after: avoid }
"""
"""What the layout engine as it comes is given: a page with as many ems and lines as that of the screen edition."""
WORD_LIST = (
    "图书室 测量队 渡口 山路 河谷 仓库 邮递员 管理员 老师 学生 日记 规程 地图 书箱 仪器 雨季 秋天 春天 第二年 "
    "后来 当时 一起 慢慢 终于 仍然 已经 写着 说过 搬到 走过 看见 记下 整理 保存 翻开 打开 收到 寄出 修补 抄写 "
    "新的 旧的 全部 几位 许多 那张 这本 每天 的 了 在 和 与 把 从 到 又 也 就 还 都"
)
WORDS = WORD_LIST.split()
MARKS = ("，",) * 8 + ("。",) * 4 + ("；", "：", "！", "？")
TITLE_LIST = "《北线日记》 《规程》 《河谷》《途中》 “三人小组” “走到、看清、记牢” （试行本） （第二版）"
TITLES = TITLE_LIST.split()
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN = ["守田", "明远", "桂芳", "志成", "春生", "秀兰", "大年", "文举", "光耀", "玉珍", "德厚", "长庚"]
COUNTIES = ["青石", "白沙", "柳河", "东桥", "南坪", "云台", "石门", "清溪"]
BODIES = ["总工会", "教育局", "水利局", "农具厂", "纺织厂", "图书馆", "中学", "合作社"]
KINDS = ["水利工作", "教育工作", "工会代表", "生产总结", "图书管理"]


def chapters(pages: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Titles and paragraphs of the chapters of a book of about so many pages; a paragraph `# …` is a heading."""
    dice = random.Random(330)  # noqa: S311 - the same text every time, no secret
    left = round(pages * PARAGRAPHS_A_PAGE)
    made: list[tuple[str, tuple[str, ...]]] = []
    while left > 0:
        count = min(left, PARAGRAPHS_A_CHAPTER)
        made.append((f"第{len(made) + 1}章 {dice.choice(WORDS)}", tuple(_chapter(dice, count))))
        left -= count
    return tuple(made)


def write_project(folder: Path, pages: int, apparatus: str = "index") -> None:
    """A project with that book in it, one edition of it, as `screen`, with those pieces after the text."""
    book = chapters(pages)
    (folder / "manuscript" / "sources").mkdir(parents=True)
    listed = []
    for number, (title, paragraphs) in enumerate(book, 1):
        text = "\n".join((title, *(each.removeprefix("# ") for each in paragraphs)))
        (folder / f"manuscript/sources/ch{number:03}.txt").write_text(text + "\n", "utf-8")
        listed.append(f"  - {{file: ch{number:03}.txt, title: {title}}}\n")
    head = "title: 测算\nauthors: [测算组]\ndefault_edition: standard\n"
    editions = f"editions:\n  standard: {{profile: screen, apparatus: [{apparatus}]}}\n"
    (folder / "manuscript/book.yaml").write_text(f"{head}chapters:\n{''.join(listed)}{editions}", "utf-8")


def html(pages: int) -> str:
    """The same text as one plain HTML page with a style sheet."""
    body = []
    for title, paragraphs in chapters(pages):
        body.append(f"<h1>{escape(title)}</h1>")
        body += (
            f"<h2>{escape(p[2:])}</h2>" if p.startswith("# ") else f"<p>{escape(p)}</p>" for p in paragraphs
        )
    head = f'<meta charset="utf-8"><title>测算</title><style>{STYLE}</style>'
    return f'<html lang="zh-CN"><head>{head}</head><body>{"".join(body)}</body></html>'


def _chapter(dice: random.Random, count: int) -> Iterator[str]:
    for number in range(count):
        if number % 14 == 0:
            yield f"# 第{number // 14 + 1}节 {dice.choice(WORDS)}与{dice.choice(WORDS)}"
        yield paragraph(dice)


def paragraph(dice: random.Random) -> str:
    """About two hundred characters: narrative, and in every fifth paragraph a dated event, a name, a document."""
    parts = [_event(dice)] if dice.random() < 0.2 else []
    for _ in range(dice.randint(40, 130)):
        roll = dice.random()
        if roll < 0.72:
            parts.append(dice.choice(WORDS))
        elif roll < 0.92:
            parts.append(dice.choice(WORDS) + dice.choice(MARKS))
        elif roll < 0.99:
            parts.append(dice.choice(TITLES))
        else:
            parts.append(f"{dice.randint(1949, 1999)}年{dice.randint(1, 12)}月")
    return "".join(parts).rstrip("".join(MARKS)) + "。"


def _event(dice: random.Random) -> str:
    day = f"{dice.randint(1950, 1992)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日"
    body = f"{dice.choice(COUNTIES)}县{dice.choice(BODIES)}"
    person = dice.choice(SURNAMES) + dice.choice(GIVEN)
    return f"{day}，{body}召开{dice.choice(KINDS)}会议，主任{person}作报告，会议通过《{dice.choice(KINDS)}办法》。"
