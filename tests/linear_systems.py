"""Raw systems of rows, products and boxes, some made up from one truth."""

from fractions import Fraction

from cloudkb.check.solver.linear_prover import KnownBounds
from cloudkb.check.solver.problem import Product, Row
from cloudkb.interval import Interval

POSITIVE = KnownBounds(Interval(low=Fraction(0), low_open=True), ())


def between(low, high, steps=()):
    return KnownBounds(Interval(Fraction(low), Fraction(high)), steps)


def row(terms, low=None, high=None, open_low=False, open_high=False, label="c"):
    interval = Interval(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        open_low,
        open_high,
    )
    return Row(tuple(terms.items()), interval, label)


def made_up(rng, clash=False, products=True):
    """Rows and products that one truth satisfies; with a clash, one row is moved."""
    names = [f"x{n}" for n in range(rng.randint(2, 7))]
    truth = {name: Fraction(rng.randint(1, 400), rng.choice((1, 4, 10))) for name in names}
    made = []
    for number in range(rng.randint(0, 4) if products else 0):
        left, right = rng.choice(names), rng.choice(names)
        name = f"p{number}"
        truth[name] = truth[left] * truth[right]
        names.append(name)
        made.append(Product(name, left, right, f"product{number}"))
    rows = []
    for number in range(rng.randint(2, 9)):
        some = rng.sample(names, rng.randint(1, min(4, len(names))))
        terms = {name: rng.choice((1, 1, -1, 2, -3)) for name in some}
        value = sum(factor * truth[name] for name, factor in terms.items())
        if clash and rng.random() < 0.2:
            value += rng.choice((-1, 1)) * rng.randint(1, 40)
        slack = rng.choice((Fraction(0), Fraction(1, 2), Fraction(3)))
        low, high = value - slack, value + slack
        shape = rng.randrange(5)
        rows.append(
            row(
                terms,
                None if shape == 1 else low - (shape == 3),
                None if shape == 2 else high + (shape == 4),
                shape == 3,
                shape == 4,
                label=f"c{number}",
            )
        )
    box = dict.fromkeys(names, POSITIVE)
    for name in names:
        if rng.random() < 0.6:
            wide = Fraction(rng.randint(1, 30), 100)
            box[name] = between(truth[name] * (1 - wide), truth[name] * (1 + wide), (7,))
    return rows, made, box, names


def ratios_without_levels(rng):
    """Levels nobody prints, and growths between some of them, a few printed wrong."""
    levels = [Fraction(rng.randint(50, 300), 10) for _ in range(rng.randint(2, 6))]
    box = {f"y{n}": POSITIVE for n in range(len(levels))}
    products, edges = [], []
    for number in range(rng.randint(2, 9)):
        one, other = rng.sample(range(len(levels)), 2)
        ratio = levels[other] / levels[one]
        if rng.random() < 0.15:
            ratio *= Fraction(rng.randint(90, 110), 100)
        wide = Fraction(rng.choice((0, 1, 1, 5)), 200)
        low, high = ratio * (1 - wide), ratio * (1 + wide)
        box[f"k{number}"] = between(low, high)
        products.append(Product(f"y{other}", f"k{number}", f"y{one}", f"growth{number}"))
        edges += [(one, other, high), (other, one, 1 / low)]
    return products, box, len(levels), edges


def most(count, edges):
    """The most each level can be of each other (Floyd and Warshall, with factors)."""
    best = {(one, one): Fraction(1) for one in range(count)}
    for one, other, factor in edges:
        best[one, other] = min(factor, best.get((one, other), factor))
    for middle in range(count):
        for one in range(count):
            for other in range(count):
                if (one, middle) in best and (middle, other) in best:
                    factor = best[one, middle] * best[middle, other]
                    best[one, other] = min(factor, best.get((one, other), factor))
    return best


def long_chain(length, last):
    """Quantities that each exceed the one before by 1 to 2; the last is printed."""
    rows = [
        row({f"x{n + 1:04}": 1, f"x{n:04}": -1}, 1, 2, label=f"step{n:04}") for n in range(length)
    ]
    rows += [
        row({f"x{n + 5:04}": 1, f"x{n:04}": -1}, 5, 11, label=f"five{n:04}")
        for n in range(length - 5)
    ]
    rows.append(row({f"x{length:04}": 1, "x0000": -1}, last, last, label="whole"))
    return rows
