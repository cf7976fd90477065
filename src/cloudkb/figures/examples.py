"""Examples in hints: in the language of the text, with names of the reader's own base."""

from cloudkb.words import is_chinese

_ENGLISH = (
    ("23.64亿元", "$2.36bn"),
    ("17次", "17 servers"),
    ("2000万台", "20 million cars"),
    ("+3亿元", "+$3bn"),
    ("+2000台", "+2,000"),
)
"""Chinese examples, and what an English text is told instead."""
_ENTITY, _METRIC = "aliyun", "revenue"
"""The names that examples have where no base is at hand."""


def suited(hint: str, text: str, entity: str = "an-id", metric: str = _METRIC) -> str:
    """A hint with examples that suit a text: its language, an entity and a metric of its base.

    What stands in the text itself is no example, and stays.
    """
    if not is_chinese(text):
        for chinese, english in _ENGLISH:
            hint = hint.replace(chinese, english)
    if _ENTITY in hint and _ENTITY not in text:
        hint = hint.replace(f"{_ENTITY}.{_METRIC}", f"{entity}.{metric}").replace(_ENTITY, entity)
    return hint
