"""Filings imported and checked: counts, what validate finds, damaged facts found again.

    python bench/filings.py DATA              each instance alone, together, company facts
    python bench/filings.py DATA --damage 10  so many damaged facts in each, and who is suspected
    python bench/filings.py DATA --sums       check by Calculations 1.1 (and filings_arelle.py)

DATA holds xbrl/NAME.xml with NAME_cal.xml beside, and companyfacts-NAME.json.
"""

import argparse
import json
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from cloudkb import api
from cloudkb.importing.filings import filings as read_filings
from cloudkb.importing.filings import read
from cloudkb.importing.record import Request
from cloudkb.model import Facts, Vocabulary
from cloudkb.writer import new_document

NOTHING = Facts(Vocabulary({}, {}, {}, {}), {}, ())


def beside(path):
    def data(name):
        file = path.parent / name
        return file.read_bytes() if file.exists() else None

    return data


def take(path, facts, data=None):
    """The records of one file."""
    request = Request(path.name, data or path.read_bytes(), facts, beside=beside(path))
    return read(request)


def write(folder, records):
    """Records as fact files; what is declared already is passed over."""
    for record in records:
        vocabulary = {key: dict(value) for key, value in record.vocabulary.items()}
        (folder / f"names-{record.document}.yaml").write_text(
            "\n".join(f"{key}: {json.dumps(value)}" for key, value in vocabulary.items()) + "\n"
        )
        claims = [one.claim for one in record.claims]
        (folder / f"{record.document}.yaml").write_text(new_document(record.header, claims))


def check(folder):
    """The report on a folder, and how long reading and checking took."""
    start = time.perf_counter()
    facts, findings = api.read(folder)
    middle = time.perf_counter()
    report = api.check(facts, findings)
    return facts, report, middle - start, time.perf_counter() - middle


def quarters(facts):
    """Fourth quarters that nobody prints: how many are implied, and as the year less three."""
    from cloudkb import periods
    from cloudkb.check.answers.implied import explain
    from cloudkb.check.diagnosis.reasoner import Reasoner

    replaced = {name for claim in facts.claims for name in claim.supersedes}
    at = {}
    for one in facts.claims:
        if one.id not in replaced and facts.vocabulary.metrics[one.metric].over_time == "adds":
            at[one.entity, one.metric, one.period.start, one.period.end] = one
    told = Counter()
    reasoner = Reasoner(facts)
    for (entity, metric, start, end), year in at.items():
        if periods.months(year.period) != 12:
            continue
        fourth = periods.shift(year.period, 9).start
        before = periods.day_before(fourth)
        three = at.get((entity, metric, start, before))
        if three is None or (entity, metric, fourth, end) in at:
            continue
        wanted = [one.readings[0].figure.interval for one in (year, three)]
        low, high = wanted[0].low - wanted[1].high, wanted[0].high - wanted[1].low
        name = f"{entity}.{metric}@{periods.from_days(fourth, end).text}"
        found = explain(facts, name, reasoner).implied.interval
        ok = found.low is not None and low <= found.low <= found.high <= high
        told["implied" if ok else "not"] += 1
        if not ok:
            print("     ", name, found, low, high)
    return dict(told)


def undeclared(records, facts):
    known = facts.vocabulary
    made = []
    for record in records:
        there = {"entities": known.entities, "metrics": known.metrics}
        vocabulary = {
            section: {key: one for key, one in declared.items() if key not in there[section]}
            for section, declared in record.vocabulary.items()
        }
        made.append(record._replace(vocabulary=vocabulary))
    return made


def imported(folder, paths):
    """Files one after another, each knowing those before."""
    records, facts = [], NOTHING
    for path in paths:
        found = undeclared(take(path, facts), facts)
        write(folder, found)
        records += found
        if path is not paths[-1]:
            facts, _ = api.read(folder)
    return records


def tell(name, paths, verbose):
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        start = time.perf_counter()
        records = imported(folder, paths)
        took = time.perf_counter() - start
        facts, report, reading, checking = check(folder)
        sums = sum(1 for one in facts.claims if one.readings[0].figure.form == "order")
        restating = sum(1 for one in facts.claims if one.supersedes)
        severities = Counter(one.severity for one in report.findings)
        print(
            f"{name}: {len(facts.claims) - sums} facts, {sums} sums, {restating} restating, "
            f"{len(facts.vocabulary.metrics)} metrics, {len(facts.vocabulary.entities)} entities, "
            f"{report.components} components, the largest of {report.largest} claims; "
            f"import {took:.1f} s, read {reading:.1f} s, check {checking:.1f} s; {dict(severities)}"
        )
        if "companyfacts" in name:
            print("    fourth quarters that nobody prints:", quarters(facts))
        if verbose:
            for record in records:
                print("   ", record.document, *record.notes)
                for one in record.refused[:5]:
                    print("      refused", one.place.told, one.message)
            for one in report.findings:
                print("   ", one.severity, one.rule, one.place.told, one.message, one.claims[:8])


def calculations(path):
    """An own check by Calculations 1.1: how many sums hold, by whether all parts are there."""
    filing = filings_of(path)
    at = defaultdict(list)
    for one in filing.facts:
        at[one.concept, one.context, one.unit].append(one)
    told = Counter()
    seen = set()
    for summation in filing.summations:
        for concept, context, unit in list(at):
            mark = summation.whole, frozenset(summation.parts), context, unit
            if concept != summation.whole or mark in seen:
                continue
            seen.add(mark)
            parts = [(at.get((name, context, unit)), by) for name, by in summation.parts]
            there = [(narrowed(found), by) for found, by in parts if found]
            if not there:
                continue
            whole = narrowed(at[concept, context, unit])
            low = sum(min(end * by for end in ends) for ends, by in there)
            high = sum(max(end * by for end in ends) for ends, by in there)
            kind = "all parts" if len(there) == len(parts) else "parts absent"
            told[kind, "holds" if low <= whole[1] and whole[0] <= high else "fails"] += 1
    return dict(told)


