"""What a web page leaves in copied text: entities, stray tags, lines of navigation."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from kanben.normalise.characters import BLANK, bare, has_han
from kanben.normalise.draft import Draft, Line, Span
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
_HEADING = re.compile(r"(?i)<h([1-6])(?:\s[^<>\n]{0,300})?>[ \t]*([^<>\n]{1,80}?)[ \t]*</h\1\s*>")
_TOKEN = re.compile(r"[\s|｜/／·•\-—_:：>＞»›→<＜«‹←\[\]【】（）()]+")
_POSTED = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[ T]*\d{1,2}:\d{2}")
_REPLY = re.compile(
    r"回复\d+[#楼].{0,20}的帖子|引用[：:]|本帖最后由.{1,30}编辑|[^»›]{1,20}([»›][^»›]{1,30}){2,5}"
)
"""What a forum puts between posts, and the path to a page."""
_LONGEST = 60
_SHORT, _BETWEEN = 24, 6
"""Characters a line of the footer has at most, and how far apart its lines of navigation stand."""
_STOPS = ("。", "！", "？", "；")
_HEADER = 1000
"""So many characters at the most stand above the title."""


def entities(draft: Draft) -> Iterator[Wish]:
    """Decodes the character references of HTML, those coded twice as well."""
    for found in _ENTITY.finditer(draft.text):
        char = _decoded(found[0])
        if char != found[0] and (char.isprintable() or char.isspace()):
            yield *found.span(), char


def tagged_headings(draft: Draft) -> Iterator[Span]:
    """The marks with one more over each heading that the tags of a page say is one: <h2>沿革</h2>."""
    yield from draft.marks
    for found in _HEADING.finditer(draft.text) if draft.lined else ():
        if has_han(found[2]) and "<" not in found[2]:
            yield Span(*found.span(2), "heading", level=int(found[1]))


def tags(draft: Draft) -> Iterator[Wish]:
    """Takes out the tags of presentation, a line end for those that break the line.

    Only where the text shows that it was a page: a tag closed, with an attribute, or a break at a line's end.
    In any other text <b> is what the author wrote, and no tag that isn't of presentation is ever touched.
    """
    if draft.lined and _EVIDENCE.search(draft.text):
        for found in _TAG.finditer(draft.text):
            if found[0][:3].lower() == "</h":
                yield *found.span(), ""
                yield found.end(), found.end(), "\n"
            else:
                yield *found.span(), "\n" if found["break"] else ""


def navigation(draft: Draft) -> Iterator[Wish]:
    """Takes out the lines that steer a reader through a site: 上一页 | 下一页, 分享到：微信."""
    lines = [line for line in draft.lines() if line.text.strip(BLANK)]
    steering = [at for at, line in enumerate(lines) if len(line.text) <= _LONGEST and _navigates(line)]
    for at in sorted({*steering, *(_footer(lines, steering) if draft.lined else ())}):
        yield lines[at].start, lines[at].end, ""


def _footer(lines: Sequence[Line], steering: Sequence[int]) -> range:
    """What stands among the last lines of navigation, below all prose: who posted it, what else to read."""
    first = end = len(lines)
    for at in reversed(steering):
        if end - at > _BETWEEN or any(_is_prose(line) for line in lines[at + 1 : end]):
            break
        first = end = at
    below = [at for at in steering if at >= first]
    return range(first, len(lines)) if len(below) > 1 and first else range(0)


def _is_prose(line: Line) -> bool:
    text = line.text.strip(BLANK)
    return len(text) > _SHORT or text[-1] in _STOPS or "，" in text


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
    return _folded(line) == _folded(title)


def _folded(text: str) -> str:
    """The text without blanks and the signs that part a title's number from its words."""
    return re.sub(r"[|｜：:]", "", bare(text))


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
    if _REPLY.fullmatch(text) or (_POSTED.search(line.text) and any(w in text for w in words["posted"])):
        return text[-1] not in _STOPS
    tokens = [token for token in _TOKEN.split(line.text) if token and not token.isdigit()]
    longest = max(map(len, tokens), default=0)
    return longest > 1 + (len(tokens) == 1) and all(token in words["navigation"] for token in tokens)
