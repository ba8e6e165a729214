"""WeasyPrint, whose functions carry no types, as one name that type checkers leave alone."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kanben.publish.unpacked import load_unpacked

load_unpacked()
weasyprint: Any = import_module("weasyprint")
css: Any = import_module("weasyprint.css")
boxes: Any = import_module("weasyprint.formatting_structure.boxes")
engine_document: Any = import_module("weasyprint.document")
fonts: Any = import_module("weasyprint.text.fonts")
urls: Any = import_module("weasyprint.urls")
text_engine: Any = import_module("weasyprint.text.ffi")
pdf_fonts: Any = import_module("weasyprint.pdf.fonts")
pdf_stream: Any = import_module("weasyprint.pdf.stream")
pdf_variants: Any = import_module("weasyprint.pdf")
pdf_writer: Any = import_module("pydyf")
