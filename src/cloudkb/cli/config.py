"""What a repository settles for every run: `cloudkb.toml`, or `[tool.cloudkb]` of pyproject.toml.

The file is found upward from the working folder, the nearest alone is read. It comes with a
clone and is untrusted: it chooses among answers, and leads nowhere outside its own folder.
"""

import os
import re
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cloudkb.language import LANGUAGES, Language, in_chinese, worded
from cloudkb.views.question import QuestionError, unknown

OWN = "cloudkb.toml"
PROJECT = "pyproject.toml"
KEYS = ("facts", "select", "ignore", "fail-on", "format", "lang")
_LISTS = ("select", "ignore")
_LIMIT = 1 << 20
"""Bytes; a file of settings is never longer."""


class Settings(NamedTuple):
    """Values by key, as typed on a command line, and the file they come from."""

    values: Mapping[str, str]
    file: Path | None = None


def load(start: Path | None = None) -> Settings:
    """The settings that hold in a folder; none where there is no file.

    Raises QuestionError, naming the place, for what is no TOML, an unknown key, or a value of
    another kind than its key takes.
    """
    try:
        here = str((start or Path.cwd()).absolute())
    except FileNotFoundError:
        # the folder this was started in is gone, and what it settled with it
        return Settings({})
    while True:
        for name in (OWN, PROJECT):
            path = os.path.join(here, name)  # noqa: PTH118
            if os.path.lexists(path) and (found := _read(Path(path))) is not None:
                return found
        above = os.path.dirname(here)  # noqa: PTH120
        if above == here:
            return Settings({})
        here = above


def language() -> Language | None:
    """The language that is settled here, for who asks for nothing else of the settings.

    None where none is, and where they cannot be read: whoever needs them says so.
    """
    try:
        lang = load().values.get("lang")
    except (QuestionError, OSError):
        return None
    return next((each for each in LANGUAGES if each == lang), None)


def _read(path: Path) -> Settings | None:
    """What a file settles; None for a pyproject.toml that says nothing of cloudkb."""
    from cloudkb import plainfile

    own = path.name == OWN
    try:
        data = plainfile.read_plain(path, _LIMIT)
    except OSError as error:
        if not own:
            return None
        why = plainfile.reason(error)
        raise QuestionError(
            worded("{path}: cannot be read: {reason}", path=path, reason=why)
        ) from None
    if not own and b"tool" not in data:
        return None
    import tomllib

    try:
        text = data.decode()
        whole = tomllib.loads(text)
    except (UnicodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        if not own and b"cloudkb" not in data:
            return None
        why = worded("{path}: this is no TOML: {reason}", path=path, reason=_why(error))
        raise QuestionError(why) from None
    table = whole if own else whole.get("tool", {}).get("cloudkb")
    if table is None:
        return None
    values = {key: _value(path, text, key, value) for key, value in table.items()}
    return Settings(values, path)


def _value(path: Path, text: str, key: str, value: Any) -> str:
    """A value as it would be typed."""
    place = _place(path, text, key)
    if key not in KEYS:
        told = worded('{place}: there is no setting "{key}"', place=place, key=key)
        raise unknown(told, key, KEYS)
    if key in _LISTS and isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = ",".join(value)
    if not isinstance(value, str):
        wanted = (
            worded('a list of rules, ["conflict"]') if key in _LISTS else worded('a text, "..."')
        )
        raise QuestionError(
            worded("{place}: {key} takes {wanted}", place=place, key=key, wanted=wanted)
        )
    if key == "facts":
        inside = (path.parent / value).resolve()
        if not inside.is_relative_to(path.parent.resolve()):
            raise QuestionError(
                worded(
                    '{place}: "{value}" leads out of {folder}',
                    place=place,
                    value=value,
                    folder=path.parent,
                ),
                worded("facts of another folder are named by --facts or CLOUDKB_FACTS"),
            )
        return str(inside)
    _known(place, key, value)
    return value


def _known(place: str, key: str, value: str) -> None:
    """Refuse a word its key does not take."""
    known: tuple[str, ...]
    if key == "fail-on":
        from cloudkb.views.report import SEVERITIES

        known = SEVERITIES
    elif key == "lang":
        known = LANGUAGES
    elif key == "format":
        from cloudkb import render

        uses = ("rows", "cards", "findings")
        known = tuple(dict.fromkeys(name for use in uses for name in render.formats(use)))
    else:
        from cloudkb.rules import RULES

        known = tuple(rule.name for rule in RULES)
    words = value.split(",") if key in _LISTS else [value]
    for word in filter(None, map(str.strip, words)):
        if word not in known:
            told = worded('{place}: {key} knows no "{word}"', place=place, key=key, word=word)
            raise unknown(told, word, known)


def _why(error: Exception) -> str:
    """What is wrong with the syntax; in Chinese its place alone, the parser knows none."""
    told = str(error)
    if in_chinese() and (found := re.search(r"\(at line (\d+), column (\d+)\)", told)):
        return worded("line {line}, column {column}", line=found[1], column=found[2])
    return told


def _place(path: Path, text: str, key: str) -> str:
    """The line and column of a key, where it stands on a line of its own."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(rf"\s*[\"']?({re.escape(key)})[\"']?\s*=", line):
            return f"{path}:{number}:{found.start(1) + 1}"
    return str(path)


def apply(
    settings: Settings,
    shared: dict[str, Any],
    own: dict[str, Any],
    formats: Sequence[str],
    typed: Container[str],
) -> None:
    """Fill in what was not `typed`, among the shared options and those of the command itself.

    A format holds only where a command has it and no file to write to asks for another; the
    folder of facts only where no variable names one.
    """
    values = settings.values
    if "facts" in values and not shared["facts"] and not os.environ.get("CLOUDKB_FACTS"):
        shared["facts"] = values["facts"]
    free = not any(shared.get(name) for name in ("format", "output", "excel"))
    if "format" in shared and free and values.get("format") in formats:
        shared["format"] = values["format"]
    if "lang" in values and "lang" in shared and not shared["lang"]:
        shared["lang"] = values["lang"]
    for key in ("select", "ignore", "fail-on"):
        name = key.replace("-", "_")
        if key in values and name in own and name not in typed:
            own[name] = values[key]
