"""Sets one piece on pages: the style sheets of the profile, one set of fonts, the edition's images."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kanben.model import Edition, Profile
from kanben.publish.engine import fonts as engine_fonts
from kanben.publish.engine import weasyprint
from kanben.publish.fetcher import BASE, EditionFetcher
from kanben.publish.fonts import FontRole, font_roles
from kanben.publish.geometry import Geometry, geometry, page_css
from kanben.publish.glyphs import require_roles
from kanben.publish.ink import grey
from kanben.publish.pieces import Piece
from kanben.publish.templates import fill
from kanben.resources import style_text

BLANK = Piece("blank", "blank", "", "")
VARIABLES = {"text": "--serif", "heading": "--sans", "quotation": "--kai", "code": "--mono"}
"""The custom property of each font role."""
NAMED = re.compile(r"[\"']([^\"'\n]+)[\"']")


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

    def set(self, piece: Piece, first: int) -> Any:
        """The piece laid out, its first page printing that number; odd numbers stand on the right."""
        html = fill(
            "whole.html",
            metadata=self.edition.metadata,
            language=self.edition.metadata.language,
            side="right" if first % 2 else "left",
            role=piece.role,
            title=piece.title,
            css="",
            html=piece.html,
        )
        number = weasyprint.CSS(string=f"@page :first {{ counter-reset: page {first} }}")
        source = weasyprint.HTML(string=str(html), base_url=BASE, url_fetcher=self.fetcher)
        return source.render(stylesheets=[self.css, number], font_config=self.fonts)


def typesetter(edition: Edition) -> Typesetter:
    """What sets the pieces of an edition; raises what `geometry` raises, SystemNeedError for a missing font."""
    roles = font_roles()
    require_roles(roles)
    page, fonts = geometry(edition.profile), engine_fonts.FontConfiguration()
    fetcher = EditionFetcher(map(grey, edition.images) if page.ink == "black" else edition.images)
    text = style_sheet(edition.profile, page, roles)
    sheet = weasyprint.CSS(string=text, font_config=fonts, base_url=BASE, url_fetcher=fetcher)
    return Typesetter(edition, page, sheet, fonts, fetcher, families(edition.profile, roles))


def style_sheet(profile: Profile, page: Geometry, roles: tuple[FontRole, ...]) -> str:
    """Our style sheets from the common one to the profile's, then the user's own."""
    ours = (style_text(name) for name in ("common.css", "page.css", *page.sheets))
    faces = " ".join(f'{VARIABLES[role.role]}: "{role.family}";' for role in roles)
    return "\n".join((*ours, f":root {{ {faces} }}", page_css(page), *profile.css))


def families(profile: Profile, roles: tuple[FontRole, ...]) -> tuple[str, ...]:
    """The families of the roles, and those that the user's own style sheets name."""
    named = (name for css in profile.css for name in NAMED.findall(css))
    return (*(role.family for role in roles), *named)
