"""Whether a date is only named: what an indexer reads past, though a verb stands near.

A chronology carries a happening that the date governs.  It does not carry a date that says which report, which
years or whose meeting is meant (1991年的《报告》), that is what somebody speaks of (后人谈到1939年的拆轨), that is
supposed (如果从1971年算起) or weighed (1943年的总结更严厉), or that belongs to the book's talk about itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kanben.extract.clause_words import is_verb, words
from kanben.extract.date_context import Context, masked
from kanben.extract.date_lines import VERB_FIRST, clear_start
from kanben.extract.date_units import either
from kanben.extract.date_verbs import ACTIVITY, WORDS

_SUPPOSED = re.compile(f"(?:但|而|又|可)?{either(WORDS['suppositions'])}")
_BOOK_TALK = re.compile("(?<![这那一两三几该此])" + either(WORDS["book_talk"]))
_BOOK_FIRST = re.compile("(?:本[章书节志篇文编卷传]|这[里组]|上[文表]|下[文表])(?!记者)")
_INFERENCE = re.compile(either(WORDS["inferences"]))
_SPEAKING = re.compile(
    f"(?:{either(WORDS['speaking'])}|〓)[中里上]?[^，。；：]{{0,2}}?(?:{either(WORDS['talk'])}|[说称记载](?![明书]))"
)
_SAYS = re.compile("[^，。；]*(?:中|里|书|文)(?:说|写|称|写道|说道)[：，]")
_TIME = re.compile("(?:[于在自从]|[到至])$")
_COPULA = re.compile("(?<![正凡或于总])(?:是|即|为|系)$")
_CLEFT = re.compile("的[，。；]?$")
FOUNDED = re.compile(either(WORDS["transitive"]) + "的(?=[^，。；的]{2,}(?:[，。；]|$))")
"""创办的新民铁工厂，: who founded what, told in an attribute."""
_RECKONED = re.compile("(?:算起|起算|计起|说起|讲起|谈起|以?来看|看，|算，)")
_IS = re.compile("[^，。；]{0,16}?(?<![于但可凡正或总若])(?:是|并非|堪称|可谓|称得上|算是)(?!年|月|日|否)")
_AROUND = re.compile(
    "(?:以[前后来]|之[前后间]|前后|左右|前夕|初期|中期|末期|后期|前期|期?间|[起初末中底年度份]|上旬|中旬|下旬|冬春)*"
)
_HAPPENING_DOES = re.compile(rf"的[^，。；的]{{0,16}}?{either(WORDS['happenings'])}(?=[^，。；的])")
_AT_HAPPENING = re.compile(f"的[^，。；的]{{0,16}}?{either(WORDS['happenings'])}(?:[中里上]|期间)，")
_NOUN = 6
"""The longest noun with which a clause may end that has no verb but in its attribute."""
Test = Callable[[Context], bool]


def is_only_named(context: Context) -> bool:
    """Whether the date, though no aside, tells of no happening of its own."""
    return any(test(context) for test in TESTS)


def is_beside_figures(context: Context) -> bool:
    """Whether a date with figures belongs to a supposition, a book's talk of itself or a work that speaks."""
    return _supposed(context) or _of_the_book(context) or _spoken(context)


def _supposed(context: Context) -> bool:
    """如果从1971年算起, 1990年如果提出11万件."""
    return bool(
        _SUPPOSED.match(context.before) or _SUPPOSED.match(context.after) or _RECKONED.match(context.after)
    )


def _of_the_book(context: Context) -> bool:
    """本章记1989年以后的工作, 所引数字多为1990年底的统计."""
    sentence = context.text[context.sentence[0] : context.sentence[0] + 6]
    return bool(
        _BOOK_FIRST.match(sentence) or _BOOK_TALK.search(context.before) or _BOOK_TALK.search(context.after)
    )


def _governed(context: Context) -> bool:
    """后人谈到1939年, 有的论者强调1942年, 把1970年看作: the date belongs to what stands before it."""
    before = context.lead_blot
    timed = _TIME.search(before)
    told = [word for word in words(clear_start(before)) if word.kind != "/"]
    if not told or timed or (VERB_FIRST.match(context.told) and not _is_attributive(context)):
        return bool(timed and _is_kept_until(context, before))
    last = told[-1] if told[-1].text not in "了过着" or len(told) < 2 else told[-2]
    if last.text in WORDS["governing"] or last.kind == "k":
        return True
    return is_verb(last) and last.text not in WORDS["manners"] and not context.after.startswith("，")


def _is_kept_until(context: Context, before: str) -> bool:
    """一直保存到1966年，: how long, not what."""
    kept = words(before[:-1])
    return bool(
        before[-1] in "到至" and kept and is_verb(kept[-1]) and context.after[:1] in ("，", "。", "；")
    )


def _only_says_which(context: Context) -> bool:
    """1991年的《报告》把它写进题目, 1990年4月全总的《意见》里; but 1954年的洪水冲毁了圩堤."""
    after = context.after_blot
    rest = after[_AROUND.match(after).end() :]  # type: ignore[union-attr]
    if rest.startswith("的"):
        return not (
            _happens(rest) or (_AT_HAPPENING.match(rest) and ACTIVITY.search(context.told[len(after) :]))
        )
    return not after.startswith("，") and (_is_noun_alone(rest) or _is_relative(rest))


def _happens(rest: str) -> bool:
    """的主席团会议讨论了草案: a happening that does something, or is held."""
    return any(_acts(clear_start(rest[match.end() :])) for match in _HAPPENING_DOES.finditer(rest))


def _acts(rest: str) -> bool:
    first = next(iter(words(rest)), None)
    return bool(VERB_FIRST.match(rest)) or (first is not None and is_verb(first) and first.kind != "k")


def _is_noun_alone(rest: str) -> bool:
    """授奖大会上的倡议书，: nothing but a noun with its attribute, or a deed turned into one (《法》的颁布)."""
    if "的" not in rest:
        return False
    head, _, noun = rest.rstrip("，。；：").rpartition("的")
    return len(noun) <= _NOUN and not ACTIVITY.search(head) and not (len(noun) > 3 and VERB_FIRST.match(noun))


def _is_relative(rest: str) -> bool:
    """工会谈企业民主管理时引用最多的，; 打下的基础是分不开的: the verb before 的 is no happening."""
    at = rest.find("的")
    if at <= 0:
        return False
    verbs = [word for word in words(rest[:at]) if is_verb(word)]
    return bool(verbs) and not ACTIVITY.search(rest[:at])


def _is_attributive(context: Context) -> bool:
    at = context.told.find("的")
    return 0 <= at <= 4


def _spoken(context: Context) -> bool:
    """1943年1月的总结报告承认, 在1921年写给差会的信中提到: a work speaks."""
    after = masked(context.after)
    speaks = _SPEAKING.search(after) or _SAYS.match(after)
    return bool(speaks and not ACTIVITY.search(after[: speaks.start()]))


def _weighed(context: Context) -> bool:
    """这与1943年打下的基础是分不开的, 1958年是丰收年: inferred, compared, defined."""
    after = context.after_blot
    if _COPULA.search(context.lead_blot) and not (_CLEFT.search(after) or FOUNDED.search(after)):
        return True
    weighed = _IS.match(after) or _INFERENCE.search(after)
    return bool(weighed and not ACTIVITY.search(after[: weighed.end()]))


TESTS: tuple[Test, ...] = (_supposed, _of_the_book, _governed, _only_says_which, _spoken, _weighed)
