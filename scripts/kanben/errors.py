"""Every error that a user can meet, each with the exit code of its kind.

    KanbenError
    ├── UsageError        2   a command was called in a way that can't be carried out
    ├── ConfigError       3   book.yaml or a file of decisions
    ├── SourceError       4   a source: missing, empty, undecodable, of unknown form
    ├── PassageError      5   a note or a decision that fits nowhere, or in two places
    ├── SystemNeedError   6   a font or a program of the system
    └── OutputError       7   an edition can't be written

A message is a key of the catalogue (`data/messages.toml`) with its values; it is worded when shown.
Anything that is not a KanbenError is our fault: exit code 70.
"""

from __future__ import annotations

from kanben.messages import say


class KanbenError(Exception):
    """A mistake that the user can mend; `str()` gives the sentence, file and line first."""

    exit_code = 70

    def __init__(self, key: str, file: str = "", line: int = 0, **values: object) -> None:
        """`key` names the sentence in the catalogue; `file` and `line` say where, `values` fill it in."""
        super().__init__(key, file, line)
        self.key, self.file, self.line, self.values = key, file, line, values

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        sentence = say(self.key, **self.values)
        return f"{where}: {sentence}" if where else sentence


class UsageError(KanbenError):
    """A command was called in a way that can't be carried out."""

    exit_code = 2


class ConfigError(KanbenError):
    """book.yaml or a file of decisions can't be used as it is."""

    exit_code = 3


class SourceError(KanbenError):
    """A source can't be read."""

    exit_code = 4


class PassageError(KanbenError):
    """A note or a decision names a passage that stands nowhere, or in two places."""

    exit_code = 5


class SystemNeedError(KanbenError):
    """A font, a library or a program that the system should have is missing."""

    exit_code = 6


class OutputError(KanbenError):
    """A finished file can't be written."""

    exit_code = 7
