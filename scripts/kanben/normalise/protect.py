"""What must not change: the spans that no rule of spacing, width or punctuation may touch.

Every protected form begins with a character of ASCII, so only runs of ASCII are looked at closely.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

_RUN = re.compile(r"[\x21-\x7e][\x20-\x7e‘’“”–—é-ÿ]*")
_FORMS = re.compile(
    r"(?:(?:https?|ftp|file)://|www\.)[^\s<>\"“”‘’]*[\w/#=&-]"  # an address
    r"|[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"  # e-mail
    r"|!?\[[^\[\]\n]{0,200}\]\([^()\n]{0,200}\)|</?[A-Za-z][^<>\n]{0,200}>"  # marks of another language
    r"|\{\{[^{}\n]{0,200}\}\}|\$[^$\n]{1,200}\$|`[^`\n]{1,200}`|::+|\[\^\w{1,9}\]"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"  # 192.168.0.1
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"  # 8:30, 12:05:30
    r"|\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+"  # 3:1
    r"|\d{1,3}(?:,\d{3})+(?![\d,])"  # 12,345
    r"|\(-?\d[\d.]*(?:,-?\d[\d.]*)+\)"  # (3,5), a point
    r"|\d+(?:\.\d+)+"  # 37.4, 1989.6.23
    r"|\d{1,4}(?:[-/]\d{1,4})+"  # 1989-06-23, 3/4
    r"|[A-Za-z0-9]*(?:\([A-Za-z0-9+*/=.,_ -]*\)|[A-Za-z0-9._]|[-+*/^=<>](?=[A-Za-z0-9(]))+"  # formula, call
)
_OPERATOR = re.compile(r"[A-Za-z0-9)][-+*/^=<>][A-Za-z0-9(]|(?<![A-Za-z])(?:[A-Za-z]|[a-z][\w.]{1,40})\(")
_MARKUP = "![{<$`:"
_ENGLISH = re.compile(
    r"(?<![A-Za-z'’.&/-])[A-Za-z][A-Za-z'’.&/-]*+"
    r"(?:[,:;]?+[ ]++[“\"‘(—–]?[A-Za-z0-9][A-Za-z0-9'’.&/%)\"”-]*+|[ ]++[-–—&+/=](?=[ ]))++[.?!]{0,3}"
)


@dataclass(frozen=True, slots=True)
class Zones:
    """Spans in order, none touching another."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, start: int, end: int) -> bool:
        """Whether the whole span lies in one zone."""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and end <= self.ends[at]

    def touches(self, start: int, end: int) -> bool:
        """Whether a character of the span lies in a zone."""
        at = bisect_left(self.ends, start + 1)
        return at < len(self.starts) and self.starts[at] < end


def protected(text: str, code: Zones) -> Zones:
    """The spans of the text to leave alone: forms of writing found by shape, and all that is code."""
    forms = chain.from_iterable(map(_in_run, _RUN.finditer(text)))
    return zones(chain(zip(code.starts, code.ends, strict=True), forms))


def zones(spans: Iterable[tuple[int, int]]) -> Zones:
    """The spans in order, those that meet made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return Zones(tuple(s for s, _ in joined), tuple(e for _, e in joined))


def _in_run(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The protected forms inside one run of ASCII."""
    if len(run[0]) < 3:
        return
    for form in _FORMS.finditer(run.string, run.start(), run.end()):
        if _is_form(form[0]):
            yield form.span()
    for sentence in _ENGLISH.finditer(run.string, run.start(), run.end()):
        yield sentence.span()


def _is_form(form: str) -> bool:
    """Whether a match is worth protecting: a word or number alone has nothing inside to spoil."""
    if form[0] == "(" and form.find(")") == len(form) - 1:
        return "," in form
    if form.isalnum():
        return False
    sign = form[0] in _MARKUP or any(char in form for char in ":@")
    return sign or (form[0].isdigit() and "(" not in form) or bool(_OPERATOR.search(form))
