"""Every rule that findings name: one table, from which pages and tests are made.

An example is a fact file beside `VOCABULARY`. A bad one gives exactly the finding of its
rule; a good one gives none.
"""

from cloudkb.model import RuleName
from cloudkb.rules.auditing import AUDITING
from cloudkb.rules.page import markdown
from cloudkb.rules.reading import READING
from cloudkb.rules.reasoning import REASONING
from cloudkb.rules.rule_record import EXAMPLE_FILE, VOCABULARY, Rule

__all__ = ["CONFLICTS", "EXAMPLE_FILE", "REASONING", "RULES", "VOCABULARY", "Rule", "markdown"]

CONFLICTS: tuple[RuleName, ...] = ("conflict", "basis-conflict")
"""The rules that say that claims contradict each other."""
RULES: tuple[Rule, ...] = tuple(sorted(READING + REASONING + AUDITING))
"""By name."""
