"""The command line. One file a command, imported only when that command is run."""

import gc
import sys


def main() -> None:
    """Run `cloudkb` on the arguments of this process and exit with its code."""
    # most runs end within a tenth of a second: collecting what imports leave, while they
    # load and once more when all is over, costs an eighth of that
    gc.set_threshold(100_000, 50, 50)
    from cloudkb.cli.app import run

    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)
