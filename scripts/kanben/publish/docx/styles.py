"""Styles of the Word file from the recipe in styles/docx.toml: real styles, no direct formatting."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from kanben.publish.docx.names import element, parsed, w, xml
from kanben.publish.geometry import Geometry
from kanben.resources import style_text

_BASE = 10.5
"""The type size that the recipe's numbers are for; an edition in larger type scales them."""


@cache
def recipe() -> dict[str, Any]:
    """The recipe as it stands in styles/docx.toml."""
    return tomllib.loads(style_text("docx.toml"))


def styled(content: bytes, page: Geometry) -> bytes:
    """styles.xml of pandoc's own reference document with the recipe's fonts and styles in the edition's size."""
    root = parsed(content)
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    given = recipe()["defaults"]
    size = round(given["size"] * page.size / _BASE)
    defaults[:] = [_fonts(given["font"]), element("sz", val=size), element("szCs", val=size), _language()]
    known = {style.get(w("styleId")): style for style in root.findall(w("style"))}
    for made in _made(page):
        old = known.get(made.get(w("styleId")))
        if old is None:
            root.append(made)
        else:
            root.replace(old, made)
    _drop_colours(root)
    return xml(root)


def completed(content: bytes, page: Geometry) -> bytes:
    """styles.xml of a template with the styles of the recipe that it lacks; its own stay as they are."""
    root = parsed(content)
    names = style_ids(content)
    ids = set(names.values())
    for made in _made(page):
        name, identity = made.find(w("name")).get(w("val")).lower(), made.get(w("styleId"))
        if name not in names and identity not in ids:
            root.append(made)
    return xml(root)


def style_ids(content: bytes) -> dict[str, str]:
    """The id of every style by its name in lower case: a Chinese Word names the ids of its own accord."""
    named = parsed(content).findall(w("style"))
    return {style.find(w("name")).get(w("val")).lower(): style.get(w("styleId")) for style in named}


def call_by_id(story: Any, ids: dict[str, str]) -> None:
    """Make what is set in a style of the recipe name it as the document does."""
    ours = {style["id"]: style["name"] for kind in ("styles", "characters") for style in recipe()[kind]}
    for used in story.iter(w("pStyle"), w("rStyle")):
        name = ours.get(used.get(w("val")), "").lower()
        if name in ids:
            used.set(w("val"), ids[name])


def _made(page: Geometry) -> list[Any]:
    scale = page.size / _BASE
    return [
        *(_paragraph_style(style, page, scale) for style in recipe()["styles"]),
        *(_character_style(style, scale) for style in recipe()["characters"]),
        _table_style(recipe()["table"]),
    ]


def _paragraph_style(style: dict[str, Any], page: Geometry, scale: float) -> Any:
    given = {"type": "paragraph", "styleId": style["id"]}
    custom = {} if style.get("known") else {"customStyle": 1}
    based = style.get("based_on", "Normal")
    above = [element("basedOn", val=based)] if style["id"] != "Normal" else []
    after = [element("next", val=style["next"])] if "next" in style else []
    parts = [*above, *after, element("qFormat"), _paragraph(style, page, scale), _character(style, scale)]
    default = {"default": 1} if style["id"] == "Normal" else {}
    return element("style", element("name", val=style["name"]), *parts, **given, **custom, **default)


def _character_style(style: dict[str, Any], scale: float) -> Any:
    custom = {} if style.get("known") else {"customStyle": 1}
    parts = [element("qFormat"), _character(style, scale)]
    return element(
        "style", element("name", val=style["name"]), *parts, type="character", styleId=style["id"], **custom
    )


def _paragraph(style: dict[str, Any], page: Geometry, scale: float) -> Any:
    """The paragraph's properties, in the order that the schema asks for."""
    made = element("pPr")
    if style.get("keep_next"):
        made.extend([element("keepNext"), element("keepLines")])
    if style.get("page_break"):
        made.append(element("pageBreakBefore"))
    if style.get("leader"):
        measure = round((page.width - page.inner - page.outer) * 20)
        made.append(element("tabs", element("tab", val="right", leader="dot", pos=measure)))
    made.append(_spacing(style, page, scale))
    indents = {
        "left": style.get("left", 0) * scale, "right": style.get("right", 0) * scale,
        "hanging": style.get("hanging", 0) * scale, "firstLineChars": style.get("indent", 0),
        "firstLine": style.get("indent", 0) * page.size / 5,
    }  # fmt: skip
    given = {name: round(value) for name, value in indents.items() if value}
    if given:
        made.append(element("ind", **given))
    if "align" in style:
        made.append(element("jc", val=style["align"]))
    if "outline" in style:
        made.append(element("outlineLvl", val=style["outline"]))
    return made


def _spacing(style: dict[str, Any], page: Geometry, scale: float) -> Any:
    """Space around a paragraph, and its lines: in lines of the page's own leading, exactly."""
    given: dict[str, Any] = {name: round(style.get(name, 0) * scale) for name in ("before", "after")}
    if style.get("lines") == 0:
        given |= {"line": 240, "lineRule": "auto"}
    elif "lines" in style:
        given |= {"line": round(style["lines"] * page.leading * 20), "lineRule": "exact"}
    return element("spacing", **given)


def _character(style: dict[str, Any], scale: float) -> Any:
    """The properties of characters, in the order that the schema asks for."""
    made = element("rPr")
    if "font" in style:
        made.append(_fonts(style["font"]))
    if style.get("bold"):
        made.extend([element("b"), element("bCs")])
    if style.get("strike"):
        made.append(element("strike"))
    if "size" in style:
        size = round(style["size"] * scale)
        made.extend([element("sz", val=size), element("szCs", val=size)])
    if "raised" in style:
        made.append(element("vertAlign", val=style["raised"]))
    if "dots" in style:
        made.append(element("em", val=style["dots"]))
    return made


def _table_style(given: dict[str, Any]) -> Any:
    """三线表: a rule above, one below the head, one at the foot."""
    thick, thin = given["thick"], given["thin"]
    rules = element("tblBorders", _rule("top", thick), _rule("bottom", thick))
    margins = element(
        "tblCellMar", *(element(side, w=given["padding"], type="dxa") for side in ("left", "right"))
    )
    head = element(
        "tblStylePr", element("tcPr", element("tcBorders", _rule("bottom", thin))), type="firstRow"
    )
    properties = element("tblPr", element("tblInd", w=0, type="dxa"), rules, margins)
    name = element("name", val="Table")
    return element(
        "style", name, element("qFormat"), properties, head, type="table", default=1, styleId="Table"
    )


def _rule(side: str, size: int) -> Any:
    return element(side, val="single", sz=size, space=0, color="auto")


def _fonts(role: str) -> Any:
    font = recipe()["fonts"][role]
    return element(
        "rFonts", ascii=font["latin"], hAnsi=font["latin"], eastAsia=font["east"], cs=font["latin"]
    )


def _language() -> Any:
    return element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")


def _drop_colours(root: Any) -> None:
    """Pandoc's own styles are blue: a book is black, and links in it are not coloured."""
    for colour in list(root.iter(w("color"))):
        colour.getparent().remove(colour)
