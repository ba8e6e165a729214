"""The PDF for the printer: PDF/X-4 (ISO 15930-7), black ink, bleed, crop marks, an output intent."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import ImageCms

from kanben.errors import ConfigError
from kanben.model import Edition, Metadata
from kanben.publish.engine import weasyprint
from kanben.publish.geometry import geometry
from kanben.publish.ink import in_black
from kanben.publish.layout import Layout
from kanben.publish.offset_profile import offset_profile
from kanben.publish.painting import painted
from kanben.publish.stream_ends import mended, saved
from kanben.publish.templates import fill
from kanben.publish.trim import impress, strip

NO_DATE = "1980-01-01"
"""What stands for the date where the book names none: PDF/X-4 must have one, and a clock would change the bytes."""


def press_pdf(edition: Edition, layout: Layout) -> bytes:
    """The press PDF; ConfigError where the profile named is not one of a CMYK press."""
    profile = edition.output_intent or offset_profile()
    require_press(profile)
    raw = painted(edition, layout, pdf_version="1.6")
    with pikepdf.open(BytesIO(raw)) as pdf:
        strip(pdf)
        in_black(pdf)
        impress(pdf, geometry(edition.profile))
        intend(pdf, profile)
        identify(pdf, edition.metadata)
        return mended(saved(pdf))


def require_press(profile: bytes) -> None:
    """Stop unless the bytes are an ICC output profile in CMYK (ICC.1, 7.2)."""
    if (profile[36:40], profile[12:16], profile[16:20]) != (b"acsp", b"prtr", b"CMYK"):
        raise ConfigError("press.not-cmyk")


def intend(pdf: pikepdf.Pdf, profile: bytes) -> None:
    """Write the output intent (ISO 15930-7, 6.2.2)."""
    name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(profile))).strip()
    stream = Stream(pdf, profile)
    stream.N = 4
    stream.Alternate = Name.DeviceCMYK
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String("Custom"),
        OutputCondition=String(name),
        Info=String(name),
        DestOutputProfile=pdf.make_indirect(stream),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def identify(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    """Write the document information and the XMP that say PDF/X-4."""
    day = metadata.date or NO_DATE
    stamp = String(f"D:{day.replace('-', '')}000000Z")
    info = pdf.docinfo
    info[Name.CreationDate], info[Name.ModDate], info[Name.Trapped] = stamp, stamp, Name("/False")
    xmp = fill(
        "xmp-x4.xml",
        metadata=metadata,
        date=f"{day}T00:00:00Z",
        identifier=metadata.identifier or f"urn:{metadata.slug}",
        producer=f"WeasyPrint {weasyprint.__version__}",
    )
    stream = Stream(pdf, str(xmp).encode("utf-8"))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(stream)
