"""Page numbers as printed: arabic for the text, lower-case roman for what stands before it."""

from __future__ import annotations

from kanben.resources import printed_words

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """A number from 1 in lower-case roman numerals."""
    out = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def label(number: int, numerals: str) -> str:
    """What a page of that number is called; `numerals` is roman, arabic, or cover for the cover and its back."""
    if numerals == "cover":
        return str(printed_words()["cover_pages"][number - 1])
    return roman(number) if numerals == "roman" else str(number)
