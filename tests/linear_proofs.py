"""Whether a proof by sums or by ratios holds, worked out again from its record alone."""

from fractions import Fraction

from cloudkb.check.solver.problem import Cycle, Edge, Envelope, Sum, Weighted


def end(interval, high):
    """An end that must be there, and whether it is open."""
    value = interval.high if high else interval.low
    assert value is not None, "a proof uses an end that is not there"
    return value, interval.high_open if high else interval.low_open


def add(into, terms, times):
    for name, factor in terms:
        into[name] = into.get(name, Fraction(0)) + times * factor


def hull_terms(hull):
    """A hull multiplied out again: terms, low end, whether it is open."""
    a, a_open = end(hull.left.interval, hull.left_end == "high")
    b, b_open = end(hull.right.interval, hull.right_end == "high")
    sign = 1 if hull.left_end == hull.right_end else -1
    product = hull.product
    assert (hull.left.variable, hull.right.variable) == (product.left, product.right)
    terms = {}
    add(terms, [(product.result, 1), (product.right, -a), (product.left, -b)], sign)
    return {n: f for n, f in terms.items() if f}, -sign * a * b, a_open and b_open


def holds(proof, box):
    """Tell whether the record proves what it says; what it takes as known must be known."""
    return cycle_holds(proof, box) if isinstance(proof, Cycle) else sum_holds(proof, box)


def sum_holds(proof: Sum, box):
    left, total, strict = {}, Fraction(0), False
    for part in proof.parts:
        assert part.weight
        if isinstance(part, Weighted):
            terms, interval = part.row.terms, part.row.interval
        elif isinstance(part, Edge):
            assert box[part.known.variable] == part.known[1:]
            terms, interval = ((part.known.variable, 1),), part.known.interval
        else:
            assert isinstance(part, Envelope)
            assert part.weight < 0
            again, low, is_open = hull_terms(part)
            assert (dict(part.terms), part.low, part.open) == (again, low, is_open)
            for known in (part.left, part.right):
                assert box[known.variable] == known[1:]
            add(left, part.terms, part.weight)
            total += part.weight * low
            strict = strict or is_open
            continue
        value, is_open = end(interval, part.weight > 0)
        add(left, terms, part.weight)
        total += part.weight * value
        strict = strict or is_open
    assert not any(left.values()), "terms are left"
    assert (total, strict) == (proof.total, proof.strict)
    return total < 0 or (total == 0 and strict)


def cycle_holds(proof: Cycle, box):
    powers, total, strict = {}, Fraction(1), False
    for power, product in proof.products:
        add(powers, [(product.left, 1), (product.right, 1), (product.result, -1)], power)
    for ratio in proof.ratios:
        assert ratio.power > 0
        factors = dict(ratio.row.terms)
        below, above = factors.pop(ratio.below), factors.pop(ratio.above)
        assert not factors
        assert below * above < 0
        value, is_open = end(ratio.row.interval, below > 0)
        assert value * below <= 0
        assert (ratio.factor, ratio.strict) == (Fraction(-above) / below, is_open or value != 0)
        add(powers, [(ratio.above, 1), (ratio.below, -1)], ratio.power)
        total *= ratio.factor**ratio.power
        strict = strict or ratio.strict
    for factor in proof.factors:
        assert box[factor.known.variable] == factor.known[1:]
        value, is_open = end(factor.known.interval, factor.power > 0)
        add(powers, [(factor.known.variable, -1)], factor.power)
        total *= value**factor.power
        strict = strict or is_open
    assert not any(powers.values()), "quantities are left"
    for name in powers:
        low, _, low_open, _ = box[name].interval
        assert low > 0 or (low == 0 and low_open)
    assert (total, strict) == (proof.total, proof.strict)
    return total < 1 or (total == 1 and strict)
