"""The verifier alone: of a system that some values satisfy it believes no proof, however forged.

The prover never hands it a false proof, so nothing but forged ones show that it would notice.
"""

import random
from fractions import Fraction
from itertools import product as tuples
from operator import mul

import pytest

from cloudkb.check.solver import verify
from cloudkb.check.solver.problem import (
    Clash,
    Cycle,
    Edge,
    Envelope,
    Factor,
    Given,
    Narrowing,
    Product,
    Proof,
    Ratio,
    Row,
    Sum,
    System,
    Variable,
    Weighted,
)
from cloudkb.interval import Interval
from raw_systems import POSITIVE, SIGNED, ZERO, above, below, between, product, row, system

VALUES = tuple(Fraction(one) for one in ("-2", "-1", "-1/2", "0", "1/2", "1", "2", "3"))
ONE = Fraction(1)
MANY = 500


def ends_at(draw, value, lies=0.0):
    """An interval that ends at a value, closed; with a chance of `lies` at each end, open."""
    low, high = draw.choice([(1, 1), (1, 0), (0, 1), (0, 0)])
    return Interval(
        value if low else None,
        value if high else None,
        bool(low) and draw.random() < lies,
        bool(high) and draw.random() < lies,
    )


def touching(draw, *, is_positive=False):
    """Values, and a system they satisfy, each constraint of it at an end that still holds."""
    values = [one for one in VALUES if one > 0] if is_positive else VALUES
    at = {name: draw.choice(values) for name in "wxyz"}
    products = []
    for result in "pq":
        left, right = draw.sample(sorted(at), 2)
        at[result] = at[left] * at[right]
        products.append(Product(result, left, right, f"times-{result}"))
    rows = []
    for number in range(5):
        names = draw.sample(sorted(at), draw.choice([1, 2, 2, 3]))
        terms = tuple((name, draw.choice([-2, -1, 1, 2])) for name in names)
        met = sum(factor * at[name] for name, factor in terms)
        if is_positive and len(terms) == 2:
            # below = factor * above, as ratios are written
            (one, factor), (other, _) = terms
            terms, met = ((one, factor), (other, -factor * at[one] / at[other])), Fraction(0)
        rows.append(Row(terms, ends_at(draw, met), f"row{number}"))
    nature = dict.fromkeys(at, POSITIVE) if is_positive else {}
    variables = tuple(
        Variable(name, nature.get(name) or ends_at(draw, value)) for name, value in at.items()
    )
    return at, System(variables, tuple(rows), tuple(products))


def known(draw, asked, at, name, steps):
    """What might be said of a variable; often what is so, sometimes a little more than that."""
    places = tuple(place for place, one in enumerate(steps) if one.variable == name)
    natural = next(one.natural for one in asked.variables if one.name == name)
    said = draw.choice([natural, *(steps[place].interval for place in places), None])
    return Given(name, ends_at(draw, at[name], 0.3) if said is None else said, places)


def forged_steps(draw, asked, at):
    steps = []
    for _ in range(draw.randint(0, 4)):
        constraint = draw.choice([*asked.rows, *asked.products])
        names = (
            [name for name, _ in constraint.terms]
            if isinstance(constraint, Row)
            else [constraint.result, constraint.left, constraint.right]
        )
        name = draw.choice(names)
        given = tuple(known(draw, asked, at, one, steps) for one in names if one != name)
        steps.append(Narrowing(name, ends_at(draw, at[name], 0.3), constraint, given))
    return tuple(steps)


def forged_clash(draw, asked, at, steps):
    name = draw.choice(sorted(at))
    return Clash(
        name, tuple(known(draw, asked, at, name, steps) for _ in range(draw.randint(1, 2)))
    )


