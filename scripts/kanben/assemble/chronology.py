"""大事年表: the events of the text in order of time, each with the places where it is told."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from kanben.assemble.edtf_order import heading, order, printed
from kanben.assemble.passages import locate
from kanben.model import DateFound, Event, EventRuling, Material, Passage, Place
from kanben.resources import data_table

# Two tellings of one day are one event when this share of the shorter line's characters agrees in order.
SAME_EVENT = 0.6


def chronology(material: Material, roles: tuple[str, ...]) -> tuple[Event, ...]:
    """The events of the chosen roles, the editor's rulings carried out, in order of their dates."""
    rulings = _rulings(material)
    made = (_event(date, rulings) for date in _dates(material, roles, rulings))
    told = [event for event in made if event]
    events = (*_merged(told, rulings), *_added(rulings))
    return tuple(sorted(events, key=_when))


def _dates(material: Material, roles: tuple[str, ...], rulings: Rulings) -> tuple[DateFound, ...]:
    every = (date for findings in material.findings for date in findings.dates)
    return tuple(date for date in every if _wanted(date, roles, _ruling(date.place, rulings)))


def _wanted(date: DateFound, roles: tuple[str, ...], ruling: EventRuling | None) -> bool:
    if ruling:
        return ruling.action != "drop" and bool(date.edtf)
    return date.role in roles and bool(date.edtf and date.summary)


def _event(date: DateFound, rulings: Rulings) -> Event | None:
    """The line of the chronology that a date makes; None where nobody says what happened."""
    ruling = _ruling(date.place, rulings)
    text = (ruling.text if ruling else "") or date.summary or ""
    edtf = (ruling.edtf if ruling else "") or date.edtf or ""
    if not text:
        return None
    words = printed(edtf, date.qualifier or "", date.text)
    return Event(words, edtf, text, (date.place,), _lane(text), heading(edtf))


def _merged(events: list[Event], rulings: Rulings) -> tuple[Event, ...]:
    """Events told twice become one line with the places of both; the fuller wording stays."""
    kept: list[Event] = []
    merging = any(ruling.action == "merge" for ruling, _, _ in rulings)
    same_date: dict[str, list[int]] = {}
    for event in events:
        candidates = range(len(kept)) if merging else same_date.get(event.edtf, [])
        twin = next((at for at in candidates if _same(event, kept[at], rulings)), None)
        if twin is None:
            same_date.setdefault(event.edtf, []).append(len(kept))
            kept.append(event)
        else:
            kept[twin] = _joined(kept[twin], event)
    return tuple(kept)


def _joined(one: Event, other: Event) -> Event:
    fuller = max(one, other, key=lambda event: len(event.text))
    return replace(one, text=fuller.text, lane=fuller.lane, places=(*one.places, *other.places))


def _same(one: Event, other: Event, rulings: Rulings) -> bool:
    if _merge_asked(one, other, rulings) or _merge_asked(other, one, rulings):
        return True
    if one.edtf != other.edtf:
        return False
    short, long = sorted((one.text, other.text), key=len)
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SAME_EVENT * len(short)


Rulings = tuple[tuple[EventRuling, Place | None, Place | None], ...]
"""A ruling with the place of its passage and of the one it is merged into."""


def _rulings(material: Material) -> Rulings:
    chapters = tuple(cleaned.chapter for cleaned in material.chapters)

    def at(passage: Passage | None) -> Place | None:
        return locate(chapters, passage) if passage else None

    return tuple((ruling, at(ruling.passage), at(ruling.into)) for ruling in material.decisions.events)


def _ruling(place: Place, rulings: Rulings) -> EventRuling | None:
    return next((ruling for ruling, at, _ in rulings if at and _touches(place, at)), None)


def _merge_asked(one: Event, into: Event, rulings: Rulings) -> bool:
    return any(
        ruling.action == "merge" and at and target
        and _touches(one.places[0], at) and any(_touches(place, target) for place in into.places)
        for ruling, at, target in rulings
    )  # fmt: skip


def _touches(place: Place, passage: Place) -> bool:
    """Whether the passage a ruling quotes holds the date, or lies in it."""
    same_block = (place.chapter, place.block) == (passage.chapter, passage.block)
    return same_block and place.start < passage.end and passage.start < place.end


def _added(rulings: Rulings) -> tuple[Event, ...]:
    return tuple(
        Event(
            printed(ruling.edtf), ruling.edtf, ruling.text, (at,) if at else (),
            _lane(ruling.text), heading(ruling.edtf),
        )
        for ruling, at, _ in rulings
        if ruling.action == "add"
    )  # fmt: skip


def _lane(text: str) -> str:
    """The kind of event: the first lane of lanes.toml one of whose words stands in the line."""
    lanes = data_table("lanes.toml")["lanes"]
    return next((lane for lane, words in lanes.items() if any(word in text for word in words)), "other")


def _when(event: Event) -> tuple[object, ...]:
    return order(event.edtf, _qualifier(event.date), event.date)


def _qualifier(date: str) -> str:
    """early, mid or late, as the printed date says it."""
    endings = (("early", ("初", "上旬")), ("mid", ("中", "中期", "中旬")), ("late", ("底", "末", "下旬")))
    return next((name for name, words in endings if date.endswith(words)), "")
