"""Bytes become text by the right encoding, exactly, or a sentence says why not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanben.errors import SourceError
from kanben.messages import say
from kanben.normalise.decoding import FAMILIES, decode

CASES = Path(__file__).parent / "cases" / "decoding"
FIXTURES = Path(__file__).parent / "fixtures" / "normalise"


def cases(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


def unescaped(text: str) -> str:
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t")


@pytest.mark.parametrize(("text", "written", "found"), cases("read.txt"))
def test_an_encoding_is_found_out(text, written, found):
    content = unescaped(text).encode(written)
    assert decode(content, "", "a.txt") == (unescaped(text), found)


@pytest.mark.parametrize(("content", "declared", "key"), cases("refused.txt"))
def test_bytes_that_are_no_certain_text_are_refused(content, declared, key):
    with pytest.raises(SourceError) as raised:
        decode(bytes.fromhex(content.strip("-")), declared.strip("-"), "a.txt")
    assert raised.value.key == key
    assert raised.value.exit_code == 4


@pytest.mark.parametrize("raw", sorted(FIXTURES.glob("*/raw.txt")), ids=lambda path: path.parent.name)
def test_a_fixture_is_read_and_written_back_byte_for_byte(raw):
    content = raw.read_bytes()
    text, encoding = decode(content, "", raw.name)
    assert text.encode(encoding) == content
    assert "\ufffd" not in text


def test_a_bad_byte_is_named_with_its_line_and_position():
    content = "图书馆的书\n".encode() * 2 + b"\xe4\xb8" + "图书馆的书\n".encode()
    with pytest.raises(SourceError) as raised:
        decode(content, "", "sources/a.txt")
    assert str(raised.value).startswith("sources/a.txt:3: ")
    assert "33" in str(raised.value)


def test_both_readings_are_shown_and_declaring_one_settles_it(monkeypatch):
    monkeypatch.setenv("KANBEN_LANG", "zh")
    content = "国".encode("gb18030")
    with pytest.raises(SourceError) as raised:
        decode(content, "", "a.txt")
    assert content.decode("gb18030") in str(raised.value)
    assert content.decode("cp950") in str(raised.value)
    assert "encoding:" in str(raised.value)
    assert decode(content, "GB2312", "a.txt") == ("国", "gb18030")
    assert decode(content, "Big5", "a.txt") == (content.decode("cp950"), "cp950")


def test_text_of_another_language_is_not_taken_for_chinese():
    content = ("한국의 도서관은 사람들에게 책을 빌려주고 있으며 " * 4).encode("euc-kr")
    with pytest.raises(SourceError) as raised:
        decode(content, "", "a.txt")
    assert raised.value.key in ("source.unlikely", "source.two-readings", "source.bad-byte")


def test_every_message_is_there_in_both_languages(monkeypatch):
    values = dict.fromkeys(("byte", "value", "encoding", "first", "second", "one", "other", "text"), "x")
    for language in ("zh", "en"):
        monkeypatch.setenv("KANBEN_LANG", language)
        for key in ("source.nul", "source.bad-byte", "source.two-readings", "source.unlikely"):
            assert "encoding:" in say(key, **values)


NO_NUL = st.characters(exclude_characters="\0", exclude_categories=["Cs"])


def outcome(content: bytes, declared: str = "") -> tuple[str, str] | SourceError:
    try:
        return decode(content, declared, "a.txt")
    except SourceError as error:
        return error


@given(st.text(NO_NUL, min_size=1), st.sampled_from(["utf-8", "gb18030"]))
def test_what_is_declared_comes_back_exactly(text, encoding):
    assert decode(text.encode(encoding), encoding, "a.txt")[0].lstrip("\ufeff") == text.lstrip("\ufeff")


@given(st.binary(max_size=200), st.sampled_from(["", *FAMILIES]))
def test_any_bytes_are_kept_exactly_or_refused_in_a_sentence(content, declared):
    found = outcome(content, declared)
    if isinstance(found, SourceError):
        assert str(found)
    else:
        assert found[0].encode(found[1]) == content
        assert "\0" not in found[0]


CLEAN = {path.parent.name: path.read_text("utf-8") for path in sorted(FIXTURES.glob("*/clean.md"))}


@given(st.data())
def test_prose_of_a_dozen_characters_is_read_right_or_not_at_all(data):
    encoding = data.draw(st.sampled_from(["utf-8", "gb18030", "cp950", "utf-16-le", "utf-16-be"]))
    text = CLEAN["big5" if encoding == "cp950" else data.draw(st.sampled_from(sorted(CLEAN)))]
    start = data.draw(st.integers(0, len(text) - 12))
    passage = text[start : start + data.draw(st.integers(12, 200))]
    content = passage.encode(encoding, "ignore")
    found = outcome(content)
    if isinstance(found, SourceError):
        assert found.key == "source.two-readings"
    else:
        assert found[0] == content.decode(encoding)
