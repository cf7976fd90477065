"""The linear half of the prover: what only sums over several claims or ratios can refute."""

import random
import sys
from contextlib import suppress
from fractions import Fraction

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

import oracle
from cloudkb.check.solver import linear_program, verify
from cloudkb.check.solver.difference_cycles import circle
from cloudkb.check.solver.linear_prover import KnownBounds, UndecidedError, optimum, refute
from cloudkb.check.solver.problem import Cycle, Product, Proof, Row, Sum, System, Variable, Weighted
from cloudkb.check.solver.simplex import Program, ProgramLine
from cloudkb.interval import Interval
from linear_proofs import holds
from linear_systems import POSITIVE, between, long_chain, made_up, most, ratios_without_levels, row

BUDGET = 1_000_000


def proved(rows, products, box):
    """The end of a proof, which must hold."""
    end = refute(rows, products, box, BUDGET)
    assert end is not None
    assert holds(end, box)
    return end


def consistent(rows, products, box):
    return refute(rows, products, box, BUDGET) is None


# --- sums ----------------------------------------------------------------------------------


def fourth_quarter(year_low, year_high):
    return [
        row({"y": 1, "q1": -1, "q2": -1, "q3": -1, "q4": -1}, 0, 0, label="calendar"),
        row({"q4": 1, "q1": -1, "q2": -1, "q3": -1}, 0, open_low=True, label="exceeds"),
        row({"q4": 1}, "23.635", "23.645", label="fourth"),
        row({"y": 1}, year_low, year_high, label="year"),
    ]


def test_a_quarter_that_exceeds_the_others_together_bounds_the_year():
    """The year holds less than twice its last quarter; the weights are small whole numbers."""
    end = proved(fourth_quarter("51.15", "51.25"), [], {})
    assert {part.row.label: part.weight for part in end.parts} == {
        "calendar": 1,
        "exceeds": -1,
        "fourth": 2,
        "year": -1,
    }
    assert end.total == Fraction("-3.86")
    assert consistent(fourth_quarter("47.15", "47.25"), [], {})


def test_a_ring_of_orders_needs_no_level():
    """A above B above C above A adds up to 0 < 0; with one order turned it does not."""
    orders = [("a", "b"), ("b", "c"), ("c", "a")]
    rows = [row({x: 1, y: -1}, 0, open_low=True, label=x + y) for x, y in orders]
    end = proved(rows, [], {})
    assert (end.total, end.strict) == (0, True)
    rows[2] = row({"a": 1, "c": -1}, 0, open_low=True)
    assert consistent(rows, [], {})


def test_a_ring_of_orders_that_may_be_equal_is_no_contradiction():
    """At least, all the way round, means that all are equal."""
    orders = [("a", "b"), ("b", "c"), ("c", "a")]
    assert consistent([row({x: 1, y: -1}, 0) for x, y in orders], [], {})


def test_a_quantity_without_a_value_is_refuted_by_its_two_ends():
    """A box that is empty is a contradiction already."""
    box = {"a": KnownBounds(Interval(Fraction(2), Fraction(2), low_open=True), (3,))}
    assert proved([], [], box).total == 0


# --- products ------------------------------------------------------------------------------


def doubled(at_most, lowest_growth="-0.5"):
    products = [Product(f"y{n + 1}", f"k{n}", f"y{n}", f"growth{n}") for n in range(3)]
    products.append(Product("y3", "k", "y0", "all"))
    box = {f"y{n}": POSITIVE for n in range(4)}
    box |= {f"k{n}": between(lowest_growth, at_most) for n in range(3)}
    box["k"] = KnownBounds(Interval(low=Fraction(2), low_open=True), ())
    return products, box


def test_doubled_in_three_years_at_most_a_fifth_each_year():
    """1.205 three times is 1.75, not more than 2; told as a ring of ratios."""
    end = proved([], *doubled("1.205", "0.5"))
    assert isinstance(end, Cycle)
    assert end.total == Fraction("1.205") ** 3 / 2
    assert sorted(power for power, _ in end.products) in ([-1, -1, -1, 1], [-1, 1, 1, 1])
    assert consistent([], *doubled("1.265", "0.5"))


def test_doubled_where_a_growth_may_be_below_nothing():
    """Where a ratio is not known to be positive, the sum of products still sees it."""
    assert not isinstance(proved([], *doubled("1.205")), Cycle)
    assert consistent([], *doubled("1.265"))