def forged_sum(draw, asked, at, steps):
    """Parts whose terms cancel, where there are some; its total is told as it is."""
    rows = draw.sample(asked.rows, 2)
    edges = [known(draw, asked, at, name, steps) for name in draw.sample(sorted(at), 2)]
    terms = [dict(one.terms) for one in rows] + [{one.variable: 1} for one in edges]
    factors = [[part.get(name, 0) for part in terms] for name in at]
    for weights in sorted(tuples((-2, -1, 0, 1, 2), repeat=4), key=lambda _: draw.random()):
        if any(weights) and all(sum(map(mul, weights, each)) == 0 for each in factors):
            break
    parts = [Weighted(Fraction(one), it) for one, it in zip(weights, rows, strict=False) if one]
    parts += [Edge(Fraction(one), it) for one, it in zip(weights[2:], edges, strict=True) if one]
    return Sum(tuple(parts), Fraction(0), draw.random() < 0.5)


def forged_hull(draw, asked, at, steps):
    """A product's envelope beside edges that take its terms away again; it may lie in one thing."""
    one = draw.choice(asked.products)
    left, right = (known(draw, asked, at, name, steps) for name in (one.left, one.right))
    sides = draw.choice(["low", "high"]), draw.choice(["low", "high"])
    sign = 1 if sides[0] == sides[1] else -1
    a, b = at[one.left], at[one.right]
    lie = draw.choice(["", "", "low", "sides", "product", "terms"])
    terms = ((one.result, Fraction(sign)), (one.left, -sign * b), (one.right, -sign * a))
    low = -sign * a * b
    if lie == "low":
        low += 1
    if lie == "sides":
        sides = sides[0], "low" if sides[1] == "high" else "high"
    if lie == "product":
        one = one._replace(label="another")
    if lie == "terms":
        terms, low = terms[1:], low - sign * at[one.result] + 1
    hull = Envelope(ONE, one, left, right, *sides, terms, low, draw.random() < 0.3)
    edges = tuple(
        Edge(factor, known(draw, asked, at, name, steps)) for name, factor in terms if factor
    )
    total = sum(factor * at[name] for name, factor in terms) - low
    return Sum((hull, *edges), Fraction(total), draw.random() < 0.5)


def forged_cycle(draw, asked, at, steps):
    """Products and ratios to small powers; what they leave over stands as factors."""
    powers = dict.fromkeys(at, 0)
    products = []
    for one in asked.products:
        if power := draw.randint(-1, 1):
            products.append((power, one))
            powers[one.left] += power
            powers[one.right] += power
            powers[one.result] -= power
    ratios = []
    for one in asked.rows:
        if len(one.terms) == 2 and draw.random() < 0.5:
            (first, factor), (second, other) = draw.sample(one.terms, 2)
            ratio = Ratio(1, one, second, first, -Fraction(other) / factor, draw.random() < 0.2)
            ratios.append(ratio)
            powers[second] += 1
            powers[first] -= 1
    factors = [
        Factor(power, known(draw, asked, at, name, steps))
        for name, power in powers.items()
        if power
    ]
    return Cycle(tuple(products), tuple(ratios), tuple(factors), ONE, draw.random() < 0.3)


@pytest.mark.parametrize(
    ("forge", "is_positive"),
    [
        (forged_clash, False),
        (forged_sum, False),
        (forged_hull, False),
        (forged_cycle, True),
        (forged_clash, True),
    ],
)
def test_what_can_be_is_never_refuted(forge, is_positive):
    """Every constraint of these systems holds at one point, most of them at their last value."""
    draw = random.Random(f"{forge.__name__} {is_positive}")
    for _ in range(MANY):
        at, asked = touching(draw, is_positive=is_positive)
        steps = forged_steps(draw, asked, at)
        proof = Proof(steps, forge(draw, asked, at, steps))
        assert not verify.holds(asked, proof), (at, asked, proof)


def least(name, value):
    return Given(name, between(value, None), ())


def most(name, value):
    return Given(name, between(None, value), ())


AT_MOST = row("at most", "x - y", between(None, 0))
OVER = row("over", "x - y", above(0))
APART = system(AT_MOST, OVER, x=SIGNED, y=SIGNED)
CANCELLED = (Weighted(ONE, AT_MOST), Weighted(-ONE, OVER))


