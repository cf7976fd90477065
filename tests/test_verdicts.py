"""Verdicts: facts in, how each claim stands against all the others out."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from cloudkb import base
from cloudkb.check.answers.judging import of_claims, verdicts
from cloudkb.verdict import MEANS, NAMES
from reasoned import VOCABULARY, document, read

FACTS = Path(__file__).parent.parent / "facts"
SHARE = "metric: market_share, in: china-public-cloud, period: 2023Q3"
MORE = VOCABULARY + (
    "  - {metric: revenue, whole: alibaba, parts: [aliyun], complete: no}\n"
    "comparable: [[china-public-cloud, china-cloud]]\n"
)
MORE = MORE.replace(
    "  china: {name: China, kind: country}",
    "  china: {name: China, kind: country}\n  china-cloud: {name: China's cloud, kind: market}",
).replace(
    "  idc: {name: IDC, kind: tracker, grade: tracker}",
    "  idc: {name: IDC, kind: tracker, grade: tracker}\n"
    "  canalys: {name: Canalys, kind: tracker, grade: tracker}\n"
    "  reuters: {name: Reuters, kind: press}\n"
    "  caijing: {name: Caijing, kind: press}",
)


def judged(*files, name="article/it", vocabulary=""):
    """The verdict on one claim of fact files."""
    facts = read(*files, vocabulary=vocabulary or MORE)
    found = verdicts(facts, name.partition("/")[0]).verdicts
    return next(one for one in found.verdicts if one.claim == name)


def article(claim, more=""):
    """A document with the claim that is judged."""
    return document("article", f"id: it, {claim}", more)


REVENUE = "entity: aliyun, metric: revenue, scope: restated, period: 2023Q4"
OURS = article(f"{REVENUE}, figure: 280亿元")


# --- one test a verdict --------------------------------------------------------------------


def test_contradicted():
    """A claim that another figure rules out is contradicted, by as much as it misses it."""
    filing = document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 265.2亿元")
    found = judged(OURS, filing)
    assert (found.verdict, found.by, found.independent) == ("contradicted", ("filing/own",), 1)
    # 275 to 285 against 265.15 to 265.25
    assert (found.gap, found.gap_text) == (Fraction(975, 100) * 10**8, "9.75亿元")
    assert any("apart" in text for text in found.because)


def test_the_doubted_claim_is_contradicted_and_the_other_stands():
    """An accepted dispute is one: a reason that names its evidence says who is wrong."""
    filing = document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 265.2亿元")
    accepted = (
        "exceptions:\n  - claims: [article/it, filing/own]\n"
        "    doubt: article/it\n    reason: A slip.\n"
    )
    guessed = judged(OURS, filing, accepted)
    assert (guessed.verdict, guessed.reason, guessed.accepted) == ("disputed", "A slip.", True)
    named = accepted.replace("A slip.", "A slip, by article/it itself.")
    assert judged(OURS, filing, named).verdict == "disputed"
    accepted = accepted.replace("A slip.", "The filing has it (filing/own).")
    doubted = judged(OURS, filing, accepted)
    other = judged(OURS, filing, accepted, name="filing/own")
    assert (doubted.verdict, doubted.reason) == ("contradicted", "The filing has it (filing/own).")
    assert (other.verdict, other.reason) == ("single-source", "")
    assert doubted.accepted
    assert not other.accepted
    assert not judged(OURS, filing).accepted
    assert doubted.gap == Fraction(975, 100) * 10**8


def test_disputed():
    """A claim in a conflict that goes away without another claim alone is only disputed."""
    right = document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 280.2亿元")
    again = document("wire", f"id: own, {REVENUE}, source: reuters, figure: 280.3亿元")
    wrong = document("blog", f"id: odd, {REVENUE}, figure: 2806亿元", "grade: blog")
    found = judged(OURS, right, again, wrong)
    assert found.verdict == "disputed"
    assert "blog/odd" in found.by


def test_corroborated_by_a_print():
    """Another origin prints an interval that lies in the claim's."""
    filing = document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 280.7亿元")
    found = judged(OURS, filing)
    assert (found.verdict, found.by, found.independent) == ("corroborated", ("filing/own",), 1)
    assert found.because == ("Alibaba, in “A note”, prints 280.7亿元 (filing/own).",)
    assert found.settle == ()


def test_corroborated_by_a_wider_print():
    """An interval that holds the claim's and is at most three times as wide counts as well."""
    fine = article(f"{REVENUE}, figure: 2.8亿元")
    three = document("wire", f"id: own, {REVENUE}, figure: 2.7亿元-2.9亿元")
    found = judged(fine, three)
    assert found.verdict == "corroborated"
    coarse = document("wire", f"id: own, {REVENUE}, figure: 3亿元")
    found = judged(fine, coarse)
    assert found.verdict == "single-source"
    assert "10.0 times as wide" in found.because[-1]


@pytest.mark.parametrize(
    ("claim", "printed", "verdict"),
    [
        # within 1 % on both sides, wider than three times the claim
        ("280.66亿元", "281亿元", "corroborated"),
        ("280.66亿元", "280.7亿元", "corroborated"),
        # and farther than that
        ("280.66亿元", "275亿元-285亿元", "single-source"),
        ("280.66亿元", "279亿元-282亿元", "corroborated"),
        # they meet at the end of a rounding; a print with more digits is as good
        ("280.6亿元", "280.65亿元", "corroborated"),
        ("280.60亿元", "280.6亿元", "corroborated"),
        ("2.86亿元", "3亿元", "single-source"),
        # the same number, whatever its unit word
        ("RMB1.00 billion", "10亿元", "corroborated"),
        ("10亿元", "RMB1 billion", "corroborated"),
        ("RMB1 billion", "about RMB1.0 billion", "corroborated"),
        ("RMB1.20 billion", "RMB1 billion", "single-source"),
        # the same line, and its other side
        ("500多亿元", "at least RMB50 billion", "corroborated"),
        ("more than RMB50 billion", "500多亿元", "corroborated"),
        ("at least RMB50 billion", "超过500亿元", "corroborated"),
        ("不到500亿元", "under RMB50 billion", "corroborated"),
        ("500多亿元", "不超过450亿元", "contradicted"),
        ("500多亿元", "at least RMB40 billion", "single-source"),
    ],
)
def test_when_prints_agree(claim, printed, verdict):
    """By the same number, the same line, or by lying near enough."""
    other = document("wire", f"id: own, {REVENUE}, source: alibaba, figure: {printed}")
    assert judged(article(f"{REVENUE}, figure: {claim}"), other).verdict == verdict


def test_growth_is_near_by_what_grew():
    """One percent of a growth of 3 % is next to nothing, whatever the amount that grew."""
    other = document("wire", f"id: own, {REVENUE}, figure: +3% yoy")
    assert judged(article(f"{REVENUE}, figure: +3.2% yoy"), other).verdict == "single-source"
    assert judged(article(f"{REVENUE}, figure: +3% yoy"), other).verdict == "corroborated"


