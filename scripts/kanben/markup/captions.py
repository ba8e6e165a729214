"""Captions that stand in a paragraph of their own: 图1 … under a picture, 表1 … above a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kanben.model import Block

_NUMBER = r"\s*[0-9０-９一二三四五六七八九十]+(?:[-—.－·．][0-9０-９]+)*(?![年月日个张幅])"
_FIGURE = re.compile(rf"[图圖]{_NUMBER}")
_TABLE = re.compile(rf"表{_NUMBER}")
_LONGEST = 80


def captioned(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with such captions put to their picture or table."""
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        if last and last.kind == "figure" and not last.text and _is(block, _FIGURE):
            done[-1] = replace(last, text=block.text, marks=block.marks)
        elif last and block.kind == "table" and not block.label and _is(last, _TABLE):
            done[-1] = replace(block, label=last.text)
        else:
            done.append(block)
    return tuple(done)


def _is(block: Block, form: re.Pattern[str]) -> bool:
    """Whether a paragraph is a caption: short, opened by 图 or 表 and a number, no full stop, no note."""
    return (
        block.kind == "paragraph"
        and len(block.text) <= _LONGEST
        and bool(form.match(block.text))
        and not block.text.endswith(("。", "：", "；"))
        and not any(mark.kind == "noteref" for mark in block.marks)
    )
