"""The page of a rule, for people."""

from cloudkb.model import Details, Page, Steps
from cloudkb.rules import Rule


def page(rule: Rule) -> Page:
    """Why it is one, what to do, and an example of either kind."""
    blocks = (
        Details((("severity", rule.severity), ("why", rule.why), ("remedy", rule.remedy))),
        Steps(tuple(rule.bad.rstrip().split("\n")), "Bad"),
        Steps(tuple(rule.good.rstrip().split("\n")), "Good"),
    )
    return Page(f"{rule.name}: {rule.summary}", blocks)
