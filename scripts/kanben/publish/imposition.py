"""Two pages on a sheet side, for double-sided copying: a booklet to be stapled, or two stacks to be cut.

Sheets are turned on their short edge, as copiers turn landscape paper; so behind the left half of a front
stands the right half of its back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Side = tuple[int, int]
"""Pages on the left and on the right half of a sheet side, from 1; past the last page: blank."""
PAGES_A_SHEET = 4


def booklet(pages: int) -> tuple[Side, ...]:
    """Sheet sides, front and back in turn, of a booklet folded once and stapled in the fold."""
    last = filled(pages)
    return tuple(
        side
        for first in range(1, last // 2, 2)
        for side in ((last + 1 - first, first), (first + 1, last - first))
    )


def stacks(pages: int) -> tuple[Side, ...]:
    """Sheet sides of a pile that is cut in the middle, the left stack then laid on the right one."""
    half = filled(pages) // 2
    return tuple(
        side for first in range(1, half, 2) for side in ((first, half + first), (half + first + 1, first + 1))
    )


SCHEMES: Mapping[str, Callable[[int], tuple[Side, ...]]] = {"booklet": booklet, "stacks": stacks}
THICK = 80
"""Pages that a staple still holds; a thicker book is cut in stacks unless the edition says otherwise."""


def scheme(wanted: str, pages: int) -> Callable[[int], tuple[Side, ...]] | None:
    """The scheme of that name; by thickness where none is named; None where the name is not one (such as none)."""
    return SCHEMES.get(wanted or ("booklet" if pages <= THICK else "stacks"))


def filled(pages: int) -> int:
    """The number of pages filled up to whole sheets."""
    return -(-pages // PAGES_A_SHEET) * PAGES_A_SHEET


def read_booklet(sides: tuple[Side, ...]) -> tuple[int, ...]:
    """The pages in the order they are turned over, once the sheets are folded together: the proof of `booklet`."""
    right = [side[1] for side in sides[::2]]
    left = [side[0] for side in sides[1::2]]
    out = [page for pair in zip(right, left, strict=True) for page in pair]
    inner = [page for side in zip(sides[1::2], sides[::2], strict=True) for page in (side[0][1], side[1][0])]
    return tuple(out + [page for pair in _pairs(inner)[::-1] for page in pair])


def read_stacks(sides: tuple[Side, ...]) -> tuple[int, ...]:
    """The pages in order once the pile is cut and stacked: the proof of `stacks`."""
    fronts, backs = sides[::2], sides[1::2]
    upper = [page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])]
    lower = [page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])]
    return tuple(upper + lower)


def _pairs(pages: list[int]) -> list[tuple[int, int]]:
    return list(zip(pages[::2], pages[1::2], strict=True))
