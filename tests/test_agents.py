"""The pages that assistants read: they fit the code they speak of, and cannot fall behind it."""

import re
from pathlib import Path

import pytest

from cloudkb.cli.agents_page import FACTS_PAGE, REPOSITORY_PAGE
from cloudkb.cli.commands import listed

TOP = Path(__file__).parent.parent
DOCS = TOP / "docs"
CODE_PAGE = """\
# For assistants

## The code

Read [CONTRIBUTING.md](CONTRIBUTING.md) (set-up, tests, how to add a relation, a command, a
format, a word) and [docs/design.md](docs/design.md) (the words, the rooms, which may import
which) before you change anything. [docs/llms.txt](docs/llms.txt) lists all pages.

```sh
python3 -m venv .venv && .venv/bin/pip install -e ".[dev]"
.venv/bin/python -m pytest -n 0 tests/test_figures.py   # one file; without it all
.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy
.venv/bin/python -m pytest --update-golden tests/test_views.py; git diff  # read it
bash .ci/run   # all that CI does, on what is committed
```

- One commit is one whole change: code, test, docs, a line in CHANGELOG.md. Say why.
- Arithmetic on figures is exact, from the printed text; never a float. No word beside a number
  is ever skipped: a text is read whole, or refused with the place.
- Bad input gets a finding with its line and column and what to do, never a traceback.
- Imports are part of the start-up time: what is heavy is imported in the function that needs
  it.

## Facts

"""


def test_the_page_of_this_repository_is_made_of_both_parts(golden):
    """AGENTS.md at the top: the code, then the same page on facts that `init` writes."""
    golden(TOP / "AGENTS.md", CODE_PAGE + FACTS_PAGE)


def test_init_writes_the_page(cloudkb, tmp_path):
    """One page, beside the facts, for whoever is asked to add some."""
    assert cloudkb("init", tmp_path).code == 0
    assert (tmp_path / "AGENTS.md").read_text(encoding="utf-8") == REPOSITORY_PAGE
    assert len(REPOSITORY_PAGE.splitlines()) < 80


def test_the_page_names_commands_and_options_that_are_there(cloudkb):
    """Every `cloudkb X --y` of it."""
    names = {each.name for each in listed()}
    spans = re.findall(r"`cloudkb ([^`]+)`", FACTS_PAGE)
    assert spans
    for span in spans:
        name, *rest = span.split()
        assert name in names
        page = cloudkb(name, "--help").out
        for option in re.findall(r"--[a-z-]+", " ".join(rest)):
            assert option in page, span


def test_the_example_of_the_page_reads(cloudkb, tmp_path):
    """Beside the vocabulary that `init` writes it is a fact file without a fault."""
    assert cloudkb("init", tmp_path).code == 0
    (example,) = re.findall(r"```yaml\n(.*?)```", FACTS_PAGE, re.DOTALL)
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")
    shown = cloudkb("propose", file, folder=tmp_path)
    assert "4 new claims" in shown.out
    assert "error" not in shown.out, shown.out
    assert shown.code == 0


# --- docs/llms.txt -------------------------------------------------------------------------

SECTIONS = {
    "Facts": (
        "tour",
        "format",
        "figures",
        "audit",
        "add",
        "import",
        "filings",
        "repository",
        "upgrading",
    ),
    "Answers": ("commands", "findings", "verdicts", "report", "export", "base", "python", "mcp"),
    "The checker and the design": ("checker", "design", "scale"),
    "Optional": ("fact-check", "second-sources"),
}
"""Every page of docs/ by its heading in docs/llms.txt."""

OF_FACTS = {"fact-check": ("The fact-check", "The shipped article, claim by claim.")}
"""Pages that change with the facts are told in words that do not."""


def told(page):
    """The title of a page, and its first sentence."""
    text = page.read_text(encoding="utf-8")
    (title,) = re.findall(r"\A# (.+)$", text, re.MULTILINE)
    paragraph = " ".join(text.split("\n\n")[1].split())
    sentence = re.match(r".+?(?:[.?](?= |$)|:$)", paragraph)[0]
    # a link inside the text of a link's own line would lead from another folder
    return title, re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", sentence.rstrip(":"))


def llms():
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    name, summary = readme.split("\n\n")[:2]
    blocks = [name, "> " + " ".join(summary.replace("**", "").split())]
    for heading, pages in SECTIONS.items():
        lines = []
        for page in pages:
            title, sentence = OF_FACTS.get(page) or told(DOCS / f"{page}.md")
            lines.append(f"- [{title}]({page}.md): {sentence}")
        if heading == "Optional":
            lines.append("- [Rules](rules/README.md): A page for each kind of finding.")
        blocks.append(f"## {heading}\n\n" + "\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def test_the_list_of_pages_is_made_from_them(golden):
    """docs/llms.txt (llmstxt.org): title, summary, and each page with its first sentence."""
    text = llms()
    golden(DOCS / "llms.txt", text)
    assert re.match(r"# .+\n\n> .+\n\n## ", text)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (DOCS / target).exists()


@pytest.mark.parametrize("page", sorted(path.stem for path in DOCS.glob("*.md")))
def test_every_page_is_listed_once(page):
    """A new page is given its place: in the list, and in the menu of the site."""
    site = (TOP / "mkdocs.yml").read_text(encoding="utf-8")
    assert site.count(f"- {page}.md\n") == 1
    # the first page of the site lists the others itself
    assert sum(pages.count(page) for pages in SECTIONS.values()) == (page != "index")
