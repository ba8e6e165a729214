"""Study editions: questions after their chapter, answers and glossary at the back, a booklet to write in."""

from __future__ import annotations

from kanben.assemble.drawn_notes import drawn_notes
from kanben.assemble.gathered_notes import gathered
from kanben.model import (
    Apparatus,
    Block,
    BookMatter,
    Chapter,
    Cleaned,
    Decisions,
    DocumentFound,
    Findings,
    Material,
    NameFound,
    NameRuling,
    Note,
    Place,
    Selection,
)

TEXT = "馆长周敬之主持编目，采用中图法，并订出《借书规则》。"
CHAPTER = Chapter("ch1", "第一章 图书馆", (Block("paragraph", TEXT),))
MATTER = (
    BookMatter("chapter", CHAPTER),
    BookMatter("afterword", Chapter("end", "后记", (Block("paragraph", "完"),))),
)


def place(words: str) -> Place:
    start = TEXT.index(words)
    return Place("ch1", 0, start, start + len(words))


QUESTION = Note(
    place("采用中图法"), "question", "", "为什么采用**中图法**？\n\n可分两点回答。", answer="便于*查检*。"
)
GLOSSES = (
    Note(place("中图法"), "gloss", "", "一种图书分类法。"),
    Note(place("编目"), "gloss", "", "- 著录\n- 标引"),
)
APPARATUS = Apparatus(notes=(*GLOSSES, QUESTION))


def titles(matter: tuple[BookMatter, ...]) -> list[str]:
    return [each.chapter.title for each in matter]


def test_questions_stand_after_their_chapter_and_answers_before_the_afterword() -> None:
    matter, apparatus = gathered(MATTER, APPARATUS, ("questions",))
    assert titles(matter) == ["第一章 图书馆", "思考题参考答案", "后记"]
    assert [(b.kind, b.text) for b in matter[0].chapter.blocks[1:]] == [
        ("heading", "思考题"), ("item", "为什么采用中图法？"), ("paragraph", "可分两点回答。")
    ]  # fmt: skip
    assert [(b.kind, b.text) for b in matter[1].chapter.blocks] == [
        ("heading", "第一章 图书馆"),
        ("item", "便于查检。"),
    ]
    assert apparatus.notes == GLOSSES


def test_the_glossary_is_in_the_order_of_pinyin_and_the_notes_stay() -> None:
    matter, apparatus = gathered(MATTER, APPARATUS, ("glossary",))
    texts = [block.text for block in matter[1].chapter.blocks]
    assert texts == ["编目", "著录", "标引", "中图法\u3000一种图书分类法。"]
    assert apparatus.notes == APPARATUS.notes


def test_a_booklet_has_room_for_answers_and_no_chapter() -> None:
    matter, apparatus = gathered(MATTER, APPARATUS, ("booklet",))
    assert titles(matter) == ["第一章 图书馆", "词语释义", "思考题参考答案"]
    assert [block.kind for block in matter[0].chapter.blocks] == ["item", "paragraph", "table"]
    assert apparatus == Apparatus()


def test_nothing_is_gathered_unasked() -> None:
    assert gathered(MATTER, APPARATUS, ()) == (MATTER, APPARATUS)


def material(*rulings: NameRuling) -> Material:
    findings = Findings(
        "ch1",
        names=(NameFound("周敬之", "person", (place("周敬之"),)),),
        documents=(
            DocumentFound("借书规则", "other", (place("《借书规则》"),), short_for="县图书馆借书规则"),
        ),
    )
    return Material((Cleaned(CHAPTER, "utf-8", TEXT, (), TEXT),), (findings,), Decisions(names=rulings))


def test_persons_and_short_forms_are_explained_on_request() -> None:
    ruling = NameRuling("周敬之", "person", gloss="首任馆长。")
    wanted = Selection((), notes=("person", "gloss"), drawn=("names", "short-forms"))
    drawn = drawn_notes(material(ruling), wanted, ())
    assert [(note.kind, note.text) for note in drawn] == [
        ("person", "首任馆长。"), ("gloss", "《借书规则》，即《县图书馆借书规则》。")
    ]  # fmt: skip
    assert drawn_notes(material(ruling), Selection((), notes=("person",)), ()) == ()


def test_a_note_written_by_hand_on_the_same_words_stands_alone() -> None:
    wanted = Selection((), notes=("person",), drawn=("names",))
    written = (Note(place("馆长周敬之"), "person", "", "见序。"),)
    assert drawn_notes(material(NameRuling("周敬之", "person", gloss="首任馆长。")), wanted, written) == ()
