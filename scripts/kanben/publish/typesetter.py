"""Sets one piece on pages: the style sheets of the profile, one set of fonts, the edition's images."""

from __future__ import annotations

import gc
import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from kanben.model import Edition, Profile
from kanben.publish.engine import fonts as engine_fonts
from kanben.publish.engine import weasyprint
from kanben.publish.fetcher import BASE, EditionFetcher, only_our_own
from kanben.publish.fonts import FontRole, font_roles
from kanben.publish.geometry import Geometry, geometry, page_css
from kanben.publish.glyphs import require_roles
from kanben.publish.ink import grey
from kanben.publish.pieces import Piece
from kanben.publish.templates import fill
from kanben.resources import style_text

STOCK_LINES = '\nhtml { font-feature-settings: "chws" }\n'
BLANK = Piece("blank", "blank", "", "")
VARIABLES = {"text": "--serif", "heading": "--sans", "quotation": "--kai", "code": "--mono"}
"""The custom property of each font role."""
NAMED = re.compile(r"[\"']([^\"'\n]+)[\"']")


def settle() -> None:
    """Free what setting a piece left behind, and look at what stays no more: the pages of a book grow old."""
    gc.collect()
    gc.freeze()


@dataclass(slots=True)
class Memory:
    """What a process that lays out one edition again and again keeps: the pieces as they were set last.

    A piece is known by its whole HTML and the number of its first page, so nothing stale can come of it.
    """

    set_before: dict[tuple[str, int], Any] = field(default_factory=dict)
    wanted: set[tuple[str, int]] = field(default_factory=set)
    """What the last layout used."""
    shifts: dict[bytes, int] = field(default_factory=dict)
    """Lines added to the opening of a piece for the sake of its last page, by the key that it has without them."""
    setter: Typesetter | None = None
    look: object = None
    """Profile, images and fonts that the setter was made for."""

    def forget_the_rest(self) -> None:
        """Drop what the last layout did not use."""
        for key in self.set_before.keys() - self.wanted:
            del self.set_before[key]


@dataclass(frozen=True, slots=True)
class Typesetter:
    """What every piece of an edition is set with."""

    edition: Edition
    page: Geometry
    css: Any
    fonts: Any
    fetcher: EditionFetcher
    families: tuple[str, ...]
    """The font families that the style sheets name."""
    memory: Memory

    def set(self, piece: Piece, first: int, more: int = 0) -> Any:
        """The piece laid out, its first page printing that number; odd numbers stand on the right.

        `more` lines are added to the space that a chapter opens with.
        """
        html = self._html(piece, first, more)
        if (html, first) not in self.memory.set_before:
            self.memory.set_before[html, first] = self._render(html, first)
        self.memory.wanted.add((html, first))
        return self.memory.set_before[html, first]

    def drop(self, piece: Piece, first: int, more: int) -> None:
        """Forget a setting that was only tried: a book of them takes half as much memory again."""
        key = self._html(piece, first, more), first
        self.memory.set_before.pop(key, None)
        self.memory.wanted.discard(key)

    def key(self, piece: Piece, first: int) -> bytes:
        """Short for all that decides how a piece is set, beside the look of the edition."""
        return sha256(f"{first} {self._html(piece, first, 0)}".encode()).digest()

    def _html(self, piece: Piece, first: int, more: int) -> str:
        return str(
            fill(
                "whole.html",
                metadata=self.edition.metadata,
                language=self.edition.metadata.language,
                side="right" if first % 2 else "left",
                role=piece.role,
                title=piece.title,
                more=more,
                html=piece.html,
            )
        )

    def _render(self, html: str, first: int) -> Any:
        number = weasyprint.CSS(string=f"@page :first {{ counter-reset: page {first} }}")
        source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=self.fetcher)
        document = source.render(stylesheets=[self.css, number], font_config=self.fonts)
        del document._html, source
        settle()
        return document


def typesetter(edition: Edition, memory: Memory, chinese: bool) -> Typesetter:
    """What sets the pieces of an edition, with what is remembered of it.

    Where lines are not composed the `chinese` way, marks that meet are drawn together by the font, if it can.
    Raises what `geometry` raises, SystemNeedError for a missing font.
    """
    look = edition.profile, edition.images, font_roles(), chinese
    if memory.setter is None or memory.look != look:
        memory.set_before.clear()
        memory.shifts.clear()
        memory.setter, memory.look = _typesetter(edition, memory, STOCK_LINES if not chinese else ""), look
    memory.wanted.clear()
    return replace(memory.setter, edition=edition)


def _typesetter(edition: Edition, memory: Memory, more: str) -> Typesetter:
    roles = font_roles()
    require_roles(roles)
    page, fonts = geometry(edition.profile), engine_fonts.FontConfiguration()
    fetcher = EditionFetcher(map(grey, edition.images) if page.ink == "black" else edition.images)
    text = style_sheet(edition.profile, page, roles) + more
    with only_our_own(fetcher):
        sheet = weasyprint.CSS(string=text, font_config=fonts, base_url=BASE, url_fetcher=fetcher)
    return Typesetter(edition, page, sheet, fonts, fetcher, families(edition.profile, roles), memory)


def style_sheet(profile: Profile, page: Geometry, roles: tuple[FontRole, ...]) -> str:
    """Our style sheets from the common one to the profile's, then the user's own."""
    ours = (style_text(name) for name in ("common.css", "page.css", *page.sheets))
    faces = " ".join(f'{VARIABLES[role.role]}: "{role.family}";' for role in roles)
    return "\n".join((*ours, f":root {{ {faces} }}", page_css(page), *profile.css))


def families(profile: Profile, roles: tuple[FontRole, ...]) -> tuple[str, ...]:
    """The families of the roles, and those that the user's own style sheets name."""
    named = (name for css in profile.css for name in NAMED.findall(css))
    return (*(role.family for role in roles), *named)
