"""How a claim stands to the rest of the base: the part of its card that only reasoning knows."""

from collections.abc import Iterable, Sequence

from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import ClaimStatus, OnBasis, OnScope
from cloudkb.views.shapes import claims, rests_on
from cloudkb.words import few

_SAID = {
    "certain": marked("certain: it follows from the rest"),
    "possible": marked("possible: the rest neither proves nor excludes it"),
    "impossible": marked("impossible: the rest excludes it"),
    "met": "met",
    "missed": "missed",
    "reached": "reached",
    "beaten": "beaten",
    "fell-short": "fell short",
    "open": marked("open: the rest does not decide it"),
}


def fields(standing: ClaimStatus, known: Sequence[str] = ()) -> Iterable[tuple[str, str]]:
    """Labelled lines for the card; `known` is why it is doubted, which tells a single conflict."""
    return ((worded(label), text) for label, text in _fields(standing, known))


def _by(text: str, names: str) -> str:
    return f"{text}\n" + worded("by {names}", names=names)


def _fields(standing: ClaimStatus, known: Sequence[str]) -> Iterable[tuple[str, str]]:
    if standing.status is not None:
        yield marked("status"), _status(standing)
    for one in standing.bases:
        if one.only_if:
            yield marked("holds only if"), "\n".join(_conditions(one))
    if standing.implied is not None:
        told = _by(standing.implied.text, few(rests_on(standing.implied)))
        yield marked("the rest implies"), told
    if standing.across:
        yield marked("across"), worded("its period lies across two bases, and joins neither")
    for there in standing.elsewhere:
        yield on(there.name), _left(there)
    if standing.agreeing:
        yield marked("agrees with"), few(standing.agreeing)
    whys = [*standing.told, *[""] * len(standing.clashing)]
    for others, why in zip(standing.clashing, whys, strict=False):
        text = few(claims(others) or others)
        again = not why or why in known or (bool(known) and len(standing.clashing) == 1)
        yield marked("in conflict with"), text if again else f"{text}\n{why}"
    for line in standing.lines:
        yield marked("set aside"), worded("{about}: {told}", about=line, told="cloudkb validate")
    for dispute in standing.disputes:
        doubted = (
            worded("doubted here")
            if dispute.doubt == standing.claim
            else worded("doubted: {claim}", claim=dispute.doubt)
        )
        yield marked("dispute accepted"), f"{doubted}\n{dispute.reason}"
    settle = [basis.only_if[0] for basis in standing.bases if basis.only_if]
    if settle:
        yield marked("would settle"), worded("a print of {what}", what=settle[0].quantity)


def _status(standing: ClaimStatus) -> str:
    text = worded(_SAID[standing.status or "possible"])
    because = [
        label
        for one in standing.bases
        if one.status == standing.status
        for label in claims(one.because)
    ]
    if because:
        text = _by(text, few(dict.fromkeys(because)))
    for one in standing.bases:
        if one.status != standing.status:
            text += "\n" + worded(
                "{status} {basis}", status=worded(str(one.status)), basis=_as(one)
            )
    return text


def _as(one: OnBasis) -> str:
    return on(one.name) if one.scope else worded("as it stands")


def on(basis: str) -> str:
    """What it is to stand on another basis: on restated, by IDC."""
    if in_chinese():
        return f"按{basis}"
    return basis if basis.startswith("by ") else f"on {basis}"


def _left(there: OnScope) -> str:
    """What others leave there for a plain figure."""
    fits = "" if there.fits else worded(": it would not fit")
    return _by(f"{there.implied.text}{fits}", few(rests_on(there.implied)))


def _conditions(one: OnBasis) -> Iterable[str]:
    if one.scope:
        yield worded("{basis}:", basis=_as(one))
    for condition in one.only_if:
        formula = worded("   ({formula})", formula=condition.formula) if condition.formula else ""
        yield f"{condition.text}{formula}"
