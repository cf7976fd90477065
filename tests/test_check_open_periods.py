"""Open periods beside what lies inside them: a sum, of what was counted by then."""

import pytest

from reasoned import checked, document


def told(figure: str, *parts: str, published: str = "2024-03") -> list[str]:
    """Severity and rule of each finding: contracts won since 2020, and within some periods."""
    about = "entity: tianyi-cloud, metric: contracts_won"
    whole = f"id: whole, {about}, period: 2020/.., figure: {figure}, date: {published}"
    later = "\n".join(
        f"id: p{number}, {about}, period: {period}, figure: {count}"
        for number, (period, _, count) in enumerate(part.partition("=") for part in parts)
    )
    report = checked(document("a", whole), document("b", later)).report
    return [f"{one.severity}[{one.rule}]" for one in report.findings]


@pytest.mark.parametrize(
    "parts",
    [
        ("2020=5个", "2021=6个", "2022=7个"),
        # the halves and the quarter that nobody prints are not below zero
        ("2020=5个", "2021H2=6个", "2022Q3=7个"),
        ("2020-03=5个", "2020-04/2021-08=6个", "2023=7个"),
        # quarters stand for their year where nobody prints it
        ("2021Q1=6个", "2021Q2=6个", "2021Q3=6个"),
        # a year beside its own quarter counts once, and overlapping ones one at a time
        ("2020=9个", "2020Q2=3个", "2021=9个"),
        ("2020-07/2021-06=9个", "2021=4个", "2022=9个"),
    ],
)
def test_less_than_the_sum_of_its_parts(parts):
    """17 since 2020 cannot be, where 18 or more were won within; 18 can."""
    assert told("17个", *parts) == ["error[conflict]"]
    assert told("18个", *parts) == []


@pytest.mark.parametrize(
    "parts",
    [
        ("2019=30个",),
        ("2020=9个", "2020-01/2020-11=9个"),
        ("2020-07/2021-06=9个", "2021=9个"),
        ("2020=5个", "2021~=30个"),
        # it was printed in March 2024: what came later is not in it
        ("2020=9个", "2024-01/2024-04=30个"),
    ],
)
def test_what_is_not_added_up(parts):
    """What lies outside, overlaps, is of uncertain days, or came after it was printed."""
    assert told("17个", *parts) == []


def test_what_was_printed_earlier_holds_less():
    """A sum since 2020 of 2021 holds no later year."""
    parts = ("2020=9个", "2021=9个", "2022=9个")
    assert told("17个", *parts, published="2021-02") == []
    assert told("8个", *parts, published="2021-02") == ["error[conflict]"]
