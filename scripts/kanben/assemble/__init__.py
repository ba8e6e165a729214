"""Stage 3, assemble: chapters, findings and decisions give the apparatus, once, free of any format."""

from __future__ import annotations

from kanben.assemble.chronology import chronology
from kanben.assemble.collation import collation
from kanben.assemble.index import indexes
from kanben.assemble.notes import notes
from kanben.assemble.plots import plots
from kanben.assemble.tables import tables
from kanben.model import Apparatus, Material, Selection


def assemble(material: Material, selection: Selection) -> Apparatus:
    """What the edition adds to the text; raises PassageError or ConfigError where a decision fits nowhere."""
    wanted = selection.pieces
    events = chronology(material, selection.roles) if {"chronology", "timeline"} & set(wanted) else ()
    return Apparatus(
        chronology=events if "chronology" in wanted else (),
        tables=tables(material, selection),
        plots=plots(material, events, wanted),
        indexes=indexes(material, selection.indexes) if "index" in wanted else (),
        collation=collation(material) if "collation" in wanted else None,
        notes=notes(material, selection),
    )
