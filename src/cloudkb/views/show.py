"""What does one claim say, and where does it stand? The card."""

from collections.abc import Iterable, Mapping
from sqlite3 import Connection, Row
from typing import Any

from cloudkb.language import marked, worded
from cloudkb.model import ClaimStatus, Finding, KnownVerdicts, OnBasis
from cloudkb.verdict import Verdict
from cloudkb.views import shapes, sql
from cloudkb.views.question import QuestionError, any_of, one_of
from cloudkb.words import offers

_SEVERAL = 6
"""Claims of one name that are listed."""
_MANY = 20_000
"""Claims among which a near name is not looked for: that would take longer than the answer."""
_REASONED = (
    *("status", "bases", "implied", "elsewhere", "across_bases", "agreeing"),
    *("conflicts", "headlines", "failing_lines", "disputes"),
)


class UnknownClaimError(QuestionError):
    """No claim of the base has that name."""


def ask(connection: Connection, text: str) -> Row:
    """The claim of this name: document/id, or the id alone where one document has it."""
    text = text.strip()
    found = sql.claims(connection, "id = ?", [text]) or sql.claims(
        connection, "local_id = ?", [text]
    )
    if len(found) == 1:
        return found[0]
    if found:
        told = worded('"{text}" stands in {number} documents', text=text, number=len(found))
        raise QuestionError(told, one_of(row["claim"] for row in found[:_SEVERAL]))
    known = connection.execute("SELECT id, local_id FROM claims ORDER BY id").fetchall()
    full = {row["local_id"]: row["id"] for row in known}
    near = offers(text.split("/")[-1], full) if len(known) <= _MANY else []
    listing = worded("{command} lists them all", command="cloudkb query --columns claim")
    hint = worded("did you mean {names}?", names=any_of(full[name] for name in near))
    hint = hint if near else listing
    raise UnknownClaimError(worded('unknown claim "{text}"', text=text), hint)


def left_out(findings: Iterable[Finding], text: str) -> QuestionError | None:
    """Why a claim that its file names is not in the base; None where no file does."""
    text = text.strip()
    for one in findings:
        named = [name for name in one.claims if text in (name, name.partition("/")[2])]
        if named and one.severity == "error":
            place = one.place.told
            where = worded("{place} (cloudkb validate)", place=place)
            told = marked("{claim} is left out of the base: {reason}")
            return QuestionError(
                worded(told, claim=named[0], reason=one.message),
                worded("; ", "；").join(filter(None, (where, one.hint))),
            )
    return None


def is_reasoned(row: Row) -> bool:
    """Tell whether reasoning may have something to say of a claim: it has a figure."""
    return bool(row["metric"] and (row["figure"] or row["readings"])) and row["kind"] != "opinion"


def data(
    row: Row, standing: ClaimStatus | None = None, judged: Verdict | None = None
) -> Mapping[str, Any]:
    """The claim row in the published shape, and how the claim stands where that is known."""
    verdicts = None
    if judged is not None:
        verdicts = KnownVerdicts({}, {judged.claim: (judged.verdict, judged.accepted)})
    known = dict.fromkeys(_REASONED) if standing is None else _standing(standing, row["unit"] or "")
    return {**sql.claim_data(row, verdicts), **known}


def _standing(standing: ClaimStatus, unit: str) -> dict[str, Any]:
    implied = standing.implied
    return {
        "status": standing.status,
        "bases": [_basis(one) for one in standing.bases],
        "implied": None
        if implied is None
        else {**shapes.implied_ends(implied, unit), "because": shapes.because(implied)},
        "elsewhere": [
            {
                "scope": one.scope,
                "fits": one.fits,
                **shapes.implied_ends(one.implied, unit),
                "because": shapes.because(one.implied),
            }
            for one in standing.elsewhere
        ],
        "across_bases": standing.across,
        "agreeing": list(standing.agreeing),
        "conflicts": [list(others) for others in standing.clashing],
        "headlines": list(standing.told),
        "failing_lines": list(standing.lines),
        "disputes": [
            {"claims": list(one.claims), "doubt": one.doubt, "reason": one.reason}
            for one in standing.disputes
        ],
    }


def _basis(one: OnBasis) -> Mapping[str, Any]:
    return {
        "scope": one.scope or None,
        "status": one.status,
        "because": shapes.claims(one.because),
        "only_if": [
            {
                "quantity": condition.quantity,
                "text": condition.text,
                **shapes.ends(condition.interval),
                "because": shapes.claims(condition.because),
            }
            for condition in one.only_if
        ],
    }
