"""Keep 3: JSON Schema of fact files, for editors."""

import typer

from cloudkb.cli.command import FIND, PRINT, TALK
from cloudkb.cli.shell import write

SHARED = (FIND, PRINT, TALK)
FORMATS = ("json",)
EXAMPLES = """
cloudkb schema -o facts.schema.json
"""


def run(ctx: typer.Context) -> int:
    """JSON Schema of fact files, with this base's ids, for editors that complete and check YAML."""
    from cloudkb.base import read
    from cloudkb.reader.schema import schema
    from cloudkb.render import json

    facts = read(ctx.obj.place())
    write(ctx.obj, json.render(schema(facts.vocabulary, facts.documents)))
    return 0
