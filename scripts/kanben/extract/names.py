"""Persons, bodies and places of a chapter, each form of a name with everywhere it stands.

What an indexer marks.  A person: family and given name, or the one name everyone knows him by.  A body: a
concrete one, with a proper name, or known by its level in this book (省总工会, 县委, 厂工会), or by the end of a
name told before (传习所); not 各级工会, 该厂, 有关部门.  A place: a division (communes and brigades too), a
settlement, a water, a mountain, a venue, as full as the text gives it in one breath (吉林省吉林市 is one place);
not one inside a longer name (北京 in 北京供电公司, 南昌 in 南昌起义), nor the country the book is about.  Inside 《》
only bodies count, and only in acts of bodies (《某省人民政府关于…的决定》): their names stand there as they do in
the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kanben.extract.aliases import fullest
from kanben.extract.gazetteer import is_place
from kanben.extract.mentions import Mention, mentions
from kanben.extract.name_tables import words
from kanben.extract.nametext import RunningText, SpanIndex, occurrences, running_text
from kanben.extract.offices import offices_after, offices_before
from kanben.extract.short_forms import declared, tails
from kanben.extract.spans import Span
from kanben.extract.wordlattice import common_words
from kanben.model import PRINTED, Chapter, Decisions, Findings, NameClass, NameFound, Office
from kanben.resources import data_table


def find_names(chapter: Chapter, decisions: Decisions, found: Findings) -> Findings:
    """The findings with the names of the chapter, in the order of their first place.

    The editor's decisions are the authority: the class, the fullest form, and what is no name.
    """
    names = recognised(chapter, decisions)
    return replace(found, names=tuple(name for name in names if name.certainty >= PRINTED))


def recognised(chapter: Chapter, decisions: Decisions, leniency: float = 0.0) -> tuple[NameFound, ...]:
    """All names, the doubtful too, each with its certainty; `leniency` as in `mentions`."""
    running = running_text(chapter)
    read = mentions(running.text, leniency)
    said = _short_forms(running.text, read)
    known = _ruled(_weighed(running.text, read, said), decisions)
    spans = _standing(running, known, read, _no_names(decisions))
    return tuple(_found(running, known, spans, _same(spans, known, said, decisions)))


# ---------------------------------------------------------------- what is a name


@dataclass(frozen=True, slots=True)
class Known:
    """What a string names, and how certain that is."""

    kind: NameClass
    certainty: float


def _short_forms(text: str, read: Sequence[Mention]) -> dict[str, str]:
    bodies = [mention for mention in read if mention.kind == "organisation"]
    ending = {body.end: text[body.start : body.end] for body in bodies}
    by_tail = tails(text, [(ending[b.end], tuple(text[at : b.end] for at in b.tails)) for b in bodies])
    return by_tail | dict(declared(text, ending))


def _weighed(text: str, read: Iterable[Mention], said: Iterable[str]) -> dict[str, Known]:
    """Each string with the kind it was read as most; read again and again it is the more certain."""
    weights: dict[str, dict[NameClass, list[float]]] = defaultdict(lambda: defaultdict(list))
    for mention in read:
        weights[text[mention.start : mention.end]][mention.kind].append(mention.certainty)
    known = {}
    for name, kinds in weights.items():
        kind, certain = max(kinds.items(), key=lambda item: sum(item[1]))
        known[name] = Known(kind, 1 - (1 - max(certain)) * 0.8 ** (len(certain) - 1))
    return known | {name: Known("organisation", 0.9) for name in said}


def _ruled(known: Mapping[str, Known], decisions: Decisions) -> dict[str, Known]:
    ruled = dict(known)
    for ruling in decisions.names:
        if ruling.confirmed and ruling.kind != "none":
            ruled[ruling.name] = Known(ruling.kind, 1.0)
    return ruled


def _no_names(decisions: Decisions) -> frozenset[str]:
    return frozenset(ruling.name for ruling in decisions.names if ruling.confirmed and ruling.kind == "none")


# ---------------------------------------------------------------- where it stands


def _standing(
    running: RunningText, known: Mapping[str, Known], read: Iterable[Mention], none: frozenset[str]
) -> dict[str, list[Span]]:
    """Where each name stands by itself; a name certain once is the name everywhere in the chapter."""
    own = {(mention.start, mention.end) for mention in read}
    outside, acts = _outside_titles(running)
    spans: dict[str, list[Span]] = {}
    for start, name in occurrences(running.text, {*known, *none}):
        span = start, start + len(name)
        kind = known[name].kind if name not in none else None
        free = not outside.cuts(*span) or (kind == "organisation" and acts.cuts(*span))
        if kind and free and _stands(running.text, span, kind, span in own or known[name].certainty == 1.0):
            spans.setdefault(name, []).append(span)
    return spans


def _stands(text: str, span: Span, kind: NameClass, read: bool) -> bool:
    """Whether the string is the name here; one that is a common word too only where it was read as the name."""
    if kind == "place" and not is_place(text, *span):
        return False
    word = text[slice(*span)]
    return read or kind == "organisation" or len(word) > 2 or word not in common_words().cost


def _outside_titles(running: RunningText) -> tuple[SpanIndex, SpanIndex]:
    """The works in 《》, and those of them that are acts of a body."""
    ends = tuple(words("organisations.toml", "acts"))
    acts = tuple(span for span in running.titles if running.text[slice(*span)].rstrip("》").endswith(ends))
    return SpanIndex(running.titles), SpanIndex(acts)


# ---------------------------------------------------------------- what else is known of it


def _same(
    spans: Mapping[str, Sequence[Span]],
    known: Mapping[str, Known],
    said: Mapping[str, str],
    decisions: Decisions,
) -> dict[str, str]:
    """The fullest form of each shorter one."""
    first = {name: where[0][0] for name, where in spans.items() if known[name].kind == "organisation"}
    same = fullest(first, {short: full for short, full in said.items() if full in first})
    for person, forms in data_table("surnames.toml")["short"].items():
        same |= {form: person for form in forms.split() if person in spans}
    return same | {
        ruling.name: ruling.same_as for ruling in decisions.names if ruling.confirmed and ruling.same_as
    }


def _found(
    running: RunningText,
    known: Mapping[str, Known],
    spans: Mapping[str, Sequence[Span]],
    same: Mapping[str, str],
) -> Iterator[NameFound]:
    begins = {
        end: start for name, where in spans.items() if known[name].kind != "person" for start, end in where
    }
    for name, where in spans.items():
        kind, certainty = known[name].kind, round(known[name].certainty, 3)
        places = tuple(running.place(*span) for span in where)
        offices = tuple(_offices(running, where, begins)) if kind == "person" else ()
        yield NameFound(name, kind, places, same.get(name), offices, certainty)


def _offices(running: RunningText, where: Sequence[Span], begins: Mapping[int, int]) -> Iterator[Office]:
    for start, end in where:
        for span in (*offices_before(running.text, start, begins), *offices_after(running.text, end)):
            yield Office(running.text[slice(*span)], running.place(*span))
