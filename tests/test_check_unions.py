"""What is joined with what, whatever the order in which it is said."""

from hypothesis import given
from hypothesis import strategies as st

from cloudkb.check.solver.unions import Unions

NUMBERS = st.integers(0, 12)


@given(st.lists(st.lists(NUMBERS, max_size=4), max_size=12), st.randoms(use_true_random=False))
def test_the_least_stands_for_all_that_can_be_reached(joins, rng):
    """Two are in one lot exactly when a chain of joins leads from one to the other."""
    lots = Unions()
    for ones in rng.sample(joins, len(joins)):
        lots.join(rng.sample(ones, len(ones)))
    for start in {one for ones in joins for one in ones}:
        reached, size = {start}, 0
        while size < len(reached):
            size = len(reached)
            reached.update(one for ones in joins if reached & {*ones} for one in ones)
        assert lots.find(start) == min(reached)
    assert set(lots) == {one for ones in joins for one in ones}


def test_what_was_never_named_stands_for_itself():
    """Asking is naming."""
    lots = Unions()
    assert "a" not in lots
    assert lots.find("a") == "a"
    assert "a" in lots
