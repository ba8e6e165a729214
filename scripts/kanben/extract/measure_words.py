"""The words of a measure: what is taken off its ends, what makes it a verb, what it must be joined to."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kanben.resources import data_table

MARKS = "，。；：、！？,; 　\n（）()"
_VERB_ALONE = "(?:已|已经|经|共|均|都|后|未|没有|予以|全部|当年|分别|实际)*{}+(?:了|到)?"
_CAUSED = re.compile(r"^[^的]*(?:把|期间)|^[^的]{0,6}(?:涌现|评选|选拔)出?[^的]{2,14}等(?=[^级外].)")
_THIS = re.compile(r"^(?:该|此)(?:公司|工程|[路厂校县矿市院局区乡镇村社店馆所站港项线])(?=..)")
_BECAME = re.compile(r".*(?:合并|改组|组建|改建|扩建|划分|调整|改编|改|分)(?:为|成(?!比|率|收))")
_LASTING = re.compile(
    r"(?:连续|连|近|前后)?[\d一二三四五六七八九十两]{1,3}(?:个月|年|天)(?:来|间|内|中)?(?:累计|共)?$"
    r"|中有$|(?<=生|人|工|员|户|其|家|个)中$"
)
_LASTED = re.compile(
    r"^(?:近|这)?[\d一二三四五六七八九十两]{1,3}(?:个月|年|天)(?:来|间|内|中|里)?(?:累计|共)?"
)
_DONE = re.compile(r"(?:(?P<verb>{})了?)(?P<object>[^的]{{2,}}|(?:较|重|主|新|大|小)[^的]?的[^的]{{2,}})$")


@cache
def words(name: str) -> tuple[str, ...]:
    """One list of the measures' data, the longest word first."""
    table = data_table("figures.toml")["measure"][name]
    return tuple(sorted(set(table.split()), key=lambda word: (-len(word), word)))


@cache
def any_of(name: str, shape: str = "{}") -> re.Pattern[str]:
    """A pattern of one list; `shape` says where the words must stand."""
    return re.compile(shape.format(f"(?:{'|'.join(map(re.escape, words(name)))})"))


@cache
def _scopes() -> re.Pattern[str]:
    return re.compile(f"^(?:{'|'.join(data_table('figures.toml')['words']['scopes'].split())})+的?")


@cache
def _leading() -> re.Pattern[str]:
    """Words that only lead up, none of them the beginning of a longer word: 设, not 设计."""
    guarded = any_of("guarded").pattern
    return re.compile(f"^(?:(?!{guarded}){any_of('leading').pattern})+")


@cache
def _done() -> re.Pattern[str]:
    return re.compile(_DONE.pattern.format("|".join(words("performing"))))


@lru_cache(maxsize=256)
def trimmed(left: str) -> str:
    """What stands before a number without the words that only lead up to it: 全县已建成小学 → 建成小学."""
    left = re.split(r"[，；：。]", left.strip(MARKS))[-1].strip(MARKS)
    left = _THIS.sub("", _CAUSED.sub("", left))
    left = _BECAME.sub("", left) if _BECAME.fullmatch(left) is None else left
    for edge in (_scopes(), _leading(), _scopes(), _leading()):
        left = edge.sub("", left)
    left = left.strip(MARKS)
    left = _LASTED.sub("", _LASTING.sub("", left))
    return unquoted(any_of("trailing", "{}+$").sub("", left).strip(MARKS))


def unquoted(phrase: str) -> str:
    """Without a quotation mark whose fellow was left outside."""
    if phrase.count("“") == phrase.count("”"):
        return phrase
    return phrase.replace("“", "").replace("”", "")


def nominal(phrase: str) -> str:
    """The thing done rather than the doing, where a row needs no verb: 完成国内生产总值 → 国内生产总值."""
    match = _done().fullmatch(phrase)
    return match["object"] if match else phrase


def is_verb(phrase: str) -> bool:
    """Whether it is a verb and nothing else: 办理, 如期落实."""
    return any(any_of(name, _VERB_ALONE).fullmatch(phrase) for name in ("verbs", "transitive"))


def core(measure: str) -> str:
    """The thing counted without what is said of it: 建立制度的企业 → 企业, 提交提案 → 提案."""
    noun = re.sub(r"(?:占.*的|所占)比重$", "", measure).rpartition("的")[2]
    shorn = any_of("transitive", "^.*{}").sub("", noun)
    return shorn if len(shorn) >= 2 else noun
