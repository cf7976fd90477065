"""What the parser refuses, as it says it itself, or in Chinese: by the kind of its error."""

from typing import Any

from cloudkb.language import in_chinese, worded
from cloudkb.words import listed


def misuse_sentence(error: Any) -> str:
    """The sentence for an error of the parser, in the language spoken.

    Errors that cloudkb raises by itself through the parser are worded already.
    """
    if not in_chinese():
        return str(error.format_message())
    from typer._click import exceptions as kinds

    match error:
        case kinds.NoSuchOption():
            return _no_option(error.option_name, sorted(error.possibilities or ()))
        case kinds.BadOptionUsage():
            return _odd_option(error.option_name, error.cmd)
        case kinds.MissingParameter():
            if error.param is not None and error.param.param_type_name == "argument":
                return worded("Missing argument {name}.", "缺少参数{name}。", name=_name(error))
            return worded("Missing option {name}.", "缺少选项{name}。", name=_name(error))
        case kinds.BadParameter():
            return _odd_value(error)
    return str(error.format_message())


def _no_option(name: str, near: list[str]) -> str:
    if not near:
        return worded("No such option: {name}", "没有{name}选项。", name=name)
    return worded(
        "No such option: {name} (Possible options: {near})",
        "没有{name}选项。是否指{near}？",
        name=name,
        near=listed(near, "or"),
    )


def _odd_option(name: str, command: Any) -> str:
    """An option without the value that it takes, or with one where it takes none."""
    taken = {spelled: one for one in command.params for spelled in (*one.opts, *one.secondary_opts)}
    if getattr(taken.get(name), "is_flag", False):
        return worded("Option {name} does not take a value.", "{name}后面不带值。", name=name)
    return worded("Option {name} requires an argument.", "{name}后面缺少值。", name=name)


def _odd_value(error: Any) -> str:
    if getattr(getattr(error.param, "type", None), "name", "") != "int":
        return str(error.format_message())
    typed = error.message.removesuffix(" is not a valid int.").strip("'")
    return worded(
        "{name}: {typed} is no number.",
        "{name}：“{typed}”不是整数。",
        name=_name(error),
        typed=typed,
    )


def _name(error: Any) -> str:
    """What an option or argument is called on the page of help."""
    if error.param is None:
        return ""
    return str(error.param.get_error_hint(error.ctx)).strip("'")
