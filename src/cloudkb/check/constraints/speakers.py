"""Whose word a claim is: copies followed, spokesmen for their employers, releases reprinted.

A person speaks for the company he works for on the day he says something, where it is about that
company or what is part of it. Documents that name no source and print the same seven digits or
more of one quantity have it from one place, until they say otherwise.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from fractions import Fraction

from cloudkb import periods
from cloudkb.check.solver.unions import Unions
from cloudkb.links import last_of
from cloudkb.model import Amount, Claim, Document, Facts, Link, Period, Vocabulary

EMPLOYED = {"works_for": "entity", "chief_executive": "figure"}
"""Links that say for whom somebody works, and which end of theirs is the person."""
_DIGITS = 7
"""So many digits are not printed alike by chance."""
_LEAST = 10 ** (_DIGITS - 1)
_YEAR = 366
"""Days around one day on which somebody is said to work somewhere, in which he is taken to."""


def whose_word(facts: Facts) -> Callable[[Claim], str]:
    """Whose word a claim is, for any claim of the facts: an id of a source, entity or document."""
    claims = {claim.id: claim for claim in facts.claims}
    first_claim = last_of(
        {name: one.origin for name, one in claims.items() if one.origin and one.origin in claims}
    )
    first_document = _first_documents(facts.documents)
    employers, releases = _beyond(facts)

    def spoken(claim: Claim) -> str:
        claim = claims.get(first_claim.get(claim.id, ""), claim)
        if claim.source != claim.document:
            return _employer(employers, claim, facts.vocabulary) or claim.source
        root = first_document.get(claim.document, claim.document)
        return releases.get(root, root)

    return spoken


def _first_documents(documents: Mapping[str, Document]) -> Mapping[str, str]:
    return last_of({name: one.origin for name, one in documents.items() if one.origin})


def _beyond(facts: Facts) -> tuple["Employers", Mapping[str, str]]:
    """For whom people speak, and who prints one release; of a whole base, whatever the facts."""
    if facts.beyond is not None:
        return facts.beyond.employers, facts.beyond.releases
    heard = Heard(facts.vocabulary, facts.documents)
    for claim in facts.claims:
        heard.add(claim)
    return heard.employers({one.doubt for one in facts.exceptions}), heard.releases()


Employers = Mapping[str, tuple[tuple[str, Period], ...]]
"""For each who speaks for others, whom and when; a period of kind `none`: always."""


class Heard:
    """What claims say of who speaks, gathered one by one."""

    def __init__(self, vocabulary: Vocabulary, documents: Mapping[str, Document]) -> None:
        """No claim was heard yet."""
        self._vocabulary = vocabulary
        self._first_document = _first_documents(documents)
        self._replaced: set[str] = set()
        self._employed: list[Claim] = []
        self._printing: dict[tuple[object, ...], set[str]] = defaultdict(set)

    def add(self, claim: Claim) -> None:
        """Hear one more."""
        self._replaced.update(claim.supersedes)
        figure = claim.only_figure
        if figure is None:
            return
        if isinstance(figure, Link):
            is_said = claim.kind in ("observation", "estimate")
            if is_said and (claim.metric or "") in EMPLOYED:
                self._employed.append(claim)
            return
        if claim.source != claim.document or claim.origin or not isinstance(figure, Amount):
            return
        if figure.value is not None and _is_long(figure):
            about = (claim.entity, claim.metric, claim.within, claim.scope, claim.period.text)
            root = self._first_document.get(claim.document, claim.document)
            self._printing[*about, figure.currency, figure.value].add(root)

    def employers(self, doubted: Collection[str]) -> Employers:
        """For whom people speak, by what neither an exception nor a later claim takes back."""
        found: dict[str, list[tuple[str, Period]]] = defaultdict(list)
        for source in self._vocabulary.sources.values():
            if source.works_for:
                found[source.id].append((source.works_for, Period("", kind="none")))
        for claim in self._employed:
            if claim.id in self._replaced or claim.id in doubted:
                continue
            figure = claim.readings[0].figure
            assert isinstance(figure, Link)
            one, other = claim.entity, figure.entity
            from_person = EMPLOYED[claim.metric or ""] == "entity"
            person, company = (one, other) if from_person else (other, one)
            found[person].append((company, claim.period))
        return {person: tuple(works) for person, works in found.items()}

    def releases(self) -> Mapping[str, str]:
        """For each document that prints what others print to seven digits, the first of them."""
        unions: Unions[str] = Unions()
        several = [documents for documents in self._printing.values() if len(documents) > 1]
        for documents in several:
            unions.join(sorted(documents))
        joined: dict[str, list[str]] = defaultdict(list)
        for document in sorted(set().union(*several)):
            joined[unions.find(document)].append(document)
        return {name: members[0] for members in joined.values() for name in members}


# --- for whom somebody works ---------------------------------------------------------------


def _employer(employers: Employers, claim: Claim, vocabulary: Vocabulary) -> str | None:
    """For whom a claim's source speaks in it; None: for himself."""
    works = employers.get(claim.source)
    if not works:
        return None
    about = list(_wholes(claim.entity, vocabulary))
    fitting = [
        about.index(company)
        for company, period in works
        if company in about and _holds(period, claim.date)
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


def _is_long(figure: Amount) -> bool:
    """Tell whether a print has seven digits that count; zeros at the end do not."""
    value = abs(figure.value or Fraction(0))
    while value.denominator != 1:
        if value.denominator % 2 and value.denominator % 5:
            return False
        value *= 10
    return value >= _LEAST and len(str(value.numerator).rstrip("0")) >= _DIGITS
