"""The page of the checker: its relations are told by the relations themselves."""

import re
from pathlib import Path

from cloudkb.check import relations

PAGE = Path(__file__).parents[1] / "docs" / "checker.md"
MARKS = "<!-- relations -->\n", "<!-- end of relations -->"


def paragraphs(module):
    """A docstring as one line: what it says first, then the rest."""
    first, *rest = module.__doc__.strip().split("\n\n")
    return " ".join(first.split()), " ".join(" ".join(rest).split())


def table():
    """What claims say, then what holds by itself."""
    said = ["| what claims say | |", "| --- | --- |"]
    held = ["| identity | what holds by itself |", "| --- | --- |"]
    for module in relations.modules():
        first, rest = paragraphs(module)
        if hasattr(module, "FIGURES"):
            said.append(
                f"| **{module.__name__.rsplit('.', 1)[1].replace('_', '-')}** | {first} {rest} |"
            )
        if hasattr(module, "IDENTITY"):
            text = re.sub(r"^`[a-z-]+`: ", "", first)
            held.append(f"| `{module.IDENTITY.name}` | {text[0].upper()}{text[1:]} {rest} |")
    return "\n".join([*said, "", *held]) + "\n"


def test_the_page_tells_every_relation(golden):
    """docs/checker.md has a row for each relation, made from its docstring."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    golden(PAGE, f"{before}{MARKS[0]}{table()}{MARKS[1]}{after}")


def test_every_relation_is_documented_and_of_one_kind():
    """A relation says what claims mean, or holds by itself under a name; some do both."""
    for module in relations.modules():
        says = hasattr(module, "FIGURES") and hasattr(module, "claimed")
        holds = hasattr(module, "identity")
        assert says or holds, module.__name__
        assert module.__doc__.strip().endswith("."), module.__name__
