"""What would be if a fact file said something else."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cloudkb.model.facts import Claim
from cloudkb.model.reports import Explained, Report

if TYPE_CHECKING:
    from cloudkb.verdict import Verdict


class Proposed(NamedTuple):
    """What a changed file brings with it."""

    before: Report
    """On the facts as they are."""
    after: Report
    """On the facts as they would be."""
    claims: tuple[Claim, ...]
    """New ones, and those that say something else."""
    gone: tuple[str, ...]
    """Claims that would no longer be there."""
    verdicts: "Mapping[str, Verdict]"
    """How the new claims would stand."""
    left: Mapping[str, Explained]
    """What all other claims leave for what each of them is about."""
