"""Persons, bodies and places of a chapter, each form of a name with everywhere it stands.

What an indexer marks.  A person: family and given name, or the one name everyone knows him by.  A body: a concrete one,
with a proper name, or known by its level in this book (省总工会, 县委); not 各级工会, 该厂, 有关部门.  A place: a division, a
settlement, a water, a mountain, a venue, as full as the text gives it in one breath (吉林省吉林市 is one place); not
one inside a longer name, 北京 in 北京供电公司, nor in a work's title.  The country the book is about is no place of it.
Names in 《》 count only for bodies in acts of bodies (《某省人民政府关于…的决定》).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from kanben.extract.aliases import declared, fullest, tails
from kanben.extract.certainty import PRINTED
from kanben.extract.gazetteer import compass_regions, is_place, place_edges, places
from kanben.extract.name_tables import name_lexicon, words
from kanben.extract.nametext import RunningText, Spans, occurrences, running_text
from kanben.extract.offices import offices_after, offices_before
from kanben.extract.organisations import bodies, body_edges
from kanben.extract.persons import PERSON, foreign_names, listed, person_edges
from kanben.extract.spans import Span
from kanben.extract.wordlattice import Edge, Edges, Token, cheapest, common_words, tokens
from kanben.model import Chapter, Decisions, Findings, NameClass, NameFound, Office
from kanben.resources import data_table


def find_names(chapter: Chapter, decisions: Decisions, found: Findings) -> Findings:
    """The findings with the names of the chapter, in the order of their first place."""
    names = recognised(running_text(chapter), decisions)
    return replace(found, names=tuple(name for name in names if name.certainty >= PRINTED))


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of the text read as a name."""

    start: int
    end: int
    kind: NameClass
    certainty: float


def recognised(running: RunningText, decisions: Decisions) -> tuple[NameFound, ...]:
    """All names, the doubtful too, each with its certainty."""
    text = running.text
    edges = _edges(text)
    read = list(tokens(text, name_lexicon(), edges))
    mentions = [*_persons(text, read, edges), *_bodies(text, read), *_places(text, read)]
    said = {name: full for _, name, full in declared(text, _ending(mentions, text))}
    said = _tails(text, read) | said
    certain = _by_name(text, mentions, said, decisions)
    return _gather(running, certain, said, mentions, decisions)


def _edges(text: str) -> dict[int, list[Edge]]:
    edges = person_edges(text)
    for start, found in (*place_edges(text).items(), *body_edges(text).items()):
        edges.setdefault(start, []).extend(found)
    return edges


# ---------------------------------------------------------------- mentions


def _persons(text: str, read: Sequence[Token], edges: Edges) -> Iterator[Mention]:
    foreign = sorted(set(foreign_names(text)))
    yield from (Mention(start, end, "person", 0.9) for start, end in foreign)
    inside = Spans(foreign)
    surnamed = [t for t in read if t.kind == PERSON and not inside.cuts(t.start, t.end)]
    for token in surnamed:
        margin = _margin(text, token, edges)
        yield Mention(token.start, token.end, "person", 1 / (1 + exp((1.0 - margin) / 2)))
    for start, end in listed(text, [(token.start, token.end) for token in surnamed]):
        yield Mention(start, end, "person", 0.7)


def _margin(text: str, token: Token, edges: Edges) -> float:
    """By how much the name is the better reading of its surroundings than any without it, in nats."""
    low, high = token.start, token.end
    while low > token.start - 4 and low > 0 and _is_word(text[low - 1]):
        low -= 1
    while high < token.end + 4 and high < len(text) and _is_word(text[high]):
        high += 1
    others = {at: [edge for edge in edges.get(at, ()) if edge.kind != PERSON] for at in range(low, high)}
    own = [edge for edge in edges[token.start] if edge.end == token.end]
    named = others | {token.start: own}
    without = cheapest(text, (low, high), name_lexicon(), others)[1]
    return without - cheapest(text, (low, high), name_lexicon(), named)[1]


