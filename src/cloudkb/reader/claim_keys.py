"""The keys of claims and of groups of claims, and what a claim takes over from its group."""

from typing import get_args

from cloudkb.model import ClaimKind
from cloudkb.reader import nodes

KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
_SHARED = frozenset(
    (
        "where",
        "entity",
        "metric",
        "in",
        "scope",
        "period",
        "figure",
        "either",
        "says",
        "source",
        "date",
        "currency",
        "kind",
        "note",
        "exact",
        "decimals",
        "direction",
        "supersedes",
        "disputes",
        "same_as",
        "origin",
    )
)
CLAIM_KEYS = frozenset((*_SHARED, "id"))
GROUP_KEYS = frozenset((*_SHARED, "claims"))


def merged(node: nodes.Mapping, group: nodes.Mapping) -> nodes.Mapping:
    """A claim with its group's defaults; its own keys win, and a reading it has of its own."""
    merged = nodes.Mapping(node.line, node.column)
    own = node.items
    merged.items = {**group.items, **own}
    del merged.items["claims"]
    if "figure" in own or "either" in own or "says" in own:
        for key in ("figure", "either", "says"):
            if key not in own:
                merged.items.pop(key, None)
    for key in group.items.keys() - _SHARED - own.keys() - {"claims"}:
        del merged.items[key]
    return merged
