"""Plain-text accounting for claims.

`read`, `check` and `build` are the library's own door, with the records they take and give;
docs/python.md shows them at work. Each is imported when it is first asked for, so that
`import cloudkb` costs nothing.
"""

import sys

TYPE_CHECKING = False  # what type checkers take for true; `typing` itself is slow to import
if TYPE_CHECKING:
    from cloudkb.api import (
        BaseError,
        BuildResult,
        Claim,
        Facts,
        Finding,
        ReadResult,
        Report,
        build,
        check,
        read,
    )

__all__ = [
    "BaseError",
    "BuildResult",
    "Claim",
    "Facts",
    "Finding",
    "ReadResult",
    "Report",
    "build",
    "check",
    "read",
]

if not TYPE_CHECKING:

    class _Package(type(sys)):
        """The package, whose `check` stays the function where the room of that name is loaded.

        The import system binds a room to its package as soon as it is imported; what is
        called `check` here must not depend on who imported what before.
        """

        def __getattr__(self, name):
            if name in __all__:
                from cloudkb import api

                return getattr(api, name)
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

        def __dir__(self):
            hidden = {"TYPE_CHECKING", "_Package", "sys"}
            return sorted({*super().__dir__(), *__all__} - hidden)

        @property
        def check(self):
            """The function; see `cloudkb.api.check`."""
            return self.__getattr__("check")

        @check.setter
        def check(self, room):
            pass

    sys.modules[__name__].__class__ = _Package
