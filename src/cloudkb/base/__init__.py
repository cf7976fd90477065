"""The base: where it is, whether it is fresh, and the order of stages that make it.

`findings`, `read` and the verdicts are imported when first asked for: answers need none
of what they bring in.
"""

from typing import TYPE_CHECKING, Any

from cloudkb.base.location import (
    FACTS_FOLDER,
    BaseError,
    Location,
    locate,
    locked_by_default,
)
from cloudkb.base.refresh import (
    Base,
    BuildResult,
    build,
    open,  # noqa: A004
    says_what_facts_say,
)

if TYPE_CHECKING:
    from cloudkb.base.answers import (
        UnknownQuantityError,
        audit,
        draft,
        explain,
        implied,
        marks,
        status,
        verdicts,
        verdicts_of,
    )
    from cloudkb.base.known_verdicts import UNASKED, remembered
    from cloudkb.base.memory import load_verdicts, save_verdicts
    from cloudkb.base.proposing import fact_file, propose
    from cloudkb.base.reasoned import check, check_facts, doubts
    from cloudkb.base.validate import ReadFacts, findings, read

__all__ = [
    "FACTS_FOLDER",
    "UNASKED",
    "Base",
    "BaseError",
    "BuildResult",
    "Location",
    "ReadFacts",
    "UnknownQuantityError",
    "audit",
    "build",
    "check",
    "check_facts",
    "doubts",
    "draft",
    "explain",
    "fact_file",
    "findings",
    "implied",
    "load_verdicts",
    "locate",
    "locked_by_default",
    "marks",
    "open",
    "propose",
    "read",
    "remembered",
    "save_verdicts",
    "says_what_facts_say",
    "status",
    "verdicts",
    "verdicts_of",
]

_LATE = {
    "UnknownQuantityError": "answers",
    "audit": "answers",
    "draft": "answers",
    "explain": "answers",
    "implied": "answers",
    "status": "answers",
    "check": "reasoned",
    "check_facts": "reasoned",
    "doubts": "reasoned",
    "fact_file": "proposing",
    "propose": "proposing",
    "marks": "answers",
    "UNASKED": "known_verdicts",
    "remembered": "known_verdicts",
    "ReadFacts": "validate",
    "findings": "validate",
    "read": "validate",
    "load_verdicts": "memory",
    "save_verdicts": "memory",
    "verdicts": "answers",
    "verdicts_of": "answers",
}


def __getattr__(name: str) -> Any:
    """Import the less common names when they are asked for."""
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(f"cloudkb.base.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
