"""Chinese line composition inside WeasyPrint 70, by the rules of W3C's CLREQ.

Each paragraph is read as one text across all its inline boxes, its lines are chosen together, and every line
is set to the measure by changing advances; text that is not Chinese is left to WeasyPrint. A few private
functions are replaced while `line_composition` is entered, so only versions that are known are touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

KNOWN = "70."


@contextmanager
def line_composition() -> Iterator[bool]:
    """Compose the Chinese lines of all that is rendered inside the `with` block.

    Gives False, and changes nothing, on a version of WeasyPrint that is not known: the caller should say
    so and add `font-feature-settings: "chws"`. Both rendering and writing belong inside.
    """
    import weasyprint

    if not weasyprint.__version__.startswith(KNOWN):
        yield False
        return
    from kanben.publish.composition.memory import collection_paused

    replaced = replacements()
    originals = [(module, name, getattr(module, name)) for module, name, _ in replaced]
    for module, name, replacement in replaced:
        setattr(module, name, replacement)
    try:
        with collection_paused():
            yield True
    finally:
        for module, name, original in originals:
            setattr(module, name, original)


def replacements() -> list[tuple[Any, str, Callable[..., Any]]]:
    """Module, name and replacement of each function, built over what stands there now."""
    from weasyprint.draw import text
    from weasyprint.layout import inline, page, preferred

    from kanben.publish.composition import inline as ours
    from kanben.publish.composition.dots import draw_text_decoration
    from kanben.publish.composition.footnotes import make_page
    from kanben.publish.composition.page_styles import set_page_type_computed_styles

    return [
        (
            inline,
            "split_inline_box",
            ours.split_inline_box(inline.split_inline_box, inline.split_inline_level),
        ),
        (inline, "split_text_box", ours.split_text_box(inline.split_text_box)),
        (inline, "justify_line", ours.justify_line(inline.justify_line)),
        (
            preferred,
            "inline_max_content_width",
            ours.inline_max_content_width(preferred.inline_max_content_width, preferred.adjust),
        ),
        (page, "make_page", make_page(page.make_page)),
        (text, "draw_text_decoration", draw_text_decoration(text.draw_text_decoration)),
        (page, "set_page_type_computed_styles", set_page_type_computed_styles),
    ]
