"""Names of the vocabularies that an EPUB document is written in."""

from __future__ import annotations

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
SVG = "{http://www.w3.org/2000/svg}"
EPUB_TYPE = f"{{{OPS}}}type"
ROOT = {"namespaces": f'xmlns="{XHTML}" xmlns:epub="{OPS}"', "lang": "zh-CN"}


def tag(name: str) -> str:
    """An element's name in XHTML, as lxml writes it."""
    return f"{{{XHTML}}}{name}"
