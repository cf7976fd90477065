"""What can be explained, for people."""

from cloudkb.language import worded
from cloudkb.model import Column, Page, Steps, Table
from cloudkb.rules import RULES
from cloudkb.views.explainable import Explainable
from cloudkb.views.pages.titles import titled

_COLUMNS = (Column("rule"), Column("severity"), Column("when there is"))
_NAME = "entity.metric@period[ in X][ scope S][ CUR]"


def page(found: Explainable) -> Page:
    """How a quantity is named, with examples to try, then the rules with a line each."""
    tried = [f"cloudkb explain {name}" for name in found.quantities]
    blocks = (
        Steps(
            (_NAME, *tried),
            worded("A quantity: what the claims imply for it"),
        ),
        Table(
            titled(*_COLUMNS),
            [[rule.name, worded(rule.severity), worded(rule.summary)] for rule in RULES],
            worded("A rule: its page"),
        ),
    )
    return Page("cloudkb explain WHAT", blocks)
