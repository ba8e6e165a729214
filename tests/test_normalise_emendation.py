"""Emendations: an editor's corrections are made where they fit, and stop the build where they don't."""

import pytest

from kanben.errors import PassageError
from kanben.model import Correction, Passage, Source
from kanben.normalise import normalise, replay, undo

TEXT = "第一段说甲厂建于山区。\n第二段说甲厂迁入县城, 己经投产。"


def emended(*corrections):
    return normalise(Source("chapter", "书", TEXT.encode(), "text"), corrections)


def correction(exact, replacement, prefix="", suffix=""):
    return Correction(Passage(exact, prefix, suffix, "chapter", "corrections.yaml", 3), replacement, "据原件")


def test_a_correction_is_an_edit_of_its_own_with_the_editors_reason():
    cleaned = emended(correction("己", "已", suffix="经"))
    (edit,) = [edit for edits in cleaned.passes for edit in edits if edit.rule == "emendation"]
    assert (edit.before, edit.after, edit.why) == ("己", "已", "据原件")
    assert cleaned.chapter.blocks[1].text == "第二段说甲厂迁入县城，已经投产。"
    assert replay(cleaned.extracted, cleaned.passes) == cleaned.text
    assert undo(cleaned.text, cleaned.passes) == cleaned.extracted


def test_corrections_are_made_whatever_order_they_are_given_in():
    cleaned = emended(correction("县城", "城内"), correction("山区", "山中"))
    assert [block.text for block in cleaned.chapter.blocks] == [
        "第一段说甲厂建于山中。",
        "第二段说甲厂迁入城内，己经投产。",
    ]


def test_a_passage_that_is_gone_is_refused_with_the_nearest_shown():
    with pytest.raises(PassageError) as error:
        emended(correction("甲厂迁进县城", "甲厂迁入城内"))
    assert "甲厂迁入县城" in str(error.value)
    assert str(error.value).startswith("corrections.yaml:3")
    assert error.value.exit_code == 5


def test_a_passage_that_stands_twice_is_refused():
    with pytest.raises(PassageError, match="2"):
        emended(correction("甲厂", "乙厂"))


def test_two_corrections_of_one_passage_are_refused():
    with pytest.raises(PassageError):
        emended(correction("迁入县城", "迁入城内"), correction("县城", "城里"))
