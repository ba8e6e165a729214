"""The one catalogue of messages: a sentence by key, in Chinese or English as the locale asks."""

from __future__ import annotations

import os

from kanben.resources import data_table


def language(environment: dict[str, str] | None = None) -> str:
    """`zh` where the locale of the environment is Chinese, else `en` (POSIX: LC_ALL, LC_MESSAGES, LANG)."""
    given = os.environ if environment is None else environment
    for name in ("KANBEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if given.get(name):
            return "zh" if given[name].lower().startswith("zh") else "en"
    return "en"


def say(key: str, **values: object) -> str:
    """The sentence of that key with the values filled in; raises KeyError for a key not in the catalogue."""
    return str(data_table("messages.toml")[key][language()]).format(**values)
