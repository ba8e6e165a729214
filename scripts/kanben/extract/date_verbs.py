"""Verbs and figures, by which the part of a date in its sentence is told; the words are in data/dates_roles.toml."""

from __future__ import annotations

import re
from typing import Any

from kanben.extract.date_units import either
from kanben.extract.numerals import CHINESE_NUMERALS
from kanben.resources import data_table

WORDS: dict[str, Any] = data_table("dates_roles.toml")
"""Words by which roles are told."""
_BODY = "(?![局厅委部厂处科社所站员者费案史期人家团队组力会法权证书率量额价师税款]|军(?![校官事工])|收入|总额|利润)"
_ONCE = f"{either(WORDS['occurrences'])}{_BODY}|{'|'.join(WORDS['occurrences_of_one_sign'])}"
_LASTING = f"{either(WORDS['activities'])}{_BODY}|{'|'.join(WORDS['activities_of_one_sign'])}"
OCCURRENCE = re.compile(_ONCE)
"""A verb of what happens once; not part of the name of a body or of a person's calling."""
ACTIVITY = re.compile(f"(?:{_ONCE}|{_LASTING})")
"""A verb of anything done."""
NUMBER = rf"(?:\d[\d,，.]*|[{CHINESE_NUMERALS}几]+)"
FIGURE = re.compile(
    rf"{NUMBER}[多余餘几]?[万亿萬億千]?[多余餘]?(?:{either(WORDS['figure_units'])}|场(?=[，。；]|$))"
)
"""A number with a unit."""
