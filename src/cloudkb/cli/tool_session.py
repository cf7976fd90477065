"""Commands as an assistant asks them: answers are kept instead of printed, nothing is written.

Whatever stands in facts is text here too: what would steer a terminal is spelled out, and no
answer is larger than a conversation bears.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cloudkb.cli.shell import PIPE_WIDTH, Session, bug, what_stopped
from cloudkb.language import worded
from cloudkb.mcp import ToolAnswer
from cloudkb.render import safe

if TYPE_CHECKING:
    from cloudkb.base import Location
    from cloudkb.model import Page

OUTPUT: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "answer": {"description": "What the command prints as JSON (--format json)."},
        "notes": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What rows cannot say.",
        },
        "truncated": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "at": {"type": "string", "description": "A JSON pointer into answer."},
                    "kept": {"type": "integer"},
                    "of": {"type": "integer"},
                },
                "required": ["at", "kept", "of"],
            },
            "description": "What was cut; empty where the answer is whole.",
        },
    },
    "required": ["answer", "notes", "truncated"],
}
"""The shape of every answer."""
LARGEST = 200_000
"""Characters of an answer as JSON."""
_LONGEST_TEXT = 60_000
"""Characters of an answer as text."""
_STEPS = ((400, 20_000), (200, 10_000), (100, 5_000), (25, 1_000), (5, 300), (1, 100))
"""Items of each list and characters of each text that are kept, tried in this order."""
_CUTS = 20
"""Cuts that are told."""


class ToolSession(Session):
    """One question of an assistant: a table for reading, the published shape for programs."""

    def __init__(self, facts: str, db: str, locked: bool) -> None:
        """Say which base; there is nothing else to choose."""
        super().__init__(
            ("table",), facts=facts, db=db, locked=locked, format="table", color="never", quiet=True
        )
        self._page: Page | None = None
        self._text = ""
        self._data: Any = None
        self._left_out = 0
        self._notes: list[str] = []

    def place(self) -> "Location":
        """Where the facts and the base are, to be looked at only."""
        return super().place().looked_at()

    def answer(
        self,
        page: Callable[[], "Page"],
        data: Callable[[], Any],
        notes: Sequence[str] = (),
        left_out: int = 0,
    ) -> None:
        """Keep an answer."""
        self._page, self._data, self._left_out = page(), data(), left_out
        self._notes += [*notes, *self._page.notes]

    def answer_text(self, text: Callable[[], str], data: Callable[[], Any]) -> None:
        """Keep an answer that is no page."""
        self._text, self._data = text(), data()

    def say(self, *lines: str, dim: bool = False) -> None:
        """Keep what is said beside it."""
        self._notes += lines

    def to_stdout(self) -> bool:
        """Standard output belongs to the protocol."""
        return False

    def width(self) -> int:
        """As where another program reads along."""
        return PIPE_WIDTH

    def kept_answer(self, failed: bool) -> ToolAnswer:
        """What was kept, made safe and small enough."""
        from cloudkb.render import table

        notes = [safe.one_line(note) for note in dict.fromkeys(self._notes) if note]
        drawn = self._text
        if self._page is not None:
            drawn = table.render(self._page, width=self.width(), color=False)
        text = "\n".join(filter(None, [drawn.rstrip("\n"), "\n".join(notes)]))
        answer, cuts = shortened(clean(self._data))
        if self._left_out:
            rows = len(self._data)
            cuts = [{"at": "", "kept": rows, "of": rows + self._left_out}, *cuts]
        data = {"answer": answer, "notes": notes[:_CUTS], "truncated": cuts[:_CUTS]}
        return ToolAnswer(_cut(text or worded("There is nothing to say.")), data, failed)


def call(session: ToolSession, ask: Callable[[], int]) -> ToolAnswer:
    """What a question comes to; whatever stops it is an answer, too."""
    try:
        code = ask()
        return session.kept_answer(failed=code != 0)
    except Exception as error:
        known = what_stopped(error)
        lines = [bug(error)] if known is None else [known[0], *known[1].split("\n")]
        return ToolAnswer(_cut("\n".join(map(safe.one_line, filter(None, lines)))), failed=True)


def clean(value: Any) -> Any:
    """A value of JSON in which no text steers anything."""
    if isinstance(value, str):
        return safe.lines(value)
    if isinstance(value, Mapping):
        return {clean(key): clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    return value


def shortened(value: Any) -> tuple[Any, list[dict[str, Any]]]:
    """A value of JSON no larger than `LARGEST`, with what was cut: where, how much is kept."""
    if len(json.dumps(value, ensure_ascii=False)) <= LARGEST:
        return value, []
    for items, characters in _STEPS:
        cuts: list[dict[str, Any]] = []
        kept = _shorter(value, items, characters, "", cuts)
        if len(json.dumps(kept, ensure_ascii=False)) <= LARGEST:
            return kept, cuts
    return None, [{"at": "", "kept": 0, "of": 1}]


def _shorter(value: Any, items: int, characters: int, at: str, cuts: list[dict[str, Any]]) -> Any:
    if isinstance(value, str):
        if len(value) > characters:
            cuts.append({"at": at, "kept": characters, "of": len(value)})
        return value[:characters]
    if isinstance(value, list):
        if len(value) > items:
            cuts.append({"at": at, "kept": items, "of": len(value)})
        each = enumerate(value[:items])
        return [_shorter(one, items, characters, f"{at}/{index}", cuts) for index, one in each]
    if isinstance(value, dict):
        pairs = value.items()
        return {k: _shorter(one, items, characters, f"{at}/{k}", cuts) for k, one in pairs}
    return value


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_TEXT:
        return text
    more = f"{len(text) - _LONGEST_TEXT:,}"
    told = worded("… truncated: {number} characters more", number=more)
    return f"{text[:_LONGEST_TEXT]}\n{told}"
