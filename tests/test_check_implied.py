"""Implied values: facts in, intervals with what each end rests on out."""

from fractions import Fraction
from pathlib import Path

import pytest

from cloudkb.check import Reasoner
from cloudkb.check.answers.claim_status import status
from cloudkb.check.answers.implied import explain, of_quantity
from cloudkb.check.constraints import slicing
from cloudkb.check.constraints.quantities import QuantityError
from cloudkb.interval import Interval
from cloudkb.model import Explained, Facts, Tied
from cloudkb.reader import SourceFile
from cloudkb.reader import read as read_files
from networks import generate
from reasoned import document, read

TOP = Path(__file__).parents[1]
ARTICLE = "jiemian-2024-03"
SHARE = "source: idc, entity: aliyun, metric: market_share, in: china-public-cloud"
REVENUE = "entity: aliyun, metric: revenue"
PROFIT = "entity: aliyun, metric: profit"


@pytest.fixture(scope="module")
def article() -> Facts:
    """The claims of the article alone, as shipped."""
    files = [
        SourceFile(path.relative_to(TOP).as_posix(), path.read_bytes())
        for path in sorted((TOP / "facts").rglob("*.yaml"))
        if path.parent.name != "documents" or path.stem == ARTICLE
    ]
    facts, _ = read_files(files)
    claims = tuple(claim for claim in facts.claims if claim.document == ARTICLE)
    return facts._replace(claims=claims, exceptions=())


def explained(facts: Facts, text: str) -> Explained:
    found = explain(facts, text)
    assert isinstance(found, Explained)
    return found


def short(labels: tuple[str, ...]) -> list[str]:
    """Ids of claims; of identities the kind alone."""
    return [label.split(":")[0].split("/")[-1] for label in labels]


# --- from the article alone ------------------------------------------------------------------


def test_a_share_nobody_prints(article: Facts) -> None:
    """26.7% after a fall of 5.8 points leaves 32.4 to 32.6% for the year before."""
    found = explained(article, "aliyun.market_share@2022Q3")
    assert found.implied.interval[:2] == (Fraction("0.324"), Fraction("0.326"))
    assert found.implied.text == "32.40 to 32.60%"
    assert found.printed == ()
    assert found.low is not None
    assert found.high is not None
    assert found.low.formula == "26.65% (share-aliyun) + 5.75 points (share-aliyun-change)"
    assert found.high.formula == "26.75% (share-aliyun) + 5.85 points (share-aliyun-change)"
    assert found.low.exact
    assert found.high.exact


def test_a_year_from_its_last_quarter_and_an_order(article: Facts) -> None:
    """A quarter above the three before it leaves the year less than twice that quarter."""
    found = explained(article, "aliyun.adjusted_ebita@2023 scope restated")
    assert found.implied.interval.low is None
    assert found.implied.interval.high == Fraction(4_729_000_000)
    assert found.implied.interval.high_open
    assert short(found.implied.high_because) == [
        "calendar-sum",
        "ebita-2023q4",
        "ebita-beats-three",
    ]
    assert found.high is not None
    assert (found.high.text, found.high.formula) == (
        "below 47.29亿元",
        "2 × 23.645亿元 (ebita-2023q4)",
    )
    told = [step.text for step in found.high.steps]
    assert told[:2] == [
        "2023 is the sum of 2023Q1, 2023Q2, 2023Q3 and 2023Q4.",
        "2023Q4 is above 2023Q1 + 2023Q2 + 2023Q3.",
    ]


def test_a_share_formed_when_asked(article: Facts) -> None:
    """A share no claim names comes from the two revenues, each as wide as its print."""
    found = explained(article, "baidu-large-models.revenue_share@2023Q4 in baidu-ai-cloud")
    assert found.implied.interval[:2] == (Fraction(645, 8450), Fraction(675, 8350))
    assert short(found.implied.low_because) == [
        "baidu-cloud-2023q4",
        "baidu-models-2023q4",
        "share",
    ]
    assert found.low is not None
    assert found.low.formula == ("6.45亿元 (baidu-models-2023q4) ÷ 84.5亿元 (baidu-cloud-2023q4)")


def test_who_shares_ranks_two_to_four(article: Facts) -> None:
    """Whoever ranks below the first has at most its share; zero goes without saying."""
    found = explained(article, "huawei-cloud.market_share@2023Q3 in china-public-cloud")
    assert found.implied.text == "at most 26.75%"
    assert found.low is None
    assert short(found.implied.high_because) == ["share-aliyun", "share-aliyun-rank"]


# --- ends -------------------------------------------------------------------------------------


