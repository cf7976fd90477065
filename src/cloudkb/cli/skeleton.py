"""What a new repository of facts starts with."""

from pathlib import Path

SKELETON: dict[str, str] = {
    "facts/entities.yaml": """\
# Who and what claims are about. `name` and `kind` are required.
settings: {format: 1}
entities:
  acme-cloud:
    name: Acme Cloud
    kind: provider
    aliases: [Acme]
    # part_of: acme
    # fiscal_year_ends: 03-31
  example-market: {name: Example market, kind: market}
""",
    "facts/metrics.yaml": """\
# What is measured. `unit`: money, ratio, count, date or entity.
metrics:
  revenue: {name: Revenue, unit: money}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
  customers: {name: Customers, unit: count, over_time: snapshot}
""",
    "facts/sources.yaml": """\
# Who says so, when it is no entity: trackers, papers, analysts.
sources:
  example-research: {name: Example Research, kind: tracker, grade: tracker}
""",
    "facts/documents/example-2024.yaml": """\
# One document a file. Figures stand as printed; sentences in your own words.
document:
  id: example-2024
  title: An example to replace
  publisher: Example Times
  published: 2024-03-01
  language: en
  currency: USD
  grade: press

claims:
  - {id: revenue, entity: acme-cloud, metric: revenue, period: 2023, figure: $1.2 billion}
  - {id: growth, entity: acme-cloud, metric: revenue, period: 2023, figure: +12% yoy}
  - where: p4
    source: example-research
    metric: market_share
    in: example-market
    period: 2023Q4
    claims:
      - {id: share, entity: acme-cloud, figure: 26.7%}
      - {id: share-rank, entity: acme-cloud, figure: rank 1}
""",
    ".pre-commit-config.yaml": """\
repos:
  - repo: local
    hooks:
      - id: cloudkb-validate
        name: cloudkb validate
        entry: cloudkb validate
        language: system
        pass_filenames: false
        always_run: true
      - id: cloudkb-build
        name: cloudkb build
        entry: cloudkb build
        language: system
        pass_filenames: false
        always_run: true
""",
    ".github/workflows/facts.yml": """\
name: facts
on: [push, pull_request]
permissions:
  contents: read
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install cloudkb
      - run: cloudkb validate --strict
""",
    ".gitattributes": """\
# a build product: keep one side, then run cloudkb build
cloudkb.db binary merge=binary -diff
""",
    ".gitignore": ".cloudkb/\n",
}
"""Path to content."""


def lay_out(folder: Path) -> tuple[list[str], list[str]]:
    """Write what is missing; the paths written, and those that were there already."""
    made, kept = [], []
    for name, content in SKELETON.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
        except FileExistsError:
            kept.append(name)
        else:
            made.append(name)
    return made, kept