def test_a_sum_ends_below_nothing_or_at_an_open_nothing():
    """0 <= 0 refutes nothing, 0 < 0 does; what is told of the sum must be what it is."""
    touches = OVER._replace(interval=between(0, None))
    meeting = system(AT_MOST, touches, x=SIGNED, y=SIGNED)
    both = (Weighted(ONE, AT_MOST), Weighted(-ONE, touches))
    assert verify.holds(APART, Proof((), Sum(CANCELLED, Fraction(0), True)))
    assert not verify.holds(meeting, Proof((), Sum(both, Fraction(0), False)))
    assert not verify.holds(meeting, Proof((), Sum(both, Fraction(0), True)))
    assert not verify.holds(APART, Proof((), Sum(CANCELLED, Fraction(-1), True)))
    assert not verify.holds(APART, Proof((), Sum(CANCELLED, Fraction(0), False)))


@pytest.mark.parametrize(
    "parts",
    [
        CANCELLED[:1],
        CANCELLED[1:],
        (*CANCELLED, Weighted(Fraction(0), AT_MOST)),
        (Weighted(ONE, AT_MOST), Weighted(ONE, OVER)),
        (Weighted(Fraction(2), AT_MOST), Weighted(-ONE, OVER)),
        (Weighted(ONE, AT_MOST._replace(label="another")), CANCELLED[1]),
        (Weighted(ONE, AT_MOST._replace(interval=between(None, -1))), CANCELLED[1]),
        (Edge(ONE, most("x", 1)), Edge(-ONE, least("x", 1))),
        (Edge(ONE, Given("x", between(None, 1), (0,))), Edge(-ONE, least("x", 2))),
        (),
    ],
)
@pytest.mark.parametrize("total", [0, -1])
@pytest.mark.parametrize("strict", [True, False])
def test_a_sum_of_other_parts_refutes_nothing(parts, total, strict):
    """A part too many, too few, weighed otherwise, of no row that is there, known from nowhere."""
    assert not verify.holds(APART, Proof((), Sum(parts, Fraction(total), strict)))


def test_an_edge_is_known_by_nature_or_by_steps():
    """The high end where it is weighed up, the low end where it is weighed down."""
    asked = system(row("more", "x", between(3, None)), x=between(None, 2))
    (more,) = asked.rows
    step = Narrowing("x", between(3, None), more)
    edges = (Edge(ONE, most("x", 2)), Edge(-ONE, Given("x", between(3, None), (0,))))
    assert verify.holds(asked, Proof((step,), Sum(edges, Fraction(-1), False)))
    assert verify.holds(
        asked, Proof((), Sum((edges[0], Weighted(-ONE, more)), Fraction(-1), False))
    )
    assert not verify.holds(asked, Proof((), Sum(edges, Fraction(-1), False)))
    turned = (Edge(-ONE, most("x", 2)), Edge(ONE, Given("x", between(3, None), (0,))))
    assert not verify.holds(asked, Proof((step,), Sum(turned, Fraction(-1), False)))


