"""Layout with line composition against WeasyPrint as it comes: CPU time and peak memory on the same HTML.

    python scripts/bench_composition.py [--pages 330] [--runs 3] [--tags]

The text is generated, always the same for a number of pages. Each run is a process of its own, the two ways in
turn; what is counted is rendering and writing, without the import. Ratios are of the medians. Only ratios mean
anything: seconds depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

PARAGRAPHS_A_PAGE = 4.33
STYLE = """
@page { size: 481.5pt 680pt; margin: 61pt 57pt; @bottom-center { content: counter(page); font-size: 8pt } }
html { font-family: "Noto Serif CJK SC"; font-size: 10.5pt; line-height: 18pt; orphans: 2; widows: 2 }
body, p, h1, h2 { margin: 0 } p { text-indent: 2em; text-align: justify }
h1 { font-size: 16pt; line-height: 36pt; padding: 0 0 18pt; text-align: center; break-before: page }
h2 { font-size: 12pt; line-height: 18pt; padding: 18pt 0 0; break-after: avoid }
"""
WORD_LIST = (
    "图书室 测量队 渡口 山路 河谷 仓库 邮递员 管理员 老师 学生 日记 规程 地图 书箱 仪器 雨季 秋天 春天 第二年 "
    "后来 当时 一起 慢慢 终于 仍然 已经 写着 说过 搬到 走过 看见 记下 整理 保存 翻开 打开 收到 寄出 修补 抄写 "
    "新的 旧的 全部 几位 许多 那张 这本 每天 的 了 在 和 与 把 从 到 又 也 就 还 都"
)
WORDS = WORD_LIST.split()
MARKS = ("，",) * 8 + ("。",) * 4 + ("；", "：", "！", "？")
TITLE_LIST = "《北线日记》 《规程》 《河谷》《途中》 “三人小组” “走到、看清、记牢” （试行本） （第二版）"
TITLES = TITLE_LIST.split()


def paragraph(dice: random.Random) -> str:
    """A paragraph of about two hundred characters, with titles, quotations, years and figures among its words."""
    parts: list[str] = []
    for _ in range(dice.randint(40, 130)):
        roll = dice.random()
        if roll < 0.72:
            parts.append(dice.choice(WORDS))
        elif roll < 0.92:
            parts.append(dice.choice(WORDS) + dice.choice(MARKS))
        elif roll < 0.96:
            parts.append(dice.choice(TITLES))
        else:
            parts.append(f"{dice.randint(1949, 1999)}年{dice.randint(1, 12)}月{dice.randint(2, 30000)}册")
    return f"<p>{''.join(parts)}。</p>"


def book(pages: int) -> str:
    """The HTML of a book of about so many pages."""
    dice = random.Random(330)  # noqa: S311
    body: list[str] = []
    for number in range(round(pages * PARAGRAPHS_A_PAGE)):
        if number % 84 == 0:
            body.append(f"<h1>第{number // 84 + 1}章　{dice.choice(WORDS)}</h1>")
        elif number % 14 == 0:
            body.append(f"<h2>{dice.choice(WORDS)}与{dice.choice(WORDS)}</h2>")
        body.append(paragraph(dice))
    head = f'<meta charset="utf-8"><title>测算</title><style>{STYLE}</style>'
    return f'<html lang="zh-CN"><head>{head}</head><body>{"".join(body)}</body></html>'


def lay_out(pages: int, composed: bool, tags: bool) -> dict[str, float]:
    """CPU seconds of rendering and writing, pages made, and the process's peak memory in MiB."""
    import weasyprint

    from kanben.publish.composition import line_composition

    source = book(pages)
    start = time.process_time()
    with line_composition() if composed else nullcontext():
        document = weasyprint.HTML(string=source).render(pdf_tags=tags)
    rendered = time.process_time()
    document.write_pdf(pdf_tags=tags)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times = {
        "render": rendered - start,
        "write": time.process_time() - rendered,
        "all": time.process_time() - start,
    }
    return {**times, "pages": len(document.pages), "peak MiB": peak}


def run(pages: int, way: str, tags: bool) -> dict[str, float]:
    """The figures of one run in a process of its own."""
    command = [sys.executable, __file__, "--pages", str(pages), "--child", way, *(["--tags"] if tags else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Run both ways in turn and print the medians and their ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=330)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--tags", action="store_true", help="write a tagged PDF")
    parser.add_argument("--child", choices=("stock", "composed"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(lay_out(options.pages, options.child == "composed", options.tags)))
        return
    figures: dict[str, list[dict[str, float]]] = {"stock": [], "composed": []}
    for _ in range(options.runs):
        for way, runs in figures.items():
            runs.append(run(options.pages, way, options.tags))
    for name in figures["stock"][0]:
        stock, composed = (statistics.median(one[name] for one in figures[way]) for way in figures)
        print(f"{name:10} stock {stock:9.2f}  composed {composed:9.2f}  ratio {composed / stock:5.3f}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
