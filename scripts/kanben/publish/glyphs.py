"""No character goes to print in a font that nobody chose: a strange font or a missing glyph stops the build."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kanben.errors import SystemNeedError
from kanben.model import Edition
from kanben.publish.fonts import FontRole

MISSING = re.compile(r'\.notdef glyph rendered .* "(.)" \(U\+([0-9A-F]{4,6})\)', re.DOTALL)
AROUND = 8
"""Characters shown on either side of the one that has no glyph."""


def require_roles(roles: Iterable[FontRole]) -> None:
    """Stop where a role has no installed font."""
    for role in roles:
        if not role.family:
            values: dict[str, Any] = {"role": role.role, "family": role.wanted[0], **dict(role.packages)}
            raise SystemNeedError("font.missing", **values)


def require_glyphs(said: Iterable[str], edition: Edition) -> None:
    """Stop at the first character that the engine had no glyph for."""
    for sentence in said:
        if found := MISSING.search(sentence):
            passage = where(found[1], edition)
            raise SystemNeedError("font.no-glyph", character=found[1], code=found[2], passage=passage)


def require_chosen(fonts: Iterable[Any], chosen: Iterable[str], edition: Edition) -> None:
    """Stop where a font was embedded that no role and no style sheet names: a silent fallback."""
    known = frozenset(chosen)
    for font in fonts:
        if font.family not in known:
            character = next((text for text in font.to_unicode.values() if text.strip()), "")[:1]
            passage = where(character, edition)
            raise SystemNeedError("font.strange", family=font.family, character=character, passage=passage)


def where(character: str, edition: Edition) -> str:
    """The first passage that holds a character: title of the chapter and the words around it."""
    for each in edition.matter:
        for block in each.chapter.blocks:
            at = block.text.find(character) if character else -1
            if at >= 0:
                return f"{each.chapter.title}：{block.text[max(0, at - AROUND) : at + AROUND + 1]}"
    return edition.metadata.title
