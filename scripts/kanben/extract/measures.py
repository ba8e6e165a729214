"""What a figure measures, said as the head of a table's row: 建立职工代表大会制度的企业, 会员, 比上年增长率."""

from __future__ import annotations

import re

from kanben.extract.figure_passages import Passage
from kanben.extract.figure_units import Amount
from kanben.model import FigureFound

_LEADING = re.compile(r"^(?:其中|此外|同时|另外|另|还|又|并|也|先后|共计|共有|共|总计|合计|已有|已|约|有|即|仅|只|达到|达|为|计|由|从|到|至|全部|分别|累计)+")
_TRAILING = re.compile(r"(?:共计|共有|共|总计|合计|已有|已|约|有|仅|只|达到|达|为|计|分别|累计|总数|增加到|增至|上升到|上升为|发展到|扩大到|提高到|下降到|降至|降到|减至|等|了|的|由|从|到|至|多达|高达)+$")
_SHARE_OF = re.compile(r"占(?:了|到)?(?P<whole>[^，。；]*?)的?$")
_GROWTH = re.compile(r"(?P<basis>(?:比|较|同比|环比)[^，。；]*?)?(?P<verb>增长|增加|提高|上升|减少|下降|降低|减|增|净增|新增)(?:了|到)?$")


def measure(amount: Amount, passage: Passage, before: FigureFound | None) -> str:
    """The row head of a figure; `before` is the figure that stands before it, which a share or a growth is of."""
    start, end = passage.clause(amount.start)
    left = passage.text[start : amount.start].strip("，。；：、")
    right = passage.text[amount.end : end].strip("，。；：、！？\n")
    subject = before.measure if before else ""
    return _share(left, subject) or _growth(left, subject) or _counted(left, right) or amount.unit


def _share(left: str, subject: str) -> str:
    match = _SHARE_OF.search(left)
    if not match:
        return ""
    head = _trimmed(left[: match.start()]) or subject
    return f"{head}占{match['whole']}的比重"


def _growth(left: str, subject: str) -> str:
    match = _GROWTH.search(left)
    if not match:
        return ""
    head = _trimmed(left[: match.start()]) or subject
    return f"{head}{match['basis'] or ''}{match['verb']}"


def _counted(left: str, right: str) -> str:
    head = _trimmed(left)
    return head or right


def _trimmed(left: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", left))