@pytest.mark.parametrize("left_end", ["low", "high"])
@pytest.mark.parametrize("right_end", ["low", "high"])
@pytest.mark.parametrize("weight", [Fraction(1), Fraction(-3, 2)])
def test_a_product_lies_within_the_planes_at_its_corners(left_end, right_end, weight):
    """(x - a)(y - b) has one sign in the box: what is said beyond that plane is refuted."""
    box = {"x": between(2, 7), "y": between("1/3", 5)}
    a, b = getattr(box["x"], left_end), getattr(box["y"], right_end)
    sign = 1 if left_end == right_end else -1
    terms = (("p", Fraction(sign)), ("x", -sign * b), ("y", -sign * a))
    plane = -sign * a * b
    size = abs(weight)

    def proof(asked, low=plane, terms=terms, is_open=False, strict=False, ends=None, known=None):
        left, right = (Given(name, one, ()) for name, one in (known or asked_box(asked)).items())
        hull = Envelope(
            weight,
            asked.products[0],
            left,
            right,
            *(ends or (left_end, right_end)),
            terms,
            low,
            is_open,
        )
        total = size * (asked.rows[0].interval.high - low)
        return Proof((), Sum((hull, Weighted(size, asked.rows[0])), total, strict))

    def asked_box(asked):
        natures = {one.name: one.natural for one in asked.variables}
        return {name: natures[name] for name in "xy"}

    def claims(end, box=box):
        said = Row(((("p", sign)), ("x", -sign * b), ("y", -sign * a)), end, "claim")
        return system(said, product("p", "x", "y"), p=SIGNED, **box)

    beyond = claims(between(None, plane - 1))
    assert verify.holds(beyond, proof(beyond))
    assert verify.holds(beyond, proof(beyond, low=plane - Fraction(1, 2)))
    touching = claims(between(None, plane))
    for forged in (
        proof(touching),
        proof(touching, strict=True),
        proof(touching, is_open=True, strict=True),
        proof(touching, low=plane + 1),
        proof(touching, low=plane + 1, ends=("low", "low")),
        proof(touching, low=plane + 1, ends=("high", "high")),
    ):
        assert not verify.holds(touching, forged)
    other = {"low": "high", "high": "low"}
    inside = {name: between(one.low + 1, one.high - 1) for name, one in box.items()}
    swapped = {"y": box["y"], "x": box["x"]}
    for forged in (
        proof(beyond, ends=(other[left_end], right_end)),
        proof(beyond, ends=(left_end, other[right_end])),
        proof(beyond, ends=(other[left_end], other[right_end])),
        proof(beyond, terms=terms[:2]),
        proof(beyond, terms=(*terms, ("p", ONE))),
        proof(beyond, known=inside),
        proof(beyond, known=swapped),
        proof(beyond, known=dict.fromkeys("xy", SIGNED)),
    ):
        assert not verify.holds(beyond, forged)
    elsewhere = beyond._replace(products=(product("p", "x", "y", "another"),))
    assert not verify.holds(elsewhere, proof(beyond))
    never = {name: Interval(one.low, one.high, True, True) for name, one in box.items()}
    excluded = claims(between(None, plane), never)
    assert verify.holds(excluded, proof(excluded, is_open=True, strict=True))
    for name in "xy":
        reached = claims(between(None, plane), {**never, name: box[name]})
        assert not verify.holds(reached, proof(reached, is_open=True, strict=True))


def test_a_square_lies_below_its_chord():
    """(x - 2)(x - 5) is at most 0, where left and right are one quantity."""
    said = row("claim", "p - 7 x", between("-9", None))
    asked = system(said, product("p", "x", "x"), x=between(2, 5), p=SIGNED)
    one = Given("x", between(2, 5), ())
    terms = (("p", -ONE), ("x", Fraction(5)), ("x", Fraction(2)))
    hull = Envelope(ONE, asked.products[0], one, one, "low", "high", terms, Fraction(10))
    assert verify.holds(asked, Proof((), Sum((hull, Weighted(-ONE, said)), -ONE, False)))
    fewer = hull._replace(terms=terms[:2])
    assert not verify.holds(asked, Proof((), Sum((fewer, Weighted(-ONE, said)), -ONE, False)))


def growing(last):
    """Twice and three times, and what both together are said to be."""
    return system(
        row("first", "g", between(None, 2)),
        row("second", "h", between(None, 3)),
        row("both", "c - 6 a", last),
        product("b", "g", "a", "one"),
        product("c", "h", "b", "two"),
        **dict.fromkeys("abcgh", POSITIVE),
    )


