"""What the last page says of how the edition was made: fonts, page, tools, date."""

from __future__ import annotations

from kanben import __version__
from kanben.model import Edition
from kanben.publish.engine import weasyprint
from kanben.publish.fonts import font_roles
from kanben.publish.geometry import POINTS, geometry
from kanben.resources import printed_words


def facts(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Name and value of each fact, in the order printed; a value may be empty."""
    words, page = printed_words()["made"], geometry(edition.profile)
    faces = (
        words["face"].format(role=words["roles"].get(role.role, ""), family=role.family)
        for role in font_roles()
    )
    size = words["size"].format(
        width=round(page.width / POINTS, 1),
        height=round(page.height / POINTS, 1),
        ems=page.ems,
        lines=page.lines,
        size=page.size,
        leading=page.leading,
    )
    tool = words["tool"].format(kanben=__version__, engine=weasyprint.__version__)
    return (
        (words["fonts"], printed_words()["between_terms"].join(faces)),
        (words["page"], size),
        (words["tools"], tool),
        (words["date"], edition.metadata.date),
    )
