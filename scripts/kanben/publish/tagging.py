"""The tag tree of a PDF, in place of the engine's: one element for each element of the document.

The engine makes an element for each line of text, tags a paragraph twice where a page ends in it, repeats the
head of a table, and knows no notes, contents or indexes.  Here the pieces of an element on several pages are
one element, a note hangs where its reference stands, and page furniture is marked as an artifact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from kanben.publish.engine import boxes, pdf_stream, pdf_variants, pdf_writer
from kanben.publish.structure import SCOPES, description, kind

POINTS_A_PIXEL = 0.75
WRITTEN = {"Contents": "Sect"}
HOLDERS = {"LI": "LBody", "TOCI": "Reference"}
"""What the content of a list item stands in."""


@dataclass(slots=True)
class Tree:
    """The tag tree as it grows, page after page."""

    pdf: Any
    made: dict[tuple[int, str], Any] = field(default_factory=dict)
    """Structure element by the identity of its document element, and its kind."""
    annotations: list[tuple[Any, Any]] = field(default_factory=list)
    """Structure element and link annotation, in order."""
    notes: int = 0

    def add(self, name: str, parent: Any, page: bytes) -> Any:
        """A new structure element under one, first standing on that page."""
        given = {"Type": "/StructElem", "S": f"/{name}", "K": pdf_writer.Array(), "Pg": page}
        element = pdf_writer.Dictionary({**given, "P": parent.reference})
        self.pdf.add_object(element)
        parent["K"].append(element.reference)
        return element


@dataclass(frozen=True, slots=True)
class Page:
    """One page while it is tagged."""

    reference: bytes
    height: float
    """In pixels."""
    marks: dict[Any, Any]
    """The engine's marked content by box."""
    owners: dict[int, Any] = field(default_factory=dict)
    """Structure element by the number of its marked content."""


@contextmanager
def tagged(pages: Iterable[Any]) -> Iterator[None]:
    """Within it, the engine writes our tag tree and marks page furniture as artifacts."""
    furniture = {id(box) for box in furniture_of(pages)}
    add_tags, marked = pdf_variants.add_tags, pdf_stream.Stream.marked

    def marked_or_artifact(stream: Any, box: Any, tag: str) -> Any:
        return stream.artifact() if id(box) in furniture else marked(stream, box, tag)

    pdf_variants.add_tags, pdf_stream.Stream.marked = tag_document, marked_or_artifact
    try:
        yield
    finally:
        pdf_variants.add_tags, pdf_stream.Stream.marked = add_tags, marked


def furniture_of(pages: Iterable[Any]) -> Iterator[Any]:
    """The boxes that are not the book's text: running heads, page numbers, repeated heads of tables."""
    heads: set[int] = set()
    for page in pages:
        fresh: set[int] = set()
        stack = [(page._page_box, False)]
        while stack:
            box, apart = stack.pop()
            if getattr(box, "is_header", False) and box.element is not None:
                apart = apart or id(box.element) in heads
                fresh.add(id(box.element))
            apart = apart or isinstance(box, boxes.MarginBox)
            if apart and isinstance(box, boxes.TextBox | boxes.ReplacedBox):
                yield box
            stack.extend((child, apart) for child in children(box))
        heads |= fresh


def tag_document(pdf: Any, document: Any, _version: object, streams: Iterable[Any]) -> None:
    """Write the tag tree of the whole document (in place of weasyprint.pdf.tags.add_tags)."""
    numbers = pdf_writer.Dictionary({"Nums": pdf_writer.Array()})
    root = pdf_writer.Dictionary({"Type": "/StructTreeRoot", "K": pdf_writer.Array()})
    pdf.add_object(numbers)
    root["ParentTree"] = numbers.reference
    pdf.add_object(root)
    tree = Tree(pdf)
    references = pdf.page_references
    top = tree.add("Document", root, references[0])
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        here = Page(references[number], page.height, stream._tags)
        walk(page._page_box, top, "", tree, here)
        owners = pdf_writer.Array(owner.reference for _, owner in sorted(here.owners.items()))
        numbers["Nums"].extend([number, owners])
    for number, (owner, annotation) in enumerate(tree.annotations, len(document.pages)):
        annotation["StructParent"] = number
        numbers["Nums"].extend([number, owner.reference])
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["ViewerPreferences"] = pdf_writer.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pdf_writer.Dictionary({"Marked": "true"})