GREATEST = MORE.replace(
    "Greatest price cut, unit: ratio", "Greatest price cut, unit: ratio, extreme: greatest"
)


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("maximum 55%", "corroborated"),
        ("up to 55%", "corroborated"),
        ("最高55%", "corroborated"),
        ("up to 36%", "contradicted"),
        # still a bound: the claim lies below it, and nothing says that it is the value
        ("no more than 60%", "single-source"),
        ("不超过60%", "single-source"),
        ("under 60%", "single-source"),
    ],
)
def test_the_greatest_is_the_value(printed, verdict):
    """Of a metric that is the greatest of many, `up to` prints the value."""
    cut = "entity: aliyun, metric: price_cut_greatest, period: 2024-02-29"
    ours = article(f"{cut}, figure: 55%")
    wire = document("wire", f"id: cut, {cut}, figure: {printed}, source: reuters")
    found = judged(ours, wire, vocabulary=GREATEST)
    assert found.verdict == verdict
    as_printed = judged(wire, name="wire/cut", vocabulary=GREATEST)
    assert as_printed.figure == printed


def test_the_least_is_the_value():
    """`at least` prints the least one; more than that is still a bound."""
    least = MORE.replace(
        "Average price cut, unit: ratio", "Least price cut, unit: ratio, extreme: least"
    )
    cut = "entity: aliyun, metric: price_cut_average, period: 2024-02-29"
    ours = article(f"{cut}, figure: 20%")
    for printed, verdict in (("at least 20%", "corroborated"), ("至少15%", "contradicted")):
        wire = document("wire", f"id: cut, {cut}, figure: {printed}, source: reuters")
        assert judged(ours, wire, vocabulary=least).verdict == verdict
    wire = document("wire", f"id: cut, {cut}, figure: 超过15%, source: reuters")
    assert judged(ours, wire, vocabulary=least).verdict == "single-source"


def test_corroborated_by_what_others_imply():
    """Two quarters and the half-year of others imply the third; the sum is told."""
    claims = article("entity: tianyi-cloud, metric: revenue, period: 2023Q2, figure: 239亿元")
    other = document(
        "filing",
        """
        id: half, entity: tianyi-cloud, metric: revenue, period: 2023H1, figure: 459.0亿元
        id: first, entity: tianyi-cloud, metric: revenue, period: 2023Q1, figure: 220.0亿元
        """,
    )
    found = judged(claims, other)
    assert (found.verdict, found.independent) == ("corroborated", 1)
    assert found.by == ("filing/first", "filing/half")
    assert "238.9 to 239.1亿元 follows from filing/first and filing/half." in found.because[0]


def test_a_relation_is_corroborated_when_others_prove_it():
    """An order between two quantities is certain by the figures of another origin."""
    half = "metric: revenue, period: 2023H1, scope: restated"
    claims = article(f"entity: tianyi-cloud, {half}, figure: below aliyun")
    other = document(
        "filing",
        f"""
        id: one, entity: tianyi-cloud, {half}, figure: 459亿元
        id: two, entity: aliyun, {half}, figure: 497亿元
        """,
    )
    found = judged(claims, other)
    assert (found.verdict, found.status) == ("corroborated", "certain")
    assert found.by == ("filing/one", "filing/two")


def test_a_bound_is_corroborated_by_the_same_bound():
    """Whoever prints the same bound says as much."""
    cut = "entity: aliyun, metric: price_cut_average, scope: restated, period: 2024-02-29"
    other = document("wire", f"id: cut, {cut}, figure: at least 20%")
    found = judged(article(f"{cut}, figure: 超过20%"), other)
    assert (found.verdict, found.by) == ("corroborated", ("wire/cut",))


def test_a_rank_is_confirmed_by_a_narrower_one():
    """Rank 3 in another report of the same tracker carries a rank of 2 to 4."""
    ours = article(f"entity: mobile-cloud, {SHARE}, source: idc, figure: rank 2-4")
    report = "entity: {}, " + SHARE + ", source: idc, figure: rank {}"
    theirs = document(
        "report",
        f"""
        id: first, {report.format("aliyun", 1)}
        id: third, {report.format("mobile-cloud", 3)}
        """,
    )
    found = judged(ours, theirs)
    assert (found.verdict, found.by, found.status) == ("confirmed", ("report/third",), "certain")


def test_confirmed():
    """Its own source in another document: carried right, but no second witness."""
    ours = article(f"{REVENUE}, source: alibaba, figure: 280亿元")
    filing = document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 280.7亿元")
    found = judged(ours, filing)
    assert (found.verdict, found.by, found.independent) == ("confirmed", ("filing/own",), 0)
    assert found.settle


def test_a_claim_repeated_in_its_own_document_confirms_nothing():
    """What one document says twice it has still only said once."""
    twice = document(
        "article",
        f"""
        id: it, {REVENUE}, source: alibaba, figure: 280亿元
        id: again, {REVENUE}, source: alibaba, figure: 280.2亿元
        """,
    )
    assert judged(twice).verdict == "single-source"


def test_a_copy_is_no_second_witness():
    """A document that copies another has its origin; so has a claim that copies a claim."""
    ours = article(f"{REVENUE}, figure: 280亿元")
    copy = document("copy", f"id: own, {REVENUE}, figure: 280亿元", "origin: article")
    found = judged(ours, copy)
    assert (found.verdict, found.independent) == ("confirmed", 0)


def test_a_direction_misses_a_figure_by_what_the_figure_misses_it():
    """Of two claims alone the one that has no figure is as far off as the other."""
    ours = article(f"entity: aliyun, {SHARE}, source: idc, figure: down yoy")
    theirs = document(
        "note", f"id: share, entity: aliyun, {SHARE}, source: idc, figure: +5.8pp yoy"
    )
    found = judged(ours, theirs)
    assert (found.verdict, found.by) == ("contradicted", ("note/share",))
    assert found.gap_text == "5.75 points"


def test_tension_between_trackers():
    """Two trackers of comparable markets may both be right; read as one they could not."""
    ours = article(f"entity: aliyun, {SHARE}, source: idc, figure: 26.7%")
    theirs = document(
        "canalys-note",
        "id: share, entity: aliyun, metric: market_share, in: china-cloud, period: 2023Q3, "
        "source: canalys, figure: 39%",
    )
    found = judged(ours, theirs)
    assert (found.verdict, found.by) == ("tension", ("canalys-note/share",))
    assert found.gap == Fraction(385 * 10 - 2675, 10_000)
    assert found.gap_text == "11.75 points"


def test_tension_in_direction():
    """Levels elsewhere that rise are in tension with a fall."""
    ours = article(f"entity: aliyun, {SHARE}, source: idc, figure: -5.8pp yoy")
    where = "entity: aliyun, metric: market_share, in: china-cloud, source: canalys"
    theirs = document(
        "canalys-note",
        f"""
        id: now, {where}, period: 2023Q3, figure: 39%
        id: before, {where}, period: 2022Q3, figure: 36%
        """,
    )
    found = judged(ours, theirs)
    assert (found.verdict, found.gap_text) == ("tension", "7.75 points")
    assert found.by == ("canalys-note/before", "canalys-note/now")


