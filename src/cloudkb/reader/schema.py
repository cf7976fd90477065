"""The JSON Schema of fact files, with this base's names, for editors."""

from typing import Any

from cloudkb.model import Vocabulary


def schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """JSON Schema (draft-07, which editors' YAML servers read best) of a fact file.

    Names of this base are offered as enumerations; figures stay free text.
    """
    raise NotImplementedError
