"""manuscript/clean/: generated, committed, and never written over a person's work.

`manifest.json` holds each file's hash as kanben wrote it; a file that differs is hand-edited.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from kanben.errors import ConfigError
from kanben.model import Cleaned
from kanben.store.cache import adapter
from kanben.store.project import Project, write_text

_MANIFEST = "manifest.json"


def hand_edited(project: Project) -> tuple[str, ...]:
    """Slugs of the clean chapters that differ from what kanben wrote there, in order.

    Without a manifest nobody knows who wrote them: then all count.  Raises ConfigError for one that is damaged.
    """
    path = _folder(project) / _MANIFEST
    if not path.is_file():
        return tuple(sorted(file.stem for file in _folder(project).glob("*.md")))
    manifest = _manifest(project)
    if manifest is None:
        raise ConfigError("clean.manifest", project.shown(path))
    return tuple(slug for slug, known in sorted(manifest.items()) if _differs(_path(project, slug), known))


def read_clean(project: Project, slug: str) -> str:
    """The clean chapter as it stands in its file now."""
    return _path(project, slug).read_text("utf-8")


def write_clean(project: Project, chapters: tuple[Cleaned, ...], rules_version: str) -> tuple[str, ...]:
    """Write clean/*.md, manifest.json and build/ledger/*.jsonl; gives the slugs whose text changed."""
    changed = tuple(c.chapter.slug for c in chapters if _differs_from_text(project, c))
    for cleaned in chapters:
        slug = cleaned.chapter.slug
        if slug in changed:
            write_text(project, _path(project, slug), cleaned.text)
        write_text(project, project.build / "ledger" / f"{slug}.jsonl", _ledger(cleaned))
    kept = {c.chapter.slug: {"sha256": _hash(c.text), "rules": rules_version} for c in chapters}
    _tidy(project, frozenset(kept))
    write_text(project, _folder(project) / _MANIFEST, json.dumps(kept, indent=1, sort_keys=True) + "\n")
    return changed


def _ledger(cleaned: Cleaned) -> str:
    head = {
        "chapter": cleaned.chapter.slug,
        "encoding": cleaned.encoding,
        "extracted": _hash(cleaned.extracted),
    }
    lines = [head, *(
        {"pass": number, **asdict(edit)} for number, edits in enumerate(cleaned.passes) for edit in edits
    )]  # fmt: skip
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _tidy(project: Project, kept: frozenset[str]) -> None:
    """Remove the clean text of chapters that left the book, where no hand has touched it."""
    manifest = _manifest(project) or {}
    for slug in set(manifest) - kept:
        path = _path(project, slug)
        if path.is_file() and not _differs(path, manifest[slug]):
            path.unlink()


def _manifest(project: Project) -> dict[str, dict[str, str]] | None:
    """What kanben wrote last, by slug; None where the file is missing, or a merge left it in pieces."""
    try:
        (known,) = adapter(dict[str, dict[str, str]]).validate_python((_json(project),))
    except (OSError, ValueError):
        return None
    return dict(known)


def _json(project: Project) -> object:
    return json.loads((_folder(project) / _MANIFEST).read_text("utf-8"))


def _folder(project: Project) -> Path:
    return project.manuscript / "clean"


def _path(project: Project, slug: str) -> Path:
    return _folder(project) / f"{slug}.md"


def _differs(path: Path, known: dict[str, str]) -> bool:
    return path.is_file() and sha256(path.read_bytes()).hexdigest() != known.get("sha256")


def _differs_from_text(project: Project, cleaned: Cleaned) -> bool:
    path = _path(project, cleaned.chapter.slug)
    return not path.is_file() or path.read_bytes() != cleaned.text.encode("utf-8")


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()
