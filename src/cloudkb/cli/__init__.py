"""The command line. One file a command, imported only when that command is run."""

import gc
import sys


def main(name: str = "cloudkb") -> None:
    """Run `cloudkb` on the arguments of this process and exit with its code.

    `name` is what the program was called as; help pages and hints show it.
    """
    # most runs end within a tenth of a second: collecting what imports leave, while they
    # load and once more when all is over, costs an eighth of that
    gc.set_threshold(100_000, 50, 50)
    if "multiprocessing.spawn" in sys.modules:
        from cloudkb.workers.pool import is_starting

        if is_starting():
            # a script without a guard, run again by a worker: the run it belongs to goes on
            return
    try:
        from cloudkb.cli.interrupts import leave, listen

        listen()
        if sys.argv[1:2] == ["--complete"]:
            # asked at every press of a key: without what parses and draws
            from cloudkb.cli.completing import main as complete

            complete(sys.argv[2:])
            sys.exit(0)
        from cloudkb.cli.app import run

        code = run(sys.argv[1:], name)
        leave()
    except KeyboardInterrupt:
        code = 130
    gc.freeze()
    sys.exit(code)
