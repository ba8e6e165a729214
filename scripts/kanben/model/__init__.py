"""The types that travel between the stages: frozen, made of tuples, free of any file format.

The flow:

    Source → normalise → Cleaned → extract → Findings → assemble → Apparatus → publish → Output

A `Place` runs through everything: each line of the chronology, the tables and the index can be
followed to its sentence.  Nothing here imports anything else of ours.
"""

from kanben.model.apparatus import (
    Apparatus,
    Collation,
    Emendation,
    Event,
    Index,
    IndexEntry,
    IndexPlan,
    Material,
    Note,
    Plot,
    Row,
    Selection,
    Table,
)
from kanben.model.cleaning import Cleaned, Doubt, Edit, Source
from kanben.model.decisions import (
    Annotation,
    Correction,
    Decisions,
    EventRuling,
    NameClass,
    NameRuling,
    Passage,
    SettledDoubt,
    SubjectRuling,
    TableRuling,
)
from kanben.model.edition import BookMatter, Edition, Metadata, Output, Pages, PageStart, Profile
from kanben.model.findings import (
    PRINTED,
    Approximation,
    DateFound,
    DocumentFound,
    DocumentKind,
    FigureFound,
    Findings,
    MeetingFound,
    NameFound,
    Office,
    Qualifier,
    Role,
)
from kanben.model.text import Block, BlockKind, Chapter, Image, Mark, MarkKind, Place

__all__ = [
    "PRINTED",
    "Annotation",
    "Apparatus",
    "Approximation",
    "Block",
    "BlockKind",
    "BookMatter",
    "Chapter",
    "Cleaned",
    "Collation",
    "Correction",
    "DateFound",
    "Decisions",
    "DocumentFound",
    "DocumentKind",
    "Doubt",
    "Edit",
    "Edition",
    "Emendation",
    "Event",
    "EventRuling",
    "FigureFound",
    "Findings",
    "Image",
    "Index",
    "IndexEntry",
    "IndexPlan",
    "Mark",
    "MarkKind",
    "Material",
    "MeetingFound",
    "Metadata",
    "NameClass",
    "NameFound",
    "NameRuling",
    "Note",
    "Office",
    "Output",
    "PageStart",
    "Pages",
    "Passage",
    "Place",
    "Plot",
    "Profile",
    "Qualifier",
    "Role",
    "Row",
    "Selection",
    "SettledDoubt",
    "Source",
    "SubjectRuling",
    "Table",
    "TableRuling",
]
