"""The page of a rule, as it stands in the documentation and beside findings."""

from cloudkb.language import worded
from cloudkb.rules.rule_record import Rule


def markdown(rule: Rule) -> str:
    """Why it is a rule, a bad example, a good one, the remedy."""
    fence = "```yaml" if rule.example == "facts" else "```console"
    return (
        f"# {rule.name}\n\n"
        + worded(
            "*{severity}*: {summary}.", severity=worded(rule.severity), summary=worded(rule.summary)
        )
        + f"\n\n{worded(rule.why)}\n\n"
        f"## {worded('Bad')}\n\n{fence}\n{rule.bad}```\n\n"
        f"## {worded('Good')}\n\n{fence}\n{rule.good}```\n\n"
        f"## {worded('Remedy')}\n\n{worded(rule.remedy)}\n"
    )
