"""What a tool is, and what it answers."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Schema = Mapping[str, Any]
"""A JSON Schema."""


class ToolAnswer(NamedTuple):
    """What a tool has to say."""

    text: str
    """For people and models."""
    data: Mapping[str, Any] | None = None
    """For programs, as the tool's `output` says; None where there is none."""
    failed: bool = False
    """The question could not be answered as it was asked; the text says why."""


class Tool(NamedTuple):
    """A tool that only looks: it changes nothing, and asks nobody else."""

    name: str
    title: str
    description: str
    properties: Mapping[str, Schema]
    """Its arguments."""
    required: tuple[str, ...]
    output: Schema
    call: Callable[[Mapping[str, Any]], ToolAnswer]
    """Takes arguments that fit; raises nothing."""

    def listed(self) -> dict[str, Any]:
        """As the protocol lists it."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": {
                "type": "object",
                "properties": dict(self.properties),
                "required": list(self.required),
                "additionalProperties": False,
            },
            "outputSchema": dict(self.output),
            "annotations": {
                "title": self.title,
                "readOnlyHint": True,
                "destructiveHint": False,
                "idempotentHint": True,
                "openWorldHint": False,
            },
        }
