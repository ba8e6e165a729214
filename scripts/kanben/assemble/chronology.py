"""大事年表: the events of the text in order of time, each with the places where it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from kanben.assemble.edtf_order import heading, order, printed
from kanben.assemble.passages import locate
from kanben.errors import PassageError
from kanben.model import DateFound, Event, EventRuling, Material, Passage, Place
from kanben.resources import data_table

# Two tellings of one day are one event when this share of the shorter line's characters agrees in order.
SAME_EVENT = 0.6


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling, with the place of its passage and of the one it is merged into."""

    ruling: EventRuling
    at: Place | None
    into: Place | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the chronology on its way, and whether its words are the editor's."""

    event: Event
    ruled: bool = False


def chronology(material: Material, roles: tuple[str, ...]) -> tuple[Event, ...]:
    """The events of the chosen roles, the editor's rulings carried out, in order of their dates.

    Raises PassageError for a ruling whose passage fits nowhere, or tells of no event.
    """
    rulings = _rulings(material)
    told = [line for date in _dates(material) if (line := _told(date, roles, _ruling(date.place, rulings)))]
    told += _by_hand(told, rulings)
    events = (line.event for line in _once(_merged(told, rulings)))
    return tuple(sorted(events, key=_when))


def _rulings(material: Material) -> tuple[Ruled, ...]:
    chapters = tuple(cleaned.chapter for cleaned in material.chapters)

    def at(passage: Passage | None) -> Place | None:
        return locate(chapters, passage) if passage else None

    return tuple(Ruled(ruling, at(ruling.passage), at(ruling.into)) for ruling in material.decisions.events)


def _dates(material: Material) -> Iterator[DateFound]:
    return (date for findings in material.findings for date in findings.dates)


def _told(date: DateFound, roles: tuple[str, ...], ruling: EventRuling | None) -> Line | None:
    """The line that a date makes; None where it is not wanted, or nobody says what happened."""
    wanted = ruling.action != "drop" if ruling else date.role in roles
    text = (ruling.text if ruling else "") or date.summary or ""
    edtf = (ruling.edtf if ruling else "") or date.edtf or ""
    if ruling and ruling.action == "merge":
        text = text or date.text  # its words are those of the event it is merged into
    if not (wanted and text and edtf):
        return None
    words = printed(edtf, date.qualifier or "", date.text)
    event = Event(words, edtf, text, (date.place,), _lane(text), heading(edtf))
    return Line(event, bool(ruling and ruling.text))


def _by_hand(told: list[Line], rulings: tuple[Ruled, ...]) -> Iterator[Line]:
    """The lines that only the editor makes: those added, and those of passages where no date was found."""
    for given in rulings:
        ruling = given.ruling
        if ruling.action == "add" or (ruling.action in ("keep", "reword") and _at(told, given.at) is None):
            if not (ruling.text and ruling.edtf):
                raise _no_event(ruling.passage)
            places = (given.at,) if given.at else ()
            words = printed(ruling.edtf)
            event = Event(words, ruling.edtf, ruling.text, places, _lane(ruling.text), heading(ruling.edtf))
            yield Line(event, ruled=True)


def _merged(told: list[Line], rulings: tuple[Ruled, ...]) -> list[Line]:
    """The lines after those mergers that the editor asks for: date and words are those merged into."""
    lines = list(told)
    for given in rulings:
        if given.ruling.action == "merge":
            one, into = _at(lines, given.at), _at(lines, given.into)
            if one is None or into is None:
                raise _no_event(given.ruling.passage if one is None else given.ruling.into)
            if one is not into:
                lines[lines.index(into)] = _into(into, one, given.ruling.text)
                lines.remove(one)
    return lines


def _into(line: Line, other: Line, text: str) -> Line:
    event = _joined(line.event, other.event)
    return Line(replace(event, text=text, lane=_lane(text)), ruled=True) if text else Line(event, line.ruled)


def _once(lines: list[Line]) -> list[Line]:
    """Events told twice become one line with the places of both; the fuller wording stays, or the editor's."""
    kept: list[Line] = []
    same_date: dict[str, list[int]] = {}
    for line in lines:
        known = same_date.setdefault(line.event.edtf, [])
        twin = next((at for at in known if _same(line, kept[at])), None)
        if twin is None:
            known.append(len(kept))
            kept.append(line)
        else:
            kept[twin] = _fuller(kept[twin], line)
    return kept


def _same(one: Line, other: Line) -> bool:
    if one.ruled and other.ruled:
        return False
    short, long = sorted((one.event.text, other.event.text), key=len)
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SAME_EVENT * len(short)


def _fuller(one: Line, other: Line) -> Line:
    worded = max(one, other, key=lambda line: (line.ruled, len(line.event.text)))
    event = replace(_joined(one.event, other.event), text=worded.event.text, lane=worded.event.lane)
    return Line(event, worded.ruled)


def _joined(event: Event, other: Event) -> Event:
    return replace(event, places=(*event.places, *other.places))


def _ruling(place: Place, rulings: tuple[Ruled, ...]) -> EventRuling | None:
    mine = (given for given in rulings if given.ruling.action != "add" and given.at)
    return next((given.ruling for given in mine if given.at and _touches(place, given.at)), None)


def _at(lines: list[Line], passage: Place | None) -> Line | None:
    """The line that is told in that passage."""
    return next(
        (line for line in lines if passage and any(_touches(place, passage) for place in line.event.places)),
        None,
    )


def _touches(place: Place, passage: Place) -> bool:
    """Whether the passage a ruling quotes holds the date, or lies in it."""
    same_block = (place.chapter, place.block) == (passage.chapter, passage.block)
    return same_block and place.start < passage.end and passage.start < place.end


def _no_event(passage: Passage | None) -> PassageError:
    where = passage or Passage("")
    return PassageError("chronology.no-event", where.file, where.line, exact=where.exact)


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
