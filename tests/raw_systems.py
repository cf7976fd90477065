"""Systems for the prover as tests write them: short words for rows, and random truths."""

import random
from fractions import Fraction

from cloudkb.check.solver.problem import Product, Row, System, Variable
from cloudkb.interval import Interval

SIGNED = Interval()
NONNEGATIVE = Interval(Fraction(0))
POSITIVE = Interval(Fraction(0), None, True)
ZERO = Interval(Fraction(0), Fraction(0))


def between(low, high):
    """A closed interval; None leaves an end open."""
    return Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high)
    )


def above(value):
    return Interval(Fraction(value), None, True)


def below(value):
    return Interval(None, Fraction(value), False, True)


def row(label, terms, interval, **more):
    """`row("a", "x - 2 y", ...)`: terms as people write them."""
    found, sign, factor = [], 1, Fraction(1)
    for word in terms.split():
        if word in "+-":
            sign = 1 if word == "+" else -1
        elif word[0].isdigit():
            factor = Fraction(word)
        else:
            found.append((word, sign * factor))
            sign, factor = 1, Fraction(1)
    return Row(tuple(found), interval, label, **more)


def printed(label, name, figure, unit):
    """A plain rounded print of one quantity."""
    figure, unit = Fraction(figure), Fraction(unit)
    half = unit / 2
    near, far = (figure - half, figure + unit) if figure > 0 else (figure - unit, figure + half)
    return row(
        label, name, between(figure - half, figure + half), wide=between(near, far), plain=True
    )


def system(*constraints, certain=(), **naturals):
    """Quantities are not negative unless a keyword says else; `x3=POSITIVE`."""
    rows = tuple(one for one in constraints if isinstance(one, Row))
    products = tuple(one for one in constraints if isinstance(one, Product))
    names = {name for one in rows for name, _ in one.terms}
    names.update(name for one in products for name in (one.result, one.left, one.right))
    quantities = tuple(Variable(name, naturals.get(name, NONNEGATIVE)) for name in sorted(names))
    return System(quantities, rows, products, frozenset(certain))


def product(result, left, right, label=""):
    return Product(result, left, right, label)


def rounded(value, unit):
    """A value as printed to whole units, and the row's intervals for it."""
    figure = Fraction(round(value / unit)) * unit
    half = unit / 2
    return between(figure - half, figure + half)


def network(seed, claims):
    """A few firms of a market over three years, and claims on them: one truth, rounded."""
    draw = random.Random(seed)
    firms = ["a", "b", "c"]
    truth = {}
    for firm in firms:
        level = draw.randint(200, 900)
        for year in range(3):
            quarters = [Fraction(level * draw.randint(80, 120), 400) for _ in range(4)]
            truth |= {f"{firm}{year}q{number}": one for number, one in enumerate(quarters)}
            truth[f"{firm}{year}"] = sum(quarters)
            level = level * draw.randint(95, 140) // 100
    for year in range(3):
        truth[f"m{year}"] = sum(truth[f"{firm}{year}"] for firm in firms)
    constraints = [
        row(
            f"sum:{firm}{year}",
            f"{firm}{year}" + "".join(f" - {firm}{year}q{n}" for n in range(4)),
            ZERO,
        )
        for firm in firms
        for year in range(3)
    ]
    constraints += [
        row(f"total:m{year}", f"m{year}" + "".join(f" - {firm}{year}" for firm in firms), ZERO)
        for year in range(3)
    ]
    tied = {}

    def ratio(upper, lower):
        name = f"{upper}/{lower}"
        if name not in tied:
            tied[name] = product(upper, name, lower)
            truth[name] = truth[upper] / truth[lower]
        return name

    for number in range(claims):
        constraints.append(_claim(draw, f"claim{number:02}", firms, truth, ratio))
    positive = {one.right: POSITIVE for one in tied.values()}
    return system(*constraints, *tied.values(), **positive), truth


def _claim(draw, label, firms, truth, ratio):
    firm, year, kind = draw.choice([*firms, "m"]), draw.randint(0, 2), draw.randint(0, 4)
    if kind == 0 and firm != "m":
        name = f"{firm}{year}q{draw.randint(0, 3)}"
        return row(label, name, rounded(truth[name], Fraction(1)), plain=True)
    if kind == 1 and year:
        name = ratio(f"{firm}{year}", f"{firm}{year - 1}")
        return row(label, name, rounded(truth[name], Fraction(1, 100)), plain=True)
    if kind == 2 and firm != "m":
        name = ratio(f"{firm}{year}", f"m{year}")
        return row(label, name, rounded(truth[name], Fraction(1, 1000)), plain=True)
    if kind == 3 and firm != "m":
        other = draw.choice([one for one in firms if one != firm])
        pair = (f"{firm}{year}", f"{other}{year}")
        more, less = pair if truth[pair[0]] > truth[pair[1]] else pair[::-1]
        return row(label, f"{more} - {less}", NONNEGATIVE)
    name = f"{firm}{year}"
    return row(label, name, rounded(truth[name], Fraction(10)), plain=True)


def damaged(seed, found):
    """The same system with one print too great or too small; and its label."""
    draw = random.Random(seed)
    plain = [place for place, one in enumerate(found.rows) if one.plain]
    place = draw.choice(plain)
    factor = draw.choice([Fraction(10), Fraction(9, 10), Fraction(3, 2), Fraction(51, 50)])
    hurt = found.rows[place]._replace(interval=found.rows[place].interval.scale(factor))
    rows = (*found.rows[:place], hurt, *found.rows[place + 1 :])
    return found._replace(rows=rows), hurt.label


def shuffled(seed, found):
    draw = random.Random(seed)

    def mixed(some):
        return tuple(draw.sample(some, len(some)))

    return found._replace(
        variables=mixed(found.variables),
        rows=mixed(found.rows),
        products=mixed(found.products),
    )


def tangle(seed, has_products):
    """Anything at all: a few quantities of any sign, rows of any kind, products that repeat one."""
    draw = random.Random(seed)
    names = [f"x{number}" for number in range(draw.randint(2, 5))]
    constraints = [
        Row(
            tuple(
                (name, Fraction(draw.choice([-3, -2, -1, 1, 1, 2]), draw.choice([1, 1, 2])))
                for name in draw.sample(names, min(len(names), draw.randint(1, 3)))
            ),
            _any_interval(draw),
            f"row{number}",
        )
        for number in range(draw.randint(2, 8))
    ]
    if has_products:
        constraints += [
            product(*(draw.choice(names) for _ in range(3)), f"product{number}")
            for number in range(draw.randint(1, 3))
        ]
    naturals = {name: draw.choice([SIGNED, NONNEGATIVE, POSITIVE]) for name in names}
    return system(*constraints, **naturals)


def _any_interval(draw):
    low = Fraction(draw.randint(-12, 12), draw.randint(1, 3))
    high = low + Fraction(draw.randint(1, 6), draw.randint(1, 3))
    low_open, high_open = draw.random() < 0.3, draw.random() < 0.3
    return draw.choice(
        [
            Interval(low, high, low_open, high_open),
            Interval(low, low),
            Interval(low, None, low_open),
            Interval(None, high, False, high_open),
        ]
    )
