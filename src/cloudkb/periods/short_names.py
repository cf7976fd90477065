"""A period's own name, as a sentence writes it: 2023Q3 in English, 2023年三季度 in Chinese."""

from cloudkb.language import in_chinese, worded
from cloudkb.late import expression

_ONE = expression(
    r"(?P<fiscal>FY)?(?P<year>\d{4}(?:/\d\d)?)"
    r"(?:Q(?P<quarter>[1-4])(?:-Q(?P<until>[2-4]))?|H(?P<half>[12])"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
)
_DIGITS = "〇一二三四"
_HALVES = {"1": "上半年", "2": "下半年"}


def called(text: str) -> str:
    """The canonical text of a period, or of a day, in the language spoken.

    English keeps it. What is no period comes back as it is.
    """
    if not in_chinese() or not text:
        return text
    if text == "any 12 months":
        return worded("any 12 months")
    bare = text.rstrip("~?%")
    told = _span(bare)
    if told is None:
        return text
    mark = text[len(bare) :]
    if mark in ("~", "%"):
        told = worded("about {days}", days=told)
    return f"{told}（推定）" if mark in ("?", "%") else told


def _span(text: str) -> str | None:
    """One period, or what lies between two; None for anything else."""
    if text.endswith("/.."):
        start = _one(text[:-3])
        return worded("since {start}", start=start) if start else None
    if text.startswith("../"):
        end = _one(text[3:])
        return worded("until {end}", end=end) if end else None
    if (alone := _one(text)) is not None:
        return alone
    series = ".." in text
    first, _, last = text.partition(".." if series else "/")
    start, end = _one(first), _one(last)
    if start is None or end is None:
        return None
    if series:
        return worded("each period of {start} to {end}", start=start, end=end)
    year = f"{first[:4]}年"
    if len(first) == len(last) == len("2022-01") and first[:4] == last[:4]:
        start, end = start.removesuffix("月"), end.removeprefix(year)
    return worded("{start} to {end}", start=start, end=end)


def _one(text: str) -> str | None:
    """A year, a half, a quarter, a month or a day, of the calendar or of a fiscal year."""
    found = _ONE.fullmatch(text)
    if found is None or ("/" in found["year"] and not found["fiscal"]):
        return None
    told = f"{found['year']}{'财年' if found['fiscal'] else '年'}"
    if found["until"]:
        return f"{told}前{_DIGITS[int(found['until'])]}季度" if found["quarter"] == "1" else None
    if found["quarter"]:
        return f"{told}{_DIGITS[int(found['quarter'])]}季度"
    if found["half"]:
        return f"{told}{_HALVES[found['half']]}"
    if found["month"]:
        day = f"{int(found['day'])}日" if found["day"] else ""
        return f"{told}{int(found['month'])}月{day}"
    return told
