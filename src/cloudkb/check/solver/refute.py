"""One question: can all this hold at once? Propagation first, then the linear prover.

What comes back is a verified proof that it cannot, or nothing.
"""

from collections.abc import Iterable

from cloudkb.check.solver import linear_prover, presolve, trace, verify
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.problem import (
    Cycle,
    Edge,
    Envelope,
    Given,
    Part,
    Proof,
    Sum,
    System,
    Weighted,
    Work,
)
from cloudkb.check.solver.propagation import COARSE, NOTHING, Run

STRICT = False
"""Set by tests: a certificate that is not verified raises instead of counting as no proof."""

BUDGET = 1_000_000
"""Of the linear prover, in its own steps."""


def refute(
    indexed: IndexedProblem,
    work: Work,
    off: frozenset[int] = NOTHING,
    shrinks: Iterable[int] = (COARSE,),
    start: presolve.Rest | None = None,
) -> Proof | None:
    """A proof that the constraints (but those in `off`) cannot all hold, if one is found.

    Propagation is tried at each of the `shrinks`, from short chains to long ones. With `start`
    all goes on from there: a part of the constraints that was not refuted.
    """
    work.left_open = ""
    run = None
    for shrink in shrinks:
        run = Run(indexed, off, shrink, None if start is None else start.run)
        work.count("steps", run.steps)
        if run.clash >= 0:
            return verified(indexed.system, trace.clash(run), work)
        if not run.passed_over:
            break
    assert run is not None
    for block in presolve.blocks(run, start=start):
        if presolve.is_at_rest(run, block):
            continue
        end = _linear(run, block, work)
        if end is not None:
            proof = verified(indexed.system, proof_of(run, end), work)
            if proof is not None:
                return proof
    return None


def _linear(run: Run, block: presolve.Block, work: Work) -> Sum | Cycle | None:
    """What the linear prover says of a block; it is not asked the same twice."""
    asked = (block.places, tuple(map(run.known, block.variables)))
    settled = run.indexed.settled.get(asked)
    if settled is None:
        work.count("blocks")
        known = trace.box(run, block.variables)
        settled = ""
        try:
            end = linear_prover.refute(block.rows, block.products, known, BUDGET)
        except linear_prover.UndecidedError as undecided:
            settled, end = str(undecided), None
        if end is not None:
            return end
        run.indexed.settled[asked] = settled
    work.left_open = work.left_open or settled
    return None


def proof_of(run: Run, end: Sum | Cycle) -> Proof:
    """A linear end with the steps it rests on, which it names by events of the run."""
    events: set[int] = set()
    for part in end.parts if isinstance(end, Sum) else end.factors:
        if isinstance(part, Envelope):
            events.update(part.left.steps, part.right.steps)
        elif not isinstance(part, Weighted):
            events.update(part.known.steps)
    if isinstance(end, Cycle):
        # what shows that the variables are positive, where their nature does not
        for name in sorted(_in_cycle(end)):
            low = run.latest[2 * run.indexed.number[name]]
            if low >= 0 and (run.indexed.ends[2 * run.indexed.number[name]] or 0) <= 0:
                events.add(low)
    steps, place = trace.chain(run, events)

    def moved(known: Given) -> Given:
        return known._replace(steps=tuple(sorted({place[event] for event in known.steps})))

    if isinstance(end, Cycle):
        factors = tuple(one._replace(known=moved(one.known)) for one in end.factors)
        return Proof(steps, end._replace(factors=factors))
    parts: list[Part] = []
    for part in end.parts:
        if isinstance(part, Edge):
            part = part._replace(known=moved(part.known))
        elif isinstance(part, Envelope):
            part = part._replace(left=moved(part.left), right=moved(part.right))
        parts.append(part)
    return Proof(steps, end._replace(parts=tuple(parts)))


def _in_cycle(end: Cycle) -> set[str]:
    names = {name for _, one in end.products for name in (one.result, one.left, one.right)}
    names.update(name for one in end.ratios for name in (one.above, one.below))
    return names


def verified(system: System, proof: Proof, work: Work) -> Proof | None:
    """The proof when it stands; raises in tests, and counts it, when it does not."""
    if verify.holds(system, proof):
        return proof
    work.count("unverified")
    work.left_open = "a proof was found but did not stand"
    if STRICT:
        raise AssertionError(f"not a proof: {proof}")
    return None
