"""How a claim stands to the rest: relations, forecasts, figures; facts in, answers out."""

from fractions import Fraction

import pytest
import yaml

from cloudkb.check import check
from cloudkb.check.answers.claim_status import status
from cloudkb.check.answers.implied import explain
from cloudkb.check.answers.judging import of_claims
from cloudkb.model import Facts
from cloudkb.render import exceptions
from cloudkb.views.report import concerning
from reasoned import VOCABULARY, document, read

PROFIT = "entity: aliyun, metric: profit"
REVENUE = "metric: revenue, period: 2023"
RESTATED = VOCABULARY.replace("restated: {", "restated: {default_for: always, of: [aliyun], ")
FILED = f"{PROFIT}, scope: restated, exact: true"
ARTICLE = document(
    "article",
    f"""
    id: q4, {PROFIT}, period: 2023Q4, figure: 23.64亿元
    id: beats-three, {PROFIT}, period: 2023Q4, figure: above 2023Q1 + 2023Q2 + 2023Q3
    """,
)
FILING = document(
    "filing",
    f"""
    id: fy2023, {FILED}, period: FY2023, figure: RMB4101 million
    id: half-2023, {FILED}, period: 2023-04/2023-09, figure: RMB2325 million
    id: half-2022, {FILED}, period: 2022-04/2022-09, figure: RMB1845 million
    """,
)


# --- holds only if ----------------------------------------------------------------------------


def test_a_relation_holds_only_if() -> None:
    """What an order forces on quarters nobody prints, on the basis in use."""
    found = status(read(ARTICLE, FILING, vocabulary=RESTATED), "article/beats-three")
    (own,) = found.bases
    assert found.status == "possible"
    assert (own.scope, own.status) == ("", "possible")
    assert [condition.text for condition in own.only_if] == [
        "2023Q1 is below 0.40亿元",
        "2022Q4 is above 22.15亿元",
    ]


def test_each_condition_says_what_it_rests_on() -> None:
    """The prints a condition comes from, with the claim that is judged among them."""
    (own,) = status(read(ARTICLE, FILING, vocabulary=RESTATED), "article/beats-three").bases
    first, second = own.only_if
    assert first.formula == "23.645亿元 (article/q4) - 23.245亿元 (filing/half-2023)"
    assert {"article/beats-three", "article/q4", "filing/half-2023"} <= set(first.because)
    assert {"filing/fy2023", "filing/half-2022"} <= set(second.because)
    assert first.interval.high == Fraction(40_000_000)
    assert first.interval.high_open


def test_what_is_printed_is_no_condition() -> None:
    """A quarter somebody prints is judged, not forced."""
    printed = document("more", f"id: q1, {FILED}, period: 2023Q1, figure: RMB37 million")
    found = status(read(ARTICLE, FILING, printed, vocabulary=RESTATED), "article/beats-three")
    (own,) = found.bases
    assert own.status == "certain"
    assert own.only_if == ()
    assert found.status == "certain"


def test_what_is_printed_excludes_it() -> None:
    """Where a print excludes the order, it is impossible."""
    printed = document("more", f"id: q1, {FILED}, period: 2023Q1, figure: RMB41 million")
    found = status(read(ARTICLE, FILING, printed, vocabulary=RESTATED), "article/beats-three")
    assert [one.status for one in found.bases] == ["impossible"]
    assert found.status == "impossible"
    assert "more/q1" in found.bases[0].because
    assert any("more/q1" in others for others in found.clashing)


# --- relations on their own basis -------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "figure", "expected"),
    [
        ("497亿元", "459亿元", "above tianyi-cloud", "certain"),
        ("459亿元", "497亿元", "above tianyi-cloud", "impossible"),
        ("约497亿元", "496亿元", "above tianyi-cloud", "possible"),
        ("497亿元", "459亿元", "rank 1", "possible"),
        ("459亿元", "497亿元", "rank 1", "impossible"),
    ],
)
def test_certain_possible_impossible(first: str, second: str, figure: str, expected: str) -> None:
    """Orders and ranks are judged by what is printed, the claim itself set aside.

    A rank speaks of those nobody names as well, so that it never follows from the rest.
    """
    facts = read(
        document(
            "a",
            f"""
            id: one, entity: aliyun, {REVENUE}, figure: {first}
            id: two, entity: tianyi-cloud, {REVENUE}, figure: {second}
            id: relation, entity: aliyun, {REVENUE}, figure: {figure}
            """,
        )
    )
    found = status(facts, "a/relation")
    assert found.status == expected
    if expected != "possible":
        assert set(found.bases[0].because) & {"a/one", "a/two"}


