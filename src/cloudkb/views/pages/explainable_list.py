"""What can be explained, for people."""

from cloudkb.model import Column, Page, Steps, Table
from cloudkb.views.explainable import Explainable, rules

_COLUMNS = (Column("rule"), Column("severity"), Column("when there is"))


def page(found: Explainable) -> Page:
    """How a quantity is named, with examples to try, then the rules with a line each."""
    tried = [f"cloudkb explain {name}" for name in found.quantities]
    blocks = (
        Steps(
            ("entity.metric@period[ in X][ scope S][ CUR]", *tried),
            "A quantity: what the claims imply for it",
        ),
        Table(_COLUMNS, [list(rule.values()) for rule in rules()], "A rule: its page"),
    )
    return Page("cloudkb explain WHAT", blocks)
