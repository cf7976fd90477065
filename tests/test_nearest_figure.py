"""The nearest figure to a claim of a single source: facts in, why it does not count out."""

import pytest

from cloudkb.check.answers.judging import of_claims, verdicts
from reasoned import VOCABULARY, document, read

OURS = "metric: revenue, period: 2023Q3"
MORE = VOCABULARY.replace(
    "  china: {name: China, kind: country}",
    "  china: {name: China, kind: country}\n"
    "  china-iaas: {name: China's IaaS, kind: market, part_of: china-public-cloud}\n"
    "  world: {name: The world, kind: market}\n"
    "  wine: {name: Wine, kind: market}",
)


def told(claim, *others, vocabulary=MORE):
    """What is said of one claim beside other documents, but that nobody prints it."""
    files = [document("article", f"id: it, {claim}")]
    files += [document(f"other-{number}", text) for number, text in enumerate(others, 1)]
    facts = read(*files, vocabulary=vocabulary)
    [found] = verdicts(facts, "article").verdicts.verdicts
    assert found.verdict == "single-source"
    assert of_claims(facts, ["article/it"]).verdicts["article/it"] == found
    assert found.because[0] == "No other origin prints or implies as much."
    return found.because[1], found.near


def why(claim, other, **more):
    """The reason why one figure does not count."""
    sentence, near = told(claim, other, **more)
    assert near == ("other-1/own",)
    assert sentence.startswith("Nearest is ")
    return sentence.partition("which does not count: ")[2]


ALIYUN = f"entity: aliyun, {OURS}, figure: 276亿元"


@pytest.mark.parametrize(
    ("claim", "other", "reason"),
    [
        (
            ALIYUN,
            "entity: aliyun, metric: revenue, period: 2022Q1, figure: 190亿元",
            "it is of 2022Q1.",
        ),
        (
            f"entity: aliyun, {OURS}, scope: restated, figure: 276亿元",
            "entity: aliyun, metric: revenue, period: 2022Q3, scope: external, figure: 190亿元",
            "it is measured as external and it is of 2022Q3.",
        ),
        (
            f"entity: aliyun, {OURS}, in: china-public-cloud, figure: 27亿元",
            f"entity: aliyun, {OURS}, in: world, figure: 276亿元",
            "it is measured in The world.",
        ),
        (
            ALIYUN,
            f"entity: aliyun, {OURS}, in: china-public-cloud, figure: 27亿元",
            "it is measured in China's public cloud.",
        ),
        (
            ALIYUN,
            f"entity: aliyun, {OURS}, figure: 270亿元, kind: forecast",
            "it is a forecast.",
        ),
        (
            "entity: aliyun, metric: market_share, in: china-public-cloud, period: 2023Q3, "
            "figure: rank 1",
            "entity: aliyun, metric: market_share, in: china-public-cloud, period: 2022Q3, "
            "figure: 40%",
            "it is of 2022Q3 and it is a value, not a rank.",
        ),
        (
            "entity: aliyun, metric: contracts_won, period: any 12 months, figure: 17",
            "entity: aliyun, metric: contracts_won, period: any 12 months, figure: 4",
            "“any 12 months” is tied to no days.",
        ),
        (
            "entity: openai, metric: cloud_provider, period: 2024-03~, figure: azure",
            "entity: openai, metric: exclusive_cloud_provider, period: 2024-03/.., figure: azure",
            "it is “only cloud provider”, which says more or less and "
            "2024-03~ is only about known.",
        ),
        (
            "entity: china, metric: servers, period: 2022, figure: 2000万台",
            "entity: china, metric: servers, period: 2023, figure: 2000万台, source: idc",
            "it is measured by IDC and it is of 2023.",
        ),
    ],
)
def test_what_differs_is_the_reason(claim, other, reason):
    """Another period, basis, market, kind of figure or metric, one that is tied to no days."""
    assert why(claim, f"id: own, {other}") == reason


