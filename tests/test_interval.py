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


@given(intervals, small)
def test_membership_is_above_the_low_end_and_below_the_high_end(one: Interval, x: Fraction) -> None:
    """A number lies inside when neither end is beyond it, nor is one that is open."""
    too_low = one.low is not None and (x <= one.low if one.low_open else x < one.low)
    too_high = one.high is not None and (x >= one.high if one.high_open else x > one.high)
    assert one.contains(x) == (not too_low and not too_high)


@given(intervals, intervals, small)
def test_intersection_is_membership_in_both(one: Interval, other: Interval, x: Fraction) -> None:
    """A number lies in the intersection exactly when it lies in both."""
    assert one.intersect(other).contains(x) == (one.contains(x) and other.contains(x))
    assert one.meets(other) or not (one.contains(x) and other.contains(x))
    assert one.meets(other) == (not one.intersect(other).is_empty())


@given(intervals, small)
def test_a_point_holds_one_number(one: Interval, x: Fraction) -> None:
    """A point is closed, with both ends at one number."""
    assert one.is_point() == (one.is_bounded() and one == exactly(one.low or Fraction(0)))
    assert not (one.is_point() and one.contains(x)) or one == exactly(x)


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


full = intervals.filter(lambda one: not one.is_empty())


@given(full, full, small, small)
def test_sums_products_and_quotients_hold_those_of_every_pair(
    one: Interval, other: Interval, x: Fraction, y: Fraction
) -> None:
    """What a member of each comes to lies in what the two intervals come to."""
    if one.contains(x) and other.contains(y):
        assert one.plus(other).contains(x + y)
        assert one.times(other).contains(x * y)
        assert y == 0 or one.over(other).contains(x / y)
        if other.is_positive():
            assert one.over(other) == one.times(exactly(1).over(other))
        assert one.mirrored().contains(-x)


@given(full, full, small)
def test_a_product_holds_nothing_that_no_pair_comes_to(
    one: Interval, other: Interval, z: Fraction
) -> None:
    """Each number of a product is one of the interval times one of the other."""
    above, below = Interval(Fraction(0), None, True), Interval(None, Fraction(0), False, True)
    found = z == 0 and (one.contains(z) or other.contains(z))
    for part in (one.intersect(above), one.intersect(below)):
        if not part.is_empty():
            found = found or not exactly(z).over(part).intersect(other).is_empty()
    assert one.times(other).contains(z) == found


@given(full, full, small)
def test_a_sum_holds_nothing_that_no_pair_comes_to(
    one: Interval, other: Interval, z: Fraction
) -> None:
    """A number lies in a sum exactly when the one, taken from it, meets the other."""
    met = not one.mirrored().shift(z).intersect(other).is_empty()
    assert one.plus(other).contains(z) == met


@given(full, full)
def test_a_gap_is_what_must_be_added_to_meet(one: Interval, other: Interval) -> None:
    """Intervals that do not meet touch once one of them is moved by their gap."""
    gap = one.gap(other)
    assert (gap is None) == (not one.intersect(other).is_empty())
    if gap is not None:
        closed, wide = one._replace(low_open=False, high_open=False), other._replace(
            low_open=False, high_open=False)  # fmt: skip
        assert any(not closed.shift(by).intersect(wide).is_empty() for by in (gap, -gap))


@given(full, small)
def test_an_interval_is_what_its_two_sides_share(one: Interval, x: Fraction) -> None:
    """An interval is what lies from its low end on and up to its high end."""
    assert one.from_low().intersect(one.to_high()).contains(x) == one.contains(x)
    assert [end.value for end in (one.low_end, one.high_end) if end] == list(one.ends)


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
