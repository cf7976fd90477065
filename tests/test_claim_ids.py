"""Claims that write no id: what they are called, and that no other claim changes it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudkb.reader import SourceFile, read
from reasoned import VOCABULARY

HEAD = "document: {id: note, title: A note, published: 2024-03, currency: CNY}\nclaims:\n"
CLAIMS = {
    "entity: aliyun, metric: revenue, period: 2023年上半年, figure: 4亿元": "revenue-aliyun-2023h1",
    "entity: aliyun, metric: revenue, period: 2023H1, figure: +3% yoy": "revenue-aliyun-2023h1-yoy",
    "entity: aliyun, metric: revenue, period: 2023H1, figure: $7亿": "revenue-aliyun-2023h1-usd",
    "entity: aliyun, metric: revenue, period: 2023H1, figure: 510亿元, kind: forecast": (
        "revenue-aliyun-2023h1-forecast"
    ),
    "entity: aliyun, metric: revenue, period: FY2023, figure: 772亿元": (
        "revenue-aliyun-2022-04-to-2023-03"
    ),
    "entity: aliyun, metric: revenue, period: 2019..2023, figure: yoy falling": (
        "revenue-aliyun-2019-to-2023-growth-trend"
    ),
    "entity: aliyun, metric: revenue, period: 2023, figure: above tianyi-cloud": (
        "revenue-aliyun-2023-above-tianyi-cloud"
    ),
    "entity: aliyun, metric: market_share, in: china-public-cloud, period: 2023Q3, "
    "figure: rank 1": ("market-share-aliyun-2023q3-china-public-cloud-rank"),
    "entity: aliyun, metric: market_share, in: china-public-cloud, period: 2023Q3, "
    "figure: 26.7%, source: idc": "market-share-aliyun-2023q3-china-public-cloud-idc",
    "entity: aliyun, metric: market_share, in: china-public-cloud, period: 2020, "
    'either: ["-16pp vs 2018", "-16% vs 2018"]': (
        "market-share-aliyun-2020-china-public-cloud-either-vs-2018"
    ),
    "entity: aliyun, says: Cuts its prices by more than anybody expected.": (
        "aliyun-cuts-its-prices-by-more"
    ),
}


def ids(*claims):
    """The ids that claims without one are given, in the order of the file, and all findings."""
    text = HEAD + "".join(f"  - {{{claim}}}\n" for claim in claims)
    facts, found = read(
        [SourceFile("words.yaml", VOCABULARY.encode()), SourceFile("note.yaml", text.encode())]
    )
    said = [claim.id.removeprefix("note/") for claim in facts.claims]
    return said, [one for one in found if one.place.file == "note.yaml"]


def test_a_claim_is_called_by_what_it_says():
    """The metric, the entity, the period; then where, on what basis, what sort of figure."""
    said, found = ids(*CLAIMS)
    assert dict(zip(CLAIMS, said, strict=True)) == CLAIMS
    assert found == []


@settings(max_examples=15, deadline=None)
@given(st.permutations(list(CLAIMS)), st.integers(0, len(CLAIMS)))
def test_neither_order_nor_other_claims_change_an_id(order, number):
    """Claims moved, added or taken out rename no other."""
    kept = order[:number]
    assert dict(zip(kept, ids(*kept)[0], strict=True)) == {one: CLAIMS[one] for one in kept}


@pytest.mark.parametrize(
    "figure", ["498亿元", "约500亿元", "497亿元, note: As told., source: idc, scope: plain"]
)
def test_neither_digits_nor_notes_change_an_id(figure):
    """A figure that is put right, a source or a note that is added: the claim keeps its name."""
    about = "entity: aliyun, metric: revenue, period: 2023H1, figure: "
    assert ids(about + figure)[0] == ["revenue-aliyun-2023h1"]


def test_two_claims_of_one_name_are_told_apart_and_the_first_keeps_it():
    """A second print of a quantity gets digits of what it says; a third renames neither."""
    about = "entity: aliyun, metric: revenue, period: 2023H1, figure: "
    first, second, third = (about + figure for figure in ("497亿元", "500亿元", "501亿元"))
    two, found = ids(first, second)
    assert two[0] == "revenue-aliyun-2023h1"
    assert two[1].startswith("revenue-aliyun-2023h1-")
    assert [(one.rule, one.severity, one.place[:3]) for one in found] == [
        ("repeated-id", "note", ("note.yaml", 4, 5))
    ]
    assert f"this one is called {two[1]}" in found[0].message
    assert ids(first, second, third)[0][:2] == two
    assert ids(first, third, second)[0][2] == two[1]


def test_a_written_id_is_never_shared_with_a_made_one():
    """The later of the two is an error at its place, and the earlier claim is kept."""
    made = "entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元"
    written = "id: revenue-aliyun-2023h1, entity: aliyun, says: No."
    for claims, line in (((made, written), 4), ((written, made), 4)):
        said, found = ids(*claims)
        assert said == ["revenue-aliyun-2023h1"]
        assert [(one.rule, one.severity, one.place.line) for one in found] == [
            ("repeated-id", "error", line)
        ]


def test_a_name_too_long_is_cut_and_stays_one():
    """Ids have at most 100 characters, those that are made as well."""
    entity = "a" + "-very" * 15 + "-long-name"
    text = VOCABULARY.replace(
        "entities:\n", f"entities:\n  {entity}: {{name: A, kind: group}}\n", 1
    )
    claims = [
        f"entity: {entity}, metric: revenue, period: {year}, figure: 1亿元" for year in (2022, 2023)
    ]
    note = HEAD + "".join(f"  - {{{claim}}}\n" for claim in claims)
    facts, found = read(
        [SourceFile("words.yaml", text.encode()), SourceFile("note.yaml", note.encode())]
    )
    assert [one for one in found if one.place.file == "note.yaml"] == []
    assert len({claim.id for claim in facts.claims}) == 2
    assert all(len(claim.id.partition("/")[2]) <= 100 for claim in facts.claims)
