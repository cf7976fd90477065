"""Pages that are made from the code, and may not fall behind it."""

import re
from pathlib import Path
from typing import get_args

import pytest

from cloudkb.model import RuleName
from cloudkb.rules import EXAMPLE_FILE, RULES, VOCABULARY, markdown
from cloudkb.views import rule as rule_view

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_of_commands_is_their_own_help(cloudkb, golden):
    """docs/commands.md holds what --help prints, command by command."""
    from cloudkb.cli.commands import listed

    pages = [
        "# Commands\n\nWhat `--help` prints, command by command.\n",
        f"```console\n$ cloudkb --help\n{cloudkb('--help').out}```\n",
    ]
    for name in (each.name for each in listed()):
        shown = cloudkb(name, "--help")
        assert shown.code == 0
        pages.append(f"## {name}\n\n```console\n$ cloudkb {name} --help\n{shown.out}```\n")
    golden(DOCS / "commands.md", "\n".join(pages))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_its_page(rule, golden):
    """docs/rules holds one page a rule, made from the table of rules."""
    golden(DOCS / "rules" / f"{rule.name}.md", markdown(rule))


def test_the_list_of_rules_is_complete(golden):
    """The index names every rule, and no page is left of a rule that is gone."""
    golden(DOCS / "rules" / "README.md", rule_view.index())
    names = {path.stem for path in (DOCS / "rules").glob("*.md")} - {"README"}
    assert names == {rule.name for rule in RULES}


def test_rules_are_sorted_and_told_in_whole_sentences():
    """The table reads as a page would."""
    names = [rule.name for rule in RULES]
    assert sorted(names) == sorted(get_args(RuleName))
    assert names == sorted(names)
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        assert rule.why.endswith(".")
        assert rule.remedy.endswith(".")
        assert rule.bad != rule.good


def check(folder, text):
    """Findings for an example: the vocabulary, and the file under it."""
    from cloudkb import base
    from cloudkb.cli import checking

    for name, content in (("facts/vocabulary.yaml", VOCABULARY), (EXAMPLE_FILE, text)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    place = base.locate(str(folder / "facts"))
    found = checking.check(place, locked=True).findings
    return [finding for finding in found if finding.rule != "stale-base"]


EXAMPLES = [rule for rule in RULES if rule.example == "facts"]
# to be taken out once `validate` reasons


@pytest.mark.parametrize(
    "rule",
    EXAMPLES,
    ids=lambda rule: rule.name,
)
def test_a_bad_example_gives_exactly_its_finding(rule, tmp_path):
    """The bad example of a rule is found, as that rule, once."""
    found = check(tmp_path, rule.bad)
    assert [(finding.rule, finding.severity) for finding in found] == [(rule.name, rule.severity)]


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.name)
def test_a_good_example_is_good(rule, tmp_path):
    """The good example of a rule gives no finding at all."""
    assert check(tmp_path, rule.good) == []


def test_a_base_older_than_its_facts_is_stale(tmp_path):
    """stale-base appears when facts change after a build, and goes with the next build."""
    from cloudkb import base

    check(tmp_path, EXAMPLES[0].good)
    place = base.locate(str(tmp_path / "facts"))
    base.build(place)
    assert base.findings(place, locked=False).findings == ()
    (tmp_path / EXAMPLE_FILE).write_text(EXAMPLES[-1].good, encoding="utf-8")
    (found,) = base.findings(place, locked=False).findings
    assert (found.rule, found.severity) == ("stale-base", "warning")
    (found,) = base.findings(place, locked=True).findings
    assert (found.rule, found.severity) == ("stale-base", "error")


DOCS = Path(__file__).parents[1] / "docs"


def test_help_shows_pages_and_commands(cloudkb):
    """A page as it stands in docs/, a command's own help, the list of all; what is near a slip."""
    assert cloudkb("help", "figures").out == (DOCS / "figures.md").read_text("utf-8")
    assert cloudkb("help", "conflict").out.startswith("# conflict")
    assert cloudkb("help", "query").out == cloudkb("query", "--help").out
    assert "\n  figures " in cloudkb("help").out
    shown = cloudkb("help", "figure-s")
    assert (shown.code, "did you mean figures?" in shown.err) == (2, True)
