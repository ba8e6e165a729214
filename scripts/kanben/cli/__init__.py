"""The command line: what was asked, what was done, an exit code; nothing of the trade.

Exit codes: 0 done or nothing to do · 1 `check` found something that must be settled · 2 usage · 3 book.yaml
or decisions · 4 a source · 5 a note or decision that fits nowhere · 6 fonts or system · 7 output · 70 our fault.
"""

from kanben.cli import commands, note_commands
from kanben.cli.group import Commands, main

__all__ = ["Commands", "commands", "main", "note_commands"]
