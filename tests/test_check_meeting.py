"""Claims that ought to meet: facts that cannot all be true, and their twins that stay silent.

Each pair differs in one figure alone. The first is told, and an independent solver finds no values
for it; the second is told nothing of, and has some.
"""

import pytest

import oracle
from cloudkb.check import check
from reasoned import VOCABULARY, document, read, reasoner

MORE = """\
  users: {name: Users, unit: count, over_time: snapshot}
  user_share: {name: Share of users, unit: ratio, share_of: users}
  debt: {name: Debt, unit: money, over_time: snapshot}
  assets: {name: Assets, unit: money, over_time: snapshot}
  debt_ratio: {name: Debt ratio, unit: ratio, ratio_of: [debt, assets]}
"""
WORDS = VOCABULARY.replace("sources:\n", MORE + "sources:\n")
CASES = {
    "a share of a year is of its last day, where part and whole are snapshots": (
        "id: a, entity: alibaba, metric: users, period: 2023, figure: '631'\n"
        "id: b, entity: aliyun, metric: users, period: 2023-12-31, figure: '170'\n"
        "id: c, entity: aliyun, metric: user_share, in: alibaba, period: 2023, figure: {0}",
        "30%",
        "26.9%",
    ),
    "a ratio of two balances of a quarter is that of its last day": (
        "id: a, entity: aliyun, metric: debt_ratio, period: 2023Q3, figure: 61.2%\n"
        "id: b, entity: aliyun, metric: debt_ratio, period: 2023-09-30, figure: {0}",
        "16.2%",
        "61.24%",
    ),
    "a ratio of two balances of a year meets them": (
        "id: a, entity: aliyun, metric: debt, period: 2023, figure: 612亿元\n"
        "id: b, entity: aliyun, metric: assets, period: 2023-12-31, figure: 1000亿元\n"
        "id: c, entity: aliyun, metric: debt_ratio, period: 2023, figure: {0}",
        "51.2%",
        "61.2%",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_ought_to_meet_does(case):
    """The first figure is told and has no solution; with the second nothing at all is told."""
    claims, impossible, possible = CASES[case]
    told = []
    for figure, answer in ((impossible, "unsat"), (possible, "sat")):
        facts = document("note-2024", claims.replace("{0}", figure))
        assert oracle.solve(reasoner(facts, vocabulary=WORDS).whole) == answer, figure
        told.append(check(read(facts, vocabulary=WORDS)).report.findings)
    assert [bool(each) for each in told] == [True, False]
    assert {one.rule for one in told[0]} <= {"conflict"}
