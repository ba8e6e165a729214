"""Styles of the Word file from the recipe in styles/docx.toml: real styles, no direct formatting."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from lxml import etree

from kanben.publish.docx.names import element, w
from kanben.resources import style_text


@cache
def recipe() -> dict[str, Any]:
    """The recipe as it stands in styles/docx.toml."""
    return tomllib.loads(style_text("docx.toml"))


def styled(content: bytes, measure: int) -> bytes:
    """styles.xml of pandoc's own reference document with the recipe's fonts and styles; measure in twips."""
    root: Any = etree.fromstring(content)
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    given = recipe()["defaults"]
    size = given["size"]
    defaults.extend([_fonts(given["font"]), element("sz", val=size), element("szCs", val=size), _language()])
    for style in recipe()["styles"]:
        known = next((s for s in root.findall(w("style")) if s.get(w("styleId")) == style["id"]), None)
        made = _style(style, measure)
        if known is None:
            root.append(made)
        else:
            root.replace(known, made)
    _drop_colours(root)
    root.append(_main_locator())
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _style(style: dict[str, Any], measure: int) -> Any:
    made = element("style", element("name", val=style["name"]), type="paragraph", styleId=style["id"])
    made.append(element("basedOn", val=style.get("based_on", "Normal")))
    made.append(element("qFormat"))
    made.append(_paragraph(style, measure))
    made.append(_character(style))
    return made


def _paragraph(style: dict[str, Any], measure: int) -> Any:
    """The paragraph's properties, in the order that the schema asks for."""
    made = element("pPr")
    if style.get("keep_next"):
        made.extend([element("keepNext"), element("keepLines")])
    if style.get("page_break"):
        made.append(element("pageBreakBefore"))
    if style.get("leader"):
        made.append(element("tabs", element("tab", val="right", leader="dot", pos=measure)))
    made.append(_spacing(style))
    indents = {
        "left": style.get("left"), "right": style.get("right"), "hanging": style.get("hanging"),
        "firstLineChars": style.get("indent"), "firstLine": style.get("indent", 0) * 2.1 or None,
    }  # fmt: skip
    given = {name: int(value) for name, value in indents.items() if value}
    if given:
        made.append(element("ind", **given))
    if "align" in style:
        made.append(element("jc", val=style["align"]))
    if "outline" in style:
        made.append(element("outlineLvl", val=style["outline"]))
    return made


def _spacing(style: dict[str, Any]) -> Any:
    given = {"before": style.get("before", 0), "after": style.get("after", 0)}
    if "line" in style:
        given |= {"line": style["line"], "lineRule": "auto"}
    return element("spacing", **given)


def _character(style: dict[str, Any]) -> Any:
    made = element("rPr")
    if "font" in style:
        made.append(_fonts(style["font"]))
    if style.get("bold"):
        made.extend([element("b"), element("bCs")])
    if "size" in style:
        made.extend([element("sz", val=style["size"]), element("szCs", val=style["size"])])
    return made


def _fonts(role: str) -> Any:
    font = recipe()["fonts"][role]
    return element(
        "rFonts", ascii=font["latin"], hAnsi=font["latin"], eastAsia=font["east"], cs=font["latin"]
    )


def _language() -> Any:
    return element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")


def _main_locator() -> Any:
    properties = element("rPr", element("b"), element("bCs"))
    name = element("name", val="Main Locator")
    return element(
        "style",
        name,
        element("qFormat"),
        properties,
        type="character",
        customStyle="1",
        styleId="MainLocator",
    )


def _drop_colours(root: Any) -> None:
    """Pandoc's own styles are blue: a book is black, and links in it are not coloured."""
    for colour in list(root.iter(w("color"))):
        colour.getparent().remove(colour)
