"""Whose word a claim is: copies followed, spokesmen for their employers, releases reprinted.

A person speaks for the company he works for on the day he says something, where it is about that
company or what is part of it. Documents that name no source and print the same seven digits or
more of one quantity have it from one place, until they say otherwise.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cloudkb import periods
from cloudkb.check.solver.unions import Unions
from cloudkb.links import ends
from cloudkb.model import Amount, Claim, Facts, Link, Period, Vocabulary

EMPLOYED = {"works_for": "entity", "chief_executive": "figure"}
"""Links that say for whom somebody works, and which end of theirs is the person."""
_DIGITS = 7
"""So many digits are not printed alike by chance."""
_LEAST = 10 ** (_DIGITS - 1)
_YEAR = 366
"""Days around one day on which somebody is said to work somewhere, in which he is taken to."""


def speaker(facts: Facts) -> Callable[[Claim], str]:
    """Whose word a claim is, for any claim of the facts: an id of a source, entity or document."""
    claims = {claim.id: claim for claim in facts.claims}
    first_claim = ends(
        {name: one.origin for name, one in claims.items() if one.origin and one.origin in claims}
    )
    first_document = ends({name: one.origin for name, one in facts.documents.items() if one.origin})
    employers = _employers(facts)
    releases = _releases(facts, first_document)

    def spoken(claim: Claim) -> str:
        claim = claims.get(first_claim.get(claim.id, ""), claim)
        if claim.source != claim.document:
            return _employer(employers, claim, facts.vocabulary) or claim.source
        root = first_document.get(claim.document, claim.document)
        return releases.get(root, root)

    return spoken


# --- for whom somebody works ---------------------------------------------------------------


class _Work(NamedTuple):
    company: str
    period: Period
    """Kind `none`: always."""


def _employers(facts: Facts) -> Mapping[str, list[_Work]]:
    """For each who speaks for others, whom and when."""
    found: dict[str, list[_Work]] = defaultdict(list)
    for source in facts.vocabulary.sources.values():
        if source.works_for:
            found[source.id].append(_Work(source.works_for, Period("", kind="none")))
    replaced = {name for claim in facts.claims for name in claim.supersedes}
    doubted = {one.doubt for one in facts.exceptions}
    for claim in facts.claims:
        role = EMPLOYED.get(claim.metric or "")
        if role is None or claim.id in replaced or claim.id in doubted:
            continue
        if claim.kind not in ("observation", "estimate") or len(claim.readings) != 1:
            continue
        figure = claim.readings[0].figure
        if isinstance(figure, Link):
            one, other = claim.entity, figure.entity
            person, company = (one, other) if role == "entity" else (other, one)
            found[person].append(_Work(company, claim.period))
    return found


def _employer(
    employers: Mapping[str, list[_Work]], claim: Claim, vocabulary: Vocabulary
) -> str | None:
    """For whom a claim's source speaks in it; None: for himself."""
    works = employers.get(claim.source)
    if not works:
        return None
    about = list(_wholes(claim.entity, vocabulary))
    fitting = [
        about.index(work.company)
        for work in works
        if work.company in about and _holds(work.period, claim.date)
    ]
    return about[min(fitting)] if fitting else None


def _wholes(entity: str, vocabulary: Vocabulary) -> Iterator[str]:
    """An entity, and what it is part of, step by step."""
    seen = set()
    at: str | None = entity
    while at and at not in seen:
        seen.add(at)
        yield at
        known = vocabulary.entities.get(at)
        at = None if known is None else known.part_of


def _holds(work: Period, said: Period) -> bool:
    """Tell whether somebody works there when he says something."""
    if work.kind == "none" or said.kind == "none" or periods.overlaps(work, said):
        return True
    days = [work.start, work.end, said.start, said.end]
    if work.step not in ("day", "month") or None in days:
        return False
    first, last, early, late = (date.fromisoformat(day) for day in days if day is not None)
    return max((early - last).days, (first - late).days) <= _YEAR


# --- one release, printed by many ----------------------------------------------------------


def _releases(facts: Facts, first_document: Mapping[str, str]) -> Mapping[str, str]:
    """For each document that prints what others print to seven digits, the first of them."""
    printing: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for claim in facts.claims:
        if claim.source != claim.document or len(claim.readings) != 1 or claim.origin:
            continue
        figure = claim.readings[0].figure
        if isinstance(figure, Amount) and figure.value is not None and _is_long(figure):
            about = (claim.entity, claim.metric, claim.within, claim.scope, claim.period.text)
            root = first_document.get(claim.document, claim.document)
            printing[*about, figure.currency, figure.value].add(root)
    unions: Unions[str] = Unions()
    several = [documents for documents in printing.values() if len(documents) > 1]
    for documents in several:
        unions.join(sorted(documents))
    joined: dict[str, list[str]] = defaultdict(list)
    for document in sorted(set().union(*several)):
        joined[unions.find(document)].append(document)
    return {name: members[0] for members in joined.values() for name in members}


def _is_long(figure: Amount) -> bool:
    """Tell whether a print has seven digits that count; zeros at the end do not."""
    value = abs(figure.value or Fraction(0))
    while value.denominator != 1:
        if value.denominator % 2 and value.denominator % 5:
            return False
        value *= 10
    return value >= _LEAST and len(str(value.numerator).rstrip("0")) >= _DIGITS
