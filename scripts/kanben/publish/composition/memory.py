"""Layout without the search for cyclic garbage.

Every box of a document lives until it is written, and Python looks through all of them again and again for cycles: a
fifth of the time of a book of a thousand pages, more of a longer one. Layout leaves hardly any cycle behind.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the search for cyclic garbage, if it is on; memory that nothing refers to is freed as ever."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