def narrowed(facts):
    """What all prints of one quantity leave."""
    return max(one.value - one.half for one in facts), min(one.value + one.half for one in facts)


def filings_of(path, data=None):
    request = Request(path.name, data or path.read_bytes(), NOTHING, beside=beside(path))
    return read_filings(request)[0]


def slipped(text, drawn):
    """A number with a slip: another digit, two turned, a digit too many or too few, the sign."""
    digits = [at for at, sign in enumerate(text) if sign.isdecimal()][:4]
    at = drawn.choice(digits[:3])
    kind = drawn.choice(("digit", "digit", "turned", "scale", "sign"))
    if kind == "turned" and len(digits) > 1 and text[digits[0]] != text[digits[1]]:
        one, two = digits[:2]
        return text[:one] + text[two] + text[one + 1 : two] + text[one] + text[two + 1 :]
    if kind == "scale":
        return f"{text}0" if "." not in text else text.replace(".", "", 1)
    if kind == "sign":
        return text[1:] if text.startswith("-") else f"-{text}"
    other = drawn.choice([one for one in "123456789" if one != text[at]])
    return text[:at] + other + text[at + 1 :]


def damaged(path, count, seed=""):
    """Damage facts one at a time in all their copies; tell how many are found, and suspected."""
    drawn = random.Random(f"{path.stem}{seed}")
    text = path.read_text(encoding="utf-8")
    sound = take(path, NOTHING)[0]
    sums = [one.claim.fields for one in sound.claims if "same as" in one.claim.fields["figure"]]
    tied = Counter()
    for one in sums:
        tied[one["entity"], one["metric"], one["period"]] += 1
        for entity, metric in re.findall(r"([a-z0-9-]+)\.([a-z0-9_]+)", one["figure"]):
            tied[entity, metric, one["period"]] += 1
    able = [
        one
        for one in sound.claims
        if "same as" not in one.claim.fields["figure"]
        and len(one.claim.fields["figure"].strip("-0.%")) > 1
        and tied[tuple(one.claim.fields[key] for key in ("entity", "metric", "period"))]
    ]
    told = Counter()
    for one in drawn.sample(able, min(count, len(able))):
        lines = text.split("\n")
        begin = sum(len(line) + 1 for line in lines[: one.origin.row - 1]) + one.origin.column - 1
        head = re.compile(r"<([\w:-]+)([^>]*)>([^<]*)</").match(text, begin)
        context = re.search(r'contextRef="([^"]*)"', head[2])[1]
        value = slipped(head[3].strip(), drawn)
        old = re.escape(head[3].strip())
        shape = rf'<{head[1]} ([^>]*contextRef="{re.escape(context)}"[^>]*)>\s*{old}\s*</'
        wrong = re.sub(shape, lambda m, v=value, h=head: f"<{h[1]} {m[1]}>{v}</", text)
        with tempfile.TemporaryDirectory() as kept:
            folder = Path(kept)
            write(folder, take(path, NOTHING, wrong.encode()))
            _, report, *_ = check(folder)
        name = f"{sound.document}/{one.claim.fields['id']}"
        about = [
            [suspect.name for suspect in finding.suspects[: max(finding.tied, 1)]]
            for finding in report.findings
            if name in finding.claims or any(s.name == name for s in finding.suspects)
        ]
        times = tied[tuple(one.claim.fields[key] for key in ("entity", "metric", "period"))]
        kind = "first" if any(found[:1] == [name] for found in about) else ""
        kind = kind or ("among those alike" if any(name in found for found in about) else "")
        kind = kind or ("found" if about else "missed")
        told["in one sum" if times == 1 else "in several", kind] += 1
        if kind in ("found", "missed"):
            print("     ", kind, name, head[3].strip(), "->", value, about[:2])
    return dict(told)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--damage", type=int, default=0)
    parser.add_argument("--seed", default="", help="other facts, damaged otherwise")
    parser.add_argument("--sums", action="store_true")
    parser.add_argument("--only", default="")
    return parser.parse_args()


def main():
    asked = arguments()
    instances = sorted(
        one
        for one in (asked.data / "xbrl").glob("*.xml")
        if not re.search("_(?:cal|lab)", one.name)
    )
    companies = defaultdict(list)
    for path in instances:
        companies[path.stem.partition("-")[0]].append(path)
    if asked.damage or asked.sums:
        for path in instances:
            if asked.only in path.stem and asked.damage:
                print(path.stem, damaged(path, asked.damage, asked.seed))
            if asked.only in path.stem and asked.sums:
                print(path.stem, "own check", calculations(path))
        return
    for path in instances:
        if asked.only in path.stem:
            tell(path.stem, [path], True)
    for name, paths in companies.items():
        if len(paths) > 1 and asked.only in name:
            tell(f"{name} together", paths, True)
    if asked.only in "all":
        tell("all together", instances, True)
    for path in sorted(asked.data.glob("companyfacts-*.json")):
        if asked.only in path.stem:
            tell(path.stem, [path], True)


if __name__ == "__main__":
    main()