def test_tension_of_growth_with_levels_elsewhere():
    """A growth meets two levels of another definition, though nobody says what these grew."""
    ours = article("entity: aliyun, metric: revenue, period: 2023, figure: +40% yoy")
    where = "entity: aliyun, metric: revenue, scope: restated"
    theirs = document(
        "note",
        f"""
        id: now, {where}, period: 2023, figure: 105亿元
        id: before, {where}, period: 2022, figure: 100亿元
        """,
    )
    found = judged(ours, theirs)
    assert (found.verdict, found.by) == ("tension", ("note/before", "note/now"))
    assert found.gap_text == "at least 28.4 points"


def test_a_rank_meets_ranks_of_overlapping_periods():
    """Fourth in a quarter is in tension with fifth in the half-year that holds it."""
    ours = article(f"entity: mobile-cloud, {SHARE}, source: idc, figure: rank 2-4")
    where = "entity: mobile-cloud, metric: market_share, in: china-cloud, source: idc"
    theirs = document("list", f"id: half, {where}, period: 2023H2, figure: rank 5")
    other = document("list", f"id: half, {where}, period: 2023H1, figure: rank 5")
    assert judged(ours, theirs).verdict == "tension"
    assert judged(ours, theirs).gap_text == "1 place"
    assert judged(ours, other).verdict == "single-source"


def test_conditional():
    """What a filing leaves open, a relation forces: it holds only if."""
    profit = "entity: aliyun, metric: profit"
    filed = f"{profit}, scope: restated, exact: true"
    claims = document(
        "article",
        f"""
        id: q4, {profit}, period: 2023Q4, figure: 23.64亿元
        id: it, {profit}, period: 2023Q4, figure: above 2023Q1 + 2023Q2 + 2023Q3
        """,
    )
    filing = document(
        "filing",
        f"""
        id: fy2023, {filed}, period: FY2023, figure: RMB4101 million
        id: half-2023, {filed}, period: 2023-04/2023-09, figure: RMB2325 million
        id: half-2022, {filed}, period: 2022-04/2022-09, figure: RMB1845 million
        """,
    )
    in_use = MORE.replace("restated: {", "restated: {default_for: always, of: [aliyun], ")
    found = judged(claims, filing, vocabulary=in_use)
    assert (found.verdict, found.status, found.reads_as) == ("conditional", "possible", "")
    assert "2023Q1 is below 0.40亿元" in found.because[0]
    assert "2022Q4 is above 22.15亿元" in found.because[0]
    assert found.settle[0] == "aliyun.profit@2023Q1 scope restated CNY"


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("5亿元", "9亿元", "at least 3亿元 apart (4亿元 as printed)"),
        ("-3亿元", "5亿元", "at least 7亿元 apart (8亿元 as printed)"),
        ("loss of 3亿元", "9亿元", "at least 11亿元 apart (12亿元 as printed)"),
        ("-3亿元", "-9亿元", "at least 5亿元 apart (6亿元 as printed)"),
        ("+5% yoy", "-3% yoy", "at least 7 points apart (8 points as printed)"),
        ("-15% yoy", "-3% yoy", "at least 11 points apart (12 points as printed)"),
        ("+15% yoy", "+3% yoy", "at least 11 points apart (12 points as printed)"),
    ],
)
def test_how_far_the_two_prints_of_a_tension_are_apart(ours, theirs, told):
    """A loss lies on the other side of nothing, as a fall does."""
    profit = "entity: aliyun, metric: profit, period: 2023Q4"
    other = document("wire", f"id: own, {profit}, scope: restated, figure: '{theirs}'")
    found = judged(article(f"{profit}, figure: '{ours}'"), other)
    assert found.verdict == "tension"
    assert told in found.because[0]


@pytest.mark.parametrize(
    ("ours", "by", "apart"),
    [("100亿元", "low", "95亿元"), ("400亿元", "high", "90亿元"), ("250亿元", "", "")],
)
def test_only_the_end_that_speaks_against_a_claim_is_told(ours, by, apart):
    """Between two lines, each of another document: the one that is crossed."""
    revenue = "entity: aliyun, metric: revenue, period: 2023Q4"
    low = document("low", f"id: own, {revenue}, scope: restated, figure: at least 200亿元")
    high = document("high", f"id: own, {revenue}, scope: restated, figure: at most 300亿元")
    found = judged(article(f"{revenue}, figure: {ours}"), low, high)
    assert found.by == ((f"{by}/own",) if by else ())
    assert found.gap_text == apart


def test_a_forecast_of_a_name_is_open():
    """No figure says how it came out; who forecasts the same is named."""
    ahead = "entity: openai, metric: chief_executive, period: 2031, figure: azure, kind: forecast"
    found = judged(article(ahead))
    assert (found.verdict, found.because) == ("open", ("No figure says yet how it came out.",))
    again = judged(article(ahead), document("wire", f"id: same, {ahead}"))
    assert again.because[1] == "“A note” has the same forecast: Azure (wire/same)."


@pytest.mark.parametrize(
    ("printed", "verdict"), [("44%", "met"), ("38%", "missed"), ("39.8%", "open")]
)
def test_forecasts(printed, verdict):
    """What was said ahead is met, missed or open by what others say happened."""
    share = "metric: market_share, in: china-public-cloud, period: 2023, scope: restated"
    ours = article(f"entity: aliyun, {share}, kind: forecast, date: 2018, figure: 40%")
    if verdict == "met":
        ours = ours.replace("figure: 40%", "figure: 超过40%")
    share = share if verdict != "open" else share.replace("2023", "2022")
    theirs = document("wire", f"id: share, entity: aliyun, {share}, figure: {printed}")
    found = judged(ours, theirs)
    assert (found.verdict, found.status) == (verdict, verdict)
    assert found.by == (() if verdict == "open" else ("wire/share",))
    assert found.gap_text == ("1 point" if verdict == "missed" else "")


AIMED = MORE.replace(
    "  servers:",
    "  cost: {name: Cost, unit: money, direction: lower}\n"
    "  churn: {name: Churn, unit: ratio, direction: lower}\n"
    "  servers:",
    1,
)


def aimed(metric, target, printed, more=""):
    """The verdict on a target for 2023, beside what a filing prints."""
    about = f"entity: aliyun, metric: {metric}, period: 2023"
    ours = article(f"{about}, kind: target, date: 2022-12, figure: {target}{more}")
    filing = document("filing", f"id: own, {about}, source: alibaba, figure: {printed}")
    return judged(ours, filing, vocabulary=AIMED)


