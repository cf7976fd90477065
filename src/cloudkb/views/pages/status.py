"""How a claim stands to the rest of the base: the part of its card that only reasoning knows."""

from collections.abc import Iterable, Sequence

from cloudkb.model import ClaimStatus, OnBasis, OnScope
from cloudkb.views.shapes import claims, rests_on
from cloudkb.words import few

_SAID = {
    "certain": "certain: it follows from the rest",
    "possible": "possible: the rest neither proves nor excludes it",
    "impossible": "impossible: the rest excludes it",
    "met": "met",
    "missed": "missed",
    "reached": "reached",
    "beaten": "beaten",
    "fell-short": "fell short",
    "open": "open: the rest does not decide it",
}


def fields(standing: ClaimStatus, known: Sequence[str] = ()) -> Iterable[tuple[str, str]]:
    """Labelled lines for the card; `known` is why it is doubted, which tells a single conflict."""
    if standing.status is not None:
        yield "status", _status(standing)
    for one in standing.bases:
        if one.only_if:
            yield "holds only if", "\n".join(_conditions(one))
    if standing.implied is not None:
        yield (
            "the rest implies",
            f"{standing.implied.text}\nby {few(rests_on(standing.implied))}",
        )
    if standing.across:
        yield "across", "its period lies across two bases, and joins neither"
    for there in standing.elsewhere:
        yield on(there.name), _left(there)
    if standing.agreeing:
        yield "agrees with", few(standing.agreeing)
    told = [*standing.told, *[""] * len(standing.clashing)]
    for others, why in zip(standing.clashing, told, strict=False):
        text = few(claims(others) or others)
        again = not why or why in known or (bool(known) and len(standing.clashing) == 1)
        yield "in conflict with", text if again else f"{text}\n{why}"
    for line in standing.lines:
        yield "set aside", f"{line}: cloudkb validate"
    for dispute in standing.disputes:
        doubted = "doubted here" if dispute.doubt == standing.claim else f"doubted: {dispute.doubt}"
        yield "dispute accepted", f"{doubted}\n{dispute.reason}"
    settle = [basis.only_if[0] for basis in standing.bases if basis.only_if]
    if settle:
        yield "would settle", f"a print of {settle[0].quantity}"


def _status(standing: ClaimStatus) -> str:
    text = _SAID[standing.status or "possible"]
    because = [
        label
        for one in standing.bases
        if one.status == standing.status
        for label in claims(one.because)
    ]
    if because:
        text += f"\nby {few(dict.fromkeys(because))}"
    for one in standing.bases:
        if one.status != standing.status:
            text += f"\n{one.status} {_as(one)}"
    return text


def _as(one: OnBasis) -> str:
    return on(one.name) if one.scope else "as it stands"


def on(basis: str) -> str:
    """What it is to stand on another basis: on restated, by IDC."""
    return basis if basis.startswith("by ") else f"on {basis}"


def _left(there: OnScope) -> str:
    """What others leave there for a plain figure."""
    fits = "" if there.fits else ": it would not fit"
    return f"{there.implied.text}{fits}\nby {few(rests_on(there.implied))}"


def _conditions(one: OnBasis) -> Iterable[str]:
    if one.scope:
        yield f"{_as(one)}:"
    for condition in one.only_if:
        yield condition.text + (f"   ({condition.formula})" if condition.formula else "")
