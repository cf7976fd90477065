"""The page of a rule."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cloudkb.rules import RULES, Rule
from cloudkb.views.question import QuestionError, did_you_mean

if TYPE_CHECKING:
    from cloudkb.model import Page


def ask(name: str) -> Rule:
    """The rule of that name, with or without brackets; raises QuestionError."""
    bare = name.strip().strip("[]").lower()
    for rule in RULES:
        if rule.name == bare:
            return rule
    known = [rule.name for rule in RULES]
    near = did_you_mean(bare, known)
    hint = f"did you mean {' or '.join(near)}?" if near else "rules: " + ", ".join(known)
    raise QuestionError(f'there is no rule "{name}"' if name else "which rule?", hint)


def data(rule: Rule) -> Mapping[str, Any]:
    """The rule as it is written down."""
    return {**rule._asdict(), "bad": dict(rule.bad), "good": dict(rule.good)}


def page(rule: Rule) -> "Page":
    """The same for people."""
    from cloudkb.model import Fields, Page, Steps

    blocks: list[Fields | Steps] = [Fields((("severity", rule.severity), ("why", rule.why)))]
    for heading, files in (("Bad", rule.bad), ("Good", rule.good)):
        for file, text in files:
            blocks.append(Steps(tuple(text.rstrip().split("\n")), f"{heading}: {file}"))
    blocks.append(Steps((rule.remedy,), "Remedy"))
    return Page(f"{rule.name}: {rule.summary}", tuple(blocks))