@pytest.mark.parametrize(
    ("metric", "target", "printed", "verdict", "gap"),
    [
        ("revenue", "1000亿元", "972亿元", "fell-short", "28亿元"),
        ("revenue", "1000亿元", "1000亿元", "reached", ""),
        ("revenue", "1000亿元", "1000.4亿元", "beaten", "0.4亿元"),
        ("revenue", "1000亿元", "999.6亿元", "fell-short", "0.4亿元"),
        ("revenue", "超过1000亿元", "1072亿元", "beaten", "72亿元"),
        ("revenue", "1000亿元", "超过1000亿元", "reached", ""),
        # nobody can tell on which side of the line it lies
        ("revenue", "1000亿元", "约990亿元", "open", ""),
        ("revenue", "900亿元-1000亿元", "960亿元", "reached", ""),
        ("revenue", "$1 billion", "$1.2 billion", "beaten", "US$0.2bn"),
        ("revenue", "+20% yoy", "+18% yoy", "fell-short", "2 points"),
        ("revenue", "+20% yoy", "+23% yoy", "beaten", "3 points"),
        # less is better: by its metric, by its own words, by being a fall
        ("cost", "50亿元", "48亿元", "beaten", "2亿元"),
        ("cost", "50亿元", "52亿元", "fell-short", "2亿元"),
        ("churn", "5%", "5%", "reached", ""),
        ("churn", "5%", "5.3%", "fell-short", "0.3 points"),
        ("price_cut_greatest", "不超过20%", "15%", "beaten", "5 points"),
        ("revenue", "-20% yoy", "-15% yoy", "fell-short", "5 points"),
        ("founded", "2023-06", "2023-08-10", "fell-short", "41 days"),
        ("founded", "2023-06", "2023-06-10", "reached", ""),
        ("revenue", "rank 1", "rank 3", "fell-short", "2 places"),
        ("revenue", "rank 3", "rank 2", "beaten", "1 place"),
        ("revenue", "up yoy", "+3% yoy", "reached", ""),
        ("revenue", "up yoy", "-3% yoy", "fell-short", ""),
    ],
)
def test_a_target_is_a_line_to_reach(metric, target, printed, verdict, gap):
    """On the line it is reached, beyond it beaten, else it fell short by what the prints differ."""
    found = aimed(metric, target, printed)
    assert (found.verdict, found.status) == (verdict, verdict)
    assert found.gap_text == gap
    assert found.by == (("filing/own",) if verdict != "open" else ())


def test_the_claim_says_which_side_is_better():
    """A target's own direction counts over its metric's."""
    assert aimed("revenue", "50亿元", "48亿元", ", direction: lower").verdict == "beaten"
    assert aimed("cost", "50亿元", "48亿元", ", direction: higher").verdict == "fell-short"


def test_direction_is_for_targets():
    """On anything else it would tell nothing."""
    from cloudkb import reader
    from cloudkb.reader import SourceFile

    text = article(f"{REVENUE}, direction: lower, figure: 1亿元")
    _, findings = reader.read(
        [SourceFile("facts/v.yaml", MORE.encode()), SourceFile("facts/a.yaml", text.encode())]
    )
    assert ["no target" in one.message for one in findings] == [True]


def test_show_says_how_a_target_came_out():
    """The card of a claim and the fact-check tell the same."""
    from cloudkb.check.answers.claim_status import status

    about = "entity: aliyun, metric: revenue, period: 2023"
    ours = article(f"{about}, kind: target, figure: 1000亿元")
    filing = document("filing", f"id: own, {about}, source: alibaba, figure: 972亿元")
    found = status(read(ours, filing, vocabulary=MORE), "article/it")
    assert (found.status, found.bases[0].because) == ("fell-short", ("filing/own",))


def test_single_source():
    """Nobody else prints or implies it; what would settle it is a name that can be asked for."""
    found = judged(OURS)
    assert (found.verdict, found.by) == ("single-source", ())
    assert found.settle == ("aliyun.revenue@2023Q4 scope restated CNY",)


def test_no_figure():
    """A sentence has no figure, and an opinion nobody can look up."""
    says = article("entity: aliyun, says: Wants to grow.")
    assert judged(says).verdict == "no-figure"
    opinion = article(f"{REVENUE}, kind: opinion, figure: 280亿元")
    assert judged(opinion).verdict == "no-figure"


def test_what_was_replaced_is_judged_by_what_replaced_it():
    """A claim that another supersedes takes no part, and can still be found confirmed."""
    ours = article(f"{REVENUE}, source: alibaba, figure: 280亿元")
    newer = document(
        "filing", f"id: own, {REVENUE}, source: alibaba, figure: 280.7亿元, supersedes: article/it"
    )
    assert judged(ours, newer).verdict == "confirmed"
    assert judged(ours, newer.replace("280.7", "265.2")).verdict == "single-source"


def test_a_stale_exception_hides_no_witness():
    """What an exception doubts without need counts again for the claims it names."""
    wire = document("wire", f"id: own, {REVENUE}, figure: 280.7亿元")
    stale = (
        "exceptions:\n  - claims: [article/it, wire/own]\n"
        "    doubt: wire/own\n    reason: Once it said more.\n"
    )
    assert judged(OURS, wire, stale).verdict == "corroborated"


# --- the basis not stated ------------------------------------------------------------------


def test_a_claim_without_basis_is_judged_as_it_reads():
    """Of two stated bases one fits; figures of the filing on it are the claim's witnesses."""
    half = "entity: aliyun, metric: revenue, period: 2023H1"
    filing = document(
        "filing",
        f"""
        id: own, {half}, scope: restated, figure: 497.4亿元
        id: external, {half}, scope: external, figure: 437亿元
        """,
    )
    ours = article(f"{half}, figure: 497亿元")
    found = judged(ours, filing)
    assert (found.verdict, found.by, found.reads_as) == (
        "corroborated",
        ("filing/own",),
        "restated",
    )
    assert found.because[0].startswith("Read as restated: ")


# --- what changes, and what does not -------------------------------------------------------


def test_one_changed_figure_turns_the_claim_it_supports():
    """Changed, it contradicts by the gap; changed back, all is as before."""
    filing = document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 280.7亿元")
    before = judged(OURS, filing)
    after = judged(OURS, filing.replace("280.7", "380.7"))
    assert (before.verdict, after.verdict) == ("corroborated", "contradicted")
    # 380.65 less 285
    assert (after.gap, after.gap_text) == (Fraction(9565, 100) * 10**8, "95.65亿元")
    assert judged(OURS, filing) == before


def test_two_witnesses_of_one_origin_count_once():
    """Given one origin, two witnesses are one; the claim stands as it did."""
    one = document("wire", f"id: own, {REVENUE}, figure: 280.7亿元")
    two = document("paper", f"id: own, {REVENUE}, figure: 280.6亿元")
    both = judged(OURS, one, two)
    copied = judged(OURS, one, two.replace("currency: CNY", "currency: CNY, origin: wire"))
    assert (both.verdict, both.independent) == ("corroborated", 2)
    assert (copied.verdict, copied.independent) == ("corroborated", 1)
    assert both.by == copied.by == ("paper/own", "wire/own")


def test_a_settled_dispute_stays_settled():
    """Claims about something else change nothing in a dispute that was accepted."""
    filing = document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 265.2亿元")
    accepted = (
        "exceptions:\n  - claims: [article/it, filing/own]\n"
        "    doubt: article/it\n    reason: A slip.\n"
    )
    other = document(
        "other", "id: servers, entity: china, metric: servers, period: 2022, figure: 2000万台"
    )
    assert judged(OURS, filing, accepted) == judged(OURS, filing, accepted, other)


def test_order_of_files_never_matters():
    """The same verdicts, whichever file is read first."""
    files = [
        OURS,
        document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 280.7亿元"),
        document("wire", f"id: own, {REVENUE}, figure: 280.6亿元"),
    ]
    assert judged(*files) == judged(*reversed(files))


# --- groups, events, markets ---------------------------------------------------------------