def test_the_nearest_of_several_is_told():
    """The same market a year before is nearer than another market, and that than a part."""
    share = "metric: market_share, figure: 30%, source: idc"
    year = f"id: own, entity: aliyun, {share}, in: china-public-cloud, period: 2022Q3"
    market = f"id: own, entity: aliyun, {share}, in: wine, period: 2023Q3"
    ours = (
        "entity: aliyun, metric: market_share, in: china-public-cloud, period: 2023Q3, "
        "source: idc, figure: rank 2"
    )
    assert told(ours, market, year)[1] == ("other-2/own",)
    assert told(ours, market)[1] == ("other-1/own",)


def test_a_figure_of_another_entity_is_not_near():
    """Only of what the entity is a part of, or holds; else it is said that there is nothing."""
    sentence, near = told(ALIYUN, f"id: own, entity: tianyi-cloud, {OURS}, figure: 276亿元")
    assert (sentence, near) == (
        "No other document has a figure for Alibaba Cloud's revenue.",
        (),
    )
    group = f"entity: alibaba, {OURS}, figure: 2000亿元"
    part = why(group, f"id: own, entity: aliyun, {OURS}, figure: 276亿元")
    assert part == "it is of Alibaba Cloud."


def test_what_is_doubted_is_not_near_for_long():
    """A doubted figure may be the nearest; then that is the reason."""
    doubt = (
        "exceptions:\n  - claims: [other-1/own, other-2/own]\n"
        "    doubt: other-1/own\n    reason: A slip.\n"
    )
    q3 = "entity: aliyun, metric: revenue, period: 2022Q3, figure"
    facts = read(
        document("article", f"id: it, entity: aliyun, {OURS}, scope: restated, figure: 276亿元"),
        document("other-1", f"id: own, {q3}: 999亿元"),
        document("other-2", f"id: own, {q3}: 190亿元"),
        doubt,
        vocabulary=MORE,
    )
    [found] = verdicts(facts, "article").verdicts.verdicts
    assert found.near == ("other-2/own",)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("entity: openai, metric: founded, figure: December 2015", "OpenAI, founded"),
        ("entity: openai, metric: chief_executive, figure: azure", "OpenAI, chief executive"),
    ],
)
def test_days_and_links_are_claims(claim, text):
    """Of what has no amount no figure is missed."""
    assert told(claim)[0] == f"No other document has a claim on {text}."


REGION = MORE.replace(
    "  wine:",
    "  west: {name: The West, kind: region}\n"
    "  states: {name: The States, kind: country, part_of: west}\n  wine:",
)


SHARE = "metric: market_share, in: wine, period: 2023Q3"


@pytest.mark.parametrize(
    ("relation", "china", "states", "way"),
    [
        ("below", "28%", "60%", "the same way"),
        ("above", "28%", "60%", "the other way"),
        ("above", "61%", "30%", "the same way"),
        # roundings meet: neither is above the other
        ("below", "30.4%", "约30%", ""),
        ("below 2x", "28%", "60%", ""),
    ],
)
def test_a_part_of_what_an_order_names_is_told_beside_the_nearest(relation, china, states, way):
    """That one country of a region lies higher proves nothing of the region, and points there."""
    operand = f"{relation} west" if relation.isalpha() else "below 2 x west"
    before = SHARE.replace("2023Q3", "2022")
    files = [
        document("article", f"id: it, entity: china, {before}, figure: {operand}"),
        document(
            "wire",
            f"id: mine, entity: china, {SHARE}, figure: {china}\n"
            f"id: part, entity: states, {SHARE}, figure: {states}",
        ),
    ]
    [found] = verdicts(read(*files, vocabulary=REGION), "article").verdicts.verdicts
    assert (found.verdict, found.near[0]) == ("single-source", "wire/mine")
    assert found.near[1:] == (("wire/part",) if way else ())
    assert not way or f"that points {way}," in found.because[2]
