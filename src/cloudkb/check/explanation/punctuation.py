"""Small parts of speech: capitals and stops, open bounds behind a verb, lists."""

from cloudkb.language import in_chinese


def more(text: str) -> str:
    """Open bounds behind a verb: more than, less than."""
    for word, spoken in (("above ", "more than "), ("below ", "less than ")):
        if text.startswith(word):
            return spoken + text.removeprefix(word)
    return text


def capital(text: str) -> str:
    """The same with a capital where it begins with a word of ours."""
    first = text.split(" ", 1)[0].rstrip(",;:")
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def sentence(text: str) -> str:
    """Text with a capital and one stop."""
    if in_chinese():
        return f"{text.rstrip('.。')}。"
    return f"{capital(text).rstrip('.')}."
