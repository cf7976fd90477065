"""What a run says of how much it looked at."""

import pytest

from cloudkb.check.answers.coverage import count_coverage
from reasoned import checked, document, reasoner

HALF = "id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元"
CASES = {
    "a figure alone": ([HALF], "one/half"),
    "the same source twice": ([HALF + ", source: alibaba"] * 2, "one/half two/half"),
    "two sources": ([HALF, HALF.replace("497", "497.2")], ""),
    "two sources of one word": ([f"{HALF}, source: idc, scope: external"] * 2, "one/half two/half"),
    "a sum of two others": (
        [
            HALF,
            "id: q1, entity: aliyun, metric: revenue, period: 2023Q1, figure: 246亿元\n"
            "id: q2, entity: aliyun, metric: revenue, period: 2023Q2, figure: 251亿元",
        ],
        "",
    ),
    "an order bounds a figure from one side": (
        [
            HALF,
            "id: less, entity: tianyi-cloud, metric: revenue, period: 2023H1, figure: below aliyun",
        ],
        "one/half",
    ),
    "a growth without a base says nothing of it": (
        [
            "id: up, entity: aliyun, metric: revenue, period: 2023, figure: +3% yoy",
            HALF.replace("2023H1", "2023"),
        ],
        "one/up two/half",
    ),
    "shares of others bound a share": (
        [
            "id: a, source: idc, entity: aliyun, metric: market_share, in: china-public-cloud, "
            "period: 2023Q3, figure: 26.7%",
            "id: t, scope: idc, entity: tianyi-cloud, metric: market_share, in: china-public-cloud, "
            "period: 2023Q3, figure: 12%",
        ],
        "",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_which_claims_have_no_second_witness(case):
    """Another origin prints what a claim is about, or puts a bound on it through relations."""
    claims, expected = CASES[case]
    names = ("one", "two", "three")
    files = [document(name, text) for name, text in zip(names, claims, strict=False)]
    made = reasoner(*files)
    found = made.find()
    assert not found.conflicts
    components = made.components(found.system)
    counted = count_coverage(made.model, components, components)
    assert " ".join(sorted(counted.own_origin | counted.untouched)) == expected


def test_what_meets_nothing_is_counted():
    """Compiled and untouched claims, relations and the best advice are told."""
    report = checked(
        document(
            "one",
            HALF + "\nid: q1, entity: aliyun, metric: revenue, period: 2023Q1, figure: 246亿元",
        ),
        document(
            "two", "id: all, entity: operators, metric: contracts_won, period: 2023, figure: 30个"
        ),
    ).report
    assert (report.claims, report.compiled, report.untouched, report.own_origin) == (3, 3, 1, 2)
    assert report.kinds == (("calendar-sum", 1),)
    assert report.advice.startswith("aliyun.revenue@2023Q2")
    assert report.advised == 2
