"""What every room does with words: compares names, guesses the one meant, counts and lists.

Knows nothing of claims. Beside `interval` at the bottom: any room may import it.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from unicodedata import normalize

from cloudkb.language import in_chinese, marked, worded


def fold(text: str) -> str:
    """A name as it is compared: compatibility forms, letter case and traditional characters
    folded, no outer spaces: 阿里雲 is 阿里云.
    """
    if text.isascii():
        return text.lower().strip()
    return simplified(normalize("NFKC", text)).casefold().strip()


def simplified(text: str) -> str:
    """The text in simplified characters, one for one: columns stay what they were."""
    return text if text.isascii() else text.translate(simplifying())


@cache
def simplifying() -> dict[int, str]:
    """Each traditional character's code point with its simplified one."""
    from cloudkb.traditional import SIMPLIFIED, TRADITIONAL

    return {ord(old): new for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True)}


def is_chinese(text: str) -> bool:
    """Tell whether a Han character stands in a text."""
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


def nearest(word: str, known: Iterable[str], most: int = 1, alike: float = 0.6) -> list[str]:
    """The known words spelled most like a mistyped one, best first.

    `alike` is the least likeness, from 0 (anything) to 1 (the same).
    """
    # three modules that only a mistake needs
    from difflib import get_close_matches

    return get_close_matches(word, list(dict.fromkeys(known)), most, alike)


def offers(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """What to offer for an unknown word: the nearest, then the known ones that hold it."""
    pool = list(dict.fromkeys(known))
    near = nearest(word, pool, most)
    near += [name for name in pool if len(word) > 1 and word in name and name not in near]
    return near[:most]


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 claim, 2,000 claims; `many` where no s does it.

    In Chinese with the measure word that the catalogue gives the noun: 2,000条说法.
    """
    if in_chinese():
        return f"{number:,}{worded(f'1 {one}')}"
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; in Chinese a、b和c."""
    if len(names) < 2:
        return "".join(names)
    if in_chinese():
        return f"{'、'.join(names[:-1])}{worded(last)}{names[-1]}"
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def joined(names: Iterable[str]) -> str:
    """Names with commas between them, those of the language."""
    return worded(", ", "、").join(names)


def between() -> str:
    """What stands between two sentences: a space; in Chinese nothing."""
    return "" if in_chinese() else " "


def being(value: str, of: str = "") -> str:
    """A value behind the name of what it is of, in Chinese: 为5亿元, 至少为5亿元, 高于5亿元.

    `of` stands between the verb and the number: 至少为2022年的1.1倍. A change has its own verb.
    """
    for word, verb in _BEHIND:
        if value.startswith(word):
            return f"{verb}{of}{value.removeprefix(word)}"
    if value.endswith(("之前", "之后")):
        return f"在{value}"
    return f"为{of}{value}"


_BEHIND = (
    *(
        (f"{least}{verb}",) * 2
        for least in ("至少", "至多", "")
        for verb in ("增长", "上升", "下降")
    ),
    ("至少", "至少为"),
    ("至多", "至多为"),
    ("高于", "高于"),
    ("低于", "低于"),
)


def led(verb: str, size: str) -> str:
    """A size behind a verb, in Chinese: 至少相差5亿元, 增长超过10%, 下降5%至6%."""
    for word, before, behind in _SIDES:
        if size.startswith(word):
            return f"{before}{verb}{behind}{size.removeprefix(word)}"
    return f"{verb}{size}"


_SIDES = (
    ("至少", "至少", ""), ("至多", "至多", ""), ("高于", "", "超过"), ("低于", "", "不到")
)  # fmt: skip


def few(names: Iterable[str], most: int = 6) -> str:
    """Names with commas, and how many more there are than `most`."""
    known = list(names)
    more = len(known) - most
    told = joined(known[:most])
    if more <= 0:
        return told
    if in_chinese():
        return f"{told}等{len(known)}个"
    return f"{told} and {more} more"


# --- units as they are written -------------------------------------------------------------------

UNIT_KINDS = ("money", "ratio", "count", "date", "entity")
"""Units of metrics that are no unit of measure."""


def unit_text(kind: str | None, measure: str = "", per: str = "") -> str:
    """A unit as fact files and bases write it: `count`, `GWh`, `money per share`."""
    first = measure if kind == "measure" else kind or ""
    return f"{first} per {per}" if per else first


_TOLD = {
    "money": marked("money"),
    "ratio": marked("ratio"),
    "count": marked("count"),
    "date": marked("date"),
    "entity": marked("entity"),
    "measure": marked("measure"),
}


_PER = "h day week month quarter year share person user household vehicle employee customer unit"
_PER_ZH = "小时 天 周 月 季度 年 股 人 用户 户 辆 员工 客户 台"
_PER_IN_CHINESE = dict(zip(_PER.split(), _PER_ZH.split(), strict=True))


def unit_worded(text: str) -> str:
    """A unit, as `unit_text` gives it, in the language spoken; signs of measures stay."""
    if not in_chinese():
        return text
    first, of, per = text.partition(" per ")
    told = worded(_TOLD[first]) if first in _TOLD else first
    return f"{told}/{_PER_IN_CHINESE.get(per, per)}" if of else told


def unit_parts(text: str) -> tuple[str, str, str]:
    """The kind, the unit of measure and what stands behind per, of a text of `unit_text`."""
    first, _, per = text.partition(" per ")
    return (first, "", per) if first in UNIT_KINDS else ("measure", first, per)
