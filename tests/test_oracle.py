"""The judge must itself be right: small systems whose answer anybody can see."""

from fractions import Fraction

import pytest

import oracle
from cloudkb.check.solver.problem import Product, Row, System, Variable
from cloudkb.interval import Interval, exactly

ABOVE_ZERO = Interval(Fraction(0), None, True)


def between(label, low, high, *terms, reading=None):
    ends = Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high)
    )
    return Row(tuple((name, Fraction(factor)) for name, factor in terms), ends, label, None,
               True, reading)  # fmt: skip


def above(label, upper, lower):
    return Row(((upper, 1), (lower, -1)), ABOVE_ZERO, label)


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([between("a", 1, 2, ("x", 1)), between("b", 2, 3, ("x", 1))], "sat"),
        ([between("a", 1, 2, ("x", 1)), between("b", "5/2", 3, ("x", 1))], "unsat"),
        ([between("a", 1, 2, ("x", 1)), above("b", "x", "y"), between("c", 2, 9, ("y", 1))],
         "unsat"),
        ([above("a", "x", "y"), above("b", "y", "z"), above("c", "z", "x")], "unsat"),
    ],
    ids=["ends that meet", "ends apart", "an open end", "a ring of orders"],
)  # fmt: skip
def test_rows_are_judged_exactly(rows, answer):
    """Closed ends may touch, open ones may not."""
    assert oracle.solve(System((), tuple(rows))) == answer


def test_what_a_quantity_is_by_nature_counts():
    """A product of two positive unknowns is not negative."""
    product = Product("z", "x", "y", "p")
    below = between("b", None, -1, ("z", 1))
    natural = tuple(Variable(name, ABOVE_ZERO) for name in ("x", "y"))
    assert oracle.solve(System(natural, (below,), (product,))) == "unsat"
    assert oracle.solve(System(natural[:1], (below,), (product,))) == "sat"


def test_one_reading_is_enough():
    """A claim of two readings contradicts only when both do."""
    level = between("level", 10, 11, ("x", 1))
    first = between("either", 20, 21, ("x", 1), reading=0)
    second = between("either", 11, 12, ("x", 1), reading=1)
    assert oracle.solve(System((), (level, first, second))) == "sat"
    assert oracle.solve(System((), (level, first, second._replace(interval=exactly(9))))) == "unsat"


def test_a_core_with_too_much_in_it_is_refuted():
    """Unsatisfiable, but not minimal: the label that is not needed is named."""
    system = System(
        (),
        (
            between("a", 1, 2, ("x", 1)),
            between("b", 3, 4, ("x", 1)),
            between("c", 0, 9, ("x", 1)),
        ),
    )
    assert oracle.core_is_unsat(system, ["a", "b"]) is True
    assert oracle.core_is_unsat(system, ["a", "c"]) is False
    assert oracle.is_minimal(system, ["a", "b"]) is True
    assert oracle.minimality(system, ["a", "b", "c"]).superfluous == ("c",)


def test_certain_labels_need_not_be_needed():
    """The calendar is named in a conflict without being tried."""
    system = System(
        (), (between("a", 1, 2, ("x", 1)), between("calendar", 3, 4, ("x", 1))),
        certain=frozenset(["calendar"]),
    )  # fmt: skip
    assert oracle.is_minimal(system, ["a", "calendar"]) is True


def test_nameless_rows_join_what_they_touch():
    """What cannot be doubted belongs to every core that reaches it."""
    nameless = between("", 0, 0, ("x", 1), ("y", -1))
    system = System((), (between("a", 1, 2, ("x", 1)), nameless, between("b", 3, 4, ("y", 1))))
    assert oracle.core_is_unsat(system, ["a", "b"]) is True
    assert oracle.core_is_unsat(system, ["a"]) is False


def test_definitions_nobody_uses_change_nothing():
    """Leaving out a ratio that nothing speaks of never turns a contradiction into values."""
    natural = (Variable("r", Interval(Fraction(0))), Variable("y", ABOVE_ZERO),
               Variable("x", Interval(Fraction(0))))  # fmt: skip
    system = System(
        natural,
        (between("a", 1, 2, ("x", 1)), between("b", 3, 4, ("x", 1))),
        (Product("x", "r", "y"),),
    )
    assert oracle.only(system, ["a", "b"]).products == ()
    used = system.joined(between("c", 5, 6, ("r", 1)))
    assert oracle.only(used, ["a", "c"]).products == (Product("x", "r", "y"),)


def test_too_little_room_is_unknown():
    """A question beyond the limit is left open and refutes nothing."""
    rows = tuple(between(f"c{n}", n, n + 1, (f"x{n}", 1), (f"x{n + 1}", 1)) for n in range(60))
    products = tuple(Product(f"x{n}", f"x{n + 1}", f"x{n + 7}", f"p{n}") for n in range(50))
    assert oracle.solve(System((), rows, products), limit=50) == "unknown"
