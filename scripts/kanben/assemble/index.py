"""索引: names, documents, meetings and subjects as entries, in the order of GB/T 22466.

An entry holds the places of every form of its name; a short form refers to the full one (见).
Page numbers are no business of this stage: a place becomes one when the book is laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kanben.assemble import registers
from kanben.assemble.collation_order import group, sort_key
from kanben.assemble.subjects import marked, subject_entries
from kanben.errors import ConfigError
from kanben.model import (
    Decisions,
    DocumentFound,
    Index,
    IndexEntry,
    IndexPlan,
    Material,
    NameFound,
    NameRuling,
    Place,
)
from kanben.readings import reading

_SUBJECTS, _NAMES = "manuscript/decisions/index.yaml", "manuscript/decisions/names.yaml"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry before it is put in order: what it is, and which class of the index it belongs to."""

    kind: str
    entry: IndexEntry


def indexes(material: Material, plans: tuple[IndexPlan, ...]) -> tuple[Index, ...]:
    """The indexes of the book; raises ConfigError where a 见 or 参见 leads nowhere."""
    every = (*_names(material), *_documents(material), *_meetings(material), *_subjects(material, plans))
    merged = _merged(every)
    _refuse_dangling(merged, material.decisions)
    return tuple(
        Index(
            plan.name,
            plan.title,
            _in_order(c.entry for c in merged if c.kind in (*plan.holds, f"={plan.name}")),
        )
        for plan in plans
    )


def _names(material: Material) -> Iterable[Candidate]:
    rulings = {ruling.name: ruling for ruling in material.decisions.names}
    known = registers.names(material.findings)
    for name in known:
        if name.same_as:
            yield _short(name.kind, name.name, name.same_as, rulings)
        else:
            yield Candidate(
                name.kind, _entry(name.name, name.kind, _all_places(name, known), rulings.get(name.name))
            )
    # A full name that the text never spells out still gathers the places of its short forms.
    spelled = {name.name for name in known}
    for name in known:
        if name.same_as and name.same_as not in spelled:
            ruling = rulings.get(name.same_as)
            yield Candidate(name.kind, _entry(name.same_as, name.kind, name.places, ruling))


def _all_places(full: NameFound, known: tuple[NameFound, ...]) -> tuple[Place, ...]:
    return tuple(
        place for name in known if full.name in (name.name, name.same_as) and name.kind == full.kind
        for place in name.places
    )  # fmt: skip


def _short(kind: str, name: str, full: str, rulings: dict[str, NameRuling]) -> Candidate:
    given = rulings[name].reading if name in rulings else ""
    syllables = reading(name, kind, given)
    return Candidate(kind, IndexEntry(name, syllables, group(name, syllables), see=full))


def _entry(term: str, kind: str, places: tuple[Place, ...], ruling: NameRuling | None = None) -> IndexEntry:
    syllables = reading(term, kind, ruling.reading if ruling else "")
    see, see_also = (ruling.see, ruling.see_also) if ruling else ("", ())
    return IndexEntry(
        term, syllables, group(term, syllables), () if see else places, see=see, see_also=see_also
    )


def _documents(material: Material) -> Iterable[Candidate]:
    known = registers.documents(material.findings)
    full = {document.title for document in known if not document.short_for}
    for document in known:
        if not document.short_for:
            also = (p for d in known if d.short_for == document.title for p in d.places)
            yield Candidate(
                "document", _entry(f"《{document.title}》", "document", (*document.places, *also))
            )
        elif document.short_for not in full:
            yield Candidate("document", _entry(f"《{document.short_for}》", "document", document.places))
    for title, target in _telling_short_titles(known):
        term = f"《{title}》"
        syllables = reading(term, "document")
        yield Candidate("document", IndexEntry(term, syllables, group(term, syllables), see=f"《{target}》"))


def _telling_short_titles(known: Iterable[DocumentFound]) -> tuple[tuple[str, str], ...]:
    """Short titles worth a 见: those that mean one work in the whole book, and more than a bare 《通知》."""
    targets: dict[str, set[str]] = {}
    for document in known:
        targets.setdefault(document.title, set()).add(document.short_for or document.title)
    return tuple(
        (title, next(iter(works))) for title, works in targets.items()
        if len(works) == 1 and works != {title} and len(title) > 2
    )  # fmt: skip


def _meetings(material: Material) -> Iterable[Candidate]:
    for meeting in registers.meetings(material.findings):
        yield Candidate("meeting", _entry(meeting.name, "meeting", meeting.places))


def _subjects(material: Material, plans: tuple[IndexPlan, ...]) -> Iterable[Candidate]:
    named = {plan.name for plan in plans}
    for entry, index in (*subject_entries(material), *marked(material)):
        yield Candidate(f"={index}" if index in named else "subject", entry)


def _merged(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates of one term as one: places of all, in reading order, the rest from the first that has it."""
    kept: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        key = (candidate.kind, candidate.entry.term)
        kept[key] = _joined(kept[key], candidate) if key in kept else candidate
    return tuple(
        c for c in kept.values() if c.entry.places or c.entry.see or c.entry.see_also or c.entry.children
    )


def _joined(one: Candidate, other: Candidate) -> Candidate:
    entry, also = one.entry, other.entry
    places = tuple(dict.fromkeys((*entry.places, *also.places)))
    see = "" if places else entry.see or also.see
    return replace(one, entry=replace(
        entry, places=places, see=see, main=entry.main or also.main,
        see_also=entry.see_also or also.see_also, children=(*entry.children, *also.children),
    ))  # fmt: skip


def _refuse_dangling(candidates: tuple[Candidate, ...], decisions: Decisions) -> None:
    every = tuple(entry for candidate in candidates for entry in _with_children(candidate.entry))
    terms = {entry.term for entry in every}
    for entry in every:
        for target in filter(None, (entry.see, *entry.see_also)):
            if target not in terms:
                where = _decided(entry.term, decisions)
                raise ConfigError("index.dangling", *where, term=entry.term, target=target)


def _with_children(entry: IndexEntry) -> Iterator[IndexEntry]:
    yield entry
    for child in entry.children:
        yield from _with_children(child)


def _decided(term: str, decisions: Decisions) -> tuple[str, int]:
    """The file and line that say what the entry refers to."""
    lines = {ruling.name: (_NAMES, ruling.line) for ruling in decisions.names}
    lines |= {ruling.term: (_SUBJECTS, ruling.line) for ruling in decisions.subjects}
    return lines.get(term, (_SUBJECTS, 0))


def _in_order(entries: Iterable[IndexEntry]) -> tuple[IndexEntry, ...]:
    placed = sorted(entries, key=lambda entry: (sort_key(entry.term, entry.reading), entry.term))
    return tuple(replace(entry, children=_in_order(entry.children)) for entry in placed)
