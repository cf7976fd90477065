"""How a claim stands to the rest of the base: the part of its card that only reasoning knows."""

from collections.abc import Iterable, Mapping
from typing import Any

from cloudkb.model import Condition, OnBasis, Standing
from cloudkb.views.explained import claims, end_text, interval_data, read_as

_SAID = {
    "certain": "certain: it follows from the rest",
    "possible": "possible: the rest neither proves nor excludes it",
    "impossible": "impossible: the rest excludes it",
    "met": "met",
    "missed": "missed",
    "open": "open: the rest does not decide it",
}
_KEYS = ("status", "bases", "implied", "agreeing", "conflicts", "disputes")
_SHOWN = 6
"""Claims named of one kind."""


def data(standing: Standing | None, unit: str) -> dict[str, Any]:
    """What the card adds to the claim row; all null when nothing is known."""
    if standing is None:
        return dict.fromkeys(_KEYS)
    implied = standing.implied
    return {
        "status": standing.status,
        "bases": [_basis(one) for one in standing.bases],
        "implied": None
        if implied is None
        else {
            **interval_data(implied, unit),
            "because": {"low": claims(implied.low_because), "high": claims(implied.high_because)},
        },
        "agreeing": list(standing.agreeing),
        "conflicts": [list(others) for others in standing.clashing],
        "disputes": [
            {"claims": list(one.claims), "doubt": one.doubt, "reason": one.reason}
            for one in standing.disputes
        ],
    }


def _basis(one: OnBasis) -> Mapping[str, Any]:
    return {
        "scope": one.scope or None,
        "status": one.status,
        "because": claims(one.because),
        "only_if": [_condition(condition) for condition in one.only_if],
    }


def _condition(condition: Condition) -> Mapping[str, Any]:
    interval = condition.interval
    return {
        "quantity": condition.quantity,
        "text": condition.text,
        "low": end_text(interval.low, ""),
        "high": end_text(interval.high, ""),
        "low_open": interval.low_open if interval.low is not None else None,
        "high_open": interval.high_open if interval.high is not None else None,
        "because": claims(condition.because),
    }


def fields(standing: Standing) -> Iterable[tuple[str, str]]:
    """Labelled lines for the card."""
    if standing.status is not None:
        yield "status", _status(standing)
    for one in standing.bases:
        if one.only_if:
            yield "holds only if", "\n".join(_conditions(one))
    if standing.implied is not None:
        implied = standing.implied
        rests = claims(list(dict.fromkeys((*implied.low_because, *implied.high_because))))
        yield "the rest implies", "\n".join([implied.text, f"by {_listed(rests)}"])
    if standing.agreeing:
        yield "agrees with", _listed(standing.agreeing)
    for others in standing.clashing:
        yield "in conflict with", _listed(claims(others) or others)
    for dispute in standing.disputes:
        doubted = "doubted here" if dispute.doubt == standing.claim else f"doubted: {dispute.doubt}"
        yield "dispute accepted", f"{doubted}\n{dispute.reason}"
    settle = [basis.only_if[0] for basis in standing.bases if basis.only_if]
    if settle:
        yield "would settle", f"a print of {settle[0].quantity}"


def _status(standing: Standing) -> str:
    text = _SAID[standing.status or "possible"]
    because = [
        label
        for one in standing.bases
        if one.status == standing.status
        for label in claims(one.because)
    ]
    if because:
        text += f"\nby {_listed(dict.fromkeys(because))}"
    bases = [one for one in standing.bases if one.status != standing.status]
    for one in bases:
        text += f"\n{one.status} {_as(one)}"
    return text


def _as(one: OnBasis) -> str:
    if not one.scope:
        return "on its own basis"
    return read_as(one.name)


def _conditions(one: OnBasis) -> Iterable[str]:
    if one.scope:
        yield f"{_as(one)}:"
    for condition in one.only_if:
        yield condition.text + (f"   ({condition.formula})" if condition.formula else "")


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
