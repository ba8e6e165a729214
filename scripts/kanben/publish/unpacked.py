"""Libraries and fonts that were unpacked inside a checkout, where nothing may be installed.

`scripts/bootstrap.py` writes .system/libraries.txt, in loading order, and .system/fonts.conf.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from kanben.resources import PACKAGE

FOLDER = PACKAGE.parents[1] / ".system"


def load_unpacked(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Load the unpacked libraries, so that WeasyPrint finds them by name; gives those loaded.

    The font configuration is named in the environment, as fontconfig reads it from nowhere else.
    """
    if (folder / "fonts.conf").is_file():
        os.environ.setdefault("FONTCONFIG_FILE", str(folder / "fonts.conf"))
    try:
        names = (folder / "libraries.txt").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return ()
    libraries = tuple(folder / name for name in names)
    for library in libraries:
        # Local: symbols of these must not take the place of those that other libraries bring with them.
        ctypes.CDLL(str(library), ctypes.RTLD_LOCAL)
    return libraries
