"""The conflicts that claims take part in: who is ruled out, by how much, and on what evidence."""

import re
from collections.abc import Container, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.model import AcceptedException, Amount, Change, Claim, Finding
from cloudkb.rules import CONFLICTS

_FULL_NAME = re.compile(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*")


class Involved(NamedTuple):
    """What part a claim has in a conflict."""

    finding: Finding
    is_ruled_out: bool
    """The figures tell that it is the wrong one; where the dispute was accepted, it is doubted for
    a reason that names evidence."""
    reason: str
    """Why the dispute was accepted."""
    accepted: bool


def of_findings(found: Iterable[Finding]) -> Iterator[tuple[str, Involved]]:
    """The claims of open conflicts, each with its own."""
    for finding in found:
        if finding.rule in CONFLICTS:
            wrong = ruled_out(finding)
            for name in finding.claims:
                yield name, Involved(finding, name in wrong, "", False)


def ruled_out(finding: Finding) -> tuple[str, ...]:
    """The claims of an open conflict that the others rule out.

    Of two suspects each rules out the other. Of more it is the first, where something sets it
    apart: a total rules out none of its parts, nor they the total, where nothing tells which.
    """
    suspects = tuple(one.name for one in finding.suspects)
    if len(finding.claims) == 2:
        return suspects
    return suspects[:1] if finding.tied == 1 else ()


def of_dispute(
    exception: AcceptedException, finding: Finding, name: str, claims: Container[str]
) -> Involved:
    """A claim's part in a conflict that an exception covers; `claims` are those there are."""
    ruled_out = name == exception.doubt and names_evidence(exception, claims)
    return Involved(finding, ruled_out, exception.reason, True)


def names_evidence(exception: AcceptedException, claims: Container[str]) -> bool:
    """Tell whether the reason of an exception names another claim: by its full name."""
    named = _FULL_NAME.findall(exception.reason)
    return any(one in claims and one != exception.doubt for one in named)


def missed(model: ConstraintModel, finding: Finding, claim: Claim) -> Fraction | None:
    """How far a claim's figure is from what the others of its conflict leave for it.

    Of two claims alone, the one is as far from the other.
    """
    suspects = {one.name: one.implied for one in finding.suspects}
    names = [claim.id] if len(finding.claims) != 2 else [claim.id, *finding.claims]
    for name in names:
        implied = suspects.get(name)
        figure = model.claims[name].only_figure if name in model.claims else None
        if implied is not None and isinstance(figure, Amount | Change):
            return implied.interval.gap(figure.interval)
    return None
