"""What concepts, members and figures of filings are called in fact files."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from hashlib import sha256
from typing import NamedTuple

from cloudkb import figures, periods
from cloudkb.importing.filings.filed import Dimensions

STANDARD = frozenset(
    ("us-gaap", "dei", "srt", "ecd", "ifrs-full", "country", "currency", "exch", "invest", "naics",
     "sic", "stpr", "cyd")
)  # fmt: skip
"""Prefixes of taxonomies that filers share; a concept of any other is the filer's own."""
_LONGEST_METRIC = 48
_LONGEST_MEMBER = 40
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


class FiledUnit(NamedTuple):
    """How a unit of a filing is measured."""

    unit: str
    """As metrics have it."""
    currency: str = ""


def unit_of_filing(unit: str) -> FiledUnit | None:
    """`USD` is money, `shares` a count, `USD/shares` money per share, `pure` a ratio."""
    upper, _, lower = unit.partition("/")
    is_money = re.fullmatch("[A-Z]{3}", upper) is not None
    if not lower:
        if is_money:
            return FiledUnit("money", upper)
        return FiledUnit("ratio" if unit == "pure" else "count")
    if is_money and lower in ("shares", "share"):
        return FiledUnit("money per share", upper)
    return None


def words_of_tag(name: str) -> str:
    """`AccountsReceivableNetCurrent` in words."""
    found = _CAMEL.findall(name.rpartition(":")[2])
    first, *others = found or [name]
    return " ".join(
        [first, *(one if one.isupper() and len(one) > 1 else one.lower() for one in others)]
    )


def metric_id(concept: str, suffix: str = "") -> str:
    """The id of a metric: the name of its concept, shortened with a hash where it is long."""
    prefix, _, name = concept.rpartition(":")
    text = "_".join(one.lower() for one in _CAMEL.findall(name))
    if prefix not in STANDARD:
        text = f"{re.sub('[^a-z0-9]', '', prefix.lower())}_{text}"
    text = _short(f"{text}_{suffix}" if suffix else text, _LONGEST_METRIC, "_", concept + suffix)
    if not text[:1].isalpha():
        text = f"m_{text}"
    return f"{text}_" + "reported" if _is_taken(text) else text


def entity_id(company: str, dimensions: Dimensions) -> str:
    """The id of what a context is about: the company, and the members of its axes."""
    if not dimensions:
        return company
    text = "-".join(_slug(member) for _, member in dimensions)
    return f"{company}-{_short(text, _LONGEST_MEMBER, '-', repr(dimensions))}"


def entity_name(company: str, dimensions: Dimensions, labels: Mapping[str, str]) -> str:
    """What it is called: its members by their labels, or in words."""
    told = ", ".join(labels.get(member) or _member(member) for _, member in dimensions)
    return f"{company}: {told}" if told else company


def axes(dimensions: Dimensions) -> str:
    """The axes of some dimensions, in words."""
    return ", ".join(words_of_tag(re.sub("Axis$", "", axis)) for axis, _ in dimensions)


def claim_id(*parts: str) -> str:
    """The id of a claim, of its metric, member and period."""
    text = "-".join(re.sub("[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts if part)
    text = _short(text, 96, "-", text)
    return f"c-{text}" if _is_taken(text) or not text[:1].isalpha() else text


def period_of(start: str | None, end: str) -> str:
    """The days of a context as fact files write them."""
    return end if start is None else periods.from_days(start, end).text


def figure(value: Fraction, unit: str, code: str = "") -> str:
    """A value as it is printed; of a ratio in percent. `code`: a currency that is not the usual."""
    text = figures.exact_text(value * 100 if unit == "ratio" else value) or "0"
    if unit == "ratio":
        return f"{text}%"
    return f"{code} {text} per share" if code else text


def short_hash(names: Iterable[str]) -> str:
    """Five digits of a hash."""
    return sha256("\n".join(names).encode()).hexdigest()[:5]


def _member(member: str) -> str:
    if member.startswith("="):
        return member[1:]
    return words_of_tag(re.sub("(?:Member|Domain)$", "", member))


def _slug(member: str) -> str:
    text = re.sub("[^a-z0-9]+", "-", _member(member).lower()).strip("-")
    return text or short_hash((member,))


def _short(text: str, longest: int, joint: str, whole: str) -> str:
    if len(text) <= longest:
        return text
    cut = text[: longest - 6].rpartition(joint)[0] or text[: longest - 6]
    return f"{cut}{joint}{short_hash((whole,))}"


def _is_taken(text: str) -> bool:
    return text in figures.reserved_words() or periods.is_reserved(text)
