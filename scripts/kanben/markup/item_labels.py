"""The numbers of a list as they are printed."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FRAMES = {"OneParen": "{}）", "TwoParens": "（{}）"}
_HIGHEST_ROMAN = 3999


def item_labels(start: int, count: int, style: str, delimiter: str) -> list[str]:
    """The labels of `count` items from `start` on, in pandoc's list style and delimiter, such as `1.`."""
    frame = _FRAMES.get(delimiter, "{}.")
    return [frame.format(_number(value, style)) for value in range(start, start + count)]


def _number(value: int, style: str) -> str:
    if style.endswith("Alpha") and value > 0:
        text = _letters(value)
    elif style.endswith("Roman") and 0 < value <= _HIGHEST_ROMAN:
        text = _roman(value)
    else:
        return str(value)
    return text.upper() if style.startswith("Upper") else text


def _letters(value: int) -> str:
    text = ""
    while value:
        value, rest = divmod(value - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(value: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        text += sign * count
    return text