@pytest.mark.parametrize(("whole", "clash"), [("1.05", True), ("1.15", False)])
def test_every_part_grew_more_than_the_whole(whole, clash):
    """All parts over 10 %, the whole 5 %: impossible whatever the levels."""
    parts = ("a", "b", "c")
    rows = [row({f"w{t}": 1, **{f"{p}{t}": -1 for p in parts}}, 0, 0, label=f"t{t}") for t in "01"]
    products = [Product(f"{p}1", f"k{p}", f"{p}0", p) for p in (*parts, "w")]
    box = {f"{p}{t}": POSITIVE for p in (*parts, "w") for t in "01"}
    box |= {f"k{p}": KnownBounds(Interval(low=Fraction("1.1"), low_open=True), ()) for p in parts}
    half = Fraction("0.005")
    box["kw"] = between(Fraction(whole) - half, Fraction(whole) + half)
    assert consistent(rows, products, box) is not clash
    if clash:
        proved(rows, products, box)


@pytest.mark.parametrize(("fall", "clash"), [("0.058", True), ("0.044", False)])
def test_a_share_falls_as_revenue_and_market_say(fall, clash):
    """Share 26.7 down 5.8 points, revenue up 3 %, the market up 20 %; no level."""
    share1 = between("0.2665", "0.2675")
    down = Fraction(fall)
    box = dict.fromkeys(("r0", "r1", "m0", "m1"), POSITIVE)
    box |= {"s1": share1, "kr": between("1.025", "1.035"), "km": between("1.195", "1.205")}
    box["s0"] = between(Fraction("0.266") + down, Fraction("0.268") + down)
    rows = [row({"s0": 1, "s1": -1}, down - Fraction("0.0005"), down + Fraction("0.0005"))]
    products = [
        Product("r1", "kr", "r0", "revenue"),
        Product("m1", "km", "m0", "market"),
        Product("r0", "s0", "m0", "share0"),
        Product("r1", "s1", "m1", "share1"),
    ]
    assert consistent(rows, products, box) is not clash
    if clash:
        assert isinstance(proved(rows, products, box), Cycle)


@pytest.mark.parametrize(("market", "clash"), [("1.15", True), ("1.2", False)])
def test_the_product_of_ratios_ties_two_unknown_shares(market, clash):
    """Below half before, down 5.8 points, revenue up 3 %, market up 15 %; no share printed."""
    growth = Fraction(market)
    half = Fraction("0.005")
    box = {"s0": KnownBounds(Interval(Fraction(0), Fraction("0.5"), True, True), ())}
    box |= {"s1": POSITIVE, "k": POSITIVE, "kr": between("1.025", "1.035")}
    box["km"] = between(growth - half, growth + half)
    rows = [row({"s0": 1, "s1": -1}, "0.0575", "0.0585")]
    products = [Product("s1", "k", "s0", "share"), Product("kr", "k", "km", "ratios")]
    # What propagation would add: the ratio of shares.
    box["k"] = between(Fraction("1.025") / (growth + half), Fraction("1.035") / (growth - half))
    assert consistent(rows, products, box) is not clash
    if clash:
        proved(rows, products, box)


def test_two_growths_of_one_pair_each_with_its_own_ratio():
    """11.8 % and 12.0 % cannot both be the growth of one quantity."""
    products = [Product("b", "k", "a", "one"), Product("b", "l", "a", "other")]
    box = {"a": POSITIVE, "b": POSITIVE, "k": between("1.1175", "1.1185")}
    box["l"] = between("1.1195", "1.1205")
    assert isinstance(proved([], products, box), Cycle)
    box["l"] = between("1.1185", "1.1195")
    assert consistent([], products, box)


def test_share_growth_times_market_growth_is_revenue_growth():
    """A ring of four ratios without any level is multiplied out exactly."""
    products = [
        Product("r0", "s0", "m0", "share0"),
        Product("r1", "s1", "m1", "share1"),
        Product("s1", "ks", "s0", "share growth"),
        Product("m1", "km", "m0", "market growth"),
        Product("r1", "kr", "r0", "revenue growth"),
    ]
    box = dict.fromkeys(("r0", "r1", "s0", "s1", "m0", "m1"), POSITIVE)
    box |= {"ks": between("1.1", "1.2"), "km": between("1.2", "1.3")}
    box["kr"] = between("1.6", "1.7")
    end = proved([], products, box)
    assert isinstance(end, Cycle)
    assert end.total == Fraction("1.2") * Fraction("1.3") / Fraction("1.6")
    box["kr"] = between("1.5", "1.7")
    assert consistent([], products, box)


