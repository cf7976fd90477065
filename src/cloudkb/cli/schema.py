"""cloudkb schema."""

import typer

from cloudkb.cli.command import FIND, PRINT, TALK
from cloudkb.cli.shell import location, write

SHARED = (FIND, PRINT, TALK)
FORMATS = ("json",)
EXAMPLES = """
cloudkb schema -o facts.schema.json
"""


def run(ctx: typer.Context) -> int:
    """JSON Schema of fact files, with this base's ids, for editors that complete and check YAML."""
    from cloudkb.base import schema
    from cloudkb.render import json

    write(ctx.obj, json.render(schema(location(ctx.obj))))
    return 0
