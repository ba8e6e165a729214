"""W3C Web Annotation Data Model (Recommendation of 23 February 2017), in JSON-LD.

Of the selectors of §4.2 the quotation is used wherever one is given, alone, in a list, or as a refinement of a
fragment, CSS, XPath or range selector; a position, a range or a fragment alone says nothing of a revised text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from kanben.model import Annotation, Passage

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
KINDS = ("gloss", "person", "source", "commentary", "textual", "question")
_PURPOSE = {"question": "questioning", "textual": "editing"}
"""Motivations of §3.3.5 for our kinds; the rest comment."""
Json = Any


def read_web(found: Json, file: str, kind: str) -> tuple[Annotation, ...]:
    """The notes with a quotation and a text in a page, a collection, a list, or an export of Hypothesis."""
    return tuple(note for each in _annotations(found) if (note := _annotation(each, file, kind)))


def written(notes: Iterable[tuple[Annotation, tuple[int, int]]]) -> dict[str, Json]:
    """An AnnotationCollection of all notes with their spans in their chapters' text."""
    items = [_written(note, span) for note, span in notes]
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    return {"@context": CONTEXT, "type": "AnnotationCollection", "total": len(items), "first": page}


def _written(note: Annotation, span: tuple[int, int]) -> dict[str, Json]:
    passage = note.passage
    quote = {
        "type": "TextQuoteSelector", "exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix
    }  # fmt: skip
    position = {"type": "TextPositionSelector", "start": span[0], "end": span[1]}
    texts = [("commenting", note.text), ("replying", note.answer)]
    body = [
        {"type": "TextualBody", "purpose": purpose, "value": text, "format": "text/markdown"}
        for purpose, text in texts if text
    ]  # fmt: skip
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in (note.kind, *note.tags)]
    return {
        "type": "Annotation", "motivation": _PURPOSE.get(note.kind, "commenting"),
        **({"creator": {"type": "Person", "name": note.author}} if note.author else {}),
        **({"created": f"{note.date}T00:00:00Z"} if note.date else {}),
        "body": [*body, *tags],
        "target": {"source": f"{passage.chapter}.xhtml", "selector": [quote, position]},
    }  # fmt: skip


def _annotations(found: Json) -> Iterator[dict[str, Json]]:
    """Every annotation of a document, whatever it is wrapped in."""
    if isinstance(found, list):
        for each in found:
            yield from _annotations(each)
    elif isinstance(found, dict) and "target" in found:
        yield found
    elif isinstance(found, dict):
        for key in ("first", "items", "rows", "annotations", "@graph"):
            yield from _annotations(found.get(key))


def _annotation(given: dict[str, Json], file: str, kind: str) -> Annotation | None:
    quotes = [(target, quote) for target in _list(given["target"]) for quote in _quotes(_selector(target))]
    text = "\n\n".join(filter(None, (_plain(each) for each in _texts(given, "commenting"))))
    if not quotes or not text:
        return None
    target, quote = quotes[0]
    exact, prefix, suffix = (str(quote.get(key) or "") for key in ("exact", "prefix", "suffix"))
    tags = [str(tag) for tag in (*_list(given.get("tags")), *_texts(given, "tagging"))]
    named = next((tag for tag in tags if tag in KINDS), kind)
    return Annotation(
        Passage(exact, prefix, suffix, _chapter(target), file),
        kind=named, text=text, author=_author(given), date=str(given.get("created") or "")[:10],
        tags=tuple(tag for tag in tags if tag != named),
        answer="\n\n".join(_texts(given, "replying")),
    )  # fmt: skip


def _selector(target: Json) -> Json:
    return target.get("selector") if isinstance(target, dict) else None


def _quotes(selector: Json) -> Iterator[dict[str, Json]]:
    """The text quotations of a selector, of its refinements, and of the ends of a range."""
    if isinstance(selector, list):
        for each in selector:
            yield from _quotes(each)
    elif isinstance(selector, dict):
        if str(selector.get("type", "")).endswith("TextQuoteSelector") and selector.get("exact"):
            yield selector
        yield from _quotes(selector.get("refinedBy"))


def _texts(given: dict[str, Json], wanted: str) -> Iterator[str]:
    """What the bodies say: those that tag, those that answer, and the rest."""
    if wanted == "commenting" and isinstance(given.get("text"), str):
        yield given["text"]
    for body in _list(given.get("body")) + ([{"value": given["bodyValue"]}] if "bodyValue" in given else []):
        if not isinstance(body, dict) or not isinstance(body.get("value"), str):
            continue
        purpose = body.get("purpose") if body.get("purpose") in ("tagging", "replying") else "commenting"
        if purpose == wanted:
            yield _unmarked(body["value"]) if body.get("format") == "text/html" else body["value"]


def _chapter(target: Json) -> str:
    """The slug that the source's file name may give: ch1 of https://host/book/ch1.xhtml#n."""
    source = target.get("source", "") if isinstance(target, dict) else ""
    source = source.get("id", "") if isinstance(source, dict) else source
    return PurePosixPath(unquote(urlsplit(str(source)).path)).stem


def _author(given: dict[str, Json]) -> str:
    for creator in _list(given.get("creator") or given.get("user")):
        if isinstance(creator, dict):
            return str(creator.get("name") or creator.get("nickname") or creator.get("id") or "")
        # Hypothesis names its users acct:name@host.
        return str(creator).removeprefix("acct:").partition("@")[0]
    return ""


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


class _Text(HTMLParser):
    """The text of an HTML body, what stands in a script or style left out."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Count what is not for readers."""
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        """Paragraphs end with a blank line."""
        self.hidden -= tag in ("script", "style") and self.hidden > 0
        self.parts += ["\n\n"] if tag in ("p", "div", "li") else []

    def handle_data(self, data: str) -> None:
        """Keep what a reader would see."""
        self.parts += [] if self.hidden else [data]


def _unmarked(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts).strip()


def _plain(text: str) -> str:
    """The text as Markdown that cannot be markup of another kind."""
    return text.strip().replace("<", "\\<")
