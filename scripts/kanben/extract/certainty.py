"""The one threshold of certainty: what is printed, and what is only proposed."""

from __future__ import annotations

from typing import Protocol, TypeVar

from kanben.model import PRINTED


class Weighed(Protocol):
    """A finding that says how certain it is."""

    @property
    def certainty(self) -> float:
        """How sure the finder is, from 0 to 1."""
        ...


Finding = TypeVar("Finding", bound=Weighed)


def printed(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that are certain enough to be printed."""
    return tuple(finding for finding in found if finding.certainty >= PRINTED)
