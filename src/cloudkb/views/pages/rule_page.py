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
        Steps(_lines(rule.bad), worded("Bad")),
        Steps(_lines(rule.good), worded("Good")),
    )
    return Page(f"{rule.name}: {worded(rule.summary)}", blocks)


def _lines(example: str) -> tuple[str, ...]:
    """An example line by line; what is remarked in it is in the language spoken."""
    lines = example.rstrip().split("\n")
    return tuple(worded(line) if line.startswith("# ") else line for line in lines)
