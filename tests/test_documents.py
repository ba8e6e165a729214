"""Documents: titles with their kind, date and maker, and short titles tied to the full ones."""

import re
from pathlib import Path

import pytest

from kanben.extract.documents import find_documents
from kanben.model import Decisions
from marked_text import cases, marked

CASES = Path(__file__).parent / "cases/documents"


def documents_of(text):
    chapter, found = marked(text)
    return chapter, find_documents(chapter, Decisions(), found).documents


def shown(work):
    told = (work.title, work.kind, work.date, work.issuer, work.short_for, len(work.places))
    return " | ".join(str(each or "—") for each in told)


def every_case():
    for path in sorted(CASES.glob("*.txt")):
        for text, wanted in cases(path):
            yield pytest.param(text, wanted, id=re.sub(r"[{\[]|\|[^}]*}|:[pol]\]", "", text)[:24])


@pytest.mark.parametrize(("text", "wanted"), list(every_case()))
def test_a_passage_gives_its_works(text, wanted):
    chapter, works = documents_of(text)
    assert [shown(work) for work in works] == wanted
