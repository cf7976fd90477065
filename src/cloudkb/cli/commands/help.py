"""Serve 3: A page about a subject, or how a command is used."""

from typing import TYPE_CHECKING, Annotated

import typer

from cloudkb.cli.command import TALK, arg
from cloudkb.cli.shell import write
from cloudkb.language import in_chinese, worded
from cloudkb.views.question import QuestionError, unknown

if TYPE_CHECKING:
    from pathlib import Path

SHARED = (TALK,)
FORMATS = ()
EXAMPLES = """
cloudkb help
cloudkb help figures
cloudkb help query
"""


def run(
    ctx: typer.Context,
    topic: Annotated[str, arg("TOPIC", "A command, a rule, or a page; alone, their list.")] = "",
) -> int:
    """A page about a subject, or how a command is used.

    The pages are those of docs/, of the version that runs. In a terminal they are laid out, in a
    pipe they are the Markdown they are.
    """
    from cloudkb.cli import app
    from cloudkb.cli.commands import listed

    session = ctx.obj
    if topic in (names := [each.name for each in listed()]):
        command = app.load(topic)
        asked = typer.Context(command, info_name=f"cloudkb {topic}", **command.context_settings)
        write(session, f"{command.get_help(asked)}\n", paged=True)
        return 0
    pages = _pages()
    if not topic:
        write(session, _listed(pages, session.width(), session.paints()), paged=True)
        return 0
    if topic not in pages:
        told = worded('there is no page "{topic}"', topic=topic)
        raise unknown(told, topic, [*pages, *names])
    from cloudkb.render import markdown

    text = pages[topic].read_text(encoding="utf-8")
    write(
        session, markdown.laid_out(text, session.width()) if session.paints() else text, paged=True
    )
    return 0


def _pages() -> "dict[str, Path]":
    """The pages by topic: those of the checkout that runs, or those that were installed."""
    from pathlib import Path

    import cloudkb

    room = Path(cloudkb.__file__).parent
    for folder in (room / "shipped" / "docs", room.parents[1] / "docs"):
        if (folder / "llms.txt").is_file():
            found = {path.stem: path for path in sorted(folder.rglob("*.md"))}
            return {**found, "rules": found["README"]}
    raise QuestionError(
        worded("the pages are not installed"), worded("they are in docs/ of the repository")
    )


def _listed(pages: "dict[str, Path]", width: int, color: bool) -> str:
    """All pages by heading, a line each, as docs/llms.txt has them."""
    import re

    from cloudkb.model import Column, Page, Table
    from cloudkb.render import table

    tables: list[Table] = []
    listed = (pages["format"].parent / "llms.txt").read_text(encoding="utf-8")
    for heading in listed.split("\n## ")[1:]:
        title, _, lines = heading.partition("\n")
        rows = [
            (page.removeprefix("rules/README").removesuffix(".md") or "rules", about)
            for page, about in re.findall(r"\]\(([^)]+)\): (.+)", lines)
        ]
        if in_chinese():
            # the pages are English; what each is about is said in a few words by its name
            title = worded(title)
            rows = [(page, worded(f"page {page}").removeprefix("page ")) for page, _ in rows]
        tables.append(Table((Column("", whole=True), Column("")), rows, title, joined=True))
    return table.render(Page("cloudkb help TOPIC", tuple(tables)), width=width, color=color)
