"""The tools that an assistant is given: the commands that only look, under their own names.

What a tool takes and says of itself is what its command does: an option that a command gets is
an argument of the tool.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from types import UnionType
from typing import Any, NamedTuple, cast, get_args, get_origin

from cloudkb.cli.commands import audit, compare, explain, figure, propose, query, show
from cloudkb.cli.tool_session import OUTPUT, ToolSession, call
from cloudkb.language import worded
from cloudkb.mcp import Tool, ToolAnswer

_LONGEST_ARTICLE = 200_000
"""Characters of a text."""
_ROWS = 50
"""Claims of a query that does not say how many."""

Ask = Callable[..., int]


class Door(NamedTuple):
    """How a command is asked."""

    title: str
    run: Ask
    """The command, whose options say what the tool takes."""
    ask: Ask
    """What is called, with the session and the arguments."""
    without: tuple[str, ...] = ()
    """Options that are of no use here."""
    more: Mapping[str, Mapping[str, Any]] = {}
    """Arguments that are told otherwise, or that no option is."""
    required: tuple[str, ...] = ()
    told: str = ""
    """What the tool does, where its command speaks of what an assistant has not."""


class _Context:
    """What commands want to know of the command line: the session."""

    def __init__(self, session: ToolSession) -> None:
        self.obj = session


def _command(run: Ask) -> Ask:
    def ask(session: ToolSession, **given: Any) -> int:
        return run(_Context(session), **given)

    return ask


def _figure(session: ToolSession, text: str, unit: str = "", period: bool = False) -> int:
    return figure.tell(session, [text], unit, period)


def _query(session: ToolSession, limit: int = _ROWS, **given: Any) -> int:
    return query.run(cast(Any, _Context(session)), limit=limit, **given)


def _explain(session: ToolSession, what: str = "") -> int:
    return explain.run(cast(Any, _Context(session)), [what])


def _audit(
    session: ToolSession,
    text: str,
    document: str = "",
    published: str = "",
    missing: bool = False,
    draft: bool = False,
    markup: str = "",
) -> int:
    from cloudkb import base
    from cloudkb.cli import audit_draft, audit_output
    from cloudkb.texts import PrintedText, markup_of

    day = audit_output.day(published)
    how = cast(Any, markup) or markup_of("", text)
    printed = PrintedText(text, how, document, day)
    if draft:
        audit_draft.tell(session, printed)
        return 0
    printed = printed._replace(document=audit_output.document_of(session, document))
    found = base.audit(session.place(), printed)
    audit_output.tell(session, found, worded("the text"), missing)
    return 0


def _propose(session: ToolSession, yaml: str, document: str = "") -> int:
    from cloudkb.cli import proposal_output

    proposal_output.tell(session, yaml, document)
    return 0


def _doors() -> dict[str, Door]:
    article = {"type": "string", "maxLength": _LONGEST_ARTICLE}
    return {
        "figure": Door(
            "What a printed figure means",
            figure.run,
            _figure,
            more={"text": {"type": "string", "description": "A figure, or a period, as printed."}},
            required=("text",),
            told="What a printed figure or period means, exactly. One that cannot be read is "
            "answered with the character at fault and the nearest form that can.",
        ),
        "query": Door(
            "Claims by entity, metric, period, source",
            query.run,
            _query,
            without=("count", "columns", "exact_period", "every"),
            more={
                "limit": {
                    "type": "integer",
                    "minimum": 0,
                    "description": f"At most so many claims, {_ROWS} unless told, 0 for all.",
                }
            },
            told="Claims by entity, metric, period, source or text. Names, aliases and ids work in "
            "English and Chinese. Each has its figure as printed and as exact bounds, its source, "
            "its file and line; what others rule out is marked.",
        ),
        "show": Door(
            "One claim, and how it stands", show.run, _command(show.run), required=("claim",)
        ),
        "explain": Door(
            "What the claims imply, and why",
            explain.run,
            _explain,
        ),
        "compare": Door(
            "League tables of a period",
            compare.run,
            _command(compare.run),
            required=("period",),
        ),
        "audit": Door(
            "Which numbers of a text the base covers",
            audit.run,
            _audit,
            more={
                "text": {**article, "description": "The text itself; no file is opened."},
                "markup": {
                    "type": "string",
                    "enum": ["plain", "markdown", "html"],
                    "description": "How it is marked up; guessed where it is not told.",
                },
            },
            required=("text",),
            told="Which printed numbers of a text the base covers: each is covered by a claim (+), "
            "implied by claims (=), ignored by its document (~), missing (?), another than a claim "
            "prints (!) or refuted by them (x). With draft, what is missing comes as claims in "
            "YAML instead, guesses marked, what is not known as ?: fill it in, then propose it.",
        ),
        "propose": Door(
            "What claims would clash with, and what they would write",
            propose.run,
            _propose,
            more={
                "yaml": {
                    **article,
                    "description": "Claims as in fact files: a whole new document (document: {id, "
                    "title, published, ...}, claims: [...]), or document: ID and claims: [...], or "
                    "a list of claims.",
                }
            },
            required=("yaml",),
            told="What claims would clash with, with the arithmetic, how each would stand, what "
            "all others leave for it, and the diff of what would be written. Nothing is written: "
            "a person adds it. Ids of claims may be left out.",
        ),
    }


def tools(facts: str = "", db: str = "", locked: bool = False) -> Sequence[Tool]:
    """Every tool, asking one base."""
    return [_tool(name, door, facts, db, locked) for name, door in _doors().items()]


def _tool(name: str, door: Door, facts: str, db: str, locked: bool) -> Tool:
    taken = {**_taken(door), **door.more}
    by_name = {_argument(parameter, each): parameter for parameter, each in _options(door.run)}

    def asked(given: Mapping[str, Any]) -> ToolAnswer:
        session = ToolSession(facts, db, locked)
        named = {by_name.get(key, key): value for key, value in given.items()}
        return call(session, lambda: door.ask(session, **named))

    told = door.told or inspect.cleandoc(door.run.__doc__ or "")
    return Tool(name, door.title, told, taken, door.required, OUTPUT, asked)


def _options(run: Ask) -> list[tuple[str, Any]]:
    """The parameters of a command, each with its annotation; the context is none."""
    signature = inspect.signature(run, eval_str=True)
    return [(name, one.annotation) for name, one in signature.parameters.items() if name != "ctx"]


def _taken(door: Door) -> dict[str, dict[str, Any]]:
    """What is asked for: the options that the tool hands on."""
    handed = inspect.signature(door.ask).parameters.values()
    named = {one.name for one in handed}
    every = any(one.kind is one.VAR_KEYWORD for one in handed)
    return {
        _argument(name, annotation): {
            "type": _type(get_args(annotation)[0]),
            "description": get_args(annotation)[1].help,
        }
        for name, annotation in _options(door.run)
        if (every or name in named) and name not in door.without
    }


def _argument(parameter: str, annotation: Any) -> str:
    """What an option is called here: by its first spelling."""
    info = get_args(annotation)[1]
    # Typer takes the first of the spellings for the default until it makes the option
    spelled = [info.default, *(info.param_decls or ())]
    names = [one.split("/")[0] for one in spelled if isinstance(one, str) and one[:2] == "--"]
    return (names or [parameter])[0].lstrip("-").replace("-", "_")


def _type(annotation: Any) -> str:
    kinds = get_args(annotation) if get_origin(annotation) is UnionType else (annotation,)
    return {bool: "boolean", int: "integer"}.get(kinds[0], "string")