TEAM = MORE.replace(
    "  openai:",
    "  team: {name: The two, kind: group}\n"
    "  red-inc: {name: Red Inc., kind: company, part_of: team}\n"
    "  blue-inc: {name: Blue Inc., kind: company, part_of: team}\n"
    "  openai:",
    1,
)
TIED = "entity: {}, metric: cloud_provider, period: {}, figure: azure"


def test_links_of_all_members_prove_the_link_of_the_group():
    """Each member is tied to it in another document: so is the group; one alone is not enough."""
    ours = article(TIED.format("team", "2023"))
    links = f"id: a, {TIED.format('red-inc', '2023')}\nid: b, {TIED.format('blue-inc', '2022/..')}"
    found = judged(ours, document("wire", links), vocabulary=TEAM)
    assert (found.verdict, found.by) == ("corroborated", ("wire/a", "wire/b"))
    assert found.because == ("It holds of each member of The two (wire/a and wire/b).",)
    one = document("wire", f"id: a, {TIED.format('red-inc', '2023')}")
    assert judged(ours, one, vocabulary=TEAM).verdict == "single-source"
    before = document("wire", links.replace("2022/..", "2020/2021"))
    assert judged(ours, before, vocabulary=TEAM).verdict == "single-source"
    own = ours + "".join(f"  - {{{line}}}\n" for line in links.split("\n"))
    assert judged(own, vocabulary=TEAM).verdict == "single-source"


def test_members_of_a_total_are_a_group_too():
    """Where nothing is part of a group, the parts of its total are its members."""
    ours = article(TIED.format("operators", "2023"))
    clouds = ("tianyi-cloud", "mobile-cloud")
    links = "\n".join(f"id: {cloud}, {TIED.format(cloud, '2023')}" for cloud in clouds)
    assert judged(ours, document("wire", links)).verdict == "corroborated"


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [("2024-02-29", "single-source"), ("after 2023-02-28", "corroborated")],
)
def test_a_bound_on_one_of_many_days_is_proved_by_the_same_alone(printed, verdict):
    """Of many price cuts a later one does not say that the one before was after a day."""
    cut = "entity: aliyun, metric: price_cut_announced"
    ours = article(f"{cut}, figure: after 2023-02-28")
    assert judged(ours, document("wire", f"id: cut, {cut}, figure: {printed}")).verdict == verdict
    # there is only one day on which something was founded
    one = cut.replace("price_cut_announced", "founded")
    ours = article(f"{one}, figure: after 2023-02-28")
    wire = document("wire", f"id: cut, {one}, figure: 2024-02-29")
    assert judged(ours, wire).verdict == "corroborated"


THERE = "metric: market_share, in: china-cloud, source: canalys, period: 2023Q3"


@pytest.mark.parametrize(
    ("claim", "other", "verdict"),
    [
        ("up yoy", "+2pp yoy", "corroborated"),
        ("up yoy", "-2pp yoy", "tension"),
        ("rank 1", "rank 1", "corroborated"),
        ("rank 2-4", "rank 3", "corroborated"),
        ("rank 2-4", "rank 5", "tension"),
        # no number is borne out by another market
        ("+2pp yoy", "+2pp yoy", "single-source"),
        ("26.7%", "26.7%", "single-source"),
    ],
)
def test_a_comparable_market_bears_out_directions_and_ranks(claim, other, verdict):
    """They count for as well as against, and it is said that the market is another."""
    ours = article(f"entity: aliyun, {SHARE}, source: idc, figure: {claim}")
    theirs = document("note", f"id: there, entity: aliyun, {THERE}, figure: {other}")
    found = judged(ours, theirs)
    assert found.verdict == verdict
    assert found.by == (("note/there",) if verdict != "single-source" else ())
    if verdict == "corroborated":
        assert found.because[0].startswith("In a comparable market Canalys has ")


@pytest.mark.parametrize(
    ("claim", "other", "period", "verdict"),
    [
        ("rank 2-4", "rank 3", "2023H2", "corroborated"),
        ("rank 2-4", "rank 5", "2023H2", "tension"),
        ("rank 2-4", "rank 3", "2023H1", "single-source"),
        ("rank 2-4", "rank 5", "2023H1", "single-source"),
        ("up yoy", "+2.3pp yoy", "2023H2", "corroborated"),
        ("up yoy", "-2.3pp yoy", "2023H2", "tension"),
        ("down yoy", "-2.3pp yoy", "2023", "corroborated"),
        ("up yoy", "+2.3pp yoy", "2023H1", "single-source"),
        ("up yoy", "-2.3pp yoy", "2023H1", "single-source"),
        # over another time than a year nothing is said of one
        ("up yoy", "+2.3pp qoq", "2023H2", "single-source"),
        # no number is borne out over another period
        ("+2.3pp yoy", "+2.3pp yoy", "2023H2", "single-source"),
    ],
)
def test_overlapping_periods_count_for_as_well_as_against(claim, other, period, verdict):
    """In a comparable market, a place or a bare direction; and it is said of when it is."""
    ours = article(f"entity: aliyun, {SHARE}, source: idc, figure: {claim}")
    there = THERE.replace("2023Q3", period)
    found = judged(ours, document("note", f"id: there, entity: aliyun, {there}, figure: {other}"))
    assert found.verdict == verdict
    assert found.by == (("note/there",) if verdict != "single-source" else ())
    assert verdict == "single-source" or period in found.because[0]


def test_its_own_origin_elsewhere_confirms_in_a_comparable_market():
    """One tracker's other table is its own word: carried right, no second witness."""
    ours = article(f"entity: aliyun, {SHARE}, source: idc, figure: rank 1")
    there = THERE.replace("canalys", "idc")
    found = judged(ours, document("note", f"id: there, entity: aliyun, {there}, figure: rank 1"))
    assert (found.verdict, found.independent) == ("confirmed", 0)


COST = "entity: openai, metric: revenue, currency: USD"


@pytest.mark.parametrize(
    ("claim", "other", "verdict"),
    [
        ("over $20 million", "period: 2020, figure: around $12 million", "tension"),
        ("over $20 million", "period: 2020, figure: $25 million", "corroborated"),
        ("$20 million", "period: 2019-04/2020-03, figure: $20.1 million", "corroborated"),
        ("$20 million", "period: 2020, figure: over $12 million", "single-source"),
        # half a year is no twelve months, nor is any other span that is tied to no days
        ("over $20 million", "period: 2020H1, figure: $12 million", "single-source"),
        ("over $20 million", "period: any 12 months, figure: $12 million", "single-source"),
        ("over $20 million", "period: 2020, scope: external, figure: $12 million", "tension"),
        ("over $20 million", "period: 2020, scope: external, figure: $25 million", "single-source"),
    ],
)
def test_any_12_months_meet_the_years(claim, other, verdict):
    """What was so in one year was so in some twelve months; where no year fits, it is told."""
    ours = article(f"{COST}, period: any 12 months, figure: {claim}")
    found = judged(ours, document("note", f"id: there, {COST}, {other}"))
    assert found.verdict == verdict


def test_a_year_that_fits_ends_a_tension_of_any_12_months():
    """It need be so in one year alone."""
    ours = article(f"{COST}, period: any 12 months, figure: over $20 million")
    years = "\n".join(
        f"id: y{year}, {COST}, period: {year}, figure: {figure}"
        for year, figure in ((2020, "$12 million"), (2021, "$25 million"))
    )
    found = judged(ours, document("note", years))
    assert (found.verdict, found.by) == ("corroborated", ("note/y2021",))


