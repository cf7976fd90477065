"""How claims stand when each is judged by all the others: all, those of a document, single ones.

`judge` gives each the first verdict that applies; `cloudkb.verdict` names them all.
"""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from cloudkb.check.answers import (
    borne_out,
    linked,
)
from cloudkb.check.answers import verdict_wording as words
from cloudkb.check.answers.grounds import Grounds
from cloudkb.check.answers.judge import Judge
from cloudkb.check.constraints import slicing
from cloudkb.model import Claim, Facts
from cloudkb.verdict import Verdict, Verdicts


class Judged(NamedTuple):
    """The verdicts, and what need not be proved again."""

    verdicts: Verdicts
    consistent: frozenset[str]
    """Hashes of the components in which nothing conflicts; give them back as `known`."""


class Marks(NamedTuple):
    """The verdicts of single claims, and what need not be proved again."""

    verdicts: Mapping[str, Verdict | None]
    """By full name, in the order of the facts; None where the budget ended before."""
    consistent: frozenset[str]


class ShortVerdict(NamedTuple):
    """A verdict's name alone, and what it rests on."""

    verdict: str
    accepted: bool
    """Whether an exception covers it."""
    rests_on: str
    """All that decided it, as hashes; empty where more did than is looked at."""


NONE_BEFORE: Mapping[str, ShortVerdict] = MappingProxyType({})


def verdicts(
    facts: Facts, document: str = "", entity: str = "", known: Iterable[str] = ()
) -> Judged:
    """Judge the claims of a document, about an entity, or both; all claims with neither.

    `known` are hashes from an earlier run; what they stand for is not proved again.
    """
    chosen = [
        claim
        for claim in facts.claims
        if document in ("", claim.document) and entity in ("", claim.entity)
    ]
    chosen = _ordered(chosen)
    judge = Judge(Grounds(facts, chosen, known), chosen, named_only=False)
    judged = tuple(judge.verdict(claim) for claim in judge.chosen)
    named = {claim.id: claim for claim in facts.claims}
    rested_on = sorted({name for one in judged for name in (*one.by, *one.near)})
    cited = sorted({named[name].document for name in rested_on} - {document})
    return Judged(
        Verdicts(
            document,
            judged,
            tuple(words.mention(facts, named[name]) for name in rested_on),
            tuple(words.citation(facts.documents[one]) for one in cited),
        ),
        frozenset(judge.reasoner.consistent),
    )


def of_claims(
    facts: Facts, names: Iterable[str], budget: int | None = None, known: Iterable[str] = ()
) -> Marks:
    """Judge single claims, by their full names: what `verdicts` says of them.

    Only what can bear on them is compiled. `budget` is in steps: one for each claim that is
    compiled, and for each row and product around a claim, once to prove what surrounds it and
    once to judge it. A claim that costs more than is left of it has no verdict. None: no end.
    """
    chosen, near = _cut(facts, frozenset(names))
    marks: dict[str, Verdict | None] = dict.fromkeys(claim.id for claim in chosen)
    left = None if budget is None else budget - len(near.claims)
    if left is not None and left < 0:
        return Marks(marks, frozenset())
    grounds = Grounds(near, chosen, known, facts)
    affordable = chosen if left is None else grounds.affordable(chosen, left)
    judge = Judge(grounds, affordable, named_only=False)
    marks.update({claim.id: judge.verdict(claim) for claim in judge.chosen})
    return Marks(marks, frozenset(judge.reasoner.consistent))


def marks(
    facts: Facts,
    names: Iterable[str],
    known: Iterable[str] = (),
    before: Mapping[str, ShortVerdict] = NONE_BEFORE,
) -> dict[str, ShortVerdict]:
    """How single claims are marked, by their full names: as `before` where that rests on the same.

    `before` are marks of whatever facts; all other claims are judged, as by `of_claims`.
    """
    chosen, near = _cut(facts, frozenset(names))
    grounds = Grounds(near, chosen, known, facts)
    found = {
        claim.id: mark
        for claim in chosen
        if (mark := before.get(claim.id)) is not None and _still_rests(grounds, claim, mark)
    }
    new = [claim for claim in chosen if claim.id not in found]
    if new:
        judge = Judge(grounds, new, named_only=True)
        for claim in new:
            verdict = judge.verdict(claim)
            rests_on = _rests_on(grounds, claim, judge.in_conflict)
            found[claim.id] = ShortVerdict(verdict.verdict, verdict.accepted, rests_on)
    return found


def _rests_on(grounds: Grounds, claim: Claim, in_conflict: Collection[str]) -> str:
    """All that decided a verdict, as hashes; empty where more did than is looked at."""
    own = grounds.of(claim)
    if grounds.labels(claim).isdisjoint(in_conflict) and not grounds.is_doubted(claim):
        return own
    ranking = grounds.ranking(claim)
    return own + ranking if own and ranking else ""


def _still_rests(grounds: Grounds, claim: Claim, mark: ShortVerdict) -> bool:
    own = grounds.of(claim)
    if not own or mark.rests_on[: len(own)] != own:
        return False
    return mark.rests_on == own or mark.rests_on == own + grounds.ranking(claim)


def _cut(facts: Facts, wanted: frozenset[str]) -> tuple[list[Claim], Facts]:
    """The claims of some names, and the facts that can bear on them."""
    chosen = _ordered(claim for claim in facts.claims if claim.id in wanted)
    links = linked.links_between(facts.claims)
    beside = {name for one in wanted & links.keys() for name in links[one].same}
    asked = [claim for claim in facts.claims if claim.id in wanted | beside]
    about = borne_out.subjects_of(facts.vocabulary, asked)
    return chosen, slicing.of_quantities(facts, sorted(about))


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    """In the order of the facts."""
    return sorted(claims, key=lambda claim: (claim.place[:3], claim.id))
