"""No stream's data ends with a carriage return.

Before `endstream` stands a line feed (ISO 19005-3, 6.1.7.1).  Where compressed data happens to end with a
carriage return, the two read like one end of line, and validators count the stream one byte short.  A byte of
padding after the compressed data mends a stream; in a stream of objects, a structure element says its revision
number, which is 0 anyway (ISO 32000-1, table 323), and the checksum at the end becomes another.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

SEEN = b"\r\nendstream"
ATTEMPTS = 6


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The file with streams of objects, its identifier made from its content."""
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def mended(content: bytes) -> bytes:
    """The same file with no stream that ends so; as it is after a few attempts, at worst."""
    for _ in range(ATTEMPTS):
        if SEEN not in content:
            break
        with pikepdf.open(BytesIO(content)) as pdf:
            for stream in list(_ending_so(pdf)):
                _mend(pdf, stream)
            content = saved(pdf)
    return content


def _ending_so(pdf: pikepdf.Pdf) -> Iterator[Stream]:
    for each in pdf.objects:
        if isinstance(each, Stream) and each.read_raw_bytes().endswith(b"\r"):
            yield each


def _mend(pdf: pikepdf.Pdf, stream: Stream) -> None:
    if stream.get("/Type") != Name.ObjStm:
        padded = stream.read_raw_bytes() + b"\n"
        stream.write(padded, filter=_given(stream, "/Filter"), decode_parms=_given(stream, "/DecodeParms"))
        return
    for element in _held(pdf, stream):
        if isinstance(element, Dictionary) and "/P" in element and "/S" in element and "/R" not in element:
            element.R = 0
            return


def _held(pdf: pikepdf.Pdf, stream: Stream) -> Iterator[Any]:
    """The objects in a stream of objects: their numbers stand at its head, each with an offset."""
    head = stream.read_bytes()[: int(stream.First)].split()
    return (pdf.get_object(int(number), 0) for number in head[::2])


def _given(stream: Stream, key: str) -> Any:
    return stream.get(key)
