"""What WeasyPrint and fontTools have to say, caught: nothing of it reaches the terminal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

LOGGERS = ("weasyprint", "fontTools")


class _Kept(logging.Handler):
    """Keeps warnings as sentences."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.sentences.append(record.getMessage())


@contextmanager
def kept_log() -> Iterator[list[str]]:
    """Within it, warnings of the layout engine go into the list that it gives, and nowhere else."""
    kept = _Kept()
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(logger.propagate, logger.handlers[:]) for logger in loggers]
    for logger in loggers:
        logger.propagate, logger.handlers[:] = False, [kept]
    try:
        yield kept.sentences
    finally:
        for logger, (propagate, handlers) in zip(loggers, before, strict=True):
            logger.propagate, logger.handlers[:] = propagate, handlers