def around(asked, *, total=ONE, strict=True, power=1, factor=6):
    first, second, both = asked.rows
    steps = (
        Narrowing("g", between(None, 2), first),
        Narrowing("h", between(None, 3), second),
    )
    ratio = Ratio(power, both, "c", "a", Fraction(1, factor), strict)
    factors = (
        Factor(1, Given("g", between(None, 2), (0,))),
        Factor(1, Given("h", between(None, 3), (1,))),
    )
    cycle = Cycle(tuple((1, one) for one in asked.products), (ratio,), factors, total, strict)
    return Proof(steps, cycle)


def test_a_cycle_closes_below_one_or_at_an_open_one():
    """Six times is no more than twice three times: said to be more, it is refuted."""
    proof = around(growing(above(0)))
    assert verify.holds(growing(above(0)), proof)
    meeting = growing(between(0, None))
    assert not verify.holds(meeting, around(meeting, strict=False))
    assert not verify.holds(meeting, around(meeting))
    end = proof.end
    for forged in (
        end._replace(total=Fraction(1, 2)),
        end._replace(strict=False),
        end._replace(ratios=()),
        end._replace(products=end.products[:1]),
        end._replace(products=tuple((-1, one) for _, one in end.products)),
        end._replace(products=tuple((2, one) for _, one in end.products)),
        end._replace(factors=end.factors[:1]),
        end._replace(factors=(*end.factors, Factor(0, end.factors[0].known))),
        end._replace(factors=(end.factors[0], Factor(1, Given("h", between(None, 2), (1,))))),
        end._replace(factors=(end.factors[0], Factor(1, Given("h", between(1, None), (1,))))),
        end._replace(products=tuple((1, one._replace(label="else")) for _, one in end.products)),
    ):
        assert not verify.holds(growing(above(0)), proof._replace(end=forged))
    for power in (0, -1, 2):
        assert not verify.holds(growing(above(0)), around(growing(above(0)), power=power))
    assert not verify.holds(growing(above(0)), around(growing(above(0)), factor=7))


@pytest.mark.parametrize(
    ("unsure", "holds"),
    [
        # what comes of two that are positive is, and each of two is where the other and both are
        ("a", True),
        ("b", True),
        ("c", True),
        ("g", True),
        ("h", True),
        ("ac", True),
        ("gb", True),
        ("abc", False),
        ("abg", False),
        ("bch", True),
        ("ach", True),
        ("abcgh", False),
    ],
)
def test_a_cycle_takes_nothing_for_positive(unsure, holds):
    """Where a quantity may be nothing, ratios cannot be multiplied."""
    asked = growing(above(0))
    loose = asked._replace(
        variables=tuple(
            one._replace(natural=between(0, None)) if one.name in unsure else one
            for one in asked.variables
        )
    )
    assert verify.holds(loose, around(asked)) == holds


def cycle_of(asked, products=(), ratios=(), factors=(), total=ONE, strict=False):
    """A cycle over the constraints of a system, each by its place."""
    return Proof(
        (),
        Cycle(
            tuple((power, asked.products[place]) for power, place in products),
            tuple(
                Ratio(power, asked.rows[place], above, below, Fraction(factor), is_open)
                for power, place, above, below, factor, is_open in ratios
            ),
            tuple(Factor(power, Given(name, known, ())) for power, name, known in factors),
            Fraction(total),
            strict,
        ),
    )


@pytest.mark.parametrize(("power", "limit"), [(1, between(None, "1/2")), (-1, between(2, None))])
def test_a_factor_counts_by_its_power(power, limit):
    """Halved, and yet no less; doubled, and yet no more."""
    nature = POSITIVE if limit.low is None else limit
    known = Interval(Fraction(0), limit.high, True) if limit.low is None else limit
    terms = "a - b" if power > 0 else "b - a"
    asked = system(
        row("no less", terms, between(None, 0)),
        product("b", "g", "a"),
        a=POSITIVE,
        b=POSITIVE,
        g=known if limit.low is None else nature,
    )
    below, over = terms.split(" - ")
    ratios = [(1, 0, over, below, 1, False)]
    proof = cycle_of(asked, [(power, 0)], ratios, [(power, "g", limit)], "1/2")
    assert verify.holds(asked, proof)
    assert not verify.holds(asked, cycle_of(asked, [(power, 0)], ratios, [], "1/2"))
    wrong = cycle_of(asked, [(-power, 0)], ratios, [(-power, "g", limit)], "1/2")
    assert not verify.holds(asked, wrong)
    twice = cycle_of(asked, [(power, 0)], ratios * 2, [(power, "g", limit)], "1/2")
    assert not verify.holds(asked, twice)


