"""Whether an identity under suspicion holds where else all that it ties is printed."""

from collections.abc import Sequence

from cloudkb.check.diagnosis.failing_lines import tried
from cloudkb.check.explanation.story import Story
from cloudkb.language import in_chinese
from cloudkb.model import Step, Suspect

_NAMED = 2
"""Identities of which it is told."""


def explain(story: Story, suspects: Sequence[Suspect]) -> list[Step]:
    """A sentence for each kind of suspected identity that can be tried elsewhere."""
    model = story.model
    names = dict.fromkeys(model.identities[one.name].name for one in suspects if one.is_identity)
    steps = []
    for name in list(names)[:_NAMED]:
        known = tried(model, name)
        held, number = model.strangers.held.get(name, (0, 0))
        own = [known.by_label[label] for label in story.labels if label in known.by_label]
        number += known.number - len(own)
        if number:
            sources = tuple(one.name for one in suspects if one.is_identity)
            text = _sentence(name, held + known.held - sum(own), number)
            steps.append(Step("suspects", text, sources=sources))
    return steps


def _sentence(name: str, held: int, tried: int) -> str:
    if in_chinese():
        return _in_chinese(name, held, tried)
    places = "place" if tried == 1 else f"{tried} places"
    where = f"other {places} where all that it ties is printed"
    if held == tried:
        return f"`{name}` holds in the {'one ' if tried == 1 else ''}{where}."
    if not held:
        return f"`{name}` fails in the {'one ' if tried == 1 else ''}{where}, too."
    return f"`{name}` holds in {held} of the {where}."


def _in_chinese(name: str, held: int, tried: int) -> str:
    where = f"别处数字齐全的有{tried}处，"
    if held == tried:
        return f"{where}`{name}`{'都' if tried > 1 else ''}成立。"
    if not held:
        return f"{where}`{name}`{'也都' if tried > 1 else '也'}不成立。"
    return f"{where}`{name}`在其中{held}处成立。"
