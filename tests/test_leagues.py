"""Who ranks beside whom, by kind and by name."""

import pytest

from cloudkb.leagues import is_rest, together


@pytest.mark.parametrize(
    "name",
    [
        "Others", "others", "OTHER", "All others", "The rest", "Rest of the market",
        "Remaining vendors", "Other brands", "Others combined", "Rest of World",
        "其他", "其它", "其余厂商", "其他品牌合计", "所有其他公司",
    ],
)  # fmt: skip
def test_what_is_left_of_a_table_is_known_by_its_name(name):
    assert is_rest(["", name])


@pytest.mark.parametrize(
    "name", ["Otherside", "Other World Computing", "Restaurant Brands", "Rest & Co", "其他科技", ""]
)
def test_a_name_that_only_begins_like_it_is_a_name(name):
    assert not is_rest([name])


def test_sums_rank_among_their_own_kind():
    assert together("provider", "company")
    assert together("country", "country")
    assert not together("market", "provider")
    assert not together("provider", "customer group")