def test_powers_multiply_factors():
    """Half as wide, and yet more than a third of the area."""
    asked = system(
        row("half", "2 u - v", between(None, 0)),
        row("area", "q - 3 p", between(None, 0)),
        product("p", "u", "u"),
        product("q", "v", "v"),
        **dict.fromkeys("pquv", POSITIVE),
    )
    squares = [(1, 0), (-1, 1)]
    half, area = (2, 0, "v", "u", "1/2", False), (1, 1, "p", "q", 3, False)
    assert verify.holds(asked, cycle_of(asked, squares, [half, area], total="3/4"))
    once = (1, *half[1:])
    assert not verify.holds(asked, cycle_of(asked, squares, [once, once, area], total="1/2"))
    assert not verify.holds(asked, cycle_of(asked, squares, [half, area], total=1, strict=True))


@pytest.mark.parametrize(
    ("terms", "end", "factor", "is_open"),
    [
        ("u - v", between(None, 0), 1, False),
        ("2 u - v", between(None, 0), "1/2", False),
        ("u - 2 v", below(0), 2, True),
        ("v - u", between(0, None), 1, False),
        ("3 v - 2 u", between(0, None), "3/2", False),
        ("1/2 u - 1/4 v", between(None, 0), "1/2", False),
        # at most one below: less than, since neither is below nothing
        ("u - v", between(None, -1), 1, True),
        ("2 v - u", between("1/8", None), 2, True),
    ],
)
def test_a_row_says_how_one_stands_to_the_other(terms, end, factor, is_open):
    """u is at most, or below, `factor` times v: against v below u by more, it is refuted."""
    asked = system(
        row("said", terms, end), product("v", "k", "u"), u=POSITIVE, v=POSITIVE, k=POSITIVE
    )
    factor = Fraction(factor)
    # v is at most, or below, as many times u as leaves room for no u at all
    least = Interval(Fraction(0), 1 / factor, True, not is_open)
    asked = asked._replace(
        variables=tuple(
            one._replace(natural=least) if one.name == "k" else one for one in asked.variables
        )
    )
    known = [(1, "k", least._replace(low=None, low_open=False))]
    ratio = (1, 0, "v", "u", factor, is_open)
    assert verify.holds(asked, cycle_of(asked, [(1, 0)], [ratio], known, 1, True))
    for other in (
        (1, 0, "v", "u", factor, not is_open),
        (1, 0, "v", "u", factor / 2, is_open),
        (1, 0, "u", "v", factor, is_open),
    ):
        forged = cycle_of(asked, [(1, 0)], [other], known, other[4] / factor, True)
        assert not verify.holds(asked, forged)


@pytest.mark.parametrize(
    ("terms", "end"),
    [
        ("u - v", between(None, 1)),
        ("u - v", between(None, "1/4")),
        ("u - v", between(0, None)),
        ("u + v", between(None, 0)),
        ("u + v", between(0, None)),
        ("u - v - k", between(None, 0)),
        ("u - v", SIGNED),
        ("u - u", between(None, 0)),
        ("u - v + 0 v", between(None, 0)),
    ],
)
def test_another_row_is_no_ratio(terms, end):
    """It lets u be more than v, or says nothing of both alone: v may be less than u beside it."""
    asked = system(
        row("said", terms, end), row("less", "v - u", below(0)), **dict.fromkeys("kuv", POSITIVE)
    )
    less = (1, 1, "u", "v", 1, True)
    for factor in (1, "1/2", -1):
        for is_open in (True, False):
            for ratio in ((1, 0, "v", "u", factor, is_open), (1, 0, "k", "u", factor, is_open)):
                forged = cycle_of(asked, (), [ratio, less], (), factor, True)
                assert not verify.holds(asked, forged)
    unheard = system(
        row("said", "u - v", between(None, 0)), asked.rows[1], **dict.fromkeys("uv", POSITIVE)
    )
    assert verify.holds(
        unheard, cycle_of(unheard, (), [(1, 0, "v", "u", 1, False), less], (), 1, True)
    )
    assert not verify.holds(
        unheard.without({"said"}),
        cycle_of(unheard, (), [(1, 0, "v", "u", 1, False), less], (), 1, True),
    )


