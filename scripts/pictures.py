"""The pictures of the README: six pages of the annotated edition of the book in manuscript/, as small PNG files.

.venv/bin/python scripts/pictures.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from pypdfium2 import PdfDocument

from kanben.pipeline import build

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "scripts" / "pictures"
PAGES = {
    "contents": ("目录", 0),
    "text": ("第一章", 1),
    "chronology": ("大事年表", 0),
    "documents": ("文件一览", 0),
    "index": ("索引", 0),
}
"""Name of the picture: how the entry of the PDF's outline begins, and pages after the one it leads to."""
WIDTH, COLOURS = 600, 48


def main() -> None:
    """Build the edition where it is not up to date, and write the pictures."""
    (edition,) = build(ROOT, ("annotated",), ("pdf",), lambda *_told: None)
    FOLDER.mkdir(exist_ok=True)
    document = PdfDocument(edition.files[0])
    for name, number in pages(document):
        picture(document, number).save(FOLDER / f"{name}.png", optimize=True)


def pages(document: PdfDocument) -> Iterator[tuple[str, int]]:
    """Name of each picture and number of its page, from 0."""
    outline = [(entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()]
    yield "cover", 0
    for name, (title, after) in PAGES.items():
        yield name, next(page for entry, page in outline if entry.startswith(title)) + after


def picture(document: PdfDocument, number: int) -> Image.Image:
    """The page in so few colours that the file is small, with a thin edge to show where the paper ends."""
    page = document[number]
    drawn = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    edged = Image.new("RGB", (drawn.width + 2, drawn.height + 2), "#bbbbbb")
    edged.paste(drawn, (1, 1))
    return edged.quantize(COLOURS)


if __name__ == "__main__":
    main()
