"""The base: where it is, whether it is fresh, and the order of stages that make it."""

from cloudkb.base.location import BaseError, Location, locate, locked_by_default
from cloudkb.base.refresh import Base, BuildResult, build, open  # noqa: A004

__all__ = [
    "Base",
    "BaseError",
    "BuildResult",
    "Location",
    "build",
    "locate",
    "locked_by_default",
    "open",
]
