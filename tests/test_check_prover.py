"""The prover: what cannot hold is proved, told in full, and nothing else is."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oracle
from cloudkb.check.diagnosis.conflicts import prove
from cloudkb.check.solver import presolve, prover, trace, verify
from cloudkb.check.solver.components import split
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.problem import Clash, Cycle, Given, Narrowing, Proof, Row, Sum
from cloudkb.check.solver.propagation import FINE, Run
from cloudkb.interval import Interval
from raw_systems import (
    NONNEGATIVE,
    POSITIVE,
    SIGNED,
    ZERO,
    above,
    below,
    between,
    damaged,
    network,
    printed,
    product,
    row,
    shuffled,
    system,
    tangle,
)

SEEDS = st.integers(0, 10**6)

GROWTHS = [
    *(row(f"at most 20% in {year}", f"r{year}", between(None, "1.205")) for year in (1, 2, 3)),
    row("doubled", "x3 - 2 x0", above(0)),
    *(product(f"x{year}", f"r{year}", f"x{year - 1}") for year in (1, 2, 3)),
]
GROWING = {f"x{year}": POSITIVE for year in range(4)}

STRUCTURES = {
    "half year against its two quarters": (
        system(
            printed("half", "h", 497, 1),
            printed("first", "q1", "185.8", "0.1"),
            printed("second", "q2", "251.2", "0.1"),
            row("sum", "h - q1 - q2", ZERO),
        ),
        {"half", "first", "second", "sum"},
        Clash,
    ),
    "the last quarter exceeds the other three together": (
        system(
            printed("year", "y", "51.2", "0.1"),
            printed("fourth", "q4", "23.64", "0.01"),
            row("exceeds", "q4 - q1 - q2 - q3", above(0)),
            row("sum", "y - q1 - q2 - q3 - q4", ZERO),
        ),
        {"year", "fourth", "exceeds", "sum"},
        Sum,
    ),
    "ring of orders": (
        system(
            row("a over b", "a - b", above(0)),
            row("b over c", "b - c", above(0)),
            row("c over a", "c - a", above(0)),
        ),
        {"a over b", "b over c", "c over a"},
        Sum,
    ),
    "doubled in three years of at most 20 %": (
        system(*GROWTHS, **GROWING),
        {"doubled", "at most 20% in 1", "at most 20% in 2", "at most 20% in 3"},
        Cycle,
    ),
    "the same, and a level": (
        system(*GROWTHS, printed("level", "x0", 10, 1), **GROWING),
        {"doubled", "at most 20% in 1", "at most 20% in 2", "at most 20% in 3"},
        Cycle,
    ),
    "two growths of one ratio": (
        system(
            printed("one", "r", "1.118", "0.001"),
            printed("other", "r", "1.120", "0.001"),
            product("x1", "r", "x0"),
            x0=POSITIVE,
        ),
        {"one", "other"},
        Clash,
    ),
    "two growths, each with a ratio of its own": (
        system(
            printed("one", "r", "1.118", "0.001"),
            printed("other", "s", "1.120", "0.001"),
            product("x1", "r", "x0"),
            product("x1", "s", "x0"),
            x0=POSITIVE,
        ),
        {"one", "other"},
        None,
    ),
    "every part grew over 10 %, the whole 5 %": (
        system(
            row("a grew", "ra", above("1.1")),
            row("b grew", "rb", above("1.1")),
            printed("whole grew", "rm", "1.05", "0.01"),
            product("a1", "ra", "a0"),
            product("b1", "rb", "b0"),
            product("m1", "rm", "m0"),
            row("total before", "m0 - a0 - b0", ZERO),
            row("total", "m1 - a1 - b1", ZERO),
            a0=POSITIVE,
            b0=POSITIVE,
            m0=POSITIVE,
        ),
        {"a grew", "b grew", "whole grew", "total before", "total"},
        Sum,
    ),
    "a share down 5.8 points, revenue up 3 %, market up 20 %": (
        system(
            printed("share", "s1", "0.267", "0.001"),
            printed("points", "s0 - s1", "0.058", "0.001"),
            printed("revenue", "ra", "1.03", "0.01"),
            printed("market", "rm", "1.05", "0.01"),
            product("a1", "ra", "a0"),
            product("m1", "rm", "m0"),
            product("a1", "s1", "m1"),
            product("a0", "s0", "m0"),
            a0=POSITIVE,
            m0=POSITIVE,
            m1=POSITIVE,
        ),
        {"share", "points", "revenue", "market"},
        None,
    ),
    "growth fell every year, but the prints rise": (
        system(
            row("trend", "r1 - r2", above(0)),
            printed("before", "r1", "1.05", "0.01"),
            printed("after", "r2", "1.07", "0.01"),
        ),
        {"trend", "before", "after"},
        Clash,
    ),
    "shares of the top four add to 104 %": (
        system(
            *(printed(f"share {n}", f"s{n}", "0.26", "0.01") for n in range(4)),
            row("shares", "s0 + s1 + s2 + s3", between(None, 1)),
        ),
        {"share 0", "share 1", "share 2", "share 3", "shares"},
        Clash,
    ),
    "one exchange rate behind two pairs": (
        system(
            printed("revenue", "cny1", 2600, 10),
            printed("in dollars", "usd1", 367, 1),
            printed("income", "cny2", 225, 1),
            printed("income in dollars", "usd2", 28, 1),
            product("cny1", "rate", "usd1"),
            product("cny2", "rate", "usd2"),
            rate=POSITIVE,
            usd1=POSITIVE,
            usd2=POSITIVE,
        ),
        {"revenue", "in dollars", "income", "income in dollars"},
        Clash,
    ),
    "no share printed: points, growths, and below half": (
        system(
            printed("points", "s0 - s1", "0.058", "0.001"),
            printed("revenue", "ra", "1.03", "0.01"),
            printed("market", "rm", "1.15", "0.01"),
            row("below half", "s0", between(None, "0.5")),
            product("a1", "ra", "a0"),
            product("m1", "rm", "m0"),
            product("a1", "s1", "m1"),
            product("a0", "s0", "m0"),
            product("s1", "k", "s0"),
            product("ra", "k", "rm", "ratio-product"),
            a0=POSITIVE,
            m0=POSITIVE,
            m1=POSITIVE,
            s0=POSITIVE,
        ),
        {"points", "revenue", "market", "below half", "ratio-product"},
        None,
    ),
}


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_structure_that_cannot_be_is_proved_with_these_members(name):
    """Each kind of contradiction is found, in the way it is best told."""
    asked, labels, end = STRUCTURES[name]
    (conflict,) = prove(asked).conflicts
    assert set(conflict.labels) == labels
    assert conflict.alone or conflict.rounding
    proof = conflict.cases[0].proof
    assert verify.holds(asked, proof)
    if end is not None:
        assert isinstance(proof.end, end)


# --- random truths -------------------------------------------------------------------------


@given(SEEDS, st.integers(5, 40))
@settings(max_examples=20)
def test_a_printed_truth_never_conflicts(seed, claims):
    """Whatever is rounded from one truth is consistent, and what is implied holds the truth."""
    asked, truth = network(seed, claims)
    outcome = prove(asked)
    assert outcome.conflicts == ()
    assert outcome.not_proved == ()
    assert outcome.aside == frozenset()
    for name, interval in prover.propagated(asked).items():
        assert interval.contains(truth[name])
    name = min(truth)
    assert prover.implied(asked, ((name, 1),)).interval.contains(truth[name])


@given(SEEDS, SEEDS)
@settings(max_examples=15)
def test_a_conflict_is_real_and_minimal_and_holds_the_damage(seed, hurt):
    """Z3 refutes the members together, and none of them is superfluous."""
    asked, label = damaged(hurt, network(seed, 30)[0])
    outcome = prove(asked)
    assert len(outcome.conflicts) <= 1
    for conflict in outcome.conflicts:
        assert label in conflict.labels
        assert label in [doubt.label for doubt in conflict.suspects]
        assert verify.holds(oracle.only(asked, conflict.labels), conflict.cases[0].proof)
        assert oracle.core_is_unsat(asked, conflict.labels) is not False
        assert oracle.is_minimal(asked, conflict.labels) is not False


@given(SEEDS, st.booleans())
@settings(max_examples=30)
def test_any_system_at_all_is_judged_as_z3_judges_it(seed, has_products):
    """No conflict where values exist; none is missed, and each is minimal, without products."""
    asked = tangle(seed, has_products)
    outcome = prove(asked)
    judged = oracle.solve(asked)
    if outcome.conflicts:
        assert judged != "sat"
    elif not has_products:
        assert judged != "unsat"
    for conflict in outcome.conflicts:
        assert oracle.core_is_unsat(asked, conflict.labels) is not False
        assert has_products or oracle.is_minimal(asked, conflict.labels) is not False


@given(SEEDS, SEEDS)
@settings(max_examples=10)
def test_order_does_not_matter(seed, other):
    """Rows and quantities in another order: the same answer to the last step."""
    asked, _ = damaged(seed, network(seed, 25)[0])
    assert prove(shuffled(other, asked)) == prove(asked)
    assert [one.digest for one in split(shuffled(other, asked))] == [
        one.digest for one in split(asked)
    ]


# --- proofs --------------------------------------------------------------------------------


def tampered(record, path=()):
    """The record with each of its numbers made a little smaller, one at a time."""
    if isinstance(record, Fraction):
        yield path, record - Fraction(1, 1000)
    elif isinstance(record, tuple):
        for place, field in enumerate(record):
            for found, changed in tampered(field, (*path, place)):
                fields = [*record[:place], changed, *record[place + 1 :]]
                made = type(record)(*fields) if hasattr(record, "_fields") else tuple(fields)
                yield found, made


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_proof_with_a_number_changed_is_rejected(name):
    """Numbers of the constraints, of the steps and of the end: each one counts.

    Only a step that says less than it could may still stand: a low end made smaller.
    """
    asked = STRUCTURES[name][0]
    proof = prove(asked).conflicts[0].cases[0].proof
    stood = 0
    seen = 0
    for _, changed in tampered(proof):
        seen += 1
        stood += verify.holds(asked, changed)
    assert seen >= 3
    assert stood <= seen // 4


def test_a_proof_needs_its_steps_in_order_and_its_constraints_to_be_there():
    """What is not yet shown, or not in the system, proves nothing."""
    asked, _, _ = STRUCTURES["half year against its two quarters"]
    proof = prove(asked).conflicts[0].cases[0].proof
    assert verify.holds(asked, proof)
    assert not verify.holds(asked, proof._replace(steps=proof.steps[::-1]))
    assert not verify.holds(asked.without({"first"}), proof)
    assert not verify.holds(asked, proof._replace(steps=proof.steps[1:]))


def test_what_is_known_is_not_taken_on_trust():
    """A given that its steps do not show, a step nothing shows, a clash that is none."""
    asked = system(row("low", "x", between(3, None)), row("high", "x", between(None, 2)))
    low = Narrowing("x", between(3, None), asked.rows[0])
    end = Clash("x", (Given("x", between(3, None), (0,)), Given("x", between(None, 2), (1,))))
    high = Narrowing("x", between(None, 2), asked.rows[1])
    assert verify.holds(asked, Proof((low, high), end))
    assert not verify.holds(asked, Proof((low, high._replace(interval=between(None, 1))), end))
    assert not verify.holds(asked, Proof((low, high), Clash("x", end.known[:1])))
    assert not verify.holds(asked, Proof((low, high), Clash("y", end.known)))
    assert not verify.holds(asked, Proof((low,), end))


def test_a_chain_tells_only_what_is_needed():
    """Each step is used by a later one or by the clash; both ends of a print are one step."""
    asked, _, _ = STRUCTURES["one exchange rate behind two pairs"]
    proof = prove(asked).conflicts[0].cases[0].proof
    used = {place for step in proof.steps for given in step.given for place in given.steps}
    used |= {place for given in proof.end.known for place in given.steps}
    assert used == set(range(len(proof.steps)))
    constraints = [(step.variable, step.constraint) for step in proof.steps]
    assert len(constraints) == len(set(constraints))


# --- ends, signs, big and small ------------------------------------------------------------


@pytest.mark.parametrize(
    ("constraints", "conflicts"),
    [
        ((row("a", "x", between(5, None)), row("b", "x", between(None, 5))), 0),
        ((row("a", "x", above(5)), row("b", "x", between(None, 5))), 1),
        ((row("a", "x", between(None, -1)),), 1),
        ((row("a", "x", between(None, 0)),), 0),
        ((row("a", "x", Interval(None, Fraction(0), False, True)),), 1),
        ((row("a", "3 x", between(1, 1)), row("b", "x", above("1/3"))), 1),
        ((row("a", "3 x", between(1, 1)), row("b", "x", between("1/3", None))), 0),
        ((row("a", "x - y", above(0)), row("b", "x", between(None, 0))), 1),
        ((row("a", "x - y", NONNEGATIVE), row("b", "x", between(None, 0))), 0),
        ((row("a", "x", between(2, 1)),), 1),
        ((row("a", "x", between("1e12", "1e12")), row("b", "x", above("1e12"))), 1),
    ],
)
def test_strict_ends_and_signs_count(constraints, conflicts):
    """5 is at most 5 but not above 5; what is not negative is not below 0."""
    outcome = prove(system(*constraints))
    assert len(outcome.conflicts) == conflicts
    assert outcome.not_proved == ()


UNIT, TWO = between(0, 1), between(0, 2)
TO_THE_TOP = (
    # neither row alone says anything of x or y; added up they leave both only their high end
    row("one", "x + w - v", between(1, None)),
    row("other", "y - w + v", between(1, None)),
)
TO_THE_BOTTOM = (
    row("one", "x + w - v", between(None, 0)),
    row("other", "y - w + v", between(None, 0)),
)
UNITS = dict.fromkeys("xywv", UNIT)


@pytest.mark.parametrize(
    ("more", "naturals", "conflicts"),
    [
        ((row("less", "x + y", below(2)),), {}, 1),
        ((row("less", "x + y", between(None, 2)),), {}, 0),
        # l is named by this row alone: whether it can be what the row asks hangs on its last value
        ((row("less", "x + y - l", between(None, 0)),), {"l": Interval(None, Fraction(2))}, 0),
        ((row("less", "x + y - l", between(None, 0)),), {"l": below(2)}, 1),
        ((row("less", "x + y - l", below(0)),), {"l": Interval(None, Fraction(2))}, 1),
        ((product("l", "x", "y", "times"),), {"l": between(0, 1)}, 0),
        (
            (product("l", "x", "y", "times"),),
            {"l": Interval(Fraction(0), Fraction(1), False, True)},
            1,
        ),
    ],
)
def test_an_open_end_counts_where_all_meet_at_it(more, naturals, conflicts):
    """What can be reached only at a last value conflicts exactly when that value is excluded."""
    found = prove(system(*TO_THE_TOP, *more, **UNITS, **naturals))
    assert (len(found.conflicts), found.not_proved) == (conflicts, ())


@pytest.mark.parametrize(("least", "conflicts"), [(NONNEGATIVE, 0), (POSITIVE, 1)])
def test_an_open_low_end_counts_where_all_meet_at_it(least, conflicts):
    """The same at the low end of a product whose factors must both be 0."""
    times = product("l", "x", "y", "times")
    found = prove(system(*TO_THE_BOTTOM, times, **UNITS, l=least))
    assert (len(found.conflicts), found.not_proved) == (conflicts, ())


@pytest.mark.parametrize(
    ("last", "conflicts"),
    [
        (between(6, None), 0),
        (above(6), 1),
        (between("6.000001", None), 1),
        (between("5.999999", None), 0),
    ],
)
def test_a_cycle_of_growths_closes_at_exactly_one(last, conflicts):
    """Twice and three times are six times: as much is no conflict, more than that is one."""
    found = prove(
        system(
            row("first", "g", between(None, 2)),
            row("second", "h", between(None, 3)),
            row("both", "k", last),
            product("b", "g", "a"),
            product("c", "h", "b"),
            product("c", "k", "a"),
            **dict.fromkeys("abcghk", POSITIVE),
        )
    )
    assert (len(found.conflicts), found.not_proved) == (conflicts, ())
    ends = [case.proof.end for one in found.conflicts for case in one.cases]
    assert all(isinstance(end, Cycle) for end in ends)


@pytest.mark.parametrize(
    ("end", "conflicts"), [(ZERO, 0), (Interval(None, Fraction(0), False, True), 1)]
)
def test_a_cycle_of_ratios_closes_at_exactly_one(end, conflicts):
    """The same where the last of them is a row: c is at most, or below, six times a."""
    at_most = end if end.high_open else between(None, 0)
    found = prove(
        system(
            row("first", "g", between(2, None)),
            row("second", "h", between(3, None)),
            row("both", "c - 6 a", at_most),
            product("b", "g", "a"),
            product("c", "h", "b"),
            **dict.fromkeys("abcgh", POSITIVE),
        )
    )
    assert (len(found.conflicts), found.not_proved) == (conflicts, ())
    ends = [case.proof.end for one in found.conflicts for case in one.cases]
    assert all(isinstance(end, Cycle) for end in ends)


def test_a_product_with_numbers_below_zero():
    """A loss times a share above 1 is a greater loss; propagation divides by what is not 0."""
    asked = system(
        row("loss", "x", between(-30, -20)),
        row("share", "s", between("1.5", 2)),
        row("said", "y", between(-25, 5)),
        product("y", "s", "x"),
        x=SIGNED,
        y=SIGNED,
        s=SIGNED,
    )
    (conflict,) = prove(asked).conflicts
    assert conflict.labels == ("loss", "said", "share")
    halved = asked.without({"said"}).joined(row("said", "y", between(-31, 5)))
    assert prove(halved).conflicts == ()
    bounds = prover.propagated(halved)
    assert bounds["y"].low >= -31
    assert bounds["y"].high == -30


# --- what a conflict says ------------------------------------------------------------------


def test_a_cut_print_is_a_rounding_and_strain_says_how_far():
    """4.98 cut to 4.9 clashes with twice 2.49, but not when 4.9 may be cut."""
    asked = system(
        printed("whole", "w", "4.9", "0.1"),
        printed("half", "h", "2.49", "0.01"),
        row("double", "w - 2 h", ZERO),
    )
    (conflict,) = prove(asked).conflicts
    assert conflict.rounding
    # 4.9 + 0.05 f = 4.98 - 0.01 f at f = 4/3
    assert conflict.strain == Fraction("1.334")
    assert prove(asked.without({"half"})).conflicts == ()


def test_strain_is_the_least_widening_rounded_up():
    """10 +- 0.5 f and 13 +- 0.5 f meet at f = 3; bounds are never widened."""
    asked = system(printed("a", "x", 10, 1), printed("b", "x", 13, 1))
    (conflict,) = prove(asked).conflicts
    assert conflict.strain == 3
    assert not conflict.rounding
    bound = system(printed("a", "x", 10, 1), row("b", "x", between(11, None)))
    assert prove(bound).conflicts[0].strain == 2
    bounds = system(row("a", "x", between(3, None)), row("b", "x", between(None, 2)))
    assert prove(bounds).conflicts[0].strain is None


def test_suspects_are_those_whose_removal_alone_helps():
    """Two witnesses against one: only the one is suspect, and the rest says what it should be."""
    asked = system(
        printed("wrong", "h", 497, 1),
        printed("first", "q1", 186, 1),
        printed("second", "q2", 251, 1),
        printed("again", "h", 437, 1),
        row("sum", "h - q1 - q2", ZERO),
        certain={"sum"},
    )
    (conflict,) = prove(asked).conflicts
    assert [doubt.label for doubt in conflict.suspects] == ["wrong"]
    (doubt,) = conflict.suspects
    assert doubt.implied.interval == between("436.5", "437.5")
    assert conflict.alone

    def backwards(labels, doubts):
        assert labels == ("first", "second", "sum", "wrong")
        return tuple(doubt.label for doubt in reversed(doubts))

    ranked = prove(asked.without({"again"}), order=backwards)
    assert [doubt.label for doubt in ranked.conflicts[0].suspects] == ["wrong", "second", "first"]
    assert ranked.aside == {"wrong"}
    assert "sum" in ranked.conflicts[0].labels


def test_independent_conflicts_of_one_component_are_all_told():
    """Each has its own suspect, though no single removal cures the component."""
    parts = []
    for half in ("h", "k"):
        parts += [
            printed(f"{half} wrong", half, 97, 1),
            printed(f"{half} first", f"{half}1", 20, 1),
            printed(f"{half} second", f"{half}2", 25, 1),
            printed(f"{half} again", half, 45, 1),
            row(f"{half} sum", f"{half} - {half}1 - {half}2", ZERO),
        ]
    asked = system(*parts, row("tied", "h - k", between(-60, 60)))
    outcome = prove(asked)
    assert outcome.components == 1
    assert [conflict.alone for conflict in outcome.conflicts] == [True, True]
    assert outcome.aside == {"h wrong", "k wrong"}


def test_when_no_single_removal_helps_all_are_suspects():
    """Three figures for one quantity, no two of which agree."""
    asked = system(*(printed(f"claim {n}", "x", 10 * n, 1) for n in (1, 2, 3)))
    outcome = prove(asked)
    first = min(outcome.conflicts, key=lambda one: one.alone)
    assert not first.alone
    assert {doubt.label for doubt in first.suspects} == set(first.labels)
    assert len(outcome.conflicts) == 2
    assert prove(asked.without(outcome.aside)).conflicts == ()


def test_a_contradiction_nobody_can_doubt_ends_the_search():
    """Nothing can be set aside, so nothing more is claimed of that component."""
    asked = system(row("sum", "x - y", above(0)), row("", "y - x", above(0)), certain={"sum"})
    outcome = prove(asked)
    assert outcome.conflicts[0].suspects == ()
    assert outcome.not_proved


# --- readings ------------------------------------------------------------------------------


def either(label, *figures):
    return [printed(label, "x", figure, 1)._replace(reading=n) for n, figure in enumerate(figures)]


def test_one_reading_that_fits_is_enough():
    """16 fits the other print, 50 does not: no conflict, and only the first reading remains."""
    asked = system(*either("either", 16, 50), printed("other", "x", 16, 1))
    outcome = prove(asked)
    assert outcome.conflicts == ()
    assert outcome.readings == {"either": (0,)}
    assert prover.implied(asked, (("x", 1),)).interval == between("15.5", "16.5")


def test_a_conflict_shows_every_reading_to_fail():
    """One case for each reading, each with a proof of its own."""
    asked = system(*either("either", 16, 50), printed("other", "x", 30, 1))
    (conflict,) = prove(asked).conflicts
    assert [case.readings for case in conflict.cases] == [(("either", 0),), (("either", 1),)]
    assert all(verify.holds(asked, case.proof) for case in conflict.cases)
    assert conflict.labels == ("either", "other")
    assert conflict.strain == 14


def test_open_readings_leave_the_widest_interval():
    """What is implied holds for whatever reading is meant."""
    bounds = prover.implied(system(*either("either", 16, 50)), (("x", 1),))
    assert bounds.interval == between("15.5", "50.5")
    assert bounds.low_because == ("either",)


def test_too_many_readings_are_counted_not_tried():
    """Seven claims of two readings each are more than 64 combinations."""
    parts = [one for n in range(7) for one in either(f"either {n}", 10 + n, 30 + n)]
    (line,) = prove(system(*parts)).not_proved
    assert "64" in line.why
    clash = system(*parts, printed("a", "x", 1, "0.1"), printed("b", "x", 2, "0.1"))
    (conflict,) = prove(clash).conflicts
    assert conflict.labels == ("a", "b")
    assert [one.readings for one in conflict.cases] == [()]
    assert verify.holds(clash, conflict.cases[0].proof)


# --- the other questions -------------------------------------------------------------------


def test_what_is_implied_is_tight_and_says_why():
    """The quarter nobody printed: what the year and the others leave; each end has its reasons."""
    asked = system(
        printed("year", "y", 100, 1),
        printed("first", "q1", 20, 1),
        row("more", "q2 - q1", above(0)),
        row("sum", "y - q1 - q2 - q3", ZERO),
    )
    bounds = prover.implied(asked, (("q3", 1),))
    assert bounds.interval == Interval(Fraction(0), Fraction("61.5"), False, True)
    assert bounds.low_because == ()
    assert bounds.high_because == ("first", "more", "sum", "year")
    assert bounds.high_exact
    both = prover.implied(asked, (("q2", 1), ("q3", 1)))
    assert both.interval == between(79, 81)
    assert both.low_because == both.high_because == ("first", "sum", "year")


def test_a_row_is_certain_possible_or_impossible():
    """Two thirds of a known whole exceed a third of it."""
    asked = system(
        printed("year", "y", 100, 1), row("most", "a - b", above(20)), row("sum", "y - a - b", ZERO)
    )
    assert prover.Prover(asked).judge(row("", "a - b", above(0))) == "certain"
    assert prover.Prover(asked).judge(row("", "b - a", above(0))) == "impossible"
    assert prover.Prover(asked).judge(row("", "a", above(70))) == "possible"
    assert prover.Prover(asked).judge(row("", "a - z", above(0))) == "possible"


def test_a_component_last_seen_consistent_is_skipped():
    """Its hash comes back, and the others are looked at."""
    asked = system(printed("a", "x", 10, 1), printed("b", "y", 10, 1), printed("c", "y", 20, 1))
    first = prove(asked)
    assert first.components == 2
    assert len(first.consistent) == 1
    second = prove(asked, known=first.consistent)
    assert second.statistics["skipped"] == 1
    assert second.conflicts == first.conflicts
    assert second.consistent == first.consistent
    changed = system(printed("a", "x", 11, 1))
    assert prove(changed).consistent.isdisjoint(first.consistent)


# --- trees ----------------------------------------------------------------------------------


def tree(seed):
    """Constraints that share one variable with those before them, and prints: a tree.

    Prints are near one truth, often so near that propagation has something to do.
    """
    draw = random.Random(seed)
    truth, constraints = {"x0": Fraction(draw.randint(5, 50))}, []
    for number in range(draw.randint(1, 6)):
        old = draw.choice(sorted(truth))
        new = [f"x{len(truth)}", f"x{len(truth) + 1}"]
        truth[new[0]] = Fraction(draw.randint(5, 50), draw.choice((1, 10)))
        if draw.random() < 0.6:
            three = draw.choice([(new[1], old, new[0]), (old, *new), (old, *new[::-1])])
            truth[new[1]] = truth[old] * truth[new[0]]
            if three[0] == old:
                truth[new[1]] = truth[old] / truth[new[0]]
            constraints.append(product(*three, label=f"p{number}"))
            continue
        truth[new[1]] = Fraction(draw.randint(5, 50))
        terms = tuple((name, draw.choice((1, 1, -1, 2))) for name in (old, *new))
        exact = sum(factor * truth[name] for name, factor in terms)
        ends = draw.choice(
            [
                Interval(exact - draw.randint(0, 2), exact + draw.randint(0, 2)),
                Interval(exact, None, draw.random() < 0.3),
                Interval(None, exact + 1, False, draw.random() < 0.3),
            ]
        )
        constraints.append(Row(terms, ends, f"r{number}"))
    for name, value in truth.items():
        if draw.random() < 0.8:
            wide = value / draw.choice((5, 20, 100))
            low = value - wide * draw.choice((Fraction(0), Fraction(1, 3), Fraction(1)))
            constraints.append(row(f"c{name}", name, Interval(low, low + wide)))
    return system(*constraints, **{name: draw.choice((NONNEGATIVE, POSITIVE)) for name in truth})


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_a_tree_where_propagation_comes_to_rest_can_hold(seed):
    """What no linear prover looks at any more: Z3 finds values, up to each end of each variable."""
    whole = tree(seed)
    indexed = IndexedProblem(whole)
    run = Run(indexed, shrink=FINE)
    if run.clash >= 0:
        return
    blocks = presolve.blocks(run)
    if not all(presolve.is_at_rest(run, block) for block in blocks):
        return
    assert oracle.solve(whole) != "unsat"
    for name, known in trace.box(run, {one for block in blocks for one in block.variables}).items():
        low, high = known.interval.low, known.interval.high
        if low is None or high is None:
            continue
        little = (high - low) / 1000
        for near in (Interval(low, low + little), Interval(high - little, high)):
            assert oracle.solve(whole.joined(row("near", name, near))) != "unsat", name


def test_trees_that_come_to_rest_are_no_exception():
    """Most trees whose figures fit need no linear prover: else the test above says nothing."""
    seen = rested = 0
    for seed in range(300):
        run = Run(IndexedProblem(tree(seed)), shrink=FINE)
        blocks = presolve.blocks(run) if run.clash < 0 else ()
        seen += len(blocks)
        rested += sum(presolve.is_at_rest(run, block) for block in blocks)
    assert seen > 60
    assert rested > seen // 2


@pytest.mark.parametrize("size", [40, 1000])
def test_a_ring_of_orders_of_any_length_is_a_conflict(size):
    """All its labels are needed, whoever asks, and no more orders than make the ring."""
    names = [f"x{n:04}" for n in range(size)]
    ring = [
        row(f"o{n:04}", f"{one} - {names[(n + 1) % size]}", above(0)) for n, one in enumerate(names)
    ]
    more = row("beside", f"{names[0]} - {names[size // 2]}", above(0))
    whole = prove(system(*ring))
    (conflict,) = whole.conflicts
    assert conflict.labels == tuple(one.label for one in ring)
    assert conflict.alone
    assert verify.holds(system(*ring), conflict.cases[0].proof)
    for one in prove(system(*ring, more)).conflicts:
        assert len(one.labels) in (size, size // 2 + 1)
    assert not prove(system(*ring[1:])).conflicts


@settings(deadline=None)
@given(SEEDS)
def test_many_shares_of_one_whole_leave_a_minimal_conflict(seed):
    """Labels are left out by halves where there are many: no fewer than all that stay clash."""
    draw = random.Random(seed)
    size = draw.randint(55, 90)
    names = [f"s{number:02}" for number in range(size)]
    shares = {name: Fraction(draw.randint(1, 40), 200) for name in names}
    claims = [row(f"c{name}", name, Interval(low, low + 1)) for name, low in shares.items()]
    whole = row("shares", " + ".join(names), between(None, 1))
    found = prove(system(*claims, whole)).conflicts
    assert bool(found) == (sum(shares.values()) > 1)
    for one in found:
        lows = [shares[label[1:]] for label in one.labels if label != "shares"]
        assert sum(lows) > 1 >= sum(lows) - min(lows)
