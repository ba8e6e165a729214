"""The qualifier of a date: until, since, before, after by the words beside it, else early, mid, late by its own."""

from __future__ import annotations

import re

from kanben.extract.date_context import Context
from kanben.model import Qualifier

_UNTIL_BEFORE = re.compile("(?:截至|截止|截止到|截止于|截止至|截至到|迄|迄至|直到|直至)$")
_UNTIL_AFTER = re.compile(r"(?:[\d零]{1,2}[时時点](?:\d{1,2}分)?)?[为為]?止(?!血|步)|截止")
_SINCE_BEFORE = re.compile("(?:自|自从|从|從)$")
_SINCE_AFTER = re.compile("以[来來]|[来來](?=，)|起(?![草义義步初点點诉诉飞伏家因源死动動用重])|[开開]始，")
_FROM_START = re.compile("[开開]始|起")
_FROM_AMOUNT = re.compile(
    r"[开開]?的|[^，。；]{0,20}?(?:增加到|增加至|提高到|提高至|上升到|上升至|下降到|下降至|发展到|减少到|增至|降至|升至)"
)
_BEFORE = re.compile(
    "以前|之前|以先|前夕|前夜|年?底前|前(?![后後往去来來半期身任线線进進方述列提景所者沿锋鋒部两三四五六七八九十一二几数數排台程\\d])"
)
_AFTER = re.compile(
    "以[后後]|之[后後]|[过過][后後]|[后後](?![半期来來又方勤者备備任代果续續继繼卫衛进進记記裔人台部面院山街金])"
)
_EARLIER_BEFORE = re.compile("(?:早于|不迟于|不晚于|先于|至迟)$")
_REACH = 8


def qualifier(context: Context) -> Qualifier | None:
    """The qualifier; a range or a set has none (截至1990年 until, 1990年起 since, 1990年初 early)."""
    expression = context.expression
    if expression.links or expression.to_now:
        return None
    before = context.text[max(context.clause[0], expression.start - _REACH) : expression.start]
    if _UNTIL_AFTER.match(context.after) or (
        _UNTIL_BEFORE.search(before) and not _till_done(context, before)
    ):
        return "until"
    if _is_since(context, before):
        return "since"
    if _EARLIER_BEFORE.search(before) or _BEFORE.match(context.after):
        return "before"
    return "after" if _AFTER.match(context.after) else expression.points[0].part


def _till_done(context: Context, before: str) -> bool:
    """直至1946年5月返回原址: not how long, but when at last."""
    return before.endswith(("直至", "直到")) and not re.match("[，。；、]|$", context.after)


def _is_since(context: Context, before: str) -> bool:
    """1990年起, 1990年以来, 自1990年…; but 从1985年的5万元增加到… is a comparison of two years."""
    if _SINCE_AFTER.match(context.after):
        return True
    if not _SINCE_BEFORE.search(before):
        return False
    return bool(_FROM_START.match(context.after)) or not _FROM_AMOUNT.match(context.rest)
