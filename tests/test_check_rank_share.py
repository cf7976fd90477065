"""A rank and a share of one market: what those that rank before leave, and where nothing follows."""

import pytest

from cloudkb.check import check
from cloudkb.language import speaking
from reasoned import VOCABULARY, document, read

MARKET = "metric: market_share, in: china-public-cloud"
WIDER = "metric: market_share, in: china"
SHARE = f"entity: aliyun, {MARKET}, period: 2023"
HUAWEI = f"entity: huawei-cloud, {MARKET}, period: 2023"
TIANYI = f"entity: tianyi-cloud, {MARKET}, period: 2023"
PARENT = f"entity: alibaba, {MARKET}, period: 2023"
RANKED = f"id: rank, {SHARE}, figure"
PRINTED = f"id: share, {SHARE}, figure"


def found(*claims: str) -> list[tuple[str, ...]]:
    """The claims of each conflict."""
    report = check(read(document("note", "\n".join(claims)))).report
    return [one.claims for one in report.findings if one.severity in ("error", "warning")]


BOTH = [("note/rank", "note/share")]


@pytest.mark.parametrize(
    ("rank", "share"),
    [
        ("rank 5", "31.9%"),
        ("第五", "22%"),
        ("rank 2", "51%"),
        ("第二", "超过55%"),
        ("rank 2-4", "50.6%"),
        ("排名第三", "超过35%"),
        ("rank 3", "34.0%"),
        ("rank 10", "10.1%"),
        ("rank 4", "between 26% and 30%"),
    ],
)
def test_more_than_its_part_of_the_whole_is_refuted(rank, share):
    """Rank n leaves one n-th, whatever is known of the others."""
    assert found(f"{RANKED}: {rank}", f"{PRINTED}: {share}") == BOTH


@pytest.mark.parametrize(
    ("rank", "share"),
    [
        ("rank 5", "20%"),
        ("rank 5", "20.0%"),
        ("rank 5", "12.9%"),
        ("rank 1", "99%"),
        ("rank 1-5", "70%"),
        ("rank 2", "50%"),
        ("rank 2-4", "50%"),
        ("rank 3", "33.3%"),
        ("第三", "三分之一"),
        ("第五", "15%以上"),
        ("rank 5", "about 20%"),
    ],
)
def test_what_those_before_leave_is_no_conflict(rank, share):
    """As much as each of those before it, and no more; a share of at least some can be that."""
    assert found(f"{RANKED}: {rank}", f"{PRINTED}: {share}") == []


@pytest.mark.parametrize(
    "share",
    [
        PRINTED.replace(MARKET, WIDER),
        PRINTED.replace("2023", "2022"),
        PRINTED.replace("aliyun", "huawei-cloud"),
        f"scope: external, {PRINTED}",
        f"source: idc, {PRINTED}",
    ],
)
def test_a_rank_says_nothing_of_another_market_period_or_basis(share):
    """First of the five of one country may have a third of it, and less of the world."""
    assert found(f"{RANKED}: rank 5", f"{share}: 31.9%") == []


def test_two_that_share_a_place_are_no_conflict():
    """Two tied for the second place, printed apart or alike."""
    for other in ("45%", "44%"):
        tied = f"id: a, {HUAWEI}, figure: rank 2", f"id: b, {HUAWEI}, figure: {other}"
        assert found(f"{RANKED}: rank 2", f"{PRINTED}: 45%", *tied) == []


@pytest.mark.parametrize(
    ("rank", "share", "refuted"),
    [
        ("rank 4", "15.2%", True),
        ("rank 4", "13%", False),
        ("rank 3", "28%", True),
        ("rank 3", "26%", False),
        ("rank 5", "10%", True),
        ("rank 5", "8.8%", False),
    ],
)
def test_what_others_print_leaves_less(rank, share, refuted):
    """Beside 40.1 and 33.4 there are 26.5 left for it and those before it that print nothing."""
    others = f"id: one, {TIANYI}, figure: 40.1%", f"id: two, {HUAWEI}, figure: 33.4%"
    told = found(f"{RANKED}: {rank}", f"{PRINTED}: {share}", *others)
    assert bool(told) == refuted
    assert all("note/rank" in one or "note/two" in one for one in told)


def test_small_others_are_not_taken_for_those_before():
    """Those behind are no less than nothing: one n-th is refuted beside them as well."""
    others = f"id: one, {TIANYI}, figure: 1%", f"id: two, {HUAWEI}, figure: 2%"
    assert found(f"{RANKED}: rank 4", f"{PRINTED}: 24%", *others) == []
    assert found(f"{RANKED}: rank 4", f"{PRINTED}: 26%", *others) == BOTH


def test_a_part_is_not_counted_beside_its_whole():
    """40 % of a group and 39 % of its part are 40 % of the market, and leave 20 for each of three."""
    ranked, share = f"id: rank, {HUAWEI}, figure: rank 4", f"id: share, {HUAWEI}, figure: 19%"
    others = f"id: whole, {PARENT}, figure: 40%", f"id: part, {SHARE}, figure: 39%"
    assert found(ranked, share, *others) == []
    assert found(ranked, share.replace("19%", "21%"), *others) != []


def test_a_rank_by_what_the_share_is_of():
    """Fifth by revenue in a market has at most a fifth of its revenue; in all the world: nothing."""
    ranked = RANKED.replace("market_share", "revenue")
    assert found(f"{ranked}: rank 5", f"{PRINTED}: 31.9%") == BOTH
    assert found(f"{ranked}: rank 5", f"{PRINTED}: 19%") == []
    assert found(f"{ranked.replace(', in: china-public-cloud', '')}: 第五", f"{PRINTED}: 30%") == []


def test_shares_that_are_of_nothing_are_left_alone():
    """A ratio with a rank is no share of a whole: penetrations of many may be high at once."""
    text = VOCABULARY.replace(
        "  revenue: {name",
        "  penetration: {name: Penetration, unit: ratio, over_time: level}\n  revenue: {name",
        1,
    )
    claims = f"{RANKED}: rank 5\n{PRINTED}: 80%".replace("market_share", "penetration")
    report = check(read(document("note", claims), vocabulary=text)).report
    assert not report.findings


def test_what_is_told():
    """In both languages: the rank, the share, what is left."""
    told = []
    for language in ("en", "zh"):
        with speaking(language):
            claims = f"{RANKED}: rank 5\n{PRINTED}: 31.9%"
            (finding,) = check(read(document("note", claims))).report.findings
            told.append(
                (finding.message.partition(": ")[2] or finding.message, finding.steps[0].text)
            )
    assert told[0] == (
        "Alibaba Cloud ranks 5 with 31.9%, but those before it have as much each, which leaves at "
        "most 20%",
        "Each before rank 5 has as much or more, which leaves at most 20% of the whole for 2023; "
        "share prints 31.9%.",
    )
    assert "阿里云以31.9%排第5名，但前面各家都不低于它，它至多只能有20%" in told[1][0]
    assert "20%" in told[1][1]
