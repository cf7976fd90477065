"""Figures of a period that was not over when they were said: which are told, what is proposed."""

import pytest

from reasoned import VOCABULARY, checked

MORE = """\
entities:
  handsets: {name: Handsets, kind: segment, fiscal_year_ends: 09-30}
  cars: {name: Cars, kind: company, fiscal_year: {ends: 03-31, named_for: start}}
  shop: {name: Shop, kind: company}
metrics:
  users: {name: Users, unit: count, over_time: snapshot}
  share_of_users: {name: Share of users, unit: ratio, share_of: users}
  orders: {name: Orders signed, unit: money, ahead: yes}
  staff: {name: Staff, unit: count, over_time: fixed}
"""


def told(line: str, published: str = "2024-08-02") -> list[str]:
    """Rule and hint of every finding about one claim."""
    head = f"document: {{id: a, title: A, published: {published}, currency: USD}}\nclaims:\n"
    keys = "" if "figure:" in line else ', figure: "$24,213 million"'
    report = checked(MORE, f"{head}  - {{id: c, {line}{keys}}}\n", vocabulary=VOCABULARY).report
    return [f"{one.rule}: {one.hint}" for one in report.findings]


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("entity: handsets, metric: revenue, period: 2024Q3", "FY2024Q3, April to June 2024"),
        ("entity: handsets, metric: revenue, period: 2024Q3, figure: +14% yoy", "FY2024Q3"),
        ("entity: handsets, metric: revenue, period: 2024Q3, figure: above 2024Q2", "FY2024Q3"),
        ("entity: aliyun, metric: revenue, period: 2024", "FY2024, April 2023 to March 2024"),
        ("entity: aliyun, metric: revenue, period: 2024H2, date: 2024-07-01", "FY2024H2"),
        # a Japanese fiscal year is named for the year it begins in: there the calendar's is over
        ("entity: cars, metric: revenue, period: FY2023, date: 2024-02-08", "2023, 2023"),
    ],
)
def test_the_other_year_that_fits_is_proposed(line, fits):
    """A fiscal period entered as the calendar's of the same number, or the other way about."""
    (only,) = told(line)
    assert only.startswith("said-before-end: it fits ")
    assert f"it fits {fits}" in only
    assert "kind: forecast" in only


@pytest.mark.parametrize(
    "line",
    [
        "entity: cars, metric: revenue, period: FY2024Q2",
        "entity: handsets, metric: market_share, in: china, period: 2024-08, figure: 5%",
        "entity: shop, metric: revenue, period: 2024, date: 2024-12-23",
        "entity: shop, metric: revenue, period: 2021..2024, figure: rising",
        "entity: shop, metric: revenue, period: 2024Q4, figure: +3% yoy",
        "entity: shop, metric: market_share, in: china, period: 2024, figure: rank 2",
    ],
)
def test_else_it_is_a_forecast(line):
    """Where no period of the same number was over, what is told is expected."""
    (only,) = told(line)
    assert only.startswith("said-before-end: if it is expected, not observed, write kind: forecast")
    assert "it fits" not in only


@pytest.mark.parametrize(
    "line",
    [
        "entity: handsets, metric: revenue, period: FY2024Q3",
        "entity: shop, metric: revenue, period: 2024, date: 2024-12-24",
        # the latest day counts on which it may have been said
        "entity: shop, metric: revenue, period: 2024Q3, date: 2024-09",
        "entity: shop, metric: revenue, period: 2024Q3, date: 2024-08~",
        "entity: shop, metric: revenue, period: 2024Q3, date: '2024'",
        "entity: shop, metric: revenue, period: 2024~",
        "entity: shop, metric: revenue, period: 2024-01/2024-09",
        "entity: handsets, metric: revenue, period: FY2025Q1-Q3, date: 2025-05-02",
        "entity: shop, metric: revenue, period: 2024/..",
        "entity: shop, metric: revenue, period: 2024, kind: forecast",
        "entity: shop, metric: revenue, period: 2024, kind: target",
        "entity: shop, metric: users, period: 2024, figure: 3 million",
        "entity: shop, metric: share_of_users, in: china, period: 2024, figure: 5%",
        "entity: shop, metric: staff, period: 2024, figure: '300'",
        "entity: shop, metric: founded, period: 2024, figure: 2024-07",
        "entity: shop, metric: cloud_provider, period: 2024, figure: azure",
        "entity: shop, metric: orders, period: 2024",
        "entity: shop, metric: orders, period: 2026",
        "entity: shop, metric: revenue, figure: $3 billion",
    ],
)
def test_what_may_be_said_before_the_end(line):
    """What is known ahead, is of a day, or may have been said later, is no slip."""
    assert told(line) == []


def test_a_period_that_had_not_begun_is_told_once():
    """A level of it contradicts `said-after`; of a growth that says nothing, it is told here."""
    level, growth = (
        told(f"entity: shop, metric: revenue, period: 2025{more}")
        for more in ("", ", figure: +3% yoy")
    )
    assert [one.partition(":")[0] for one in level] == ["conflict"]
    assert [one.partition(":")[0] for one in growth] == ["said-before-end"]


def test_each_way_out_ends_it():
    """What the finding proposes, followed to the letter, leaves nothing to tell."""
    about = "entity: handsets, metric: revenue"
    assert told(f"{about}, period: 2024Q3") != []
    assert told(f"{about}, period: FY2024Q3") == []
    assert told(f"{about}, period: 2024Q3, kind: forecast") == []
