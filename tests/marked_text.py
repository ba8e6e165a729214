"""Test sentences with their dates and names marked by hand, so that a finder is tested by itself.

{1985年底|1985}      a date and its EDTF ({…|1985|as-of}: with its role; event otherwise)
[李明:p]  [县总工会:o]  [北京:l]      a person, an organisation, a place
# heading      a line that begins so is a heading; every other line is a paragraph
"""

from __future__ import annotations

import re
from collections import defaultdict

from kanben.model import Block, Chapter, DateFound, Findings, NameFound, Place

_MARK = re.compile(
    r"\{(?P<date>[^|{}]+)\|(?P<edtf>[^|{}]*(?:\{[^{}]*\})?)(?:\|(?P<role>[a-z-]+))?\}|\[(?P<name>[^\[\]:]+):(?P<kind>[pol])\]"
)
_KINDS = {"p": "person", "o": "organisation", "l": "place"}


def marked(text: str, slug: str = "c") -> tuple[Chapter, Findings]:
    """The chapter that a marked text stands for, and the dates and names marked in it."""
    blocks, dates = [], []
    places: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for index, line in enumerate(line for line in text.split("\n") if line.strip()):
        block, found, named = _block(line, slug, index)
        blocks.append(block)
        dates += found
        for key, place in named:
            places[key].append(place)
    names = tuple(NameFound(name, kind, tuple(spans)) for (name, kind), spans in places.items())
    return Chapter(slug, slug, tuple(blocks)), Findings(slug, tuple(dates), names)


def _block(line, slug, index):
    plain, dates, names, at = "", [], [], 0
    heading = line.startswith("# ")
    line = line.removeprefix("# ").replace("\\n", "\n").replace("\\t", "\t")
    for match in _MARK.finditer(line):
        plain += line[at : match.start()]
        words = match["date"] or match["name"]
        place = Place(slug, index, len(plain), len(plain) + len(words))
        if match["date"]:
            dates.append(DateFound(place, words, match["edtf"] or None, None, match["role"] or "event"))
        else:
            names.append(((words, _KINDS[match["kind"]]), place))
        plain += words
        at = match.end()
    plain += line[at:]
    kind = "heading" if heading else "table" if "\t" in plain else "paragraph"
    return Block(kind, plain, 2 if heading else 0), dates, names


def cases(path):
    """The cases of a readable file: (text, expectations); lines of text, then lines that begin with =>."""
    text, wanted = [], []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("=>"):
            wanted.append(line[2:].strip())
        elif line.startswith("//"):
            continue
        elif not line.strip():
            if text:
                yield "\n".join(text), wanted
            text, wanted = [], []
        else:
            text.append(line)
    if text:
        yield "\n".join(text), wanted
