"""What XML 1.0 can't say: control characters and lone surrogates, which an HTML page would pass over."""

from __future__ import annotations

import re

_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sayable(text: str) -> str:
    """The text with every character that XML can't hold printed as U+FFFD, so that nothing is lost in silence."""
    return _NO_CHARACTER.sub("\ufffd", text)
