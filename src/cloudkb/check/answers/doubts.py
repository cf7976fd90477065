"""Which claims are doubted, read off what a report says already: nothing is proved again.

Doubted are all that take part in an open conflict, and of an accepted one the claim that its
exception doubts: the others stand.
"""

from collections import defaultdict
from collections.abc import Container, Iterable

from cloudkb.check.answers import clashes
from cloudkb.model import AcceptedException, Doubt, Finding
from cloudkb.verdict import Name


def doubts(
    findings: Iterable[Finding], in_force: Iterable[AcceptedException], claims: Container[str]
) -> tuple[Doubt, ...]:
    """The doubted claims by name, each once: by the shortest conflict in which it is a suspect.

    `findings` are the open ones, `in_force` the exceptions that still silence something,
    `claims` the names of those there are.
    """
    found: dict[str, list[Doubt]] = defaultdict(list)
    for name, one in clashes.of_findings(findings):
        found[name].append(_open(name, one.finding, one.is_ruled_out))
    for exception in in_force:
        # an identity may be doubted, too: its name has a colon
        if ":" not in exception.doubt:
            is_ruled_out = clashes.names_evidence(exception, claims)
            found[exception.doubt].append(_accepted(exception, is_ruled_out))
    return tuple(min(found[name], key=_weight) for name in sorted(found))


def _open(name: str, finding: Finding, is_ruled_out: bool) -> Doubt:
    verdict: Name = "contradicted" if is_ruled_out else "disputed"
    implied = next((one.implied for one in finding.suspects if one.name == name), None)
    left = "" if implied is None else implied.text
    against = tuple(other for other in finding.claims if other != name)
    return Doubt(name, verdict, False, against, left)


def _accepted(exception: AcceptedException, is_ruled_out: bool) -> Doubt:
    against = tuple(other for other in exception.claims if other != exception.doubt)
    verdict: Name = "contradicted" if is_ruled_out else "disputed"
    return Doubt(exception.doubt, verdict, True, against, "", exception.reason)


def _weight(one: Doubt) -> tuple[bool, bool, int, tuple[str, ...]]:
    return one.verdict != "contradicted", one.accepted, len(one.against), one.against
