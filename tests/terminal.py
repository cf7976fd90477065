"""Commands on a terminal of their own."""

import os
import subprocess
import sys

HIDDEN = ("CI", "CLOUDKB_FACTS", "COLUMNS", "LESS", "NO_COLOR", "PAGER", "GITHUB_ACTIONS")
"""Variables of the tests' own surroundings."""


def on_a_screen(folder, *arguments, columns=80, lines=0, **environment):
    """What a command prints on a terminal of a size, and its exit code; 0: it does not say."""
    import fcntl
    import pty
    import struct
    import termios

    kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    screen, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "cloudkb", *arguments],
        cwd=folder,
        env={**kept, "TERM": "xterm", **environment},
        stdin=inside,
        stdout=inside,
        stderr=subprocess.PIPE,
    )
    os.close(inside)
    shown = b""
    while True:
        try:
            part = os.read(screen, 65536)
        except OSError:
            # how Linux says that the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(screen)
    process.stderr.read()
    process.stderr.close()
    return shown.decode("utf-8").replace("\r\n", "\n"), process.wait()
