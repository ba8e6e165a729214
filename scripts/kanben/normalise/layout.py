"""Which lines are laid out with blanks: columns, lists of names, signatures, verse."""

from __future__ import annotations

from kanben.normalise.draft import Draft
from kanben.normalise.protect import Zones


def keeps_spaces(draft: Draft) -> Zones:
    """The spans whose blanks stay as they are."""
    spans = [(m.start, m.end) for m in draft.blocks if m.kind in ("code", "table", "columns", "verse")]
    return Zones(tuple(s for s, _ in spans), tuple(e for _, e in spans))
