"""An output profile of our own, for a press edition whose publisher names none: free to use, the same bytes.

A printer's profile is better.  This one is computed from the aim values of ISO 12647-2 (data/offset.toml):
Neugebauer's equations with the Yule–Nielsen exponent and a plain curve of dot gain, written as an ICC profile
of version 2 (ICC.1:2001-04) with 8-bit tables.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from functools import cache
from itertools import product

from kanben.resources import data_table

D50 = (0.9642, 1.0, 0.8249)
"""The white of the profile connection space."""
YULE_NIELSEN = 1.8
ALL_BLACK = 0.95
"""Above it a colour is black and nothing else: what is left could only be noise."""
FORWARD_GRID, BACKWARD_GRID = 6, 9
SOLIDS = (
    "paper", "yellow", "magenta", "magenta_yellow", "cyan", "cyan_yellow", "cyan_magenta", "cyan_magenta_yellow",
)  # fmt: skip
"""Overprints of solids in the order of the bits cyan, magenta, yellow."""

Colour = tuple[float, ...]


@cache
def offset_profile() -> bytes:
    """The profile, about 20 kB."""
    numbers = data_table("offset.toml")
    forward = table(4, 3, FORWARD_GRID, lambda inks: encoded(lab(printed(inks))))
    backward = table(3, 4, BACKWARD_GRID, lambda place: inks(xyz(decoded(place))))
    gamut = table(3, 1, 2, lambda _: (0.0,))
    parts: dict[bytes, bytes] = {
        b"desc": description(numbers["name"]),
        b"cprt": b"text\0\0\0\0" + numbers["copyright"].encode("ascii") + b"\0",
        b"wtpt": b"XYZ \0\0\0\0" + b"".join(fixed(value) for value in xyz(tuple(numbers["paper"]))),
        **dict.fromkeys((b"A2B0", b"A2B1", b"A2B2"), forward),
        **dict.fromkeys((b"B2A0", b"B2A1", b"B2A2"), backward),
        b"gamt": gamut,
    }
    return assembled(parts)


def printed(inks: Colour) -> Colour:
    """XYZ, with paper as white, of dot areas of cyan, magenta, yellow, black (Yule–Nielsen–Neugebauer)."""
    gain = 4 * data_table("offset.toml")["gain"]
    areas = [area + gain * area * (1 - area) for area in inks]
    total = [0.0, 0.0, 0.0]
    for bits, primary in primaries():
        weight = 1.0
        for bit, area in zip(bits, areas, strict=True):
            weight *= area if bit else 1 - area
        total = [sum_ + weight * part for sum_, part in zip(total, primary, strict=True)]
    return tuple(value**YULE_NIELSEN * white for value, white in zip(total, D50, strict=True))


@cache
def primaries() -> tuple[tuple[tuple[int, ...], Colour], ...]:
    """The sixteen overprints: their inks, and XYZ over paper white to the power 1/n; black darkens each alike."""
    numbers = data_table("offset.toml")
    paper, black = (xyz(tuple(numbers[name])) for name in ("paper", "black"))
    out = []
    for order, bits in enumerate(product((0, 1), repeat=4)):
        solid = xyz(tuple(numbers[SOLIDS[order // 2]]))
        over = zip(solid, paper, black, strict=True)
        shade = [part / white * (dark / white if bits[3] else 1) for part, white, dark in over]
        out.append((bits, tuple(value ** (1 / YULE_NIELSEN) for value in shade)))
    return tuple(out)


def inks(colour: Colour) -> Colour:
    """Cyan, magenta, yellow and black for XYZ: greys in black alone, colours in the rest (full grey replacement)."""
    x, y, z = colour
    linear = (
        3.1339 * x - 1.6169 * y - 0.4906 * z,
        -0.9788 * x + 1.9161 * y + 0.0335 * z,
        0.0719 * x - 0.2290 * y + 1.4052 * z,
    )
    absent = [1 - min(1.0, max(0.0, value)) ** (1 / 2.2) for value in linear]
    black = min(absent)
    if black > ALL_BLACK:
        return 0.0, 0.0, 0.0, 1.0
    rest = 1 - black
    return (*((value - black) / rest for value in absent), black)


def xyz(colour: Colour) -> Colour:
    """CIE XYZ of CIELAB under D50."""
    lightness, a, b = colour
    middle = (lightness + 16) / 116
    edges = (middle + a / 500, middle, middle - b / 200)
    cubes = (edge**3 if edge > 6 / 29 else (edge - 4 / 29) * 3 * (6 / 29) ** 2 for edge in edges)
    return tuple(cube * white for cube, white in zip(cubes, D50, strict=True))


def lab(colour: Colour) -> Colour:
    """CIELAB of CIE XYZ under D50."""
    ratios = (value / white for value, white in zip(colour, D50, strict=True))
    x, y, z = (r ** (1 / 3) if r > (6 / 29) ** 3 else r / (3 * (6 / 29) ** 2) + 4 / 29 for r in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def encoded(colour: Colour) -> Colour:
    """CIELAB as the 8-bit tables have it, each part from 0 to 1."""
    return colour[0] / 100, (colour[1] + 128) / 255, (colour[2] + 128) / 255


def decoded(place: Colour) -> Colour:
    """CIELAB of a place in the 8-bit tables."""
    return place[0] * 100, place[1] * 255 - 128, place[2] * 255 - 128


def table(inside: int, outside: int, grid: int, value: Callable[[Colour], Iterable[float]]) -> bytes:
    """A lut8Type (ICC.1:2001-04, 6.5.8): identity matrix and curves around a grid of values."""
    matrix = b"".join(fixed(1.0 if row == column else 0.0) for row in range(3) for column in range(3))
    identity = bytes(range(256))
    steps = [step / (grid - 1) for step in range(grid)]
    nodes = bytes(byte(part) for place in product(steps, repeat=inside) for part in value(place))
    head = b"mft1\0\0\0\0" + bytes((inside, outside, grid, 0))
    return head + matrix + identity * inside + nodes + identity * outside


def description(text: str) -> bytes:
    """A textDescriptionType with ASCII only (6.5.17)."""
    given = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(given)) + given + bytes(4 + 4 + 2 + 1 + 67)


def assembled(parts: dict[bytes, bytes]) -> bytes:
    """Header, table of tags, tags; equal tags stand once."""
    start = 128 + 4 + 12 * len(parts)
    places: dict[bytes, int] = {}
    body = b""
    for part in parts.values():
        if part not in places:
            places[part] = start + len(body)
            body += part + bytes(-len(part) % 4)
    tags = b"".join(struct.pack(">4sII", name, places[part], len(part)) for name, part in parts.items())
    return header(start + len(body)) + struct.pack(">I", len(parts)) + tags + body


def header(size: int) -> bytes:
    """The 128 bytes at the head (6.1): an output device in CMYK, connected by Lab; a fixed date."""
    first = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x02400000, b"prtr", b"CMYK", b"Lab ")
    date = struct.pack(">6H", 2024, 1, 1, 0, 0, 0)
    rest = b"acsp" + bytes(4 + 4 + 4 + 4 + 8 + 4) + b"".join(fixed(value) for value in D50)
    return (first + date + rest).ljust(128, b"\0")


def fixed(value: float) -> bytes:
    """An s15Fixed16Number."""
    return struct.pack(">i", round(value * 65536))


def byte(value: float) -> int:
    """A part from 0 to 1 as a byte."""
    return min(255, max(0, round(value * 255)))
