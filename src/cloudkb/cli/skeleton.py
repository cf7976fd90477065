"""What a new repository of facts starts with."""

import os
from pathlib import Path

from cloudkb.cli import wheel
from cloudkb.cli.agents_page import REPOSITORY_PAGE
from cloudkb.cli.install_source import OWN_WHEEL, WHEELS, InstallSource
from cloudkb.cli.readme_page import README_PAGE, README_PAGE_IN_CHINESE
from cloudkb.language import in_chinese, worded
from cloudkb.plainfile import read_plain
from cloudkb.views.question import QuestionError

VALIDATE = "cloudkb validate --strict --locked"
"""What hook and workflow run: neither lets through what the other stops."""
SCHEMA = "facts/.schema.json"
README = "README.md"
AGENTS = "AGENTS.md"
WORKFLOW = ".github/workflows/facts.yml"
_INSTALL = "INSTALL"
_LARGEST = 1_000_000
"""Bytes of a workflow that was there before."""

SKELETON: dict[str, str] = {
    "facts/entities.yaml": """\
# yaml-language-server: $schema=.schema.json
# Who and what claims are about. `name` and `kind` are required.
# Editors offer the ids of all files once they are in the schema:
# cloudkb schema -o facts/.schema.json
settings: {format: 1}
entities:
  acme-cloud:
    name: Acme Cloud
    kind: provider
    aliases: [Acme]
    # part_of: acme
    # fiscal_year: {ends: 03-31}
  example-market: {name: Example market, kind: market}
""",
    "facts/metrics.yaml": """\
# yaml-language-server: $schema=.schema.json
# What is measured. `unit`: money, ratio, count, date or entity.
metrics:
  revenue: {name: Revenue, unit: money}
  market_share: {name: Market share, unit: ratio, share_of: revenue}
  customers: {name: Customers, unit: count, over_time: snapshot}
# What a statement reckons, once for every entity and period:
# formulas:
#   gross-profit: gross_profit = revenue - cost
#   arpu: arpu = revenue / months / average of customers
""",
    "facts/sources.yaml": """\
# yaml-language-server: $schema=.schema.json
# Who says so, when it is no entity: trackers, papers, analysts.
sources:
  example-research: {name: Example Research, kind: tracker, grade: tracker}
# What a figure counts. Figures without a scope share one basis; `default_for` says which scope that
# is in some days, or always. Any other scope sets the figures that state it apart.
# scopes:
#   restated:
#     name: restated
#     means: As restated in 2023, without the logistics business.
#     stated_in: example-2024
#     default_for: 2023-04/..
#     of: [acme-cloud]
""",
    "facts/documents/example-2024.yaml": """\
# yaml-language-server: $schema=../.schema.json
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
    ".pre-commit-config.yaml": f"""\
# pip install pre-commit && pre-commit install; cloudkb itself is expected on the PATH
repos:
  - repo: local
    hooks:
      - id: cloudkb-build
        name: cloudkb build
        entry: cloudkb build
        language: system
        pass_filenames: false
        always_run: true
      - id: cloudkb-validate
        name: cloudkb validate
        entry: {VALIDATE}
        language: system
        pass_filenames: false
        always_run: true
""",
    WORKFLOW: f"""\
name: facts
on: [push, pull_request]
permissions:
  contents: read
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install {_INSTALL}
      - run: {VALIDATE}
""",
    README: README_PAGE,
    AGENTS: REPOSITORY_PAGE,
    ".gitattributes": """\
# a build product: keep one side, then run cloudkb build
cloudkb.db binary merge=binary -diff
# facts made by machines
*.parquet binary
""",
    ".gitignore": f".cloudkb/\n!/{WHEELS}/*.whl\n",
}
"""Path to content."""


def lay_out(folder: Path, source: InstallSource) -> tuple[list[str], list[str]]:
    """Write what is missing; the paths written, and those that were there already.

    The schema has the ids of all facts that are there. A wheel is written where the workflow,
    this one or one that was there, installs a wheel of the repository, and there is none yet.

    Raises `QuestionError` where a link would lead out of the folder.
    """
    made: list[str] = []
    kept: list[str] = []

    def add(name: str, content: bytes) -> None:
        path = folder / name
        if not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder)):
            raise QuestionError(
                worded(
                    "{name} would be written outside {folder}: a link leads there",
                    name=name,
                    folder=folder,
                ),
                worded("remove the link, or start in another folder"),
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            kept.append(name)
        else:
            made.append(name)

    for name, content in SKELETON.items():
        add(name, _in_words(name, content).replace(_INSTALL, source.words).encode())
    add(SCHEMA, _schema(folder))
    if OWN_WHEEL.encode() in read_plain(folder / WORKFLOW, _LARGEST):
        wheels = sorted((folder / WHEELS).glob("cloudkb-*.whl"))
        kept += [f"{WHEELS}/{one.name}" for one in wheels]
        if not wheels:
            own = source.wheel
            name = own.name if own else wheel.name()
            add(f"{WHEELS}/{name}", own.read_bytes() if own else wheel.content())
    return made, kept


def _in_words(name: str, content: str) -> str:
    """A file with its comments in the language spoken: keys and data are the same in all."""
    if not in_chinese():
        return content
    if name == README:
        return README_PAGE_IN_CHINESE
    if name == AGENTS:
        from cloudkb.cli import chinese_agents_page

        return chinese_agents_page.REPOSITORY_PAGE
    return "".join(map(_comment, content.splitlines(keepends=True)))


def _comment(line: str) -> str:
    text = line.rstrip("\n")
    return line.replace(text, worded(text)) if text.startswith("# ") else line


def _schema(folder: Path) -> bytes:
    from cloudkb.base import locate
    from cloudkb.base.pipeline import FileReading
    from cloudkb.base.scan import scan
    from cloudkb.reader.schema import schema
    from cloudkb.render import json

    found = FileReading(scan(locate(str(folder / "facts"))))
    return json.render(schema(found.vocabulary, found.documents)).encode()
