"""Powers of intervals hold what they stand for, and lead back."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cloudkb.interval import Interval
from cloudkb.powers import raised

RATES = st.fractions(min_value=0, max_value=5, max_denominator=1000)
EXPONENTS = st.builds(
    Fraction, st.integers(min_value=1, max_value=40), st.integers(min_value=1, max_value=12)
)


@given(RATES, RATES, EXPONENTS)
def test_a_power_and_its_root_hold_the_interval(one: Fraction, other: Fraction, by: Fraction):
    """Raised and raised back, an interval holds what it was; whole powers are exact."""
    interval = Interval(min(one, other), max(one, other))
    there = raised(interval, by)
    back = raised(there, 1 / by)
    assert back.low is not None
    assert back.high is not None
    assert back.low <= interval.low
    assert back.high >= interval.high
    if by.denominator == 1:
        assert there == Interval(interval.low**by.numerator, interval.high**by.numerator)


def test_a_root_that_is_exact_is_told_exactly():
    """The fourth root of 81/16 is 3/2."""
    assert raised(Interval(Fraction(81, 16), None), Fraction(1, 4)).low == Fraction(3, 2)