def test_orders_by_a_factor_take_part_in_rings_of_ratios():
    """b is at least three times a, but grew from it by at most half, twice."""
    products = [Product("c", "k", "a", "k"), Product("b", "l", "c", "l")]
    box = dict.fromkeys("abc", POSITIVE) | {"k": between("1.4", "1.5")}
    box["l"] = between("1.4", "1.5")
    rows = [row({"b": 1, "a": -3}, 0, label="three times")]
    end = proved(rows, products, box)
    assert isinstance(end, Cycle)
    assert end.total == Fraction("0.75")
    assert consistent([row({"b": 1, "a": -2}, 0)], products, box)


@pytest.mark.parametrize("is_open", [True, False])
def test_a_ring_that_closes_exactly_is_refuted_when_an_end_is_open(is_open):
    """1.1 times 1.1 is 1.21: more than that is impossible, exactly that is not."""
    products = [
        Product("c", "k", "a", "k"),
        Product("b", "l", "c", "l"),
        Product("b", "m", "a", "m"),
    ]
    box = dict.fromkeys("abc", POSITIVE) | {"k": between("1", "1.1"), "l": between("1", "1.1")}
    box["m"] = KnownBounds(Interval(low=Fraction("1.21"), low_open=is_open), ())
    assert consistent([], products, box) is not is_open


# --- budgets, order ------------------------------------------------------------------------


def test_a_budget_that_is_used_up_says_so():
    """No pivot, no answer."""
    with pytest.raises(UndecidedError, match=r"^budget$"):
        refute(fourth_quarter("51.15", "51.25"), [], {}, 0)
    least, greatest = optimum(fourth_quarter("47.15", "47.25"), [], {}, (("y", 1),), 0)
    assert (least.value, greatest.value) == (None, None)


@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_and_products_changes_nothing(seed, shuffle):
    """The same answer, part by part."""
    rows, products, box, _ = made_up(random.Random(seed), clash=True)
    first = refute(rows, products, box, BUDGET)
    mixed = dict(shuffle.sample(list(box.items()), len(box)))
    shuffle.shuffle(rows)
    shuffle.shuffle(products)
    assert refute(rows, products, mixed, BUDGET) == first


# --- against a truth, and against z3 -------------------------------------------------------


@given(st.integers(0, 10**9))
@settings(max_examples=75, deadline=None)
def test_what_is_true_is_never_refuted(seed):
    """Rows, products and box are made from one truth."""
    rows, products, box, _ = made_up(random.Random(seed))
    assert refute(rows, products, box, BUDGET) is None


