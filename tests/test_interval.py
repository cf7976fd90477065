"""Intervals: what every later proof leans on, checked against plain membership."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cloudkb.interval import Interval, exactly

small = st.fractions(min_value=-4, max_value=4, max_denominator=4)
intervals = st.builds(
    Interval,
    st.none() | small,
    st.none() | small,
    st.booleans(),
    st.booleans(),
)


@given(intervals, intervals, small)
def test_intersection_is_membership_in_both(one: Interval, other: Interval, x: Fraction) -> None:
    """A number lies in the intersection exactly when it lies in both."""
    assert one.intersect(other).contains(x) == (one.contains(x) and other.contains(x))


@given(intervals, small)
def test_an_empty_interval_holds_nothing(one: Interval, x: Fraction) -> None:
    """An interval that says it is empty contains no number."""
    if one.is_empty():
        assert not one.contains(x)


@given(intervals, intervals, small)
def test_an_enclosing_interval_holds_all_of_the_other(
    one: Interval, other: Interval, x: Fraction
) -> None:
    """What lies in an enclosed interval lies in the enclosing one."""
    if one.encloses(other) and other.contains(x):
        assert one.contains(x)


@given(intervals, small, small)
def test_shifting_and_scaling_move_every_member(one: Interval, by: Fraction, x: Fraction) -> None:
    """Moving or stretching an interval moves or stretches exactly its members."""
    assert one.shift(by).contains(x + by) == one.contains(x)
    if by != 0:
        assert one.scale(by).contains(x * by) == one.contains(x)


@given(intervals, intervals)
def test_every_interval_encloses_what_it_shares_with_another(
    one: Interval, other: Interval
) -> None:
    """What two intervals share lies inside both, and everything lies in the unbounded one."""
    both = one.intersect(other)
    assert one.encloses(both)
    assert other.encloses(both)
    assert Interval(low_open=True).encloses(one)


def test_a_strict_end_keeps_its_own_number_out() -> None:
    """Above 3 does not include 3, and nothing is both above 3 and at most 3."""
    above = Interval(low=Fraction(3), low_open=True)
    assert not above.contains(Fraction(3))
    assert above.intersect(Interval(high=Fraction(3))).is_empty()


def test_one_number_is_a_point() -> None:
    """Exactly seven holds seven, and nothing else."""
    assert exactly(7).is_point()
    assert not exactly(7).contains(Fraction(8))
