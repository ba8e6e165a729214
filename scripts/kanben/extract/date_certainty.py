"""Whether a line of the chronology stands alone: read beside its date, without the sentence it was taken from.

It begins with who or what, or with a deed that needs no doer; it has a verb; nothing in it is torn, points back
or talks about the book.  What fails is still an event, but no line of it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kanben.extract.clause_words import is_verb, words
from kanben.extract.date_context import masked
from kanben.extract.date_lines import VERB_FIRST
from kanben.extract.date_titles import is_bare_kind
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, FIGURE, NUMBER, WORDS

_LEANING = re.compile(either(WORDS["leaning"]))
_BOOK_TALK = re.compile("(?<![这那一两三几该此])" + either(WORDS["book_talk"]))
_DOERLESS = re.compile(
    f"(?:[^，]{{0,2}})(?:{either(WORDS['impersonal'])}|[设置修建筑迁改立凿铸](?!有)).{{2}}"
)
_HABITUAL = re.compile(either(WORDS["habitual"]))
_LASTS_FIRST = re.compile(f"{NUMBER}(?:多|余)?个?(?:年|月|天|日|小时|周)")
_OPEN_ENDED = re.compile(f"(?:[会委部局厅院府厂社处室]|公司|[报刊志]》){either(WORDS['open_ended'])}$")
_UNNAMED = re.compile(f"[^，为到至]*(?:{ACTIVITY.pattern})(?<![为到至])(?:了)?{FIGURE.pattern}$")
_PERSONAL = re.compile(either(WORDS["of_persons"]))
_BUILT = re.compile("(?:[重增扩改新始]?[建修筑置设]|撤|析|升|浚|凿|疏)[^，。；〓过了成好完]{1,6}")
_SHORTEST = 4
_PAIRS = ("《》", "“”", "（）", "‘’")
Test = Callable[[str], bool]


def stands_alone(line: str, names: tuple[str, ...]) -> bool:
    """Whether a chronology would carry the line; `names` are those of its sentence."""
    opens, ends = line.startswith(names) or _opens(line), line.endswith(names) or _ends(line)
    return (
        line.endswith(tuple(WORDS["calamities"]))
        or bool(_BUILT.fullmatch(line))
        or (opens and ends and all(test(line) for test in TESTS))
    )


def _opens(line: str) -> bool:
    first = next(iter(words(masked(line))))
    return first.text not in WORDS["never_first"] and line[0] not in "，、；：。）》”"


def _ends(line: str) -> bool:
    return words(masked(line))[-1].text not in WORDS["never_last"] and len(line) >= _SHORTEST


def _whole(line: str) -> bool:
    return all(line.count(pair[0]) == line.count(pair[1]) for pair in _PAIRS)


def _is_clear(line: str) -> bool:
    """Points nowhere, and is not about the book."""
    blotted = masked(line)
    return not (
        _LEANING.search(blotted)
        or _BOOK_TALK.search(blotted)
        or _HABITUAL.search(blotted)
        or _LASTS_FIRST.match(line)
        or is_bare_kind(line)
    )


def _says_what(line: str) -> bool:
    """县政府批转, 全县建19座: of what, is left open."""
    return not (_OPEN_ENDED.search(line) or _UNNAMED.fullmatch(masked(line)))


def _happens(line: str) -> bool:
    """A verb behind the subject, or in front where the deed needs no doer."""
    blotted = masked(line)
    first = VERB_FIRST.match(blotted)
    if first and not _is_noun_phrase(blotted, first.end()):
        return bool(_DOERLESS.match(line))
    if _is_attribute(blotted):
        return False
    doing = any(word.kind in "hkvwalzp" for word in words(blotted)[1:])
    return doing or bool(ACTIVITY.search(blotted) or _PERSONAL.search(line, 2))


def _is_attribute(blotted: str) -> bool:
    """农村普遍缺少的人情味: the first verb stands right before 的, so that the line is a noun."""
    read = words(blotted)
    at = next((at for at, word in enumerate(read) if is_verb(word)), len(read))
    end = next((end for end in range(at, len(read)) if not is_verb(read[end])), len(read))
    return end < len(read) and read[end].text == "的" and not any(map(is_verb, read[end:]))


def _is_noun_phrase(blotted: str, end: int) -> bool:
    """建校80周年庆祝大会举行: the verb it begins with belongs to a noun, the line's own verb stands at its end."""
    if blotted.endswith(tuple(WORDS["endings"])):
        return True
    last = next(reversed(list(ACTIVITY.finditer(blotted, end))), None)
    return last is not None and last.start() >= end + 3 and len(blotted) - last.end() <= 2


TESTS: tuple[Test, ...] = (_whole, _is_clear, _says_what, _happens)
