"""Questions in a terminal, a line each, completed with Tab where the system has readline."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from cloudkb.cli import streams
from cloudkb.language import worded
from cloudkb.views.question import QuestionError


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal, to read questions and to answer them."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(label: str, words: Sequence[str] = (), typed: str = "") -> str:
    """What is answered, without outer spaces; Tab completes `words`, `typed` stands there already.

    Raises QuestionError where the input ends.
    """
    from cloudkb.render.safe import one_line

    readline = _readline()
    if readline is not None:
        _prepare(readline, words, typed)
    try:
        return input(one_line(label) + worded(": ")).strip()
    except EOFError:
        streams.emit("\n")
        raise QuestionError(worded("the input ended, and nothing was written")) from None
    finally:
        if readline is not None:
            readline.set_completer(None)
            readline.set_startup_hook(None)


def confirmed(question: str, *, default: bool) -> bool:
    """Ask for a yes or no; Enter is the default. Raises QuestionError where the input ends."""
    options = "Y/n" if default else "y/N"
    while True:
        word = ask(f"{question} [{options}]").casefold()
        if word in ("", "y", "yes", "n", "no", "是", "否"):
            return word in ("y", "yes", "是") if word else default


def _readline() -> Any:
    with suppress(ImportError):
        import readline

        return readline
    return None


def _prepare(readline: Any, words: Sequence[str], typed: str) -> None:
    # names hold spaces and signs: the whole line is what is completed
    readline.set_completer_delims("")
    readline.set_completer(_completer(words))
    readline.parse_and_bind("tab: complete")
    readline.set_startup_hook((lambda: readline.insert_text(typed)) if typed else None)


def _completer(words: Sequence[str]) -> Callable[[str, int], str | None]:
    """What readline calls with a beginning and a number, until it gives None."""

    def complete(text: str, number: int) -> str | None:
        start = text.casefold()
        fitting = [word for word in words if word.casefold().startswith(start)]
        return fitting[number] if number < len(fitting) else None

    return complete
