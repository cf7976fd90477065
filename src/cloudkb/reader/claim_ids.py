"""The ids of claims that write none: made from what they say, the same wherever they stand.

`revenue-aliyun-2023h1`: the metric, the entity, the period, then what it is measured in, its
scope, what sort of figure it is and its kind, as far as there are any. No digit of the figure
is in it: a figure that is put right renames nothing. A sentence is called by its entity and its
first words.
"""

import hashlib
import re
from collections.abc import Iterable

from cloudkb.late import expression
from cloudkb.model import (
    Change,
    Claim,
    DateFigure,
    Figure,
    Link,
    Operand,
    Order,
    Rank,
    Trend,
)
from cloudkb.words import is_chinese

_LONGEST = 80
"""Characters; room for what tells two apart is left."""
_WORDS = 5
"""Words of a sentence that its id begins with."""
_DIGITS = 4
"""Hexadecimal digits that tell one claim from another of the same name."""
_ODD = expression(r"[^a-z0-9]+")


def made_id(claim: Claim, currency: str) -> str:
    """The id of a claim by what it says, whatever its own is; `currency` is its document's."""
    if claim.says:
        words = [] if is_chinese(claim.says) else _slug(claim.says).split("-")
        told = "-".join(words[:_WORDS]) or _digest(claim.says)
        return _short((claim.entity, told, _period(claim.period.text)))
    return _short(
        (
            claim.metric or "",
            claim.entity,
            _period(claim.period.text),
            claim.within or "",
            claim.scope or "",
            "either" if len(claim.readings) > 1 else "",
            *(_form(one.figure, currency) for one in claim.readings[:1]),
            "" if claim.kind == "observation" else claim.kind,
        )
    )


def distinguished(name: str, claim: Claim) -> str:
    """The id of a claim where an earlier one is called so: with digits of all that it says."""
    said = (
        claim.source,
        claim.date.text,
        claim.within,
        claim.scope,
        claim.kind,
        claim.says,
        claim.where,
        claim.note,
        claim.currency,
        str(claim.exact),
        *((claim.decimals,) if claim.decimals else ()),
        *(one.text for one in claim.readings),
    )
    return f"{name}-{_digest(repr(said))}"


def guessed_id(texts: Iterable[str]) -> str:
    """What a claim that cannot be read would be called, from the texts of its keys."""
    return _short(_period(text) for text in texts)


def _form(figure: Figure, currency: str) -> str:
    """What sort of figure it is; nothing for a plain one in the currency of its document."""
    if isinstance(figure, Change):
        rate = {"": "", "a year": "cagr", "annualised": "annualised"}[figure.rate]
        base = figure.base if isinstance(figure.base, str) else f"vs {_operand(figure.base)}"
        return f"{rate} {base}"
    if isinstance(figure, Order):
        first = figure.chain[0]
        return f"{first.relation} {' '.join(map(_operand, first.terms))}"
    if isinstance(figure, DateFigure):
        return "" if figure.relation == "on" else figure.relation
    if isinstance(figure, Trend):
        return "growth trend" if figure.growth else "trend"
    if isinstance(figure, Link):
        return figure.entity
    if isinstance(figure, Rank):
        return "rank"
    return figure.currency if figure.currency and figure.currency != currency else ""


def _operand(operand: Operand) -> str:
    parts = (operand.metric, operand.entity, _period(operand.period or ""))
    return " ".join(part for part in parts if part)


def _period(text: str) -> str:
    """A period in words of an id; that it is about then, or inferred, is no part of it."""
    sure = re.sub("[~?%]", "", text)
    return sure.replace("/..", " on").replace("..", " to ").replace("/", " to ")


def _slug(text: str) -> str:
    return _ODD.sub("-", text.lower()).strip("-")


def _short(parts: Iterable[str]) -> str:
    """The parts as one id, no longer than ids may be."""
    name = "-".join(slug for part in parts if part and (slug := _slug(part)))
    if len(name) <= _LONGEST:
        return name
    return f"{name[:_LONGEST].rpartition('-')[0] or name[:_LONGEST]}-{_digest(name)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS]
