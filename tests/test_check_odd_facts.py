"""Facts at the edge of what is written: the report stays true, and nothing falls over."""

import pytest

from cloudkb import reader
from cloudkb.check.answers.claim_status import status
from cloudkb.check.answers.implied import explain
from cloudkb.check.constraints.quantities import QuantityError
from cloudkb.reader import SourceFile
from reasoned import VOCABULARY, checked, document, read


def only(*claims, more=""):
    """The one conflict among claims of a note."""
    (finding,) = checked(document("note", "\n".join(claims), more)).report.findings
    return finding


def told(finding):
    """All sentences of a finding."""
    return " ".join(step.text for step in finding.steps)


EITHER = (
    "id: fall, entity: aliyun, metric: market_share, in: china-public-cloud, period: 2022, "
    "either: [-16pp vs 2018, -16% vs 2018]",
    "id: before, entity: aliyun, metric: market_share, in: china-public-cloud, period: 2018, "
    "figure: 75%",
    "id: share, entity: aliyun, metric: market_share, in: china-public-cloud, period: 2022, "
    "figure: 45%",
)


def test_a_slip_between_two_readings_is_none():
    """57% fits neither reading (52.6 to 54.5, 60 to 62): swapped digits explain nothing."""
    finding = only(*EITHER)
    assert "52.6 to 54.5% or 60 to 62%" in told(finding)
    assert not [one for one in finding.suspects if one.slip]


def test_a_fall_by_more_than_all_is_told_as_such():
    """A growth may be negative; what it cannot be is below -100%."""
    growth = "id: growth, entity: aliyun, metric: revenue, period: 2023, figure: -150% yoy"
    assert "it cannot be below -100% and" in told(only(growth))


def test_one_point_is_singular():
    """1 point up, 1 point too much."""
    rate = "entity: aliyun, metric: price_cut_greatest"
    finding = only(
        f"id: a, {rate}, period: 2022, figure: 50.0%",
        f"id: b, {rate}, period: 2023, figure: +1pp yoy",
        f"id: c, {rate}, period: 2023, figure: 55.55%",
    )
    assert "1 point up" in told(finding)
    assert "1 points" not in told(finding)


def test_a_product_below_a_division_stands_in_brackets():
    """-3.05 ÷ 1.095 × 9.95 would be read from left to right."""
    claims = (
        "id: was, entity: aliyun, metric: revenue, period: 2022, figure: 10.0亿",
        "id: growth, entity: aliyun, metric: revenue, period: 2023, figure: +10% yoy",
        "id: loss, entity: aliyun, metric: gross_profit, period: 2023, figure: -3.0亿",
    )
    facts = document("note", "\n".join(claims))
    found = explain(read(facts), "aliyun.gross_margin@2023")
    assert found.low.formula == "-3.05亿元 (loss) ÷ (1.095 (growth) × 9.95亿元 (was))"


ITSELF = ("above aliyun", "above 2023", "same as aliyun", "above 2 x aliyun@2023", "+5% vs 2023")


@pytest.mark.parametrize("figure", ITSELF)
def test_what_compares_with_itself_is_told(figure):
    """It would say nothing, or nothing that can be; dropped in silence it would look checked."""
    claim = f"id: a, entity: aliyun, metric: contracts_won, period: 2023, figure: {figure}"
    _, findings = reader.read(sources(document("note", claim)))
    assert [(one.rule, one.message) for one in findings] == [
        ("bad-value", "this compares a quantity with itself")
    ]


def sources(*texts):
    """Fact files beside the vocabulary of tests."""
    return [
        SourceFile(f"facts/{number}.yaml", text.encode())
        for number, text in enumerate((VOCABULARY, *texts))
    ]


def test_the_ends_of_the_calendar_are_periods_too():
    """The year 9999 has a last day, and a series may end with it."""
    revenue = "entity: aliyun, metric: revenue, kind: estimate, date: 9998"
    claims = (
        f"id: year, {revenue}, period: 9999, figure: 5亿",
        f"id: quarter, {revenue}, period: 9999Q4, figure: 1亿",
        f"id: trend, {revenue}, period: 9997..9999, figure: rising",
    )
    report = checked(document("note", "\n".join(claims))).report
    assert dict(report.kinds)["calendar-sum"] >= 1


def test_a_fiscal_year_before_the_calendar_is_refused():
    """FY0001 would begin in a year that is none."""
    claim = "id: a, entity: aliyun, metric: revenue, period: FY0001, figure: 5亿"
    _, findings = reader.read(sources(document("note", claim)))
    assert [one.rule for one in findings] == ["bad-period"]


@pytest.mark.parametrize("period", ["0001..9999", "1990-01-01..2023-12-31", "FY0002..FY9999"])
def test_a_series_without_end_is_refused(period):
    """Each period of a series is a quantity: thousands of them are a slip, or an attack."""
    claim = f"id: a, entity: aliyun, metric: revenue, period: {period}, figure: rising"
    _, findings = reader.read(sources(document("note", claim)))
    assert [one.message for one in findings] == ["a series has at most 1,000 periods"]


def test_two_values_one_last_digit_apart_are_one_note():
    """Ten papers print 23.64 and ten 23.65: that is one thing to say, and all count as cut."""
    claims = [
        f"id: c{number}, entity: aliyun, metric: revenue, period: 2023, "
        f"figure: 23.6{4 + number % 2}亿, date: 2024-01-{number + 1:02d}"
        for number in range(20)
    ]
    report = checked(document("note", "\n".join(claims))).report
    assert [one.rule for one in report.findings] == ["last-digit"]


