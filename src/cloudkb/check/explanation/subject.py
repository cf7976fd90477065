"""What claims are about, as the first line of a finding begins."""

from collections.abc import Callable, Sequence

from cloudkb.check.constraints import naming
from cloudkb.language import in_chinese, worded
from cloudkb.model import Claim, Vocabulary

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED = 3
"""Entities and metrics named in one line; beyond it they are counted."""


def claims_counted(number: int, rounding: bool, one_basis: bool) -> str:
    """How many claims cannot all be right, for what takes more than a sentence to tell."""
    if in_chinese():
        return _in_chinese(number, rounding, one_basis)
    count = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    if number == 1:
        text = "one claim cannot be right"
    else:
        text = f"{count} claims cannot {'both' if number == 2 else 'all'} be right"
    if one_basis:
        text += " if they stand on one basis"
    return f"{text} as rounded figures" if rounding else text


def _in_chinese(number: int, rounding: bool, one_basis: bool) -> str:
    provided = "若都属同一口径，" if one_basis else ""
    provided += "若都是四舍五入的数字，" if rounding else ""
    if number == 1:
        return f"{provided}这条说法不成立"
    return f"{provided}{'两' if number == 2 else number}条说法不可能都对"


def subject(claims: Sequence[Claim], vocabulary: Vocabulary) -> str:
    """What claims are about: `revenue of Alibaba Cloud in China in 2023H1, restated`."""
    entities = list(dict.fromkeys(claim.entity for claim in claims))
    metrics = list(dict.fromkeys(claim.metric for claim in claims if claim.metric))
    periods = {claim.period.text for claim in claims}
    who = _named(entities, naming.entity, vocabulary)
    what = _named(metrics, naming.metric, vocabulary)
    if len(entities) > _NAMED:
        first, number = naming.entity(entities[0], vocabulary), len(entities)
        who = f"{first}等{number}个主体" if in_chinese() else f"{first} and {number - 1} others"
    if len(metrics) > _NAMED:
        what = worded("{number} measures", "{number}项指标", number=len(metrics))
    period = periods.pop() if len(periods) == 1 else ""
    when = naming.period(period, claims[0].entity, vocabulary)
    within = _few([claim.within for claim in claims], naming.entity, vocabulary)
    scopes = _few([claim.scope for claim in claims], naming.scope, vocabulary)
    if in_chinese():
        return naming.composed(who, when, within, what, scopes)
    text = f"{what} of {who}" if what else who
    if what and all(vocabulary.metrics[one].unit == "date" for one in metrics):
        text = f"{who}, {what}"
    text += f" in {within}" if within else ""
    text += f" {naming.at(when)}" if when else ""
    return f"{text}, {scopes}" if scopes else text


def _named(
    keys: Sequence[str], name: Callable[[str, Vocabulary], str], vocabulary: Vocabulary
) -> str:
    return naming.listed([name(key, vocabulary) for key in keys])


def _few(
    keys: Sequence[str | None], name: Callable[[str, Vocabulary], str], vocabulary: Vocabulary
) -> str:
    """What some claims are stated of, where it is something and not too much."""
    stated = list(dict.fromkeys(key for key in keys if key))
    return _named(stated, name, vocabulary) if len(stated) <= _NAMED else ""
