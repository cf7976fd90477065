"""How claims stand when each is judged by all the others: all, those of a document, single ones.

`judge` gives each the first verdict that applies; `cloudkb.verdict` names them all.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cloudkb.check.answers import (
    borne_out,
    linked,
)
from cloudkb.check.answers import verdict_wording as words
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
    judge = Judge(facts, _ordered(chosen), known)
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
    wanted = frozenset(names)
    chosen = _ordered(claim for claim in facts.claims if claim.id in wanted)
    marks: dict[str, Verdict | None] = dict.fromkeys(claim.id for claim in chosen)
    links = linked.links_between(facts.claims)
    beside = {name for one in wanted & links.keys() for name in links[one].same}
    asked = [claim for claim in facts.claims if claim.id in wanted | beside]
    about = borne_out.subjects_of(facts.vocabulary, asked)
    near = slicing.of_quantities(facts, sorted(about))
    left = None if budget is None else budget - len(near.claims)
    if left is not None and left < 0:
        return Marks(marks, frozenset())
    judge = Judge(near, chosen, known, facts, left)
    marks.update({claim.id: judge.verdict(claim) for claim in judge.chosen})
    return Marks(marks, frozenset(judge.reasoner.consistent))


def _ordered(claims: Iterable[Claim]) -> list[Claim]:
    """In the order of the facts."""
    return sorted(claims, key=lambda claim: (claim.place[:3], claim.id))