def test_a_claim_shows_its_conflict_though_the_rest_clashes_without_it():
    """The growth is set aside among the rest; the claim still stands against it."""
    claims = (
        "id: was, entity: aliyun, metric: revenue, period: 2022, figure: 10.0亿",
        "id: growth, entity: aliyun, metric: revenue, period: 2023, figure: +10% yoy",
        "id: is, entity: aliyun, metric: revenue, period: 2023, figure: 15.0亿",
        "id: order, entity: aliyun, metric: revenue, period: 2023, figure: above huawei-cloud",
        "id: other, entity: huawei-cloud, metric: revenue, period: 2023, figure: 12.0亿",
    )
    standing = status(read(document("note", "\n".join(claims))), "note/is")
    assert standing.clashing == (("note/growth", "note/was"),)


def test_claims_in_conflict_count_as_checked():
    """Two claims that clash were both looked at, and each met the other."""
    revenue = "entity: aliyun, metric: revenue, period: 2023"
    report = checked(
        document("note", f"id: a, {revenue}, figure: 10.0亿\nid: b, {revenue}, figure: 12.0亿")
    ).report
    assert (report.compiled, report.untouched) == (2, 0)


def test_no_slip_leaves_nothing():
    """Of 10亿 that can be at most 1.5亿, 1亿, 10万 and more may be meant, never 0亿: none is told."""
    revenue = "entity: aliyun, metric: revenue"
    finding = only(
        f"id: all, {revenue}, period: 2021/2023, figure: 1亿元",
        f"id: day, {revenue}, period: 2023-03-05, figure: 10亿元",
    )
    assert [one.slip for one in finding.suspects if one.name == "note/day"] == [""]


DOLLARS = (
    "id: big, entity: huawei-cloud, metric: revenue, period: 2023, figure: $2.0 billion",
    "id: small, entity: aliyun, metric: revenue, period: 2023, figure: 100亿元",
)


@pytest.mark.parametrize("figure", ["above aliyun", "+40% vs aliyun"])
def test_amounts_in_two_currencies_are_not_compared_as_numbers(figure):
    """Two billion dollars are more than ten billion yuan; without a rate nothing is known."""
    claim = f"id: tie, entity: huawei-cloud, metric: revenue, period: 2023, figure: {figure}"
    assert checked(document("note", "\n".join((*DOLLARS, claim)))).report.findings == ()


def test_an_order_over_a_series_holds_in_each_period():
    """Above in each of three years is not below in one."""
    finding = only(
        "id: order, entity: aliyun, metric: revenue, period: 2019..2021, figure: above huawei-cloud",
        "id: one, entity: aliyun, metric: revenue, period: 2020, figure: 5.0亿",
        "id: other, entity: huawei-cloud, metric: revenue, period: 2020, figure: 6.0亿",
    )
    assert finding.claims == ("note/one", "note/order", "note/other")


@pytest.mark.parametrize(
    ("figure", "rule"),
    [("above aliyun.servers@2023", "unfit-unit"), ("above huawei-cloud@FY2023", "bad-period")],
)
def test_what_cannot_be_compared_is_told(figure, rule):
    """Money with servers, or with the fiscal year of who has none: dropped in silence before."""
    claim = f"id: a, entity: aliyun, metric: revenue, period: 2023, figure: {figure}"
    _, findings = reader.read(sources(document("note", claim)))
    assert [one.rule for one in findings] == [rule]


HALF = (
    "id: first, entity: aliyun, metric: revenue, period: 2023Q1, figure: 10.0亿",
    "id: second, entity: aliyun, metric: revenue, period: 2023Q2, figure: 12.0亿",
    "id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 32.0亿",
)


def doubting(name):
    """The report on a sum that fails, with an exception that doubts what is named."""
    exception = f"{{claims: [note/first, note/second, note/half], doubt: '{name}', reason: x}}"
    return checked(document("note", "\n".join(HALF)) + f"exceptions:\n  - {exception}\n").report


def test_an_exception_names_an_identity_as_short_as_it_is_unique():
    """Scope and currency may be left out, as the manual writes it."""
    assert doubting("calendar-sum:aliyun.revenue@2023H1").accepted == 1
    assert doubting("calendar-sum:aliyun.revenue@2023H1").findings == ()


def test_an_exception_about_no_identity_is_no_stale_one():
    """A mistyped name doubts nothing; to call it no longer needed would be untrue."""
    found = doubting("calender-sum:aliyun.revenue@2023H1").findings
    assert [one.rule for one in found] == ["conflict", "unknown-name"]


def test_a_figure_that_yaml_cuts_off_is_told_once():
    """(2,251) in braces is split at the comma; `write -2` for what is left would mislead."""
    claim = "id: a, entity: aliyun, metric: profit, period: 2023, figure: (2,251)亿"
    _, findings = reader.read(sources(document("note", claim)))
    assert [one.rule for one in findings] == ["yaml-trap"]


def test_a_date_among_many_has_no_implied_value():
    """A claim prints the date: that no claim bounds it would be untrue."""
    claim = "id: a, entity: aliyun, metric: price_cut_announced, figure: 2024-02-29"
    with pytest.raises(QuantityError, match="each claim is of an event of its own"):
        explain(read(document("note", claim)), "aliyun.price_cut_announced")


def test_that_revenue_is_not_negative_is_no_condition():
    """An order between two unprinted quantities holds only if nothing."""
    claim = "id: a, entity: aliyun, metric: revenue, period: 2021, figure: above huawei-cloud"
    standing = status(read(document("note", claim)), "note/a")
    assert [one.only_if for one in standing.bases] == [()]