@pytest.mark.parametrize(
    ("metric", "period", "figure", "verdict"),
    [
        ("exclusive_cloud_provider", "2019/..", "azure", "corroborated"),
        ("cloud_provider", "2019/..", "azure", "corroborated"),
        ("cloud_provider", "2024", "azure", "corroborated"),
        ("cloud_provider", "2024-03", "azure", "single-source"),
        ("cloud_provider", "2019/2024-03", "azure", "single-source"),
        ("cloud_provider", "2019~", "azure", "single-source"),
        ("cloud_provider", "2025/..", "azure", "single-source"),
        ("exclusive_cloud_provider", "2019/..", "aliyun", "single-source"),
    ],
)
def test_a_link_holds_on_all_days_of_its_period(metric, period, figure, verdict):
    """About March may be February or April: all of them lie in what holds since 2019."""
    ours = article("entity: openai, metric: cloud_provider, period: 2024-03~, figure: azure")
    link = f"id: link, entity: openai, metric: {metric}, period: {period}, figure: {figure}"
    assert judged(ours, document("note", link)).verdict == verdict


def test_that_it_was_so_does_not_say_that_it_was_so_alone():
    """The only provider is a provider, not the other way round."""
    ours = article(
        "entity: openai, metric: exclusive_cloud_provider, period: 2024-03~, figure: azure"
    )
    link = "id: link, entity: openai, metric: cloud_provider, period: 2019/.., figure: azure"
    assert judged(ours, document("note", link)).verdict == "single-source"


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ("period: 2030, figure: US$10 billion, kind: target", True),
        ("period: 2030, figure: US$11 billion, kind: target", False),
        ("period: 2030, figure: €10 billion, kind: target", False),
        ("period: 2031, figure: US$10 billion, kind: target", False),
        ("period: 2030, figure: US$10 billion, kind: forecast", False),
    ],
)
def test_what_is_open_names_who_says_so_too(theirs, told):
    """Another print of one promise settles nothing, and is told."""
    promise = "entity: openai, metric: revenue"
    ours = article(f"{promise}, period: 2030, figure: 100亿美元, kind: target")
    wire = document("wire", f"id: promise, {promise}, {theirs}, source: reuters")
    found = judged(ours, wire)
    assert (found.verdict, found.by) == ("open", ())
    assert found.near == (("wire/promise",) if told else ())
    says = "Reuters, in “A note”, has the same target: US$10 billion (wire/promise)."
    assert not told or found.because[1] == says


def test_a_tension_says_how_far_the_prints_lie_apart():
    """As in a conflict: at least so far, and the printed numbers."""
    ours = article(f"entity: aliyun, {SHARE}, source: idc, figure: 26.7%")
    there = document("note", f"id: there, entity: aliyun, {THERE}, figure: 39%")
    assert (
        judged(ours, there)
        .because[0]
        .endswith("read as one they would be at least 11.75 points apart (12.3 points as printed).")
    )


def test_a_scope_that_bounds_a_plain_figure_on_one_side_does_not_fit_it():
    """That it is more than part of it says little for it, where the other scope excludes it."""
    half = "entity: aliyun, metric: revenue"
    filing = document(
        "filing",
        f"""
        id: own, {half}, period: 2023H1, scope: restated, figure: 501亿元
        id: more, {half}, period: 2023H1, scope: external, figure: over 186亿元
        """,
    )
    ours = article(f"{half}, period: 2023H1, figure: 497亿元")
    found = judged(ours, filing)
    assert (found.verdict, found.by) == ("tension", ("filing/own",))
    both = document(
        "more", f"id: it, {half}, period: 2023H1, scope: external, figure: 186亿元-500亿元"
    )
    assert judged(ours, filing, both).verdict == "single-source"


def test_a_reading_that_is_excluded_makes_no_tension():
    """What others rule out on its own basis is not held against figures elsewhere."""
    where = "metric: market_share, in: china-public-cloud, source: idc"
    ours = document(
        "article",
        "id: it, entity: aliyun, " + SHARE + ", source: idc, either: [-16pp yoy, -3pp yoy]",
    )
    own = document(
        "note",
        f"""
        id: now, entity: aliyun, {where}, period: 2023Q3, figure: 26.7%
        id: before, entity: aliyun, {where}, period: 2022Q3, figure: 29.7%
        """,
    )
    there = document("elsewhere", f"id: x, entity: aliyun, {THERE}, figure: -3.1pp yoy")
    assert judged(ours, there).verdict == "single-source"
    far = document("elsewhere", f"id: x, entity: aliyun, {THERE}, figure: +2pp yoy")
    assert judged(ours, far).verdict == "tension"
    # the first reading is ruled out, and the second one borne out
    assert judged(ours, own, there).verdict == "confirmed"


def test_a_plain_figure_that_fits_one_scope_is_in_tension_with_no_other():
    """It need not be what another scope says; where it fits none, it is."""
    half = "entity: aliyun, metric: revenue, period: 2023H1"
    filing = document(
        "filing",
        f"""
        id: own, {half}, scope: restated, figure: 497.4亿元
        id: external, {half}, scope: external, figure: 430亿元-500亿元
        """,
    )
    assert judged(article(f"{half}, figure: 437亿元"), filing).verdict == "single-source"
    found = judged(article(f"{half}, figure: 537亿元"), filing)
    assert (found.verdict, found.by) == ("tension", ("filing/external", "filing/own"))


# --- sentences -----------------------------------------------------------------------------


def sentence_judged(more, *files, name="article/it"):
    """The verdict on a sentence with some keys more."""
    return judged(
        article(f"entity: openai, says: Was founded as a charity.{more}"), *files, name=name
    )


SAYS = "id: says, entity: openai, says: Began without profit."


def test_a_sentence_is_borne_out_by_one_that_says_the_same():
    """By another origin in another document, however the two are linked."""
    found = sentence_judged(", same_as: wire/says", document("wire", SAYS))
    assert (found.verdict, found.by, found.independent) == ("corroborated", ("wire/says",), 1)
    assert found.because == ("“A note” says the same: Began without profit (wire/says).",)
    back = document("wire", f"{SAYS[:-1]}, same_as: article/it")
    assert sentence_judged("", back).verdict == "corroborated"
    assert sentence_judged("", document("wire", SAYS)).verdict == "no-figure"


def test_a_sentence_beside_its_own_origin_and_its_own_document():
    """Its own source elsewhere confirms it; its own document bears nothing out."""
    there = document("wire", f"{SAYS}, source: reuters")
    assert sentence_judged(", source: reuters, same_as: [wire/says]", there).verdict == "confirmed"
    here = document("article", f"id: it, entity: openai, says: Grows., same_as: b\n{SAYS}")
    here = here.replace("same_as: b", "same_as: says")
    assert judged(here).verdict == "derived"


def test_a_sentence_that_another_disputes_is_disputed():
    """Whichever of the two says so."""
    wire = document("wire", SAYS)
    assert sentence_judged(", disputes: wire/says", wire).verdict == "disputed"
    found = sentence_judged(", disputes: wire/says", wire, name="wire/says")
    assert (found.verdict, found.by) == ("disputed", ("article/it",))


