"""Font files are looked at where they lie in memory, not copied: Chinese ones hold twenty megabytes a face."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kanben.publish.engine import pdf_fonts, text_engine


@contextmanager
def fonts_uncopied() -> Iterator[None]:
    """Within it, a font of the engine's PDF writer holds a view of its file until it is cut down to a subset."""
    font = pdf_fonts.Font
    begin, subset = font.__init__, font.subset

    def begin_with_view(self: Any, *given: Any) -> None:
        begin(self, *given)
        self.file_content = view(self.hb_face)

    def subset_or_copy(self: Any, to_unicode: Any, hinting: Any) -> None:
        subset(self, to_unicode, hinting)
        self.file_content = bytes(self.file_content)

    font.__init__, font.subset = begin_with_view, subset_or_copy
    try:
        yield
    finally:
        font.__init__, font.subset = begin, subset


def view(face: Any) -> Any:
    """The bytes of a HarfBuzz face as a buffer that keeps them alive."""
    ffi, harfbuzz = text_engine.ffi, text_engine.harfbuzz
    blob = harfbuzz.hb_face_reference_blob(face)
    length = ffi.new("unsigned int *")
    data = ffi.gc(harfbuzz.hb_blob_get_data(blob, length), lambda _: harfbuzz.hb_blob_destroy(blob))
    return ffi.buffer(data, length[0])
