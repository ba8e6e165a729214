"""The style sheet of the EPUB: the palette and type scale of the page, as readers' machines understand it."""

from __future__ import annotations

import re

from kanben.model import Edition
from kanben.resources import style_text

_VARIABLE = re.compile(r"--([a-z-]+):\s*([^;]+);")
_USE = re.compile(r"var\(--([a-z-]+)\)")


def stylesheet(edition: Edition) -> str:
    """common.css and epub.css, then the user's sheets; variables are written out, as old readers know none."""
    own = style_text("common.css") + style_text("epub.css")
    values = dict(_VARIABLE.findall(own))
    written = _USE.sub(lambda use: values.get(use[1], "inherit"), own)
    return "\n".join((re.sub(r":root\s*\{[^}]*\}", "", written), *edition.profile.css))