def test_a_sentence_shares_the_fate_of_the_figure_it_repeats():
    """What is ruled out bears nothing out; what holds does."""
    wire = document("wire", f"id: own, {REVENUE}, figure: 280亿元")
    more = ", same_as: wire/own"
    assert sentence_judged(more, wire).verdict == "corroborated"
    filing = document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 265.2亿元")
    assert sentence_judged(more, wire, filing).verdict == "contradicted"
    facts = read(
        article(f"entity: openai, says: It was 28bn.{more}"), wire, filing, vocabulary=MORE
    )
    assert of_claims(facts, ["article/it"]).verdicts["article/it"].verdict == "contradicted"


def test_opinions_bear_nothing_out():
    """Two who think alike are no evidence."""
    wire = document("wire", f"{SAYS}, kind: opinion")
    assert sentence_judged(", same_as: wire/says", wire).verdict == "no-figure"


@pytest.mark.parametrize(
    ("who", "kind", "verdict"),
    [
        ("alibaba", "opinion", "confirmed"),
        ("reuters", "opinion", "no-figure"),
        ("alibaba", "observation", "no-figure"),
    ],
)
def test_that_somebody_holds_an_opinion_is_confirmed_by_himself(who, kind, verdict):
    """The words are carried right; whether they are right nobody could look up."""
    wire = document("wire", f"{SAYS}, source: {who}, kind: {kind}")
    ours = ", source: alibaba, kind: opinion, same_as: wire/says"
    assert sentence_judged(ours, wire).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (f"{REVENUE}, figure: 1亿元, same_as: article/x", "same_as is for sentences"),
        ("entity: openai, says: Grows., same_as: wire/nobody", "no claim is called so"),
        ("entity: openai, says: Grows., same_as: article/it", "the same as itself"),
    ],
)
def test_same_as_names_another_claim(claim, message):
    """A key that could say nothing is a finding."""
    from cloudkb import reader
    from cloudkb.reader import SourceFile

    text = document("article", f"id: it, {claim}\nid: x, entity: openai, says: Is there.")
    _, findings = reader.read(
        [SourceFile("facts/v.yaml", MORE.encode()), SourceFile("facts/a.yaml", text.encode())]
    )
    assert any(message in one.message for one in findings)


# --- whose word it is ----------------------------------------------------------------------

STAFF = MORE.replace(
    "  openai:",
    "  ada: {name: Ada Wu, kind: person}\n  ben: {name: Ben Li, kind: person}\n  openai:",
    1,
).replace(
    "  founded:",
    "  works_for: {name: Works for, unit: entity}\n  founded:",
    1,
)
ADA = "id: ada-there, entity: ada, metric: works_for, figure: {}, period: {}"


def spoken(link, about=REVENUE, date="2024-03-05", source="ada", vocabulary=STAFF):
    """The verdict on what a spokesman says, beside what the company prints."""
    ours = article(f"{about}, source: {source}, date: {date}, figure: 280.6亿元")
    filing = document("filing", f"id: own, {about}, source: alibaba, figure: 280.7亿元")
    return judged(ours, filing, document("who", link), vocabulary=vocabulary)


@pytest.mark.parametrize(
    ("company", "period", "verdict"),
    [
        ("alibaba", "2019/..", "confirmed"),
        ("alibaba", "2019/2024", "confirmed"),
        ("alibaba", "2024-02-29", "confirmed"),
        # gone before, elsewhere, not yet there
        ("alibaba", "2019/2022", "corroborated"),
        ("alibaba", "2025/..", "corroborated"),
        ("openai", "2019/..", "corroborated"),
    ],
)
def test_a_spokesman_is_no_witness_beside_his_employer(company, period, verdict):
    """Who works there on that day speaks for it, where it is about it or its parts."""
    assert spoken(ADA.format(company, period)).verdict == verdict


def test_a_spokesman_speaks_for_himself_of_others():
    """About another company his word is his own."""
    about = "entity: tianyi-cloud, metric: revenue, period: 2023Q4"
    assert spoken(ADA.format("alibaba", "2019/.."), about).verdict == "corroborated"


def test_a_chief_executive_speaks_for_his_company():
    """Of the link the other way round it is the figure that works there."""
    link = "id: chief, entity: alibaba, metric: chief_executive, figure: ben, period: 2023-09/.."
    assert spoken(link, source="ben").verdict == "confirmed"
    assert spoken(link.replace("2023-09/..", "2019/2023"), source="ben").verdict == "corroborated"


def test_a_source_says_for_whom_it_works():
    """A spokesman who is no entity says it himself."""
    named = STAFF.replace(
        "  caijing:",
        "  voice: {name: A spokeswoman, kind: person, works_for: alibaba}\n  caijing:",
        1,
    )
    found = spoken("id: x, entity: ada, says: Grows.", source="voice", vocabulary=named)
    assert found.verdict == "confirmed"


LONG = "entity: tianyi-cloud, metric: revenue, period: 2023Q4"


def test_papers_that_print_one_release_are_one_origin():
    """Seven digits that several print alike, none with a source, come from one place."""
    papers = [
        document(name, f"id: own, {LONG}, figure: 'RMB1,234,567,800'")
        for name in ("herald", "post", "times")
    ]
    ours = article(f"{LONG}, figure: 12.35亿元")
    found = judged(ours, *papers)
    assert (found.verdict, found.independent) == ("corroborated", 1)
    one = judged(*papers, name="herald/own")
    assert (one.verdict, one.independent) == ("confirmed", 0)


def test_fewer_digits_or_a_source_make_other_origins():
    """Six digits may be printed alike by chance; who names a source has it from there."""
    ours = article(f"{LONG}, figure: 12.35亿元")
    papers = [
        document(name, f"id: own, {LONG}, figure: 'RMB1,234,570,000'")
        for name in ("herald", "post")
    ]
    assert judged(ours, *papers).independent == 2
    named = [
        document(name, f"id: own, {LONG}, figure: 'RMB1,234,567,800', source: {source}")
        for name, source in (("herald", "reuters"), ("post", "caijing"))
    ]
    assert judged(ours, *named).independent == 2


def test_what_follows_from_its_own_document_is_derived():
    """Quarters and their half in one document bear nothing out, whoever is said to print them."""
    of = "entity: tianyi-cloud, metric: revenue"
    claims = document(
        "article",
        f"""
        id: it, {of}, period: 2023H1, figure: 459.0亿元
        id: q1, {of}, source: caijing, period: 2023Q1, figure: 220.0亿元
        id: q2, {of}, source: reuters, period: 2023Q2, figure: 239.0亿元
        """,
    )
    found = judged(claims)
    assert (found.verdict, found.independent) == ("derived", 0)
    assert found.by == ("article/q1", "article/q2")
    # with one quarter from elsewhere it still needs its own
    other = document(
        "wire", "id: q, entity: tianyi-cloud, metric: revenue, period: 2023Q1, figure: 220.0亿元"
    )
    assert judged(claims, other).verdict == "derived"
    both = document(
        "wire",
        """
        id: q, entity: tianyi-cloud, metric: revenue, period: 2023Q1, figure: 220.0亿元
        id: r, entity: tianyi-cloud, metric: revenue, period: 2023Q2, figure: 239.0亿元
        """,
    )
    assert judged(claims, both).verdict == "corroborated"


