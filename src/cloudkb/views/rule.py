"""The page of a rule."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cloudkb.rules import EXAMPLE_FILE, RULES, VOCABULARY, Rule
from cloudkb.views.question import QuestionError, did_you_mean

if TYPE_CHECKING:
    from cloudkb.model import Page

_OTHERS = "a quantity reads aliyun.revenue@2023H1; rules: "


def ask(name: str) -> Rule:
    """The rule of that name, with or without brackets; raises QuestionError."""
    bare = name.strip().strip("[]").lower()
    for rule in RULES:
        if rule.name == bare:
            return rule
    known = [rule.name for rule in RULES]
    near = did_you_mean(bare, known) if bare else []
    hint = f"did you mean {' or '.join(near)}?" if near else _OTHERS + ", ".join(known)
    raise QuestionError(f'there is no rule "{name}"' if bare else "which rule?", hint)


def data(rule: Rule) -> Mapping[str, Any]:
    """The rule as it is written down."""
    return rule._asdict()


def page(rule: Rule) -> "Page":
    """The same for people."""
    from cloudkb.model import Fields, Page, Steps

    blocks: list[Fields | Steps] = [
        Fields((("severity", rule.severity), ("why", rule.why), ("remedy", rule.remedy))),
        Steps(tuple(rule.bad.rstrip().split("\n")), "Bad"),
        Steps(tuple(rule.good.rstrip().split("\n")), "Good"),
    ]
    return Page(f"{rule.name}: {rule.summary}", tuple(blocks))


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
