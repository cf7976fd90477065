"""What is a rule about? And the page that lists them all."""

from collections.abc import Mapping
from typing import Any

from cloudkb.rules import EXAMPLE_FILE, RULES, VOCABULARY, Rule
from cloudkb.views.question import QuestionError
from cloudkb.words import offers

_OTHERS = "a quantity reads ENTITY.METRIC@2023H1; rules: "


def ask(name: str) -> Rule:
    """The rule of that name, with or without brackets; raises QuestionError."""
    bare = name.strip().strip("[]").lower()
    for rule in RULES:
        if rule.name == bare:
            return rule
    known = [rule.name for rule in RULES]
    near = offers(bare, known) if bare else []
    hint = f"did you mean {' or '.join(near)}?" if near else _OTHERS + ", ".join(known)
    raise QuestionError(f'there is no rule "{name}"' if bare else "which rule?", hint)


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
