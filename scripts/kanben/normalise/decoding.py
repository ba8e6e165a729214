"""From bytes to text: the encoding is decided by BOM, by validity and by how likely the outcome is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from math import log

from kanben.errors import SourceError
from kanben.normalise.likelihood import frequent, likelihood

FAMILIES = {
    "utf-8": ("utf-8",),
    "gb18030": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
    "utf-16": ("utf-16-le", "utf-16-be"),
}
"""The encodings that are tried, by the name they are declared by.  GB18030 holds GBK and GB 2312 whole."""

SYNONYMS = {"gbk": "gb18030", "gb2312": "gb18030", "cp950": "big5", "big5hkscs": "big5", "utf-8-sig": "utf-8"}
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

PASSES_BY_CHANCE = log(7)
"""Two bytes of another encoding pass for UTF-8 about once in seven: each sequence is evidence."""
CERTAIN = log(1e6)
"""How much likelier a reading must be than its rival: a million to one; four characters usually do."""
NOT_ASCII = re.compile(rb"[^\x01-\x7f]")
SAMPLE = 16_384
"""Bytes that the likelihood is taken of, from the first that is not ASCII; validity is asked of all."""
PROSE = (40, 1 / 6)
"""From so many characters on, no Chinese prose has a smaller share of frequent ones than this."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The bytes read one way."""

    encoding: str
    score: float
    """Log-likelihood of the text; a byte that can't be read counts as a control character."""
    flaw: int
    """Offset of the first byte that can't be read, or would not be written back as it was; -1: none."""


def decode(content: bytes, declared: str, file: str) -> tuple[str, str]:
    """The text, line ends as received, and the encoding's name: `text.encode(name)` gives the bytes back.

    `declared` is what book.yaml says, or empty.  Raises SourceError for an empty file, for NUL characters,
    for bytes that can't be read, and for bytes that can be read in two ways (both are shown).
    """
    if not content:
        raise SourceError("source.empty", file)
    encoding = evident(content) or likeliest(content, families(declared, file), file)
    refuse_flaw(content, encoding, file)
    if not declared and not encoding.startswith("utf-8"):
        refuse_unlikely(content, encoding, file)
    text = content.decode(encoding)
    if "\0" in text:
        raise SourceError("source.nul", file, line_of(text, text.index("\0")))
    return text, encoding


def evident(content: bytes) -> str:
    """The encoding that a byte order mark names, or UTF-8 for bare ASCII; else empty."""
    bare = "" if NOT_ASCII.search(content) else "utf-8"
    return next((name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)), bare)


def families(declared: str, file: str) -> tuple[str, ...]:
    """The families of encodings to try: all of them, or the one that is declared."""
    if not declared:
        return tuple(FAMILIES)
    name = declared.lower().replace("_", "-")
    family = SYNONYMS.get(name, name)
    if family.startswith("utf-16"):
        family = "utf-16"
    if family not in FAMILIES:
        raise SourceError("source.unknown-encoding", file, given=declared, known=", ".join(FAMILIES))
    return (family,)


def likeliest(content: bytes, names: tuple[str, ...], file: str) -> str:
    """The encoding of the likeliest reading; raises SourceError where another one is nearly as likely."""
    readings = sorted((read(content, name) for name in names), key=lambda one: -one.score)
    best = readings[0]
    for rival in readings[1:]:
        if best.score - rival.score < CERTAIN and differ(content, best, rival):
            first, second = best.encoding, rival.encoding
            one, other = excerpt(content, first), excerpt(content, second)
            raise SourceError("source.two-readings", file, first=first, one=one, second=second, other=other)
    return best.encoding


def read(content: bytes, family: str) -> Reading:
    """The best reading within a family: one without a flaw before any other, then the likelier one."""
    readings = [weigh(content, encoding) for encoding in FAMILIES[family]]
    return max(readings, key=lambda one: (one.flaw < 0, one.score))


def weigh(content: bytes, encoding: str) -> Reading:
    """The reading of the bytes by one encoding, with its likelihood."""
    text = sample(content, encoding)
    score = likelihood(text)
    if encoding == "utf-8":
        score += PASSES_BY_CHANCE * sum(not character.isascii() for character in text)
    return Reading(encoding, score, first_flaw(content, encoding))


def sample(content: bytes, encoding: str) -> str:
    """The text from the first byte that is not ASCII on, bad ones replaced; whole characters only."""
    found = NOT_ASCII.search(content)
    start = found.start() & ~1 if found else 0  # UTF-16 goes by twos
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return decoder.decode(content[start : start + SAMPLE], final=start + SAMPLE >= len(content))


def first_flaw(content: bytes, encoding: str) -> int:
    """Offset of the first byte that can't be read, or would not be written back as it was; -1: none."""
    try:
        again = content.decode(encoding).encode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    if again == content:
        return -1
    return next((n for n, (a, b) in enumerate(zip(content, again, strict=False)) if a != b), len(again))


def refuse_flaw(content: bytes, encoding: str, file: str) -> None:
    """SourceError with the position of the first byte that the encoding can't read; nothing where all can."""
    flaw = first_flaw(content, encoding)
    if flaw >= 0:
        raise SourceError("source.bad-byte", file, content.count(b"\n", 0, flaw) + 1,
                          byte=flaw + 1, value=f"{content[flaw]:02X}", encoding=encoding)  # fmt: skip


def refuse_unlikely(content: bytes, encoding: str, file: str) -> None:
    """SourceError where the bytes can be read, but what comes out is no Chinese prose."""
    text = [character for character in sample(content, encoding) if not character.isascii()]
    least, share = PROSE
    if len(text) >= least and sum(character in frequent() for character in text) < share * len(text):
        raise SourceError("source.unlikely", file, encoding=encoding, text=excerpt(content, encoding))


def differ(content: bytes, first: Reading, second: Reading) -> bool:
    """Whether two readings are two texts."""
    return content.decode(first.encoding, "replace") != content.decode(second.encoding, "replace")


def excerpt(content: bytes, encoding: str) -> str:
    """A dozen characters from the first that is not ASCII on, for a message."""
    text = sample(content, encoding)
    start = next((n for n, character in enumerate(text) if not character.isascii()), 0)
    return " ".join(text[start : start + 12].split())


def line_of(text: str, offset: int) -> int:
    """Number of the line, from 1, that the offset stands on."""
    return text.count("\n", 0, offset) + 1
