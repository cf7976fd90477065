"""Whom a claim meets, all origins at once, beside one origin after the other by the definition."""

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cloudkb.check.corroboration.reach import without_witness
from cloudkb.check.solver.problem import Product, Row, System, Variable
from cloudkb.interval import Interval

Ends = set[tuple[str, bool]]

_NAMES = "abcdef"
_ZERO, _ONE = Fraction(0), Fraction(1)
_INTERVALS = (
    Interval(_ONE, Fraction(2)),
    Interval(low=_ZERO),
    Interval(high=_ZERO),
    Interval(low=_ONE),
    Interval(_ONE, _ONE),
)
_terms = st.lists(
    st.tuples(st.sampled_from(_NAMES), st.sampled_from((-2, -1, 1))),
    min_size=1,
    max_size=4,
    unique_by=lambda term: term[0],
).map(lambda terms: tuple(sorted(terms)))
_label = st.sampled_from(("", "identity", "p", "q", "r", "s", "t"))
_rows = st.builds(Row, _terms, st.sampled_from(_INTERVALS), _label)
_products = st.permutations(_NAMES).flatmap(
    lambda names: st.builds(Product, *map(st.just, names[:3]), _label)
)
_naturals = st.tuples(
    *[st.sampled_from((Interval(), Interval(_ZERO), Interval(_ZERO, _ONE)))] * len(_NAMES)
)


@given(_naturals, st.lists(_rows, max_size=12), st.lists(_products, max_size=4))
def test_a_claim_meets_another_origin_where_something_is_known_without_its_own(
    naturals: tuple[Interval, ...], rows: list[Row], products: list[Product]
) -> None:
    """Left out is one origin; a bound on the claim's sum that another claim informs remains."""
    variables = tuple(map(Variable, _NAMES, naturals))
    origins = {"p": "one", "q": "one", "r": "two", "s": "three", "t": "two"}
    own = {row.label: origins[row.label] for row in rows if row.label in origins}
    part = System(variables, tuple(rows), tuple(products), frozenset())
    expected = {claim for claim, origin in own.items() if not _meets(part, own, claim, origin)}
    assert without_witness(part, own) == expected


def _meets(part: System, own: dict[str, str], claim: str, origin: str) -> bool:
    there = {(v.name, False) for v in part.variables if v.natural.low is not None}
    there |= {(v.name, True) for v in part.variables if v.natural.high is not None}
    informed: Ends = set()
    rules = [one for one in _rules(part, own) if own.get(one[0]) != origin]
    while True:
        before = len(there) + len(informed)
        for label, end, needs, positive, tells in rules:
            if there.issuperset(needs) and informed.issuperset(positive):
                there.add(end)
                if (label in own and tells) or not informed.isdisjoint(needs):
                    informed.add(end)
        if len(there) + len(informed) == before:
            break
    sums = [
        [(name, (factor > 0) == is_high) for name, factor in row.terms]
        for row in part.rows
        if row.label == claim
        for is_high in (False, True)
    ]
    return any(there.issuperset(ends) and not informed.isdisjoint(ends) for ends in sums)


def _rules(
    part: System, own: dict[str, str]
) -> Iterator[tuple[str, tuple[str, bool], Ends, Ends, bool]]:
    for row in part.rows:
        for is_high, bound in ((True, row.interval.high), (False, row.interval.low)):
            if bound is None:
                continue
            least = [(name, (factor > 0) != is_high) for name, factor in row.terms]
            for name, side in least:
                others = {end for end in least if end[0] != name}
                yield row.label, (name, not side), others, set(), bound != 0 or not others
    signed = {one.name for one in part.variables if one.natural.low is None}
    for result, left, right, label, *_ in part.products:
        if signed.intersection((result, left, right)):
            both = {name: {(name, False), (name, True)} for name in (result, left, right)}
            for side in (False, True):
                yield label, (result, side), both[left] | both[right], set(), True
                yield label, (left, side), both[result] | both[right], {(right, False)}, True
            continue
        low = {(left, False), (right, False)}
        for side in (False, True):
            yield label, (result, side), {(left, side), (right, side)}, set() if side else low, True
            for one, other in ((left, right), (right, left)):
                positive = {(other, False)} if side else {(result, False)}
                yield label, (one, side), {(result, side), (other, not side)}, positive, True