def _is_word(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _bodies(text: str, read: Sequence[Token]) -> Iterator[Mention]:
    for body in bodies(text, read):
        yield Mention(body.start, body.end, "organisation", body.certainty)


def _places(text: str, read: Sequence[Token]) -> Iterator[Mention]:
    for start, end in (*places(text, read), *compass_regions(text)):
        yield Mention(start, end, "place", 0.9)


def _tails(text: str, read: Sequence[Token]) -> dict[str, str]:
    found = [
        (text[body.start : body.end], tuple(text[at : body.end] for at in body.tails)) for body in bodies(text, read)
    ]
    return tails(text, found)


def _ending(mentions: Sequence[Mention], text: str) -> dict[int, str]:
    return {m.end: text[m.start : m.end] for m in mentions if m.kind == "organisation"}


# ---------------------------------------------------------------- names


def _by_name(
    text: str, mentions: Sequence[Mention], said: Mapping[str, str], decisions: Decisions
) -> dict[str, tuple[NameClass, float]]:
    """Each name's kind and certainty; decisions come first, a body before a person before a place."""
    weights: dict[tuple[str, NameClass], list[float]] = defaultdict(list)
    for mention in mentions:
        weights[text[mention.start : mention.end], mention.kind].append(mention.certainty)
    total: dict[str, dict[NameClass, float]] = defaultdict(dict)
    for (name, kind), certain in weights.items():
        total[name][kind] = sum(certain)
    names: dict[str, tuple[NameClass, float]] = {}
    for name, kinds in total.items():
        likeliest = max(kinds, key=lambda kind: kinds[kind])
        certain = weights[name, likeliest]
        names[name] = (likeliest, 1 - (1 - max(certain)) * 0.8 ** (len(certain) - 1))
    for name in said:
        names[name] = ("organisation", 0.9)
    for ruling in decisions.names:
        if ruling.kind == "none":
            names.pop(ruling.name, None)
        elif ruling.confirmed:
            names[ruling.name] = (ruling.kind, 1.0)
    return names


def _gather(
    running: RunningText,
    certain: Mapping[str, tuple[NameClass, float]],
    said: Mapping[str, str],
    mentions: Sequence[Mention],
    decisions: Decisions,
) -> tuple[NameFound, ...]:
    """Every name with every place it stands."""
    spans = _spans(running, certain, mentions)
    same = _same(spans, certain, said, decisions)
    offices = _offices(running.text, spans, certain)
    return tuple(
        NameFound(
            name,
            certain[name][0],
            tuple(running.place(*span) for span in where),
            same.get(name),
            tuple(Office(running.text[a:b], running.place(a, b)) for a, b in offices.get(name, ())),
            round(certain[name][1], 3),
        )
        for name, where in spans.items()
    )


def _spans(
    running: RunningText, certain: Mapping[str, tuple[NameClass, float]], mentions: Sequence[Mention]
) -> dict[str, list[Span]]:
    """Where each name stands by itself, in the order of first places; once certain it is the name everywhere."""
    own = {(mention.start, mention.end) for mention in mentions}
    spans: dict[str, list[Span]] = {}
    titled = _titled(running)
    for start, name in occurrences(running.text, certain):
        span = (start, start + len(name))
        kind = certain[name][0]
        if not titled.get(start, _FREE)(kind):
            continue
        if kind == "place" and not is_place(running.text, *span):
            continue
        if kind != "organisation" and len(name) == 2 and name in common_words().cost and span not in own:
            continue
        spans.setdefault(name, []).append(span)
    return spans


def _FREE(kind: str) -> bool:
    return True


def _titled(running: RunningText) -> dict[int, object]:
    acts = tuple(words("organisations.toml", "acts"))
    allowed = {}
    for start, end in running.titles:
        act = running.text[start:end].rstrip("》").endswith(acts)
        rule = (lambda kind: kind == "organisation") if act else (lambda kind: False)
        allowed.update(dict.fromkeys(range(start, end), rule))
    return allowed


def _same(
    spans: Mapping[str, Sequence[Span]],
    certain: Mapping[str, tuple[NameClass, float]],
    said: Mapping[str, str],
    decisions: Decisions,
) -> dict[str, str]:
    first = {name: where[0][0] for name, where in spans.items() if certain[name][0] == "organisation"}
    same = fullest(first, {short: full for short, full in said.items() if full in first})
    for person, forms in data_table("surnames.toml")["short"].items():
        same |= {form: person for form in forms.split() if form in spans and person in spans}
    return same | {ruling.name: ruling.same_as for ruling in decisions.names if ruling.same_as}


def _offices(
    text: str, spans: Mapping[str, Sequence[Span]], certain: Mapping[str, tuple[NameClass, float]]
) -> dict[str, list[Span]]:
    body_at = {
        end: start for name, where in spans.items() if certain[name][0] != "person" for start, end in where
    }
    found: dict[str, list[Span]] = {}
    for name, where in spans.items():
        if certain[name][0] == "person":
            for start, end in where:
                found.setdefault(name, []).extend(
                    (*offices_before(text, start, body_at), *offices_after(text, end))
                )
    return found