def test_printed_and_implied_meet() -> None:
    """A printed quantity is no wider than its print, and no wider than the rest leaves it."""
    facts = read(
        document(
            "a",
            f"""
            id: half, {REVENUE}, period: 2023H1, figure: 497亿元
            id: first, {REVENUE}, period: 2023Q1, figure: 247亿元
            id: second, {REVENUE}, period: 2023Q2, figure: 249.7亿元
            """,
        )
    )
    found = explained(facts, "aliyun.revenue@2023Q1")
    assert found.printed == ("a/first",)
    assert found.implied.text == "246.75 to 247.50亿元"
    assert short(found.implied.low_because) == ["half", "second", "calendar-sum"]
    assert short(found.implied.high_because) == ["first"]
    assert found.low is not None
    assert found.low.formula == "496.5亿元 (half) - 249.75亿元 (second)"


def test_growth_is_multiplied() -> None:
    """Last year's value is this year's over one plus the growth."""
    facts = read(
        document(
            "a",
            f"""
            id: now, {REVENUE}, period: 2023, figure: 121亿元
            id: growth, {REVENUE}, period: 2023, figure: +20% yoy
            """,
        )
    )
    found = explained(facts, "aliyun.revenue@2022")
    assert found.low is not None
    assert found.low.formula == "120.5亿元 (now) ÷ 1.205 (growth)"
    assert found.low.exact


def test_nothing_is_known() -> None:
    """A quantity that no claim bounds has no ends."""
    facts = read(document("a", f"id: up, {PROFIT}, period: 2023, figure: up yoy"))
    found = explained(facts, "aliyun.profit@2022")
    assert (found.low, found.high) == (None, None)


def test_a_day() -> None:
    """The day of an event is told as dates."""
    facts = read(document("a", "id: a, entity: openai, metric: founded, figure: 2015-12"))
    found = explained(facts, "openai.founded")
    assert found.implied.text == "2015-12-01 to 2015-12-31"
    assert found.printed == ("a/a",)


def test_what_conflicts_is_set_aside() -> None:
    """Nothing rests on the first suspect of a conflict, and that is said."""
    facts = read(
        document(
            "a",
            f"""
            id: one, {SHARE}, period: 2023Q3, figure: 26.7%
            id: change, {SHARE}, period: 2023Q3, figure: -5.8pp yoy
            id: before, {SHARE}, period: 2022Q3, figure: 36.7%
            """,
        )
    )
    found = explained(facts, "aliyun.market_share@2022Q3")
    assert len(found.aside) == 1
    assert not set(found.aside) & {*found.implied.low_because, *found.implied.high_because}


def test_what_an_exception_doubts_is_set_aside() -> None:
    """A doubted claim bounds nothing, and that is said of what it would bound directly."""
    told = document("a", f"id: year, {REVENUE}, period: 2023, figure: 900亿元")
    doubted = document("b", f"id: year, {REVENUE}, scope: restated, period: 2023, figure: 70亿元")
    doubted += (
        "exceptions:\n  - {claims: [a/year, b/year], doubt: b/year, reason: A digit is missing.}\n"
    )
    found = explained(read(told, doubted), "aliyun.revenue@2023 scope restated")
    assert (found.low, found.high, found.aside) == (None, None, ("b/year",))


def test_a_stated_basis_says_more() -> None:
    """Beside a plain value it is told what each scope that others state leaves for it."""
    facts = read(
        document("note", f"id: year, {REVENUE}, period: 2023, figure: 900亿元"),
        document(
            "filing",
            f"""
            id: year, {REVENUE}, scope: restated, period: 2023, figure: 900.1亿元
            id: half, {REVENUE}, scope: restated, period: 2023H1, figure: 400亿元
            """,
        ),
    )
    found = explained(facts, "aliyun.revenue@2023")
    assert found.implied.text == "895 to 905亿元"
    ((name, read_as),) = found.read
    assert name == "restated"
    assert read_as.text == "900.05 to 900.15亿元"
    assert read_as.low_because == ("filing/year",)


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message", "candidates"),
    [
        ("aliyun.revenue", "aliyun.revenue may mean 2 quantities", 2),
        ("aliyn.revenue@2023", "no entity is called aliyn", 1),
        ("aliyun.revenu@2023", "no metric is called revenu", 1),
        ("aliyun.revenue@2023Q9", '"2023Q9" is no period', 0),
        ("aliyun", "'aliyun' names no quantity", 0),
        ("no-sum:aliyun.revenue@2023", "no identity here is called no-sum", 1),
        ("calendar-sum:tianyi-cloud.revenue@2023", "no identity here is called calendar-sum", 0),
    ],
)
def test_names_that_mean_nothing_or_too_much(text: str, message: str, candidates: int) -> None:
    """Why there is no answer, and what may have been meant."""
    facts = read(
        document(
            "a",
            f"""
            id: year, {REVENUE}, period: 2023, figure: 900亿元
            id: half, {REVENUE}, period: 2023H1, figure: 400亿元
            """,
        )
    )
    with pytest.raises(QuantityError) as caught:
        explain(facts, text)
    assert caught.value.message.startswith(message)
    assert len(caught.value.candidates) >= candidates


