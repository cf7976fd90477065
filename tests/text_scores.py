"""How well numbers are found in labelled texts: by overlap and exactly, class, value, period."""

import json
import re
from fractions import Fraction

from cloudkb.texts import markup_of, scan

NO_NUMBER = {"name", "noise"}
TIME = {"date", "period", "duration"}
COUNTS = (
    "gold", "hit", "exact", "said", "true", "true_exact", "class_of", "class_ok", "time_ok",
    "value_of", "value_ok", "ends_ok", "period_of", "period_ok", "unit_of", "unit_ok",
)  # fmt: skip
VALUED = {"figure", "change", "rank", "duration"}


def read(path):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    text = path.parent / rows[0]["document"]
    with text.open(encoding="utf-8", newline="") as file:
        return rows[0], text, file.read(), rows[1:]


MARKUP = re.compile(r"(?:<!--.*?-->|<[^<>]*>|[\s*_`]|&nbsp;|&#160;)+", re.S)


def trimmed(content, start, end):
    """The span without blanks and markup at its edges, which print nothing."""
    head = MARKUP.match(content, start, end)
    start = head.end() if head else start
    while True:
        for tail in re.finditer(
            r"(?:<!--.*?-->|<[^<>]*>|[\s*_`]|&nbsp;|&#160;)", content[start:end], re.S
        ):
            if start + tail.end() == end:
                end = start + tail.start()
                break
        else:
            return start, end


def number(text):
    return None if text is None else Fraction(text)


def overlap(a, b):
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


def bounds(item, open_ends=False):
    ends = (number(item.get("low")), number(item.get("high")))
    return (*ends, bool(item.get("low_open")), bool(item.get("high_open"))) if open_ends else ends


def score(content, labels, found):  # noqa: C901, PLR0915
    """Counts and lists for one text.

    Labels that are no numbers, optional ones and what may be read either way cost nothing.
    """
    n = dict.fromkeys(COUNTS, 0)
    missed, false, wrong = [], [], []
    numbers = [x for x in labels if x["class"] not in NO_NUMBER and not x.get("optional")]
    free = [
        x
        for x in labels
        if x.get("optional")
        or (x["class"] in NO_NUMBER and set(x.get("class_also", ())) - NO_NUMBER)
    ]
    reports = [x for x in found if x["class"] not in NO_NUMBER]
    for x in reports:
        if content[x["start"] : x["end"]] != x.get("text", content[x["start"] : x["end"]]):
            wrong.append(("text", x, x))
        x["span"] = trimmed(content, x["start"], x["end"])
    for label in numbers:
        label["spans"] = {
            trimmed(content, *span)
            for span in ((label["start"], label["end"]), *label.get("accept", ()))
        }
    for x in reports:
        if any(overlap(x, label) > 0 for label in numbers):
            n["said"] += 1
            n["true"] += 1
            n["true_exact"] += any(x["span"] in label["spans"] for label in numbers)
        elif not any(overlap(x, label) > 0 for label in free):
            n["said"] += 1
            false.append(x)
    for label in numbers:
        n["gold"] += 1
        partners = [x for x in reports if overlap(x, label) > 0]
        if not partners:
            if NO_NUMBER & set(label.get("class_also", ())):
                n["gold"] -= 1
                continue
            missed.append(label)
            continue
        n["hit"] += 1
        best = max(partners, key=lambda x: (x["span"] in label["spans"], overlap(x, label)))
        if best["span"] in label["spans"]:
            n["exact"] += 1
        else:
            wrong.append(("span", label, best))
        classes = {label["class"], *label.get("class_also", ())}
        n["class_of"] += 1
        if best["class"] in classes:
            n["class_ok"] += 1
        else:
            wrong.append(("class", label, best))
        n["time_ok"] += best["class"] in classes or bool(best["class"] in TIME and classes & TIME)
        if label["class"] in VALUED and (label["low"] is not None or label["high"] is not None):
            n["value_of"] += 1
            right = [x for x in (label, *label.get("also", ())) if bounds(x) == bounds(best)]
            if right:
                n["value_ok"] += 1
                n["ends_ok"] += any(bounds(x, True) == bounds(best, True) for x in right)
            else:
                wrong.append(("value", label, best))
        if label["class"] in TIME and label.get("period"):
            n["period_of"] += 1
            if best.get("period") in (label["period"], *label.get("period_also", ())):
                n["period_ok"] += 1
            else:
                wrong.append(("period", label, best))
        if label["currency"] is not None:
            n["unit_of"] += 1
            if best.get("currency") == label["currency"]:
                n["unit_ok"] += 1
            else:
                wrong.append(("currency", label, best))
    return n, missed, false, wrong


def found_in(head, name, content):
    """The numbers found in a text, in the shape of its labels."""
    return [
        {
            "start": one.start, "end": one.end, "text": content[one.start : one.end],
            "class": one.kind, "low": one.interval.low, "high": one.interval.high,
            "low_open": one.interval.low_open, "high_open": one.interval.high_open,
            "currency": one.currency or None, "period": one.period or None,
        }
        for one in scan(content, markup_of(name, content), head["published"])
    ]  # fmt: skip


def totals(folder):
    """The counts over all texts of a folder, and what was missed, false or wrong."""
    sums, told = {}, []
    for path in sorted(folder.glob("*.jsonl")):
        head, text, content, labels = read(path)
        counts, missed, false, wrong = score(content, labels, found_in(head, text.name, content))
        sums = {key: sums.get(key, 0) + number for key, number in counts.items()}
        told += [f"{text.name} missed {one['text']!r}" for one in missed]
        told += [f"{text.name} false {one['text']!r}" for one in false]
        told += [
            f"{text.name} {what} {one['text']!r}, not {gold['text']!r}" for what, gold, one in wrong
        ]
    return sums, told
