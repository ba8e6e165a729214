"""build/report.html: source and clean text side by side, in one page that asks for nothing from outside."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kanben.model import Cleaned, Doubt
from kanben.publish.templates import fill
from kanben.publish.variants import Row, Variant, rows
from kanben.resources import data_table, style_text

_LINE_ENDS = "\r\n\f\v\x85\u2028\u2029"
_EMENDATION = "emendation"
_HUES, _LINES = 7, 12
"""Colours and kinds of line that styles/report/report.css has: 84 rules look different."""


@dataclass(frozen=True, slots=True)
class ReportedRule:
    """A rule that changed something: its code, what it does, how often, and how it is told apart."""

    code: str
    name: str
    why: str
    count: int
    look: str
    """Classes of the style sheet: a colour and a kind of line."""


@dataclass(frozen=True, slots=True)
class ReportedChapter:
    """A chapter as the page holds it: drawn only when it is opened."""

    number: int
    title: str
    changes: int
    doubts: int
    data: Markup
    """JSON: the rows and the changes, safe inside a script element."""


@dataclass(frozen=True, slots=True)
class ReportedPlace:
    """A doubt or an emendation, and the row of the chapter it stands in."""

    chapter: int
    row: int
    title: str
    code: str
    quote: str
    why: str
    after: str = ""


def report(title: str, chapters: tuple[Cleaned, ...], doubts: tuple[Doubt, ...]) -> bytes:
    """The page, as UTF-8: every change with its rule, every doubt, every emendation; keys j and k step.

    `doubts` are those to be listed (the open ones of the whole book); `chapters` keep their order.
    """
    tables = tuple(rows(cleaned) for cleaned in chapters)
    rules = _rules(chapters)
    looks = {rule.code: n for n, rule in enumerate(rules)}
    counts = Counter(doubt.place.chapter for doubt in doubts)
    reported = tuple(
        ReportedChapter(
            n,
            cleaned.chapter.title,
            sum(map(len, cleaned.passes)),
            counts[cleaned.chapter.slug],
            _script(_data(cleaned, table, looks)),
        )
        for n, (cleaned, table) in enumerate(zip(chapters, tables, strict=True))
    )
    page = fill(
        "../report/report.html",
        title=title,
        rules=rules,
        chapters=reported,
        doubts=_doubts(chapters, tables, doubts),
        emendations=_emendations(chapters, tables),
        codes=_script([(rule.code, rule.look) for rule in rules]),
        css=_asset("report.css"),
        script=_asset("report.js"),
    )
    return page.encode()


def _asset(name: str) -> Markup:
    return Markup(style_text(f"report/{name}"))  # noqa: S704 - a file of ours


def _script(value: object) -> Markup:
    """The value as JSON that can't end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704


def _rules(chapters: Sequence[Cleaned]) -> tuple[ReportedRule, ...]:
    """The rules that made edits, in the order in which they first did."""
    counts = Counter(edit.rule for cleaned in chapters for edits in cleaned.passes for edit in edits)
    known = data_table("normalise.toml")
    return tuple(
        ReportedRule(
            code,
            known.get(code, {}).get("name", code),
            known.get(code, {}).get("why", ""),
            count,
            f"hue{n % _HUES} line{n % _LINES}",
        )
        for n, (code, count) in enumerate(counts.items())
    )


def _data(cleaned: Cleaned, table: Sequence[Row], looks: Mapping[str, int]) -> dict[str, object]:
    """Rows as pairs of pieces, a piece being text or [change, text]; changes as [rules, reason, line end?]."""
    changes: list[object] = []
    drawn = []
    for row in table:
        numbered = list(enumerate(row.variants, len(changes)))
        source = _pieces(cleaned.extracted, row.source, [(n, v.source) for n, v in numbered])
        clean = _pieces(cleaned.text, row.clean, [(n, v.clean) for n, v in numbered])
        changes += (_change(cleaned, variant, looks) for _, variant in numbered)
        drawn.append([source, clean])
    return {"rows": drawn, "changes": changes}


def _change(cleaned: Cleaned, variant: Variant, looks: Mapping[str, int]) -> list[object]:
    before = cleaned.extracted[slice(*variant.source)]
    after = cleaned.text[slice(*variant.clean)]
    rules = list(dict.fromkeys(looks[edit.rule] for edit in variant.edits))
    whys = dict.fromkeys(edit.why for edit in variant.edits if edit.why)
    return [rules, "；".join(whys), int(not (before + after).strip(_LINE_ENDS)), before, after]


def _pieces(
    text: str, span: tuple[int, int], marks: Sequence[tuple[int, tuple[int, int]]]
) -> list[str | list[object]]:
    """The text of the span, cut at the marks that reach into it."""
    at, stop = span
    pieces: list[str | list[object]] = []
    for number, (first, last) in marks:
        start, end = max(first, at), min(last, stop)
        if at < start:
            pieces.append(text[at:start])
        pieces.append([number, text[start:end]])
        at = max(at, end)
    return [*pieces, text[at:stop]] if at < stop else pieces


def _doubts(
    chapters: Sequence[Cleaned], tables: Sequence[Sequence[Row]], doubts: Sequence[Doubt]
) -> tuple[ReportedPlace, ...]:
    numbers = {cleaned.chapter.slug: n for n, cleaned in enumerate(chapters)}
    return tuple(
        ReportedPlace(n, _row_of(doubt, chapters[n], tables[n]), chapters[n].chapter.title, doubt.code,
                      doubt.quote, doubt.why)
        for doubt in doubts
        if (n := numbers.get(doubt.place.chapter, -1)) >= 0
    )  # fmt: skip


def _row_of(doubt: Doubt, cleaned: Cleaned, table: Sequence[Row]) -> int:
    """The row that a doubt stands in: the block's own, else the first that holds the quotation."""
    own = min(doubt.place.block, len(table) - 1)
    if not doubt.quote or doubt.quote in cleaned.text[slice(*table[own].clean)]:
        return own
    found = (n for n, row in enumerate(table) if doubt.quote in cleaned.text[slice(*row.clean)])
    return next(found, own)


def _emendations(chapters: Sequence[Cleaned], tables: Sequence[Sequence[Row]]) -> tuple[ReportedPlace, ...]:
    """What an editor's decisions changed, in reading order."""
    return tuple(
        ReportedPlace(n, number, cleaned.chapter.title, edit.rule, edit.before, edit.why, edit.after)
        for n, (cleaned, table) in enumerate(zip(chapters, tables, strict=True))
        for number, row in enumerate(table)
        for variant in row.variants
        for edit in variant.edits
        if edit.rule == _EMENDATION
    )