def walk(box: Any, parent: Any, inside: str, tree: Tree, page: Page) -> None:
    """Tag a box and what it holds under a structure element; `inside` is the kind that the parent was made for."""
    if isinstance(box, boxes.MarginBox):
        return
    owner, within = owner_of(box, parent, inside, tree, page)
    if box.link_annotation:
        hang_link(box, owner, tree, page)
    if box in page.marks:
        hold(page.marks.pop(box)["mcid"], owner, page)
    for child in children(box):
        walk(child, owner, within, tree, page)


def owner_of(box: Any, parent: Any, inside: str, tree: Tree, page: Page) -> tuple[Any, str]:
    """The structure element that a box's text belongs to, made where it is new; and what its children stand in."""
    element, tag = box.element, box.element_tag or ""
    if element is None or isinstance(box, boxes.TextBox):
        return parent, inside
    if tag.endswith("::footnote-call"):
        return reference(element, parent, tree, page), inside
    name = "Lbl" if tag.endswith("::footnote-marker") else "" if "::" in tag else kind(element, inside)
    if not name:
        return parent, inside
    key = id(element), name
    if key not in tree.made:
        made = tree.add(WRITTEN.get(name, name), parent, page.reference)
        describe(made, name, box, page)
        tree.made[key] = tree.add(HOLDERS[name], made, page.reference) if name in HOLDERS else made
    return tree.made[key], name


def reference(element: Any, parent: Any, tree: Tree, page: Page) -> Any:
    """The element of a note's reference; the note hangs right after it, to be filled where the note is drawn."""
    made = tree.add("Reference", parent, page.reference)
    key = id(element), "Note"
    if key not in tree.made:
        tree.notes += 1
        note = tree.made[key] = tree.add("Note", parent, page.reference)
        note["ID"] = pdf_writer.String(f"note-{tree.notes}")
    return made


def describe(made: Any, name: str, box: Any, page: Page) -> None:
    """The attributes that a kind of element must have: alternate text, scope of a head, spans of a cell."""
    if name == "Figure":
        left, top = box.content_box_x(), page.height - box.content_box_y()
        edges = (left, top - box.height, left + box.width, top)
        area = pdf_writer.Array(round(edge * POINTS_A_PIXEL, 2) for edge in edges)
        made["A"] = pdf_writer.Dictionary({"O": "/Layout", "BBox": area, "Placement": "/Block"})
        made["Alt"] = pdf_writer.String(description(box.element))
    elif name in ("TH", "TD"):
        given = {"O": "/Table"}
        given |= {"Scope": SCOPES.get(box.element.get("scope", ""), "/Column")} if name == "TH" else {}
        given |= {"ColSpan": box.colspan} if box.colspan > 1 else {}
        given |= {"RowSpan": box.rowspan} if box.rowspan > 1 else {}
        made["A"] = pdf_writer.Dictionary(given)


def hang_link(box: Any, owner: Any, tree: Tree, page: Page) -> None:
    """Put the link annotation of a box into its Link element, described by the words that are linked."""
    annotation = box.link_annotation
    if not any(annotation is each for each in tree.pdf.objects[annotation.number : annotation.number + 1]):
        return  # left on the box by an earlier writing of the same pages
    held = {"Type": "/OBJR", "Obj": annotation.reference, "Pg": page.reference}
    owner["K"].append(pdf_writer.Dictionary(held))
    if words := "".join(text_of(box)).strip():
        annotation["Contents"] = pdf_writer.String(words)
    tree.annotations.append((owner, annotation))


def hold(number: int, owner: Any, page: Page) -> None:
    """Put marked content into its element; content of another page than the element's first says which."""
    page.owners[number] = owner
    if owner["Pg"] == page.reference:
        owner["K"].append(number)
    else:
        held = {"Type": "/MCR", "Pg": page.reference, "MCID": number}
        owner["K"].append(pdf_writer.Dictionary(held))


def children(box: Any) -> tuple[Any, ...]:
    """The boxes in a box, those taken out of the flow in their place."""
    return tuple(getattr(child, "_box", child) for child in getattr(box, "children", ()))


def text_of(box: Any) -> Iterator[str]:
    """The words in a box."""
    if isinstance(box, boxes.TextBox):
        yield box.text
    for child in children(box):
        yield from text_of(child)
