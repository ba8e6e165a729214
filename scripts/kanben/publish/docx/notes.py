"""Notes as real footnotes: the manuscript's numbered by Word, the editors' with the mark of their series."""

from __future__ import annotations

from typing import Any

from lxml import etree

from kanben.model import Edition
from kanben.publish.docx.names import bookmark, run, text, w, words_of

MARK = "mark-"
"""What the id of a mark that stands in its note begins with."""


def gather_notes(root: Any, _edition: Edition) -> None:
    """Notes as pandoc reads them: list items with a role, without the way back; an editor's mark stays in it."""
    for section in [s for s in root.iter("section") if s.get("role") == "doc-endnotes"]:
        notes = [_note(aside) for aside in section.iter("aside")]
        for child in list(section):
            section.remove(child)
        section.append(etree.Element("ol"))
        section[0].extend(notes)
    for reference in [a for a in root.iter("a") if a.get("role") == "doc-noteref"]:
        _refer(reference)


def mark_series(body: Any, notes: Any) -> None:
    """Put the mark of its series in the place of the number of each editor's note, here and at its reference."""
    references = {r.get(w("id")): r for r in body.iter(w("footnoteReference"))}
    for start in [s for s in notes.iter(w("bookmarkStart")) if s.get(w("name")).startswith(bookmark(MARK))]:
        printed = start.getnext()
        note = next(start.iterancestors(w("footnote")))
        mark = words_of(printed)
        number = next(note.iter(w("footnoteRef")))
        number.getparent().replace(number, text(mark))
        _print_mark(references[note.get(w("id"))], mark)
        for style in note.iter(w("pStyle")):
            style.set(w("val"), _style(start.get(w("name"))))
        for used in (printed, printed.getnext(), start):
            used.getparent().remove(used)


def _style(name: str) -> str:
    """The style of the series that the bookmark of a mark names."""
    return f"Note{name.removeprefix(bookmark(MARK)).partition(bookmark('-'))[0].capitalize()}"


def _print_mark(reference: Any, mark: str) -> None:
    """Print a mark in the place of the number; only its first character is the note's own.

    LibreOffice 7 prints a mark of several characters twice, one of a single character as Word does.
    """
    reference.set(w("customMarkFollows"), "1")
    reference.addnext(text(mark[0]))
    if mark[1:]:
        reference.getparent().addnext(run(mark[1:], "FootnoteReference"))


def _note(aside: Any) -> Any:
    """An item of pandoc's list of notes; its own id stands at the reference, where links lead."""
    identity = aside.attrib.pop("id")
    for part in [e for e in aside.iter("a") if e.get("role") == "doc-backlink"]:
        part.getparent().remove(part)
    mark = next(e for e in aside.iter("span") if e.get("class") == "mark")
    if aside.get("class"):
        mark.set("id", f"{MARK}{aside.get('class')}-{identity}")
        mark.tail = (mark.tail or "").lstrip()
    else:
        parent = mark.getparent()
        parent.text = (mark.tail or "").lstrip()
        parent.remove(mark)
    aside.tag = "li"
    aside.set("role", "doc-endnote")
    aside.set("id", f"note-{identity}")
    return aside


def _refer(reference: Any) -> None:
    """A reference that pandoc makes a note of, after the anchor of the note; a repeated one is a plain link."""
    identity, raised = reference.get("href")[1:], reference.getparent()
    raised.tag = "span"
    raised.attrib.clear()
    if reference.get("id") is None:
        del reference.attrib["role"]
        mark = etree.SubElement(reference, "sup")
        mark.text, reference.text = reference.text, None
        return
    raised.text = ""
    raised.insert(0, etree.Element("span", {"id": identity}))
    reference.set("href", f"#note-{identity}")