def test_an_identity_of_several_periods_is_named_whole() -> None:
    """Without its period a name may mean several identities, which are offered."""
    claims = [
        f"id: {kind}{year}, {REVENUE}, period: {year}{half}, figure: {figure}亿元"
        for year in (2022, 2023)
        for kind, half, figure in (("year", "", 900), ("half", "H1", 400))
    ]
    with pytest.raises(QuantityError, match="may mean 2 identities") as caught:
        explain(read(document("a", "\n".join(claims))), "calendar-sum:aliyun.revenue")
    assert [name.partition("@")[2] for name in caught.value.candidates] == ["2022 CNY", "2023 CNY"]


@pytest.mark.parametrize("text", ["Alibaba Cloud.Revenue@2023", "阿里云.revenue@2023 CNY"])
def test_names_and_aliases_do_for_ids(text: str) -> None:
    """People may type what things are called, in either language."""
    facts = read(document("a", f"id: year, {REVENUE}, period: 2023, figure: 900亿元"))
    assert explained(facts, text).implied.quantity == "aliyun.revenue@2023 CNY"


def test_an_identity_says_what_it_ties() -> None:
    """An identity by name: its sentence, and the claims about what it ties."""
    facts = read(
        document(
            "a",
            f"""
            id: half, {REVENUE}, period: 2023H1, figure: 400亿元
            id: first, {REVENUE}, period: 2023Q1, figure: 190亿元
            id: other, {REVENUE}, period: 2021, figure: 700亿元
            """,
        )
    )
    found = explain(facts, "calendar-sum:aliyun.revenue@2023H1")
    assert isinstance(found, Tied)
    assert found.name == "calendar-sum:aliyun.revenue@2023H1 CNY"
    assert found.text == "2023H1 is the sum of 2023Q1 and 2023Q2."
    assert found.claims == ("a/first", "a/half")


def test_an_identity_is_formed_when_asked(article: Facts) -> None:
    """The sum of a year that no claim names."""
    found = explain(article, "calendar-sum:aliyun.adjusted_ebita@2023 scope restated")
    assert isinstance(found, Tied)
    assert short(found.claims) == ["ebita-2023q4", "ebita-beats-three"]


# --- only what can bear on a question ----------------------------------------------------------

ASKED = (
    "aliyun.market_share@2022Q3",
    "aliyun.adjusted_ebita@2023 scope restated",
    "huawei-cloud.market_share@2023Q3",
    "tianyi-cloud.revenue@2023H1",
    "openai.founded",
)


@pytest.mark.parametrize("text", ASKED)
def test_a_part_of_the_facts_answers_like_the_whole(article: Facts, text: str) -> None:
    """What is left out before compiling cannot bear on the answer."""
    whole = explain(article, text, Reasoner(article))
    assert explained(article, text) == whole


@pytest.mark.parametrize("seed", range(3))
def test_truths_lie_in_what_is_implied(seed: int) -> None:
    """In networks of prints of one truth, it lies in every implied interval.

    The part that can bear on a question answers like the whole, of which it is one market.
    """
    network = generate(seed, "mixed", 60, markets=2)
    files = [SourceFile(path, text.encode()) for path, text in network.files.items()]
    facts, _ = read_files(files)
    reasoner = Reasoner(facts)
    printed = sorted(reasoner.model.printed.items())
    assert len(slicing.of_entities(facts, [printed[0][0].entity]).claims) < len(facts.claims)
    for quantity, prints in printed[:: len(printed) // 6]:
        found = explained(facts, quantity.name)
        truth = network.truth[prints[0].claim.id]
        assert truth is not None
        assert found.implied.interval.contains(truth)
        whole = of_quantity(reasoner, quantity)
        assert whole.implied.interval == found.implied.interval
        rest = status(facts, prints[0].claim.id).implied
        assert rest is None or rest.interval.contains(truth)


def test_the_order_of_claims_does_not_matter(article: Facts) -> None:
    """The same answer whichever way the facts are read."""
    turned = article._replace(claims=article.claims[::-1])
    for text in ASKED:
        assert explain(turned, text) == explain(article, text)


# --- without a scope ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("aliyun.revenue@2023Q4", "restated"),
        ("aliyun.adjusted_ebita@2023Q4", "restated"),
        ("tianyi-cloud.revenue@2023H1", "company-definition"),
        ("baidu-large-models.revenue@2023Q4 CNY", "call-remarks"),
        ("aliyun.revenue@2022-04/2022-09", "external"),
        ("aliyun.revenue@2023H1", ""),
    ],
)
def test_what_several_documents_print_has_one_answer(text: str, scope: str) -> None:
    """Nobody is asked whose basis is meant: it is the one in use, told with where it stands."""
    files = [
        SourceFile(path.relative_to(TOP).as_posix(), path.read_bytes())
        for path in sorted((TOP / "facts").rglob("*.yaml"))
    ]
    found = explained(read_files(files)[0], text)
    assert found.scope == scope
    assert found.implied.interval != Interval()
    assert bool(found.default) == bool(scope)
    assert not scope or " by default, facts/scopes.yaml:" in found.default