@given(st.integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_whatever_is_refuted_has_a_proof_that_holds(seed):
    """Each proof, sum or ring, is worked out again from its record."""
    rows, products, box, _ = made_up(random.Random(seed), clash=True)
    answer = refute(rows, products, box, BUDGET)
    if answer is not None:
        assert holds(answer, box)


@given(st.integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_the_verifier_agrees_with_every_proof(seed):
    """What is known counts as the quantities' nature, so that no steps are needed."""
    rows, products, box, _ = made_up(random.Random(seed), clash=True)
    box = {name: KnownBounds(known.interval, ()) for name, known in box.items()}
    answer = refute(rows, products, box, BUDGET)
    if answer is not None:
        natures = tuple(Variable(name, known.interval) for name, known in box.items())
        system = System(natures, tuple(rows), tuple(products))
        assert verify.holds(system, Proof((), answer))


@given(st.integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_ratios_are_refuted_exactly_when_some_ring_shrinks(seed):
    """A ring of growths whose most is below 1 exists, or the levels can be chosen."""
    products, box, count, edges = ratios_without_levels(random.Random(seed))
    best = most(count, edges)
    shrinks = any(best[one, one] < 1 for one in range(count))
    answer = refute([], products, box, BUDGET)
    assert (answer is not None) == shrinks
    if shrinks:
        assert isinstance(answer, Cycle)
        assert holds(answer, box)


def z3_system(rows, box, names):
    values = {name: z3.Real(name) for name in names}

    def inside(value, interval):
        low, high, low_open, high_open = interval
        if low is not None:
            low = z3.Q(low.numerator, low.denominator)
            yield value > low if low_open else value >= low
        if high is not None:
            high = z3.Q(high.numerator, high.denominator)
            yield value < high if high_open else value <= high

    rules = []
    for one in rows:
        total = z3.Sum([factor * values[name] for name, factor in one.terms])
        rules += inside(total, one.interval)
    for name in names:
        rules += inside(values[name], box[name].interval)
    return values, rules


def z3_number(number):
    return Fraction(str(number))


@given(st.integers(0, 10**9))
@settings(max_examples=50, deadline=None)
def test_sums_are_refuted_exactly_when_z3_refutes_them(seed):
    """Without products the linear half is complete."""
    rows, _, box, names = made_up(random.Random(seed), clash=True, products=False)
    _, rules = z3_system(rows, box, names)
    solver = z3.Solver()
    solver.add(*rules)
    assert (refute(rows, [], box, BUDGET) is not None) == (solver.check() == z3.unsat)


@given(st.integers(0, 10**9))
@settings(max_examples=30, deadline=None)
def test_the_ends_of_a_sum_are_those_z3_finds(seed):
    """Least and greatest value, whether reached or only approached, each with its proof."""
    rng = random.Random(seed)
    rows, _, box, names = made_up(rng, products=False)
    terms = tuple((name, rng.choice((1, 2, -1))) for name in names[:2])
    for end, sign in zip(optimum(rows, [], box, terms, BUDGET), (-1, 1), strict=True):
        values, rules = z3_system(rows, box, names)
        best = z3.Optimize()
        best.add(*rules)
        goal = best.maximize(sign * z3.Sum([factor * values[name] for name, factor in terms]))
        assert best.check() == z3.sat
        unbounded, value, shade = goal.upper_values()
        if not z3.simplify(unbounded == 0):
            assert end.value is None
            continue
        assert sign * end.value == z3_number(value)
        assert end.open == (z3_number(shade) != 0)
        assert end.exact
        assert holds(end.proof_end, box)
        beyond = [*rows, end.proof_end.parts[0].row]
        assert refute(beyond, [], box, BUDGET) is not None


def test_an_end_is_exact_only_when_the_products_can_hold_there():
    """The largest product of two factors is reached; its least beside their sum is a bound."""
    box = {"a": between(1, 3), "b": between(1, 3), "p": between(0, 9)}
    products = [Product("p", "a", "b", "p")]
    least, greatest = optimum([row({"a": 1, "b": 1}, 4, 4)], products, box, (("p", 1),), BUDGET)
    assert (least.value, least.exact) == (3, True)
    assert (greatest.value, greatest.exact) == (5, False)
    least, greatest = optimum([], products, box, (("p", 1),), BUDGET)
    assert (least.value, least.exact, greatest.value, greatest.exact) == (1, True, 9, True)


def test_a_product_nothing_else_depends_on_leaves_ends_exact():
    """Its result can always be what it must be."""
    box = {"a": between(1, 3), "b": between(1, 3), "p": between(1, 9)}
    ends = optimum([], [Product("p", "a", "b", "p")], box, (("a", 1), ("b", 1)), BUDGET)
    assert [(end.value, end.exact) for end in ends] == [(2, True), (6, True)]


# --- beyond the exact simplex ----------------------------------------------------------------


def both_ways(seed):
    """A made-up system, refuted by the exact simplex and by way of floats."""
    rows, products, box, _ = made_up(random.Random(seed), clash=True)
    exact = refute(rows, products, box, BUDGET)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linear_program, "REACH", 0)
        pointed = refute(rows, products, box, BUDGET)
    return exact, pointed, box


@given(st.integers(0, 10**9))
@settings(max_examples=30, deadline=None)
def test_floats_point_to_proofs_alone(seed):
    """What is refuted by way of floats, the exact simplex refutes too, and the proof holds."""
    exact, pointed, box = both_ways(seed)
    if pointed is not None:
        assert exact is not None
        assert holds(pointed, box)


def test_floats_point_to_what_the_exact_simplex_proves():
    """Nothing is missed by way of floats; one system in some thousands (3246961) may be."""
    for seed in range(60):
        exact, pointed, _ = both_ways(seed)
        assert (exact is None) == (pointed is None), seed


def test_without_the_extra_the_exact_simplex_goes_on_alone(monkeypatch):
    """A chain of 450 quantities is within its budget."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    proved(long_chain(450, 449), [], {})


def test_a_large_component_is_proved_where_floats_point(monkeypatch):
    """Four hundred quantities in a chain, and the whole way printed too short."""
    monkeypatch.setattr(linear_program, "REACH", 100)
    end = proved(long_chain(400, 399), [], {})
    assert end.total == -1
    assert consistent(long_chain(400, 600), [], {})


def test_a_long_ring_is_proved_where_no_budget_suffices():
    """A thousand strict orders in a ring, and the same ring with a gap: one pass tells."""
    ring = [
        row({f"x{n:04}": 1, f"x{(n + 1) % 1000:04}": -1}, 0, open_low=True, label=f"o{n:04}")
        for n in range(1000)
    ]
    end = proved(ring, [], {})
    assert (end.total, end.strict, len(end.parts)) == (0, True, 1000)
    with suppress(UndecidedError):
        assert refute(ring[1:], [], {}, BUDGET) is None


def test_a_long_ring_of_multiples_is_proved():
    """Each at least 1 % above the next one, all the way round: factors, not differences."""
    size = 600
    ring = [
        row({f"x{n:03}": 100, f"x{(n + 1) % size:03}": -101}, 0, label=f"o{n:03}")
        for n in range(size)
    ]
    box = {f"x{n:03}": POSITIVE for n in range(size)}
    proved(ring, [], box)


@settings(max_examples=75, deadline=None)
@given(st.integers(0, 10**6))
def test_circles_of_differences_are_found_exactly_where_there_are_any(seed):
    """A budget of nothing for the simplex: what the circles say is what Z3 says."""
    draw = random.Random(seed)
    names = [f"x{n}" for n in range(draw.randint(2, 7))]
    rows = []
    for number in range(draw.randint(2, 12)):
        one, other = draw.sample(names, 2)
        factor = draw.choice((1, 1, Fraction(1, 3), 5))
        low = draw.choice((None, draw.randint(-2, 2)))
        high = None if low is not None and draw.random() < 0.7 else (low or 0) + draw.randint(0, 3)
        ends = Interval(
            None if low is None else Fraction(low) * factor,
            None if high is None else Fraction(high) * factor,
            low is not None and draw.random() < 0.4,
            high is not None and draw.random() < 0.4,
        )
        rows.append(Row(((one, factor), (other, -factor)), ends, f"r{number}"))
    rows = [one for one in rows if not one.interval.is_empty()]
    places = {name: place for place, name in enumerate(names)}
    lines = [
        ProgramLine([(places[name], factor) for name, factor in one.terms], one.interval)
        for one in rows
    ]
    found = circle(Program([Interval()] * len(names), lines), 10_000)
    answer = oracle.solve(System((), tuple(rows)))
    assert answer == ("sat" if found is None else "unsat")
    if found is not None:
        parts = tuple(Weighted(weight, rows[line]) for line, weight in found.items())
        bounds = [
            (one.row.interval.high, one.row.interval.high_open)
            if one.weight > 0
            else (one.row.interval.low, one.row.interval.low_open)
            for one in parts
        ]
        total = sum(weight * end for (weight, _), (end, _) in zip(parts, bounds, strict=True))
        assert holds(Sum(parts, total, any(is_open for _, is_open in bounds)), {})


def test_bounds_in_a_large_component_are_proved_where_floats_point(monkeypatch):
    """The far end of the chain, with its proof."""
    monkeypatch.setattr(linear_program, "REACH", 100)
    rows = [*long_chain(400, 600), row({"x0000": 1}, 0, 3, label="start")]
    least, greatest = optimum(rows, [], {}, (("x0390", 1),), BUDGET)
    assert (least.value, greatest.value) == (580, 593)
    assert holds(least.proof_end, {})
    assert holds(greatest.proof_end, {})


def test_without_the_extra_a_large_component_is_left_open(monkeypatch):
    """Neighbourhoods are looked at; what only the whole would show is said to be open."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.setattr(linear_program, "FAR", 100)
    monkeypatch.setattr(linear_program, "REACH", 100)
    # no differences: each quantity shares its steps with one of its own
    rows = [
        one._replace(terms=(*one.terms, (f"own {one.label}", 1))) for one in long_chain(400, 399)
    ]
    rows += [row({name: 1}, 0, 0, label=name) for one in rows for name, _ in one.terms[-1:]]
    with pytest.raises(UndecidedError, match=r"needs the extra cloudkb\[lp\]"):
        refute(rows, [], {}, BUDGET)
    rows.append(row({"x0207": 1, "x0203": -1}, 9, label="jump"))
    end = refute(rows, [], {}, BUDGET)
    assert end is not None
    assert holds(end, {})
