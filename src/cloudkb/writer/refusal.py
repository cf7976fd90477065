"""Why nothing was written."""

from cloudkb.language import WordedError, worded
from cloudkb.parquet import is_parquet


class WriteError(WordedError):
    """What stands in the way of writing, and what to do; all is as it was."""


def refuse_table(path: str) -> None:
    """Raise `WriteError` for a Parquet file: texts are written into, tables are not."""
    if is_parquet(path):
        raise WriteError(
            worded("{path} is a table, and no claim is written into it", path=path),
            worded("declare its document in a file of YAML, where claims of your own may stand"),
        )
