"""What published shapes have in common: ends, implied values, steps, what they rest on."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from cloudkb.figures import exact_text
from cloudkb.interval import Interval
from cloudkb.model import Implied, Step


def end_text(end: Fraction | None, unit: str = "") -> str | None:
    """An end as published: a number, or a day in ISO 8601."""
    if unit == "date" and end is not None:
        return date.fromordinal(round(end)).isoformat()
    return exact_text(end)


def ends(interval: Interval, unit: str = "") -> dict[str, Any]:
    """Both ends, and whether each is open; null for an end there is not."""
    return {
        "low": end_text(interval.low, unit),
        "high": end_text(interval.high, unit),
        "low_open": interval.low_open if interval.low is not None else None,
        "high_open": interval.high_open if interval.high is not None else None,
    }


def implied_ends(implied: Implied, unit: str) -> dict[str, Any]:
    """The ends of an implied value, and what they are measured in."""
    interval = implied.interval
    return {
        **ends(interval, unit),
        "low_exact": implied.low_exact if interval.low is not None else None,
        "high_exact": implied.high_exact if interval.high is not None else None,
        "unit": unit,
    }


def because(implied: Implied) -> dict[str, list[str]]:
    """The claims each end rests on."""
    return {"low": claims(implied.low_because), "high": claims(implied.high_because)}


def step(one: Step, unit: str = "") -> dict[str, Any]:
    """A step of an explanation."""
    interval = one.interval
    return {
        "text": one.text,
        "quantity": one.quantity or None,
        "low": end_text(interval.low, unit) if interval else None,
        "high": end_text(interval.high, unit) if interval else None,
        "from": list(one.sources),
    }


def claims(labels: Iterable[str]) -> list[str]:
    """The claims among the things something rests on."""
    return [label for label in labels if is_claim(label)]


def is_claim(label: str) -> bool:
    """Tell the name of a claim from that of an identity."""
    return "/" in label and ":" not in label


def rests_on(implied: Implied) -> list[str]:
    """The claims that either end rests on, each once."""
    return claims(dict.fromkeys((*implied.low_because, *implied.high_because)))
