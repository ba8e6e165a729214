"""Fonts inside the EPUB, by choice: of each role the glyphs that the book uses, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from kanben.errors import ConfigError, SystemNeedError
from kanben.model import Edition
from kanben.publish.engine import text_engine
from kanben.publish.epub.names import XHTML
from kanben.publish.fonts import font_roles

# The functions of fontTools carry no types.
subset: Any = import_module("fontTools.subset")
ttlib: Any = import_module("fontTools.ttLib")
OPTION = "epub-fonts"
CHOICES = ("none", "subset")
STYLES = {"text": "Regular", "heading": "Bold", "quotation": "Regular", "code": "Regular"}
"""The face of each role that is put in: one a role, a reading system slopes and thickens the rest."""
USED_BY = {
    "heading": (
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "th",
        "caption",
        "figcaption",
        "p.title",
        "span.name",
        "svg",
    ),
    "quotation": ("blockquote", "p.verse", "aside", "em", "span.author"),
    "code": ("code", "pre"),
}
"""What common.css and epub.css set in the font of a role; the text's font serves all."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file of the book."""

    family: str
    name: str
    content: bytes


def faces(edition: Edition, roots: Iterable[Any]) -> tuple[Face, ...]:
    """The fonts that the edition's option asks for: none, or one subset for each role.

    Raises ConfigError for a choice that isn't one, SystemNeedError for a font that is not installed.
    """
    choice = dict(edition.profile.options).get(OPTION, "none")
    if choice not in CHOICES:
        raise ConfigError("epub.fonts", choice=choice, choices=", ".join(CHOICES))
    if choice == "none":
        return ()
    used = characters(roots)
    families = {role.role: role.family for role in font_roles()}
    made = (_face(role, families[role], used[role]) for role in STYLES if used[role])
    return tuple(made)


def characters(roots: Iterable[Any]) -> Mapping[str, frozenset[str]]:
    """The characters that each role has to print."""
    used: dict[str, set[str]] = {role: set() for role in STYLES}
    for root in roots:
        used["text"].update("".join(root.itertext()))
        for role, marks in USED_BY.items():
            for element in root.iter(etree.Element):
                if _is(element, marks):
                    used[role].update("".join(element.itertext()))
    return {role: frozenset(found) for role, found in used.items()}


def face_css(made: Iterable[Face]) -> str:
    """The rules that name the fonts."""
    return "".join(f'@font-face {{ font-family: "{face.family}"; src: url({face.name}) }}\n' for face in made)


def _is(element: Any, marks: tuple[str, ...]) -> bool:
    name = etree.QName(element)
    kinds = element.get("class", "").split()
    mine = {name.localname, *(f"{name.localname}.{kind}" for kind in kinds)}
    return not mine.isdisjoint(marks) and (name.namespace == XHTML or name.localname == "svg")


def _face(role: str, family: str, used: frozenset[str]) -> Face:
    font = _font(family, STYLES[role])
    options = subset.Options()
    options.hinting, options.recalc_timestamp, options.notdef_outline = False, False, True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in used])
    subsetter.subset(font)
    stream = BytesIO()
    font.save(stream)
    ending = "otf" if "CFF " in font else "ttf"
    return Face(family, f"fonts/{role}.{ending}", stream.getvalue())


def _font(family: str, style: str) -> Any:
    """The installed face of a family, out of its collection where it stands in one."""
    file = _file(family, style)
    content = BytesIO(Path(file).read_bytes())
    if not file.lower().endswith((".ttc", ".otc")):
        return ttlib.TTFont(content, recalcTimestamp=False)
    fonts = ttlib.TTCollection(content, lazy=True, recalcTimestamp=False).fonts
    found = (font for font in fonts if family in {font["name"].getDebugName(id) for id in (1, 16)})
    return next(found, fonts[0])


def _file(family: str, style: str) -> str:
    """The file that fontconfig matches with a family and a style."""
    ffi, fontconfig = text_engine.ffi, text_engine.fontconfig
    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    for name, value in ((b"family", family), (b"style", style)):
        fontconfig.FcPatternAddString(pattern, name, ffi.new("FcChar8[]", value.encode()))
    fontconfig.FcConfigSubstitute(config, pattern, fontconfig.FcMatchPattern)
    fontconfig.FcDefaultSubstitute(pattern)
    result, place = ffi.new("FcResult *"), ffi.new("FcChar8 **")
    found = ffi.gc(fontconfig.FcFontMatch(config, pattern, result), fontconfig.FcPatternDestroy)
    if fontconfig.FcPatternGetString(found, b"file", 0, place):
        raise SystemNeedError("font.missing", role=style, family=family, apt="", dnf="", brew="")
    return str(ffi.string(place[0]).decode("utf-8", "replace"))
