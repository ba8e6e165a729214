"""What a web page leaves in copied text: entities, stray tags, lines of navigation."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kanben.normalise.characters import bare
from kanben.normalise.draft import Draft, Line
from kanben.normalise.rule import Wish
from kanben.resources import data_table

_ENTITY = re.compile(
    r"(?:&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&(?:amp;)*nbsp(?![\w;]))"
)
_BREAKS = "br|p|div|li|ul|ol|dl|dt|dd|tr|table|tbody|thead|h[1-6]|hr|blockquote|center|section|article"
_INLINE = "span|font|b|strong|i|em|u|a|img|sup|sub|small|big|o:p|st1:\\w{1,20}|td|th|label"
_TAG = re.compile(rf"(?i)<(?:/?(?P<break>{_BREAKS})|/?(?:{_INLINE}))(?:\s[^<>\n]{{0,300}})?/?>")
_EVIDENCE = re.compile(
    rf"(?i)</(?:{_BREAKS}|{_INLINE})\s*>|<(?:{_BREAKS}|{_INLINE})\s[^<>\n]{{0,300}}=|<br\s*/?>[ \t]*$", re.M
)
_TOKEN = re.compile(r"[\s|｜/／·•\-—_:：>＞»›→<＜«‹←\[\]【】（）()]+")
_LONGEST = 60
_STOPS = ("。", "！", "？", "；")
_HEADER = 1000
"""So many characters at the most stand above the title."""


def entities(draft: Draft) -> Iterator[Wish]:
    """Decodes the character references of HTML, those coded twice as well."""
    for found in _ENTITY.finditer(draft.text):
        char = _decoded(found[0])
        if char != found[0] and (char.isprintable() or char.isspace()):
            yield *found.span(), char


def tags(draft: Draft) -> Iterator[Wish]:
    """Takes out the tags of presentation, a line end for those that break the line.

    Only where the text shows that it was a page: a tag closed, with an attribute, or a break at a line's end.
    In any other text <b> is what the author wrote, and no tag that isn't of presentation is ever touched.
    """
    if draft.lined and _EVIDENCE.search(draft.text):
        for found in _TAG.finditer(draft.text):
            yield *found.span(), "\n" if found["break"] else ""


def navigation(draft: Draft) -> Iterator[Wish]:
    """Takes out the lines that steer a reader through a site: 上一页 | 下一页, 分享到：微信."""
    for line in draft.lines():
        if line.text and len(line.text) <= _LONGEST and _navigates(line):
            yield line.start, line.end, ""


def page_header(draft: Draft) -> Iterator[Wish]:
    """Takes out what stands above the chapter's title when lines of navigation stood there too.

    Those are gone by now and left empty lines; what is left is short and ends no sentence: the site's name.
    """
    head = draft.text[:_HEADER].split("\n")[:-1]
    titles = [at for at, line in enumerate(head) if draft.title and _alike(line, draft.title)]
    above = head[: titles[0]] if titles else []
    if (
        draft.lined
        and "" in above
        and all(len(line) <= _LONGEST and line[-1:] not in _STOPS for line in above)
    ):
        yield 0, sum(len(line) + 1 for line in above), ""


def _alike(line: str, title: str) -> bool:
    return bare(line) == bare(title)


def _decoded(reference: str) -> str:
    """The characters meant, a no-break space as a space; the reference itself where it means none."""
    while (decoded := html.unescape(reference)) != reference:
        reference = decoded
    return " " if reference in ("\xa0", "\t", "\n", "\r") else reference


def _navigates(line: Line) -> bool:
    """Whether the line is made of words of navigation alone, or opens with one that rules the whole line."""
    words = data_table("normalise-words.toml")
    text = bare(line.text)
    if text.startswith(tuple(words["navigation_leads"])) and text[-1] not in _STOPS:
        return True
    if any(word in text for word in words["navigation_signs"]) and text[-1] not in _STOPS:
        return True
    tokens = [token for token in _TOKEN.split(line.text) if token and not token.isdigit()]
    longest = max(map(len, tokens), default=0)
    return longest > 1 + (len(tokens) == 1) and all(token in words["navigation"] for token in tokens)
