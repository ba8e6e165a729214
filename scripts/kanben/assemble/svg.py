"""SVG pictures whose text is text: a few shapes, and one size for all figures of the book."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

WIDTH = 480
"""Width of every figure in user units; the page scales it to the measure."""
INK, SHADE, RULE = "#222222", "#777777", "#bbbbbb"
"""Greys far enough apart to be told from each other on an office printer."""
SIZE = 11
"""Type size in user units."""


def canvas(height: float, title: str, description: str) -> Element:
    """An empty picture of that height; title and description are what a reader who can't see it is told."""
    root = Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {_short(height)}", "role": "img"},
    )
    SubElement(root, "title").text = title
    SubElement(root, "desc").text = description
    return root


def words(root: Element, x: float, y: float, text: str, anchor: str = "start") -> None:
    """Put a line of text with its baseline at y; anchor: start, middle or end."""
    given = {"x": _short(x), "y": _short(y), "font-size": str(SIZE), "text-anchor": anchor, "fill": INK}
    SubElement(root, "text", given).text = text


def line(root: Element, start: tuple[float, float], end: tuple[float, float], colour: str = RULE) -> None:
    """Draw a thin line."""
    (x1, y1), (x2, y2) = start, end
    ends = {"x1": _short(x1), "y1": _short(y1), "x2": _short(x2), "y2": _short(y2)}
    SubElement(root, "line", {**ends, "stroke": colour, "stroke-width": "0.75"})


def bar(root: Element, corner: tuple[float, float], size: tuple[float, float], colour: str = SHADE) -> None:
    """Draw a filled rectangle from its upper left corner."""
    (x, y), (width, height) = corner, size
    given = {"x": _short(x), "y": _short(y), "width": _short(width), "height": _short(height)}
    SubElement(root, "rect", {**given, "fill": colour})


def mark(root: Element, centre: tuple[float, float], shape: str, colour: str = INK) -> None:
    """Draw a small mark: circle, square or diamond, told apart by shape and not by colour alone."""
    x, y = centre
    if shape == "circle":
        SubElement(root, "circle", {"cx": _short(x), "cy": _short(y), "r": "2.8", "fill": colour})
    elif shape == "square":
        bar(root, (x - 2.5, y - 2.5), (5, 5), colour)
    else:
        path = f"M{_short(x)} {_short(y - 3.4)}l3.4 3.4l-3.4 3.4l-3.4 -3.4z"
        SubElement(root, "path", {"d": path, "fill": "white", "stroke": colour})


def finished(root: Element) -> str:
    """The picture as text."""
    return tostring(root, encoding="unicode")


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
