"""Keep 6: Enter one claim: shown, held against the rest, written."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, TALK, flag, opt

SHARED = (FIND, TALK)
EXAMPLES = """
cloudkb add --document jiemian-2024-03 --entity 阿里云 --metric 营收 --figure 3亿元 --dry-run
cloudkb add --document jiemian-2024-03 --entity aliyun --says "Cuts its prices." --yes
"""
_WHAT = "What the claim says"
_TIES = "What it is tied to"
_NEW = "Where --document begins a new file"
_HOW = "How it is entered"


def run(
    ctx: typer.Context,
    document: Annotated[str, opt("DOC", "The document that prints it.", _WHAT)] = "",
    entity: Annotated[str, opt("NAME", "Whom or what it is about.", _WHAT)] = "",
    metric: Annotated[str, opt("NAME", "What is measured.", _WHAT)] = "",
    figure: Annotated[str, opt("TEXT", "The figure, as printed.", _WHAT)] = "",
    either: Annotated[
        list[str] | None, opt("TEXT", "A reading that the text allows; twice or more.", _WHAT)
    ] = None,
    says: Annotated[str, opt("TEXT", "A sentence, instead of metric and figure.", _WHAT)] = "",
    period: Annotated[str, opt("PERIOD", "What time it is about.", _WHAT)] = "",
    within: Annotated[
        str, opt("NAME", "The market or group it is measured in.", _WHAT, "--in")
    ] = "",
    scope: Annotated[str, opt("NAME", "The definition it is measured by.", _WHAT)] = "",
    where: Annotated[str, opt("P16", "The paragraph.", _WHAT)] = "",
    source: Annotated[str, opt("NAME", "Who says so; the document if none.", _WHAT)] = "",
    date: Annotated[str, opt("DAY", "When it was said; as the document if none.", _WHAT)] = "",
    currency: Annotated[str, opt("CODE", "What its money is in: CNY, USD.", _WHAT)] = "",
    kind: Annotated[str, opt("KIND", "estimate, forecast, target, opinion.", _WHAT)] = "",
    direction: Annotated[str, opt("WORD", "Of a target: lower or higher.", _WHAT)] = "",
    exact: Annotated[bool, flag("--exact", "Every printed digit counts.", _WHAT)] = False,
    note: Annotated[str, opt("TEXT", "Anything else.", _WHAT)] = "",
    name: Annotated[str, opt("ID", "Its id; made of what it says if none.", _WHAT, "--id")] = "",
    supersedes: Annotated[list[str] | None, opt("CLAIM", "A claim it restates.", _TIES)] = None,
    same_as: Annotated[
        list[str] | None, opt("CLAIM", "A claim that says the same as a sentence.", _TIES)
    ] = None,
    disputes: Annotated[str, opt("CLAIM", "The claim it disagrees with.", _TIES)] = "",
    origin: Annotated[str, opt("CLAIM", "The claim it copies.", _TIES)] = "",
    title: Annotated[str, opt("TEXT", "Its title, as printed.", _NEW)] = "",
    published: Annotated[str, opt("DAY", "When: 2024-03-26, 2024-03~ (about).", _NEW)] = "",
    yes: Annotated[bool, flag("--yes", "Write it without asking.", _HOW)] = False,
    allow_clash: Annotated[
        bool, flag("--allow-clash", "Write it even if the rest excludes it.", _HOW)
    ] = False,
    dry_run: Annotated[
        bool, flag("--dry-run", "Print the change as a patch, write nothing.", _HOW)
    ] = False,
) -> int:
    """Enter one claim: shown as it will be read, held against the rest, then written.

    Names are ids, names or aliases in either language. What is missing is asked for in a
    terminal, with Tab to complete. The claim goes behind the last one of its document's file;
    no other byte changes. With --title the document is a new one, with a file of its own. One
    that the rest of the base excludes is written only if you agree, or with --yes
    --allow-clash. Exit code 1 when it clashes or is not wanted, 2 when something is missing
    or cannot be read.
    """
    from cloudkb.cli import entering

    typed: entering.TypedFields = {
        "document": document, "title": title, "published": published,
        "id": name, "where": where, "entity": entity, "metric": metric, "in": within,
        "scope": scope, "period": period, "figure": figure,
        "either": tuple(either or ()), "says": says, "source": source, "date": date,
        "currency": currency, "kind": kind, "exact": "yes" if exact else "",
        "direction": direction, "supersedes": tuple(supersedes or ()), "disputes": disputes,
        "same_as": tuple(same_as or ()), "origin": origin, "note": note,
    }  # fmt: skip
    given = {key: value for key, value in typed.items() if value}
    return entering.enter(ctx.obj, given, entering.EntryOptions(yes, allow_clash, dry_run))
