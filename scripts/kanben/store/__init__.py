"""The only package that reads or writes a project's files."""

from kanben.store.cache import adapter, code_version, keep, key_of, recall, rules_version
from kanben.store.clean import hand_edited, read_clean, write_clean
from kanben.store.dist import put_outputs, remember, unchanged
from kanben.store.project import (
    Project,
    open_project,
    read_annotations,
    read_asset,
    read_decisions,
    read_given,
    read_source,
    read_text,
    source_files,
    write_bytes,
    write_text,
)

__all__ = [
    "Project", "adapter", "code_version", "hand_edited", "keep", "key_of", "open_project", "put_outputs",
    "read_annotations", "read_asset", "read_clean", "read_decisions", "read_given", "read_source",
    "read_text", "recall", "remember", "rules_version", "source_files", "unchanged", "write_bytes", "write_clean",
    "write_text",
]  # fmt: skip
