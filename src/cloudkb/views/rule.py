"""What is a rule about? And the page that lists them all."""

from collections.abc import Mapping
from typing import Any

from cloudkb.language import worded
from cloudkb.rules import EXAMPLE_FILE, RULES, VOCABULARY, Rule
from cloudkb.views.question import QuestionError
from cloudkb.words import joined, offers


def ask(name: str) -> Rule:
    """The rule of that name, with or without brackets; raises QuestionError."""
    bare = name.strip().strip("[]").lower()
    for rule in RULES:
        if rule.name == bare:
            return rule
    known = [rule.name for rule in RULES]
    near = offers(bare, known) if bare else []
    raise QuestionError(
        worded('there is no rule "{name}"', name=name) if bare else worded("which rule?"),
        worded("did you mean {names}?", names=worded(" or ").join(near))
        if near
        else worded("a quantity reads ENTITY.METRIC@2023H1; rules: {names}", names=joined(known)),
    )


def data(rule: Rule) -> Mapping[str, Any]:
    """The rule as it is written down."""
    return rule._asdict()


def index() -> str:
    """The page that lists all rules, with the vocabulary their examples share."""
    rows = "\n".join(
        f"| [{rule.name}]({rule.name}.md) | {rule.severity} | {rule.summary} |" for rule in RULES
    )
    return (
        "# Rules\n\n"
        "What `cloudkb validate` finds. `cloudkb explain RULE` prints the same pages.\n\n"
        f"| rule | severity | found when there is |\n| --- | --- | --- |\n{rows}\n\n"
        f"The examples are `{EXAMPLE_FILE}`, beside this vocabulary:\n\n"
        f"```yaml\n{VOCABULARY}```\n"
    )
