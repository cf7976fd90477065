"""New claims for people: each with its verdict, and with what all others leave for it."""

from collections.abc import Sequence

from cloudkb.language import in_chinese, worded
from cloudkb.model import Claim, Column, Page, Proposed, Table
from cloudkb.verdict import DOUBTED, in_words
from cloudkb.views.pages.titles import titled
from cloudkb.views.proposal import brought, settled
from cloudkb.views.question import any_of
from cloudkb.words import joined, plural

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
    title = worded("{about}: {told}", about=file, told=number)
    return Page(title, (Table(titled(*_COLUMNS), rows),) if rows else (), notes(found))


def notes(found: Proposed) -> tuple[str, ...]:
    """How many findings come and go, and what becomes of it."""
    come, go = brought(found).findings, settled(found)
    lines = [_counts(len(come), len(go))]
    if found.gone:
        gone = joined(found.gone[:5])
        lines.append(worded("No longer there: {claims}", claims=gone))
    return tuple(lines)


def _counts(come: int, go: int) -> str:
    """Findings that come and go; in Chinese what is none goes without its number."""
    if in_chinese() and not come:
        told = worded("no new finding")
        told = worded("{told}, {settled} settled", told=told, settled=go) if go else told
    elif in_chinese() and not go:
        told = plural(come, "new finding")
    else:
        findings = plural(come, "new finding")
        told = worded("{told}, {settled} settled", told=findings, settled=go)
    return worded("{told}. Nothing is written.", told=told)


def _row(found: Proposed, claim: Claim) -> Sequence[str]:
    verdict, left = found.verdicts.get(claim.id), found.left.get(claim.id)
    return (
        claim.id.partition("/")[2],
        any_of(one.text for one in claim.readings) or claim.says,
        worded(in_words(verdict.verdict)) if verdict else "",
        left.implied.text if left else "",
        # findings say why a claim is doubted
        " ".join(verdict.because[:1]) if verdict and verdict.verdict not in DOUBTED else "",
    )