def test_two_products_may_share_a_factor():
    """Doubled by what another did not grow by."""
    asked = system(
        row("doubled", "b - 2 a", between(0, None)),
        row("not grown", "d - c", between(None, 0)),
        product("b", "g", "a", "one"),
        product("d", "g", "c", "other"),
        # above nothing is also what is at least a half
        **{**dict.fromkeys("abcd", POSITIVE), "g": between("1/2", None)},
    )
    ratios = [(1, 0, "b", "a", "1/2", False), (1, 1, "c", "d", 1, False)]
    proof = cycle_of(asked, [(1, 0), (-1, 1)], ratios, total="1/2")
    assert verify.holds(asked, proof)
    small = asked._replace(
        variables=tuple(one._replace(natural=between("1/2", None)) for one in asked.variables)
    )
    assert verify.holds(small, proof)


TINY, HUGE = Fraction(1, 10**9), Fraction(10**9)
NOBODY = Variable("c", between(2, 1))
"""What no value can be: with it a proof is over, and hangs on its steps alone."""
OVER_AT_ONCE = Clash("c", (Given("c", between(2, 1), ()),))


def some_interval(draw):
    values = sorted(draw.sample(VALUES, 2))
    if draw.random() < 0.1:
        return between(values[0], values[0])
    low, high = (None if draw.random() < 0.2 else one for one in values)
    return Interval(
        low,
        high,
        low is not None and draw.random() < 0.4,
        high is not None and draw.random() < 0.4,
    )


def samples(one):
    """Values of an interval: those at its ends, hard by them where they are open, and between."""
    low = -HUGE if one.low is None else one.low + one.low_open * TINY
    high = HUGE if one.high is None else one.high - one.high_open * TINY
    near = [value for value in (-TINY, Fraction(0), TINY) if low <= value <= high]
    return [low, high, (low + high) / 2, *near]


def image(values):
    """The least interval around values: a limit that tiny steps come near is an open end."""
    low, high = min(values), max(values)
    ends = [None if abs(one) > HUGE / 100 else one.limit_denominator(1000) for one in (low, high)]
    return Interval(
        *ends,
        ends[0] is not None and ends[0] not in values,
        ends[1] is not None and ends[1] not in values,
    )


def smaller(one):
    """Intervals that lack something of this one."""
    step = Fraction(1, 100)
    if one.low is None:
        yield one._replace(low=-(HUGE**3))
    else:
        yield one._replace(low=one.low + step)
        if not one.low_open:
            yield one._replace(low_open=True)
    if one.high is None:
        yield one._replace(high=HUGE**3)
    else:
        yield one._replace(high=one.high - step)
        if not one.high_open:
            yield one._replace(high_open=True)


def judged(constraint, variable, known, left):
    """Whether a step is believed in which all else is known by nature."""
    variables = (NOBODY, Variable(variable), *(Variable(*one) for one in known.items()))
    is_row = isinstance(constraint, Row)
    asked = System(variables, (constraint,) if is_row else (), () if is_row else (constraint,))
    given = tuple(Given(name, one, ()) for name, one in known.items())
    return verify.holds(asked, Proof((Narrowing(variable, left, constraint, given),), OVER_AT_ONCE))


