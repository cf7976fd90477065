"""Circles, ends of chains and what holds what, against the plainest way to find them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudkb import links
from cloudkb.links import Holding, circles, last_of

NAMES = [str(number) for number in range(8)]
GRAPHS = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=3), max_size=8
)


def reached(graph, start):
    """All that a name leads to, through any number of links."""
    seen, todo = set(), [start]
    while todo:
        new = set(graph.get(todo.pop(), ())) - seen
        seen |= new
        todo += new
    return seen


@given(GRAPHS)
def test_circles_are_the_names_that_lead_back_to_themselves(graph):
    """Each such name once, with those that it leads to and that lead to it."""
    found = circles(graph)
    names = [name for members in found for name in members]
    assert sorted(names) == sorted(name for name in graph if name in reached(graph, name))
    for members in found:
        for name in members:
            assert set(members) == {one for one in names if one in reached(graph, name)} & {
                one for one in names if name in reached(graph, one)
            }


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NAMES), max_size=8))
def test_ends_are_where_nothing_leads_on(links):
    """A chain ends at its last name; a circle at its least, whoever leads into it."""
    for start, end in last_of(links).items():
        seen = reached({name: [other] for name, other in links.items()}, start)
        last = seen - links.keys()
        assert end == (
            last.pop() if last else min(one for one in seen if last_of(links)[one] == one)
        )
    assert last_of(links).keys() == links.keys()


@given(GRAPHS, st.sets(st.sampled_from(NAMES)))
def test_holding_is_what_following_every_link_finds(graph, holders):
    """By pairs and for many at once, with several holders and with circles."""
    holding = Holding(graph)
    for one in NAMES:
        for other in NAMES:
            if one != other:
                assert holding.is_held(one, other) == (other in reached(graph, one))
    if circles(graph):
        return
    for pairs in (0, 1_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(links, "_PAIRS", pairs)
            found = holding.held_by_any(NAMES, holders)
        assert found == {one for one in NAMES if reached(graph, one) & holders}


def test_many_links_are_followed_at_once():
    """A chain and a circle of twenty thousand: no link is looked along twice."""
    most = 20_000
    chain = {str(at): str(at + 1) for at in range(most)}
    lists = {name: [other] for name, other in chain.items()}
    start = time.perf_counter()
    assert set(last_of(chain).values()) == {str(most)}
    assert circles(lists) == []
    assert len(circles({**lists, str(most): ["0"]})[0]) == most + 1
    holding = Holding(lists)
    assert all(holding.is_held(name, str(most)) for name in chain)
    assert not any(holding.is_held(str(most), name) for name in chain)
    assert len(holding.held_by_any(chain, {str(most)})) == most
    assert time.perf_counter() - start < 5
