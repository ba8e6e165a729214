"""Notes gathered for study: questions after their chapter with the answers at the back, a glossary, a booklet.

What is gathered becomes manuscript of the edition, so every format prints it as it prints any chapter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from kanben.markup import read
from kanben.model import Apparatus, Block, BookMatter, Chapter, Mark, Note
from kanben.readings import reading
from kanben.resources import printed_words

Gathered = tuple[tuple[BookMatter, ...], Apparatus]
LINES = 4
"""Lines to write on under each question of a booklet."""


def gathered(matter: tuple[BookMatter, ...], apparatus: Apparatus, wanted: tuple[str, ...]) -> Gathered:
    """The edition's matter and apparatus with its notes gathered as `wanted` says.

    questions: after their chapter, the answers in an appendix; glossary: an appendix in the order of pinyin;
    booklet: these alone, without the chapters, with lines to write on.
    """
    if "booklet" in wanted:
        return _booklet(matter, apparatus)
    questions = _of("question", apparatus.notes) if "questions" in wanted else ()
    glosses = _of("gloss", apparatus.notes) if "glossary" in wanted else ()
    whole = tuple(_with_questions(each, questions) for each in matter)
    back = (*_glossary(matter, glosses), *_answers(matter, questions))
    notes = tuple(note for note in apparatus.notes if note not in questions)
    return _before_afterword(whole, back), replace(apparatus, notes=notes)


def _booklet(matter: tuple[BookMatter, ...], apparatus: Apparatus) -> Gathered:
    """Questions by chapter, with room for answers; the glossary; the answers."""
    questions, glosses = _of("question", apparatus.notes), _of("gloss", apparatus.notes)
    asked = (
        replace(each, chapter=replace(each.chapter, blocks=tuple(_spaced(_items(here)))))
        for each in matter
        if (here := _hung_on(each.chapter, questions))
    )
    return (*asked, *_glossary(matter, glosses), *_answers(matter, questions)), Apparatus()


def _of(kind: str, notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.kind == kind)


def _hung_on(chapter: Chapter, notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.place.chapter == chapter.slug)


def _with_questions(each: BookMatter, questions: tuple[Note, ...]) -> BookMatter:
    here = _hung_on(each.chapter, questions)
    if not here:
        return each
    head = Block("heading", printed_words()["gathered"]["questions"], 2)
    return replace(each, chapter=replace(each.chapter, blocks=(*each.chapter.blocks, head, *_items(here))))


def _items(questions: Iterable[Note]) -> Iterator[Block]:
    for number, note in enumerate(questions, 1):
        yield from _item(number, note.text)


def _item(number: int, markdown: str) -> Iterator[Block]:
    """A note as a numbered item: its first paragraph after the number, the rest below."""
    first, *rest = read(markdown.encode(), "markdown")[0]
    yield replace(first, kind="item", level=1, label=f"{number}.")
    yield from rest


def _spaced(items: Iterable[Block]) -> Iterator[Block]:
    """Each question with lines to write on: a table of empty rows, ruled in every format."""
    for _, part in groupby(_numbered(items), key=lambda pair: pair[0]):
        yield from (block for _, block in part)
        yield Block("table", "\n".join("\u3000" for _ in range(LINES)))


def _numbered(items: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    number = 0
    for block in items:
        number += block.kind == "item" and bool(block.label) and block.level == 1
        yield number, block


def _answers(matter: tuple[BookMatter, ...], questions: tuple[Note, ...]) -> tuple[BookMatter, ...]:
    """An appendix with the answers under the titles of their chapters, numbered as the questions are."""
    blocks: list[Block] = []
    for each in matter:
        here = _hung_on(each.chapter, questions)
        answered = [(number, note.answer) for number, note in enumerate(here, 1) if note.answer]
        if answered:
            blocks.append(Block("heading", each.chapter.title, 2))
            blocks += [block for number, answer in answered for block in _item(number, answer)]
    return _appendix("answers", matter, blocks)


def _glossary(matter: tuple[BookMatter, ...], glosses: tuple[Note, ...]) -> tuple[BookMatter, ...]:
    """An appendix with the words that have a gloss, in the order of their pinyin, and what is said of them."""
    chapters = {each.chapter.slug: each.chapter for each in matter}
    terms = ((_term(chapters[note.place.chapter], note), note.text) for note in glosses)
    ordered = sorted(terms, key=lambda pair: (reading(pair[0].strip("“”《》‘’〈〉")), pair[0]))
    blocks = [block for term, text in ordered for block in _explained(term, text)]
    return _appendix("glossary", matter, blocks)


def _term(chapter: Chapter, note: Note) -> str:
    place = note.place
    return chapter.blocks[place.block].text[place.start : place.end].replace("\n", "")


def _explained(term: str, markdown: str) -> Iterator[Block]:
    """The term in strong type and what is said of it, in one paragraph where that is a paragraph."""
    first, *rest = read(markdown.encode(), "markdown")[0]
    lead, strong = f"{term}\u3000", Mark(0, len(term), "strong")
    if first.kind != "paragraph":
        yield Block("paragraph", term, marks=(strong,))
        yield from (first, *rest)
        return
    moved = tuple(replace(m, start=m.start + len(lead), end=m.end + len(lead)) for m in first.marks)
    yield replace(first, text=lead + first.text, marks=(strong, *moved))
    yield from rest


def _appendix(name: str, matter: tuple[BookMatter, ...], blocks: list[Block]) -> tuple[BookMatter, ...]:
    if not blocks:
        return ()
    slugs = {each.chapter.slug for each in matter}
    slug = name if name not in slugs else f"gathered-{name}"
    title = printed_words()["gathered"][name]
    return (BookMatter("appendix", Chapter(slug, title, tuple(blocks))),)


def _before_afterword(matter: tuple[BookMatter, ...], back: tuple[BookMatter, ...]) -> tuple[BookMatter, ...]:
    last = tuple(each for each in matter if each.role == "afterword")
    return (*(each for each in matter if each.role != "afterword"), *back, *last)
