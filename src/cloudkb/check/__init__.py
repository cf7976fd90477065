"""The checker: which claims cannot all be true, who is suspect, what the rest implies.

`check` is the whole of it for `validate`; a base that is too large for that is cut: one `look`
at each piece, the `Answers` to what those ask in which something conflicts, and what each `piece`
says `as_one`. `Reasoner` answers single questions. Pure: no
clock, no file; budgets count steps, so that a report never depends on the machine.
"""

from collections.abc import Iterable, Mapping

from cloudkb.check.answers.pieces import Checked, PieceLook, PieceReport, as_one, look, piece
from cloudkb.check.constraints.cutting import Cut
from cloudkb.check.constraints.strangers import Strangers
from cloudkb.check.diagnosis.conflicts import NOTHING_REMEMBERED
from cloudkb.check.diagnosis.consistency import Sound
from cloudkb.check.diagnosis.gathering import NOTHING, Answers, Extremes, Held, Questions
from cloudkb.check.diagnosis.reasoner import Reasoner
from cloudkb.model import Facts
from cloudkb.workers import HERE, Workers

__all__ = [
    "NOTHING",
    "Answers",
    "Checked",
    "Cut",
    "Extremes",
    "Held",
    "PieceLook",
    "PieceReport",
    "Questions",
    "Reasoner",
    "Sound",
    "Strangers",
    "as_one",
    "check",
    "look",
    "piece",
]


def check(
    facts: Facts,
    known: Iterable[str] = (),
    show_accepted: bool = False,
    remembered: Mapping[str, str] = NOTHING_REMEMBERED,
    workers: Workers = HERE,
) -> Checked:
    """Find every independent conflict among the claims, and say how much was looked at.

    `known` and `remembered` come from an earlier run; what they stand for is not proved again,
    but proofs of conflicts are checked anew. What exceptions silence is told only with
    `show_accepted`: whether it is still there is enough. `workers` prove what is large, with the
    same report.
    """
    return as_one([piece(facts, known, show_accepted, remembered, workers)])
