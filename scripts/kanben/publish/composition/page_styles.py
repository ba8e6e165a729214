"""Page styles in linear time.

WeasyPrint 70 looks through every cascaded style of the document, those of all earlier pages included, to
find the margin boxes of a page: its time grows with the square of the pages. The margin boxes that any `@page` rule
names are known from the style sheets.
"""

from __future__ import annotations

from typing import Any


def margin_boxes(style_for: Any) -> set[str]:
    """The pseudo-elements that the `@page` rules of a document name."""
    return {
        pseudo
        for sheet, _, _ in style_for._sheets
        for _, selectors, _ in sheet.page_rules
        for _, pseudo, _ in selectors
        if pseudo
    }


def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Set the styles of a page type and of its margin boxes; takes the place of WeasyPrint's function."""
    root = html.etree_element
    style_for.add_page_declarations(page_type)
    style_for.set_computed_styles(page_type, root=root, parent=root, base_url=html.base_url)
    cascaded = style_for.get_cascaded_styles()
    for pseudo in sorted(margin_boxes(style_for)):
        if (page_type, pseudo) in cascaded:
            style_for.set_computed_styles(
                page_type, pseudo_type=pseudo, root=root, parent=page_type, base_url=html.base_url
            )
