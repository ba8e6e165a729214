"""What the engine holds while it writes: font files where they lie, pages as bytes and not operator by operator.

A Chinese font file holds twenty megabytes a face, and a page some ten thousand operators.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kanben.publish.engine import engine_document, pdf_fonts, pdf_writer, text_engine


@contextmanager
def fonts_uncopied() -> Iterator[None]:
    """Within it, a font of the engine's PDF writer holds a view of its file until it is cut down to a subset."""
    font = pdf_fonts.Font
    begin, subset, whole = font.__init__, font.subset, pdf_fonts.get_hb_object_data

    def begin_with_view(self: Any, *given: Any) -> None:
        pdf_fonts.get_hb_object_data = view
        try:
            begin(self, *given)
        finally:
            pdf_fonts.get_hb_object_data = whole

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


@contextmanager
def pages_joined() -> Iterator[None]:
    """Within it, a page that has been painted is kept as one run of bytes."""
    page = engine_document.Page
    paint = page.paint

    def paint_and_join(self: Any, stream: Any, scale: float = 1) -> None:
        paint(self, stream, scale)
        stream.stream = [b"\n".join(pdf_writer._to_bytes(item) for item in stream.stream)]

    page.paint = paint_and_join
    try:
        yield
    finally:
        page.paint = paint
