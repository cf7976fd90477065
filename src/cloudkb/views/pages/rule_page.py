"""The page of a rule, for people."""

from cloudkb.language import worded
from cloudkb.model import Details, Page, Steps
from cloudkb.rules import Rule


def page(rule: Rule) -> Page:
    """Why it is one, what to do, and an example of either kind."""
    blocks = (
        Details(
            (
                (worded("severity"), worded(rule.severity)),
                (worded("why"), worded(rule.why)),
                (worded("remedy"), worded(rule.remedy)),
            )
        ),
        Steps(tuple(rule.bad.rstrip().split("\n")), worded("Bad")),
        Steps(tuple(rule.good.rstrip().split("\n")), worded("Good")),
    )
    return Page(f"{rule.name}: {worded(rule.summary)}", blocks)