# --- single claims -------------------------------------------------------------------------


def test_single_claims_are_judged_as_in_the_whole(shipped_facts):
    """What is asked of a few claims of the shipped base is what the whole fact-check says."""
    whole = verdicts(shipped_facts, "zhitaoyun-shares-2023").verdicts.verdicts
    found = of_claims(shipped_facts, [one.claim for one in whole[::3]]).verdicts
    assert found == {one.claim: one for one in whole[::3]}


def test_a_budget_leaves_claims_without_verdict():
    """Steps are counted before anything is proved; names that nobody has are left out."""
    filing = document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 280.7亿元")
    says = article(f"{REVENUE}, figure: 280亿元") + "  - {id: says, entity: aliyun, says: Grows.}\n"
    facts = read(says, filing, vocabulary=MORE)
    names = ["article/it", "article/says", "filing/own", "nobody/none"]
    assert of_claims(facts, names, 0).verdicts == dict.fromkeys(names[:3])
    some = of_claims(facts, names, 7).verdicts
    assert [name for name, one in some.items() if one] == ["article/it", "article/says"]
    every = of_claims(facts, names, 100).verdicts
    assert every == of_claims(facts, names).verdicts
    assert every["article/it"].verdict == "corroborated"
    assert every["article/says"].verdict == "no-figure"


# --- the shipped base ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def article_alone(tmp_path_factory):
    """The shipped vocabulary with the article as the only document."""
    import shutil

    folder = tmp_path_factory.mktemp("alone") / "facts"
    (folder / "documents").mkdir(parents=True)
    for path in FACTS.glob("*.yaml"):
        if path.name != "exceptions.yaml":
            shutil.copy(path, folder)
    shutil.copy(FACTS / "documents" / "jiemian-2024-03.yaml", folder / "documents")
    return base.locate(str(folder))


@pytest.fixture(scope="module")
def shipped_facts():
    """The facts of the shipped base."""
    return base.read(base.locate(str(FACTS)))


@pytest.fixture(scope="module")
def shipped():
    """The fact-check of the article on the whole shipped base."""
    return base.verdicts(base.locate(str(FACTS)), "jiemian-2024-03", locked=True)


def test_an_article_alone_bears_nothing_out(article_alone):
    """Alone, the article's claims rest on their own word, or follow from each other."""
    found = base.verdicts(article_alone, "jiemian-2024-03", locked=True)
    assert {one.verdict for one in found.verdicts} <= {
        "single-source",
        "no-figure",
        "open",
        "derived",
        "conditional",
    }
    assert all(not one.independent for one in found.verdicts)


def test_counts_add_up(shipped):
    """Every claim of the article has one verdict, and the counts hold them all."""
    facts = base.read(base.locate(str(FACTS)))
    own = [claim.id for claim in facts.claims if claim.document == "jiemian-2024-03"]
    assert sorted(one.claim for one in shipped.verdicts) == sorted(own)
    assert sum(count for _, count in shipped.counts) == len(own)


def test_every_verdict_gives_its_reason(shipped):
    """A verdict that rests on others names them; each says why."""
    silent = ("single-source", "no-figure", "open")
    for one in shipped.verdicts:
        assert one.because, one
        assert bool(one.by) == (one.verdict not in silent), one
        assert one.verdict != "corroborated" or one.independent >= 1
        assert one.verdict != "confirmed" or not one.independent


def test_no_verdict_is_typed_by_hand():
    """No verdict word stands in a fact file."""
    common = ("met", "missed", "open", "confirmed", "reached", "beaten", "derived")
    words = [name for name in NAMES if name not in common]
    for path in FACTS.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert not [word for word in words if f" {word}" in text], path.name


def test_every_verdict_has_its_line_in_the_docs():
    """docs/verdicts.md names each verdict in its table."""
    page = (Path(__file__).parent.parent / "docs" / "verdicts.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"`{name}`" in page
    assert list(MEANS) == list(NAMES)


def test_the_printed_page_is_fresh(shipped, golden):
    """docs/fact-check.md is what the command prints as Markdown."""
    from cloudkb.render import fact_check

    docs = Path(__file__).parent.parent / "docs"
    command = "cloudkb verdicts --document jiemian-2024-03 --format md"
    title = "卷价格、卷AI算力:阿里云的“必经之痛” (界面新闻, 2024-03~)"
    golden(docs / "fact-check.md", fact_check.render(shipped, title, command))


# --- the command ---------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path):
    """A repository of two documents."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "vocabulary.yaml").write_text(MORE, encoding="utf-8")
    files = {
        "article": OURS.replace(
            "claims:\n", "claims:\n  - {id: b, entity: aliyun, says: Grows.}\n"
        ),
        "filing": document("filing", f"id: own, {REVENUE}, source: alibaba, figure: 280.7亿元"),
    }
    for name, text in files.items():
        (tmp_path / "facts" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_json_is_the_published_shape(cloudkb, small):
    """One row a claim, numbers exact, null for what does not apply."""
    done = cloudkb("verdicts", "--document", "article", "--format", "json", folder=small)
    assert done.code == 0
    rows = json.loads(done.out)
    assert rows[1] == {
        "claim": "article/it",
        "figure": "280亿元",
        "verdict": "corroborated",
        "accepted": False,
        "by": ["filing/own"],
        "independent": 1,
        "gap": None,
        "because": ["Alibaba, in “A note”, prints 280.7亿元 (filing/own)."],
        "settle": [],
        "status": None,
    }
    assert (rows[0]["figure"], rows[0]["verdict"]) == (None, "no-figure")


def test_the_document_with_most_claims_is_the_default(cloudkb, small):
    """Nothing asked for: the largest document, and stderr says so."""
    done = cloudkb("verdicts", folder=small)
    assert done.out.startswith("A note (2024-03) · 2 claims\n")
    assert "article, the document with most claims (2)" in done.err
    assert "1  corroborated" in done.out


def test_claims_about_a_provider_in_any_document(cloudkb, small):
    """--provider alone judges what all documents say of it, full names shown."""
    done = cloudkb("verdicts", "--provider", "阿里云", "--format", "csv", folder=small)
    assert [line.split(",")[0] for line in done.out.splitlines()] == [
        "claim",
        "article/b",
        "article/it",
        "filing/own",
    ]


def test_unknown_names_are_answered_with_the_nearest(cloudkb, small):
    """A document or a verdict nobody knows: exit 2, and what may be meant."""
    done = cloudkb("verdicts", "--document", "articel", folder=small)
    assert (done.code, done.out) == (2, "")
    assert "did you mean article" in done.err
    done = cloudkb("verdicts", "--only", "coroborated", folder=small)
    assert done.code == 2
    assert "did you mean corroborated?" in done.err


@pytest.mark.parametrize("width", [80, 120])
def test_the_page(cloudkb, small, golden, width):
    """Counts at the top, then the claims of each verdict with the reasons."""
    done = cloudkb("verdicts", "--document", "article", folder=small, columns=width)
    golden(f"verdicts-{width}.txt", done.out)
