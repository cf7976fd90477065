"""New claims for people: each with its verdict, and with what all others leave for it."""

from collections.abc import Sequence

from cloudkb.model import Claim, Column, Page, Proposed, Table
from cloudkb.verdict import DOUBTED, in_words
from cloudkb.views.proposal import brought, settled
from cloudkb.words import plural

_COLUMNS = (
    Column("claim"),
    Column("figure"),
    Column("verdict"),
    Column("the others leave"),
    Column("because", wide=True),
)


def page(found: Proposed, file: str) -> Page:
    """A line a claim."""
    number = plural(len(found.claims), "new claim")
    rows = [_row(found, claim) for claim in found.claims]
    return Page(f"{file}: {number}", (Table(_COLUMNS, rows),) if rows else (), notes(found))


def notes(found: Proposed) -> tuple[str, ...]:
    """How many findings come and go, and what becomes of it."""
    come, go = brought(found).findings, settled(found)
    lines = [f"{plural(len(come), 'new finding')}, {len(go)} settled. Nothing is written."]
    if found.gone:
        lines.append(f"No longer there: {', '.join(found.gone[:5])}")
    return tuple(lines)


def _row(found: Proposed, claim: Claim) -> Sequence[str]:
    verdict, left = found.verdicts.get(claim.id), found.left.get(claim.id)
    return (
        claim.id.partition("/")[2],
        " or ".join(one.text for one in claim.readings) or claim.says,
        in_words(verdict.verdict) if verdict else "",
        left.implied.text if left else "",
        # findings say why a claim is doubted
        " ".join(verdict.because[:1]) if verdict and verdict.verdict not in DOUBTED else "",
    )