def held_to(constraint, variable, known, left):
    """A step says what is left, or less than that, and never more."""
    assert judged(constraint, variable, known, left), (constraint, known, left)
    assert judged(constraint, variable, known, SIGNED)
    for forged in smaller(left):
        assert not judged(constraint, variable, known, forged), (constraint, known, forged)


def test_a_row_leaves_what_the_others_leave():
    """(interval - the others) / factor, by values at and hard by the ends."""
    draw = random.Random("rows")
    for _ in range(MANY):
        said, *others = (some_interval(draw) for _ in range(3))
        factors = [draw.choice([-3, -1, Fraction(1, 2), 1, 2]) for _ in range(3)]
        one = Row(tuple(zip("xyz", factors, strict=True)), said, "row")
        values = [
            (all_ - factors[1] * y - factors[2] * z) / factors[0]
            for all_ in samples(said)
            for y in samples(others[0])
            for z in samples(others[1])
        ]
        held_to(one, "x", dict(zip("yz", others, strict=True)), image(values))


def test_a_product_leaves_what_the_others_leave():
    """A product from its factors; a factor from the product, where the other cannot be nothing."""
    draw = random.Random("products")
    one = product("p", "x", "y")
    divided = 0
    for _ in range(MANY):
        first, second = some_interval(draw), some_interval(draw)
        values = [a * b for a in samples(first) for b in samples(second)]
        held_to(one, "p", {"x": first, "y": second}, image(values))
        for name, other in ("xy", "yx"):
            known = {"p": first, other: second}
            if second.contains(Fraction(0)):
                assert not judged(one, name, known, SIGNED)
                continue
            values = [a / b for a in samples(first) for b in samples(second) if b]
            if 0 not in (second.low, second.high):
                divided += 1
            held_to(one, name, known, image(values))
    assert divided > MANY // 10


def test_a_step_is_about_a_variable_of_its_constraint():
    """And about what is known of that variable, by steps that came before."""
    one = row("row", "x - y", ZERO)
    assert judged(one, "x", {"y": between(1, 2)}, between(1, 2))
    assert not judged(one, "z", {"x": between(1, 2), "y": between(1, 2)}, between(1, 2))
    times = product("p", "x", "y")
    assert not judged(times, "z", {name: between(1, 1) for name in "pxy"}, SIGNED)
    asked = System(
        (NOBODY, *(Variable(name) for name in "xyz")),
        (one, row("other", "z - x", ZERO), row("fixed", "y", between(1, 2))),
    )
    fixed = Narrowing("y", between(1, 2), asked.rows[2])
    first = Narrowing("x", between(1, 2), one, (Given("y", between(1, 2), (0,)),))
    second = Narrowing("z", between(1, 2), asked.rows[1], (Given("x", between(1, 2), (1,)),))

    def holds(*steps):
        return verify.holds(asked, Proof(steps, OVER_AT_ONCE))

    assert holds(fixed, first, second)
    unheard = first._replace(constraint=one._replace(label="another"))
    assert not holds(fixed, unheard, second)
    for places in ((), (0,), (2,), (-2,), (7,)):
        given = (Given("x", between(1, 2), places),)
        assert not holds(fixed, first, second._replace(given=given))
    assert not holds(first, fixed, second)
    assert not holds(fixed, first._replace(given=(Given("y", between("3/2", 2), (0,)),)))


def test_a_clash_is_of_one_variable():
    """Two that are known of it share nothing; nothing of another counts."""
    asked = System((Variable("x", between(None, 1)), Variable("y", between(2, None))), ())
    assert not verify.holds(asked, Proof((), Clash("x", (most("x", 1),))))
    assert not verify.holds(asked, Proof((), Clash("x", (most("x", 1), least("y", 2)))))
    assert not verify.holds(asked, Proof((), Clash("x", (most("x", 1), least("x", 2)))))
    assert not verify.holds(asked, Proof((), Clash("x", ())))
    assert verify.holds(System((NOBODY,), ()), Proof((), OVER_AT_ONCE))
