"""Proposals 1 (.diff): the patch alone, as `git apply` takes it."""

from collections.abc import Mapping
from typing import Any

from cloudkb.render import safe

TAKES = "data"


def render(data: Mapping[str, Any]) -> str:
    """The patch of a proposal, line ends as they are.

    What would steer a terminal is spelled out: a patch of a file that holds such a thing does
    not apply, and does nothing else either.
    """
    lines = str(data["diff"]).split("\n")
    return "\n".join(
        safe.lines(line.removesuffix("\r")) + "\r" * line.endswith("\r") for line in lines
    )