def test_a_trend_is_judged_as_a_whole() -> None:
    """Each step may hold by itself and all together not."""
    facts = read(
        document(
            "a",
            """
            id: first, entity: aliyun, metric: revenue, period: 2021, figure: 100亿元
            id: last, entity: aliyun, metric: revenue, period: 2023, figure: 90亿元
            id: trend, entity: aliyun, metric: revenue, period: 2021..2023, figure: rising
            """,
        )
    )
    assert status(facts, "a/trend").status == "impossible"


def test_a_direction_is_a_relation() -> None:
    """Up on the year before follows from the two levels."""
    facts = read(
        document(
            "a",
            """
            id: before, entity: aliyun, metric: revenue, period: 2022, figure: 90亿元
            id: now, entity: aliyun, metric: revenue, period: 2023, figure: 100亿元
            id: up, entity: aliyun, metric: revenue, period: 2023, figure: up yoy
            """,
        )
    )
    found = status(facts, "a/up")
    assert found.status == "certain"
    assert found.bases[0].because == ("a/before", "a/now")


# --- figures ----------------------------------------------------------------------------------


def test_a_figure_is_beside_what_the_rest_implies() -> None:
    """A printed level has no status; the rest leaves an interval for it, in its own units."""
    facts = read(
        document(
            "a",
            """
            id: before, entity: aliyun, metric: revenue, period: 2022, figure: 100亿元
            id: now, entity: aliyun, metric: revenue, period: 2023, figure: 120亿元
            id: growth, entity: aliyun, metric: revenue, period: 2023, figure: +20% yoy
            """,
        )
    )
    found = status(facts, "a/now")
    assert found.status is None
    assert found.implied is not None
    assert found.implied.text == "113.525 to 126.525亿元"
    growth = status(facts, "a/growth").implied
    assert growth is not None
    assert growth.interval.low is not None
    assert growth.interval.high is not None
    assert growth.interval.low < Fraction("0.2") < growth.interval.high


def test_another_origin_agrees() -> None:
    """A claim of another origin that prints the same value is named; a copy is not."""
    same = "entity: aliyun, metric: revenue, period: 2023, figure: 120亿元"
    facts = read(
        document("a", f"id: now, {same}"),
        document("b", f"id: now, {same}"),
        document("c", f"id: now, {same}", "origin: a"),
    )
    assert status(facts, "a/now").agreeing == ("b/now",)


def test_who_it_conflicts_with() -> None:
    """The others of each conflict the claim brings about."""
    facts = read(
        document(
            "a",
            """
            id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 300亿元
            id: first, entity: aliyun, metric: revenue, period: 2023Q1, figure: 100亿元
            id: second, entity: aliyun, metric: revenue, period: 2023Q2, figure: 100亿元
            """,
        )
    )
    (others,) = status(facts, "a/half").clashing
    assert {"a/first", "a/second"} <= set(others)


def test_what_an_exception_doubts_is_judged_without_it() -> None:
    """The doubted claim meets the others again; the others stand. The exception is told of both."""
    same = "entity: aliyun, metric: revenue, period: 2023"
    doubted = document("b", f"id: year, {same}, scope: restated, figure: 97亿元")
    doubted += (
        "exceptions:\n  - {claims: [a/year, b/year], doubt: b/year, reason: Digits are swapped.}\n"
    )
    facts = read(document("a", f"id: year, {same}, scope: restated, figure: 79亿元"), doubted)
    for name, others in (("a/year", ()), ("b/year", (("a/year",),))):
        found = status(facts, name)
        assert found.clashing == others
        assert [one.reason for one in found.disputes] == ["Digits are swapped."]


CITIES = VOCABULARY.replace(
    "  openai:",
    "  cities: {name: Cities, kind: group}\n"
    + "".join(f"  {name}: {{name: {name.title()}, kind: company}}\n" for name in ("east", "west"))
    + "  openai:",
    1,
)


