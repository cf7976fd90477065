"""Texts that name a unit, as what stands around the digits of a cell: `{}亿元`, `US${} million`."""

import re
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from cloudkb.figures import FigureError, parse
from cloudkb.model import Amount

UnitKind = Literal["money", "ratio", "count", "scale", "other", ""]
"""What figures in a unit are: `scale` is of thousands and millions of whatever is counted in them,
`other` of measures, `per` and the like; empty: not known."""

_LEAD = re.compile(
    r"^(?:(?:货币|金额|计量|数量|数据)?单位\s*[:：为]?\s*以?|units?\s*(?:[:：]\s*|(?=in\s))|以)?(?:in\s+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?i)[\s,，;；]*(?:\b(?:except|unless|excluding)\b.*|[,，;；]\s*(?:除|另有|特别注明).*|为单位|计)$"
)
_DOLLARS = r"US\$|HK\$|NT\$|US dollars?|U\.S\. dollars?|dollars?"
_CURRENCY = rf"{_DOLLARS}|euros?|yuan|人民币|Rs\.?|[$€£¥￥₹]|[A-Z]{{3}}(?![A-Z])"
_LED = re.compile(rf"({_CURRENCY})[\s,，]*(?:in\s+)?(.+)", re.IGNORECASE)
_SCALES = re.compile(r"(?i)\b(thousand|million|billion|trillion)s\b(?: of)?|'000s?|\b000s?\b")
_POINTS = frozenset(("pp", "ppt", "ppts", "pct pts", "percentage points", "百分点", "个百分点"))
_PERCENT = frozenset(("%", "percent", "per cent", "pct", "百分比", "占比%"))
_PROBES = ("1,234.5", "7")
_LONGEST = 60

_NOUNS = {
    "yuan": "元", "rmb": "元", "cny": "元", "persons": "人", "people": "人", "tons": "吨",
    "tonnes": "吨", "vehicles": "辆", "households": "户", "kwh": "千瓦时", "usd": "美元",
    "us dollars": "美元", "u.s. dollars": "美元",
}  # fmt: skip
"""What statistics in English count by ten thousands and hundred millions, as Chinese does."""
_BY_WAN = re.compile(
    rf"(?i)(?:(?P<wan>10[ ,]?000|10 thousand)|100 ?m(?:illion)?)\s+(?P<of>{'|'.join(_NOUNS)})"
)
_POWERS = {"10": "十", "100": "百", "1000": "千"}
_BY_POWER = re.compile(r"(10{1,3})([万亿].*)")

_UNREAD = re.compile(
    r"(?i)单位|(?:计量|为)单位|[十百千万萬亿億兆](?:[元圓圆円]|[美港欧日英韩台][元圓圆币幣镑]|[人台辆吨户件股套部]|千瓦时)|[十百千万萬亿億兆][美港欧日英韩台]?$"
    r"|\b(?:thousands?|millions?|billions?|trillions?|crores?|lakhs?|mn|bn|mln|000s?)\b|'000"
    r"|\bunits?\s*:|\bin\s+(?:units?|US\$|[$€£¥￥]|[A-Z]{3}\b|percent)|[€£¥￥$₹]|%"
    r"|\b(?:RMB|CNY|USD|EUR|GBP|JPY|HKD|dollars?|euros?|yuan|percent)\b|人民币|美元|港元|欧元|日元"
)


def names_a_unit(text: str) -> bool:
    """Whether a text that nobody has read speaks of a unit: figures below it may be in it."""
    return _UNREAD.search(normalize("NFKC", text)) is not None


@lru_cache(maxsize=4096)
def unit_named(text: str, *, loose: bool) -> str:
    """What stands around a cell by a text that names a unit; empty where it is none.

    `loose`: counted things are units too (户, users), as behind brackets; else only money, parts,
    measures and scales are.
    """
    text = _TAIL.sub("", _LEAD.sub("", normalize("NFKC", text).strip())).strip()
    if not text or len(text) > _LONGEST:
        return ""
    if text.lower() in _PERCENT:
        return "{}%"
    if text.lower() in _POINTS:
        return "{}pp"
    text = _without_digits(text)
    text = _SCALES.sub(lambda found: found[1] or " thousand", text).strip()
    # digits in front of a unit would run into those of the cell
    if not text or text[0].isdigit():
        return ""
    forms = [f"{{}} {text}", f"{{}}{text}"] if text[0].isascii() else [f"{{}}{text}"]
    if re.fullmatch(_CURRENCY, text) and not text[-1].isalnum():
        forms.insert(0, f"{text}{{}}")
    if led := _LED.fullmatch(text):
        gap = " " if led[1][-1].isalnum() else ""
        forms += [f"{led[1]}{gap}{{}} {led[2]}", f"{{}} {led[2]} {led[1]}"]
    return next((form for form in forms if _is_unit(form, loose)), "")


def _without_digits(text: str) -> str:
    """The unit with its power in words: 100 million yuan is 亿元, 10亿元 is 十亿元."""
    if found := _BY_WAN.fullmatch(text):
        return ("万" if found["wan"] else "亿") + _NOUNS[found["of"].lower()]
    if found := _BY_POWER.fullmatch(text):
        return _POWERS[found[1]] + found[2]
    return text


def _is_unit(form: str, loose: bool) -> bool:
    for probe in _PROBES:
        try:
            found = parse(form.format(probe))
        except (FigureError, LookupError, ValueError):
            return False
        if not isinstance(found, Amount) or found.form != "amount" or found.hedges:
            return False
        bare = parse(probe)
        assert isinstance(bare, Amount)
        scaled = found.interval != bare.interval
        if found.unit is None and not scaled:
            return False
        several_words = found.measure.isascii() and " " in found.measure
        if found.unit == "count" and not scaled and (several_words or not loose):
            return False
    return True


def is_unit(form: str) -> bool:
    """Whether digits within a print make a figure."""
    return _is_unit(form, loose=True)


def is_currency(form: str) -> bool:
    """Whether a print names money without thousands or millions."""
    return kind_of_unit(form) == "money" and getattr(parse(form.format("7")), "value", None) == 7


def kind_of_unit(form: str) -> UnitKind:
    """What figures with this print around them are."""
    try:
        found = parse(form.format("7"))
    except (FigureError, LookupError, ValueError):
        return ""
    if not isinstance(found, Amount):
        return ""
    if found.per:
        return "other"
    if found.unit in ("money", "ratio"):
        return found.unit
    if found.unit == "count" or found.unit is None:
        return "count" if found.measure else "scale"
    return "other"


def currency_of_form(form: str) -> str:
    """The currency that a print around a cell names; a bare 元 or ¥ is CNY, $ USD, Rs INR."""
    try:
        found = parse(form.format("7"))
    except FigureError:
        return ""
    if getattr(found, "unit", None) != "money":
        return ""
    bare = {"$": "USD", "Rs": "INR"}
    return getattr(found, "currency", None) or next(
        (code for sign, code in bare.items() if sign in form), "CNY"
    )
