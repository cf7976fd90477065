"""What may stand next on a command line, for the shells: without Typer, in the time of a key.

`options.json` beside this file says which options and arguments each command has; a test holds
it against the commands themselves.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from cloudkb.cli import streams
from cloudkb.language import LANGUAGES, Language, in_chinese, of_environment, speak, worded

ASKED = "--complete"
"""The first argument of a run that completes: then the number of the word, and all words."""
FILES, FOLDERS, WORDS, OPEN = "files", "folders", "words", "open"
"""The first line of an answer: the shell completes files or folders itself, or takes the words
that follow; after `open` ones a space would be wrong.
"""

_BY_OPTION = {
    "--entity": "entity",
    "--provider": "entity",
    "--in": "entity",
    "--metric": "metric",
    "--source": "source",
    "--document": "document",
    "--scope": "scope",
    **dict.fromkeys(("--supersedes", "--disputes", "--same-as", "--origin"), "claim"),
    "--period": "period",
    "--against": "period",
    "--facts": FOLDERS,
    "--db": FILES,
    "--output": FILES,
    "-o": FILES,
    "--text": FILES,
}
_BY_ARGUMENT = {
    "CLAIM": "claim",
    "PERIOD": "period",
    "FILE": FILES,
    "FILE...": FILES,
    "DIR": FOLDERS,
    "WHAT": "what",
}
_WORDS = {
    "--color": ("auto", "always", "never"),
    "--lang": ("en", "zh"),
    "--kind": ("observation", "estimate", "forecast", "target", "opinion"),
    "--direction": ("lower", "higher"),
    "--fail-on": ("error", "warning", "note"),
}
_LISTED = ("entities", "metrics", "sources", "scopes", "documents", "periods", "formulas")
_SHOWN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/=~?-]{0,120}")
"""What is offered: words that mean nothing but themselves to any shell."""
_MOST = 2000


class Completion(NamedTuple):
    """What a shell is told: how to go on, and words with what they are called."""

    how: str
    words: Sequence[tuple[str, str]] = ()


def main(arguments: Sequence[str]) -> None:
    """Print the answer for a shell; whatever goes wrong, there is nothing to complete."""
    try:
        number, *words = arguments
        speak(_asked_for(words) or of_environment(os.environ))
        found = answer(words, int(number))
        lines = [found.how, *(f"{word}\t{name}" if name else word for word, name in found.words)]
        streams.prepare()
        streams.emit("".join(f"{line}\n" for line in lines))
    except Exception:
        # a traceback in the middle of somebody's line helps nobody
        return


def _asked_for(words: Sequence[str]) -> Language | None:
    """The language of `--lang` on the line, or of the settings."""
    from cloudkb.cli import config

    typed = [after for word, after in pairwise(_unequal(words)) if word == "--lang"]
    found = next((each for each in LANGUAGES if each in typed), None)
    return found or config.language()


def answer(words: Sequence[str], number: int) -> Completion:
    """What may stand as the word of that number; the name of the program is word 0."""
    current = words[number] if number < len(words) else ""
    before = _unequal(words[1:number])
    known = _options()
    command = next((word for word in before if word in known), "")
    if not command:
        own = {"": sorted(known), "-": ["--help", "--version"]}["-" if current[:1] == "-" else ""]
        return _fitting(current, ((word, _summary(word)) for word in own))
    taken = known[command]["options"]
    option = before[-1] if before else ""
    if "=" in current and current.startswith("--"):
        option, _, current = current.partition("=")
    if taken.get(option):
        return _value(option, command, current, before)
    if current.startswith("-"):
        return _fitting(current, ((name, "") for name in sorted(taken) if len(name) > 2))
    places = known[command]["arguments"]
    at = sum(1 for _ in _arguments(before[before.index(command) + 1 :], taken))
    if not places or (at >= len(places) and not places[-1].endswith("...")):
        return Completion(WORDS)
    return _argument(places[min(at, len(places) - 1)], command, current, before)


def _unequal(words: Sequence[str]) -> list[str]:
    """The words with `--option=value` as two; bash takes the sign itself for a word."""
    made: list[str] = []
    for word in words:
        made += (
            [part for part in re.split("=", word, maxsplit=1) if part]
            if word[:2] == "--"
            else [word]
        )
    return [word for word in made if word != "="]


def _arguments(words: Sequence[str], taken: dict[str, str]) -> Iterator[str]:
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word.startswith("-") and word != "-":
            skip = bool(taken.get(word))
        else:
            yield word


def _options() -> dict[str, dict[str, Any]]:
    import json

    path = os.path.join(os.path.dirname(__file__), "options.json")  # noqa: PTH118, PTH120
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        found: dict[str, dict[str, Any]] = json.load(file)
    return found


def _summary(command: str) -> str:
    return worded(str(_options().get(command, {}).get("summary", "")))


def _value(option: str, command: str, current: str, before: Sequence[str]) -> Completion:
    if option in ("--format", "-f"):
        return _fitting(current, ((name, "") for name in _options()[command]["formats"]))
    if option in _WORDS:
        return _fitting(current, ((word, "") for word in _WORDS[option]))
    if option in ("--select", "--ignore", "--only"):
        return _several(option, current)
    return _named(_BY_OPTION.get(option, ""), current, before)


def _argument(place: str, command: str, current: str, before: Sequence[str]) -> Completion:
    if command == "list":
        return _fitting(current, ((word, "") for word in _LISTED))
    if command == "explain":
        from cloudkb.rules import RULES

        return _fitting(current, ((rule.name, "") for rule in RULES))
    return _named(_BY_ARGUMENT.get(place, ""), current, before)


def _several(option: str, current: str) -> Completion:
    """Words with commas between them: the last is completed."""
    if option == "--only":
        from cloudkb.verdict import NAMES

        known: Iterable[str] = NAMES
    else:
        from cloudkb.rules import RULES

        known = (rule.name for rule in RULES)
    before, comma, last = current.rpartition(",")
    told = [(f"{before}{comma}{word}", "") for word in known if word.startswith(last)]
    return Completion(OPEN, told) if len(told) > 1 else Completion(WORDS, told)


def _fitting(current: str, words: Iterable[tuple[str, str]]) -> Completion:
    return Completion(WORDS, [one for one in words if one[0].startswith(current)])


# --- names of the base ---------------------------------------------------------------------

_ASKED = {
    "claim": "SELECT id, coalesce(figure, '') FROM claims WHERE id LIKE ? ESCAPE '\\' ORDER BY id",
    "period": "SELECT DISTINCT period, '' FROM claims WHERE period LIKE ? ESCAPE '\\' "
    "AND period NOT LIKE '%~' ORDER BY period_end DESC",
    "document": "SELECT id, title FROM documents WHERE id LIKE ? ESCAPE '\\' ORDER BY id",
}
_DOCUMENTS = "SELECT DISTINCT document || '/', '' FROM claims WHERE document LIKE ? ESCAPE '\\'"
"""Claims are completed document by document."""
_NAMED = {"entity": "entities", "metric": "metrics", "source": "sources", "scope": "scopes"}


def _named(kind: str, current: str, before: Sequence[str]) -> Completion:
    """Ids that begin as typed, or whose names do in either language; what the shell completes."""
    if kind in ("", FILES, FOLDERS):
        return Completion(kind or WORDS)
    from cloudkb import base

    typed = dict(pairwise(before))
    opened = base.open(base.locate(typed.get("--facts"), typed.get("--db")), True, None)
    try:
        rows, how = _rows(opened.connection, kind, current)
    finally:
        opened.close()
    sound = [(word, _plain(name)) for word, name in rows if _SHOWN.fullmatch(word.rstrip("/"))]
    return Completion(how, sound[:_MOST])


def _rows(connection: Any, kind: str, current: str) -> tuple[list[tuple[str, str]], str]:
    like = current.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    if kind == "claim" and "/" not in current:
        return connection.execute(_DOCUMENTS, [like]).fetchall(), OPEN
    if kind in _ASKED:
        return connection.execute(_ASKED[kind], [like]).fetchall(), WORDS
    table = _NAMED[kind]
    name = "coalesce(nullif(t.name_zh, ''), t.name)" if in_chinese() else "t.name"
    asked = f"SELECT t.id, {name} FROM {table} t WHERE t.id LIKE ? ESCAPE '\\' ORDER BY t.id"
    found = connection.execute(asked, [like]).fetchall()
    if not found and current:
        from cloudkb.words import fold

        asked = (
            f"SELECT DISTINCT t.id, {name} FROM names n JOIN {table} t ON t.id = n.id "
            "WHERE n.kind = ? AND substr(n.name, 1, ?) = ? ORDER BY t.id"
        )
        word = fold(current)
        found = connection.execute(asked, [kind, len(word), word]).fetchall()
    return found, WORDS


def _plain(name: str) -> str:
    """What something is called, on one line that steers no terminal."""
    from cloudkb.render.safe import one_line

    return one_line(name)[:60] if name else ""