def _cities(wholes: tuple[int, ...]) -> Facts:
    """A total of two cities in four years, with what the whole prints."""
    claims = "\n".join(
        f"id: {who}-{year}, entity: {who}, metric: revenue, period: {year}, figure: {figure}.0亿元"
        for year, whole in zip(range(2020, 2024), wholes, strict=True)
        for who, figure in (("cities", whole), ("east", 40), ("west", 30))
    )
    line = "  - {metric: revenue, whole: cities, parts: [east, west]}\n"
    vocabulary = CITIES + ("" if "\ntotals:" in CITIES else "totals:\n") + line
    return read(document("report", claims), vocabulary=vocabulary)


def test_a_line_that_fails_is_told_of_the_claims_it_would_tie() -> None:
    """Of the claims of every year, in no other base, and in a report of their document alone."""
    facts = _cities((100, 90, 95, 85))
    for name in ("report/cities-2020", "report/west-2023"):
        found = status(facts, name)
        assert found.clashing == ()
        (told,) = found.lines
        assert told.endswith("fails in 4 of the 4 periods where all that it ties is printed")
        assert explain(facts, "west.revenue@2023").lines == (told,)
    whole = _cities((70, 70, 70, 70))
    assert status(whole, "report/cities-2020").lines == ()
    assert explain(whole, "west.revenue@2023").lines == ()
    report = check(facts).report
    assert concerning(report, (), {"report"}).findings == report.findings != ()
    assert concerning(report, (), {"other"}).findings == ()


def test_a_total_rules_out_none_of_its_parts_where_nothing_tells_which() -> None:
    """All three are disputed, and what to doubt is left to choose; of two claims each is."""
    facts = _cities((100, 70, 70, 70))
    (found,) = check(facts).report.findings
    assert (len(found.claims), found.tied > 1) == (3, True)
    assert {one.verdict for one in check(facts).report.doubts} == {"disputed"}
    names = ("report/cities-2020", "report/east-2020")
    assert {one.verdict for one in of_claims(facts, names).verdicts.values() if one} == {"disputed"}
    (made,) = yaml.safe_load(exceptions.render([found]))["exceptions"]
    assert (made["doubt"], set(made["claims"])) == ("?", set(found.claims))
    told = found._replace(tied=1)
    (made,) = yaml.safe_load(exceptions.render([told]))["exceptions"]
    assert made["doubt"] == found.suspects[0].name


def test_sentences_and_unknown_claims_have_no_standing() -> None:
    """What compiles to nothing is judged as nothing."""
    facts = read(document("a", "id: a, entity: aliyun, says: Will grow."))
    assert status(facts, "a/a").status is None
    assert status(facts, "a/none").status is None


# --- forecasts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("超过40%", "missed"),
        ("超过20%", "met"),
        ("33%", "open"),
        ("at most 25%", "missed"),
        ("above mobile-cloud", "met"),
        ("below mobile-cloud", "missed"),
        ("up yoy", "open"),
    ],
)
def test_forecasts_are_met_missed_or_open(figure: str, expected: str) -> None:
    """A forecast is judged by the base without it, whatever its figure."""
    of = "metric: market_share, in: china-public-cloud, source: idc"
    facts = read(
        document(
            "a",
            f"""
            id: printed, entity: aliyun, {of}, period: 2021, figure: 31%-33%
            id: other, entity: mobile-cloud, {of}, period: 2021, figure: 8%
            id: ahead, entity: aliyun, {of}, period: 2021, date: 2018, kind: forecast, figure: {figure}
            """,
        )
    )
    assert status(facts, "a/ahead").status == expected


def test_forecasts_are_apart() -> None:
    """Two forecasters of one quantity never conflict, and neither says anything of the other."""
    of = "entity: aliyun, metric: market_share, in: china-public-cloud, source: idc, period: 2030"
    facts = read(
        document("a", f"id: ahead, {of}, kind: forecast, figure: 30%"),
        document("b", f"id: ahead, {of}, kind: target, figure: 60%"),
    )
    assert [status(facts, name).status for name in ("a/ahead", "b/ahead")] == ["open", "open"]
    assert status(facts, "a/ahead").clashing == ()


def test_a_link_to_a_part_misses_no_target() -> None:
    """Who ties itself to a part of what it meant to has not missed its target."""
    facts = read(
        document(
            "a",
            "id: ahead, entity: openai, metric: exclusive_cloud_provider, "
            "period: 2019/.., kind: target, figure: alibaba",
        ),
        document(
            "b",
            "id: now, entity: openai, metric: exclusive_cloud_provider, "
            "period: 2019/.., figure: aliyun",
        ),
    )
    assert status(facts, "a/ahead").status == "open"
