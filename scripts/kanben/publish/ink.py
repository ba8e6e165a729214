"""Everything in black ink: colours of the page to tints of K, pictures to grey."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
from pikepdf import Name, Stream
from PIL import Image as Picture

from kanben.model import Image

COLOUR = re.compile(rb"(?<![\d.])([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)(?=\s)")
"""The operators that set a colour; the engine writes text as hexadecimal, so no text looks like one."""
LUMA = (0.299, 0.587, 0.114)
"""Weights of red, green and blue in grey (ITU-R BT.601)."""


def in_black(pdf: pikepdf.Pdf) -> None:
    """Set every colour of pages and of drawings in them as a tint of K."""
    for page in pdf.pages:
        page.contents_coalesce()
    drawings = [
        each for each in pdf.objects if isinstance(each, Stream) and each.get("/Subtype") == Name.Form
    ]
    for stream in (*(page.Contents for page in pdf.pages), *drawings):
        stream.write(COLOUR.sub(tint, stream.read_bytes()))
    for drawing in drawings:
        if "/Group" in drawing and "/CS" in drawing.Group:
            drawing.Group.CS = Name.DeviceCMYK  # blended in RGB, black would come back as four inks


def tint(found: re.Match[bytes]) -> bytes:
    """The operator that sets a tint of K for one that sets a colour."""
    light = sum(weight * float(found[part]) for part, weight in enumerate(LUMA, 1))
    operator = b"k" if found[4] == b"rg" else b"K"
    return b"0 0 0 %s %s" % (f"{1 - light:.3f}".rstrip("0").rstrip(".").encode() or b"0", operator)


def grey(image: Image) -> Image:
    """A picture in grey, on white where it was transparent; a drawing in SVG as it is."""
    if image.path.lower().endswith(".svg"):
        return image
    with Picture.open(BytesIO(image.content)) as picture:
        if picture.mode == "L":
            return image
        opaque = picture.convert("RGBA")
        ground = Picture.new("RGBA", opaque.size, "white")
        ground.alpha_composite(opaque)
        out = BytesIO()
        ground.convert("L").save(out, "PNG", dpi=picture.info.get("dpi", (96, 96)))
    return Image(image.path, out.getvalue())
