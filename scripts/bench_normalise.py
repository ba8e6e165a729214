"""How fast and how large normalising is: characters a CPU minute, bytes a character, one hostile line.

    python scripts/bench_normalise.py [CHARACTERS]

Prints one line for each figure.  Ledger and doubts are included.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from kanben.model import Cleaned, Source
from kanben.normalise import normalise

WORDS = [
    "工厂", "车间", "产量", "全县", "学校", "教师", "会议", "决定", "建设", "水库", "公路",
    "1958 年", "37. 4万吨", "12 人",
]  # fmt: skip
MARKS = [", ", "，", "、", "； ", "。", "。", "《办法》 ", " (试行) ", "“三自”", ": "]


def prose(characters: int) -> str:
    """Made-up prose with the faults of an OCR program, a paragraph a line."""
    chance = random.Random(3)  # noqa: S311 - the same text every time, no secret
    lines, length = [], 0
    while length < characters:
        phrases = (
            "".join(chance.choices(WORDS, k=chance.randint(3, 9))) for _ in range(chance.randint(6, 30))
        )
        line = "".join(phrase + chance.choice(MARKS) for phrase in phrases).strip() + "结束。"
        if chance.random() < 0.05:
            line = f"（{chance.choice('一二三四五六七八九')}）" + "".join(chance.choices(WORDS[:11], k=4))
        lines.append(line)
        length += len(line) + 1
    return "\n".join(lines)


def measured(name: str, text: str) -> Cleaned:
    """Normalises the text and prints what it took."""
    content = text.encode("utf-8")
    before, start = peak(), time.process_time()
    cleaned = normalise(Source("chapter", "书", content, "text", "utf-8"))
    spent = time.process_time() - start
    speed, size = 60 * len(text) / spent / 1e6, (peak() - before) / len(text)
    print(
        f"{name}: {len(text)} characters, {spent:.2f} CPU s, {speed:.1f} million a CPU minute, "
        f"{size:.0f} bytes a character above the start, "
        f"{sum(map(len, cleaned.passes))} edits, {len(cleaned.doubts)} doubts"
    )
    return cleaned


def peak() -> int:
    """The largest size the process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Prints every figure; prose first, while the size of the process still shows what it needs."""
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    measured("warm-up", prose(20_000))
    measured("prose", prose(characters))
    hostile: dict[str, Callable[[int], str]] = {
        "deep brackets": lambda n: "（" * (n // 2) + "）" * (n // 2),
        "deep half-width brackets": lambda n: "甲" + "(" * (n // 2) + ")" * (n // 2),
        "one Latin word": lambda n: "a" * n,
        "one number": lambda n: "1" * n,
        "points": lambda n: "甲" + "." * n,
        "spaces": lambda n: "甲" + " " * n + "乙",
        "ideographic spaces": lambda n: "甲　" * (n // 2),
        "digits and spaces": lambda n: "1 " * (n // 2),
        "straight quotes": lambda n: '甲"' * (n // 2),
        "opened tags": lambda n: "<p " * (n // 3),
        "ampersands": lambda n: "&amp;" * (n // 5),
        "short lines": lambda n: "甲\n" * (n // 2),
        "notes": lambda n: "甲①\n" * (n // 6) + "①乙\n" * (n // 6),
        "quotation marks": lambda n: "“" * n,
        "stars": lambda n: "*" * n,
    }
    for name, make in hostile.items():
        measured(name, make(200_000))


if __name__ == "__main__":
    main()
