"""The page of a rule, as it stands in the documentation and beside findings."""

from cloudkb.rules.rule import Rule


def markdown(rule: Rule) -> str:
    """Why it is a rule, a bad example, a good one, the remedy."""
    fence = "```yaml" if rule.example == "facts" else "```console"
    return (
        f"# {rule.name}\n\n"
        f"*{rule.severity}*: {rule.summary}.\n\n{rule.why}\n\n"
        f"## Bad\n\n{fence}\n{rule.bad}```\n\n"
        f"## Good\n\n{fence}\n{rule.good}```\n\n"
        f"## Remedy\n\n{rule.remedy}\n"
    )
