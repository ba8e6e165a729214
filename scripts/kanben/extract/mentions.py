"""The stretches of a text that are read as names, with how certain that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import exp

from kanben.extract.body_parts import body_edges
from kanben.extract.gazetteer import compass_regions, listed_places, places
from kanben.extract.name_tables import name_lexicon
from kanben.extract.nametext import SpanIndex
from kanben.extract.organisations import bodies
from kanben.extract.persons import PERSON, foreign_names, listed, person_edges
from kanben.extract.place_shapes import place_edges
from kanben.extract.proper_words import proper_edges
from kanben.extract.short_forms import said_forms
from kanben.extract.wordlattice import Edge, Edges, Token, is_han, least_cost, tokens
from kanben.model import NameClass


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of the text read as a name."""

    start: int
    end: int
    kind: NameClass
    certainty: float
    tails: tuple[int, ...] = ()
    """For a body: where its further words begin."""


def mentions(text: str, leniency: float = 0.0) -> tuple[Mention, ...]:
    """Every stretch read as a person, a body or a place.

    With `leniency`, in nats, also persons that would lose by so much; their certainty tells them apart.
    """
    edges = _edges(text, leniency)
    read = list(tokens(text, name_lexicon(), edges))
    return (*_persons(text, read, edges, leniency), *_bodies(text, read), *_places(text, read))


def _edges(text: str, leniency: float) -> dict[int, list[Edge]]:
    edges = person_edges(text, leniency)
    for start, end in said_forms(text):
        edges.setdefault(start, []).append(Edge(end, 8.0, "Z"))
    grammars = (place_edges(text), body_edges(text), proper_edges(text))
    for start, found in chain.from_iterable(edges_of.items() for edges_of in grammars):
        edges.setdefault(start, []).extend(found)
    return edges


def _persons(text: str, read: Sequence[Token], edges: Edges, leniency: float) -> Iterator[Mention]:
    foreign = sorted(set(foreign_names(text)))
    inside = SpanIndex(tuple(foreign))
    surnamed = [token for token in read if token.kind == PERSON and not inside.cuts(token.start, token.end)]
    for start, end in foreign:
        yield Mention(start, end, "person", 0.9)
    for token in surnamed:
        margin = _margin(text, token, edges) - leniency
        yield Mention(token.start, token.end, "person", 1 / (1 + exp(-margin / 2)))
    for start, end in listed(text, [(token.start, token.end) for token in surnamed]):
        yield Mention(start, end, "person", 0.7)


def _margin(text: str, token: Token, edges: Edges) -> float:
    """By how much the name is the better reading of its surroundings than any without it, in nats."""
    low, high = token.start, token.end
    while low > max(0, token.start - 4) and is_han(text[low - 1]):
        low -= 1
    while high < min(len(text), token.end + 4) and is_han(text[high]):
        high += 1
    unnamed = {at: [edge for edge in edges.get(at, ()) if edge.kind != PERSON] for at in range(low, high)}
    named = unnamed | {token.start: [edge for edge in edges[token.start] if edge.end == token.end]}
    without, within = (least_cost(text, (low, high), name_lexicon(), some) for some in (unnamed, named))
    return without - within


def _bodies(text: str, read: Sequence[Token]) -> Iterator[Mention]:
    for body in bodies(text, read):
        kind: NameClass = "place" if body.settled else "organisation"
        yield Mention(body.start, body.end, kind, body.certainty, body.tails)


def _places(text: str, read: Sequence[Token]) -> Iterator[Mention]:
    for start, end in (*places(text, read), *compass_regions(text)):
        yield Mention(start, end, "place", 0.9)
    for start, end in listed_places(text):
        yield Mention(start, end, "place", 0.99)
