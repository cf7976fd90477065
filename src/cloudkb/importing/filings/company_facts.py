"""EDGAR's company facts: every number of a company's filings, without decimals or dimensions."""

import json
import re
from collections import Counter, defaultdict
from fractions import Fraction
from typing import Any

from cloudkb.importing.filings.filed import Context, Filing, Reported, are_days, refuse_large
from cloudkb.importing.record import ImportRefused, Origin, refused
from cloudkb.language import marked, worded
from cloudkb.model import Finding

_NUMBER = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,2})?")
_COARSEST = 6
_WHOLE = 9
"""Of ten amounts of a filing so many end in as many zeros as it rounds to."""
_NOT_THESE = marked("this is no file of company facts")
_HINT = marked("EDGAR's companyfacts/CIK##########.json holds cik, entityName and facts")


def read(file: str, data: bytes) -> tuple[Filing, ...]:
    """The filings in the order they were filed; raises `ImportRefused` where it is none."""
    refuse_large(file, data)
    try:
        read_in = json.loads(data, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        where = f"{file}:{line}:{column}"
        raise ImportRefused(
            f"{where}: " + worded("this is no JSON"), worded("save it again as it was sent")
        ) from None
    try:
        return _JsonReader(file, data).filings(read_in)
    except (KeyError, TypeError, AttributeError):
        raise ImportRefused(f"{file}: " + worded(_NOT_THESE), worded(_HINT)) from None


class _JsonReader:
    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self.text = data.decode("utf-8", "replace")
        self.at, self.line, self.begin = 0, 1, 0
        self.refused: list[Finding] = []

    def origin(self, accession: str) -> Origin:
        """The next place where a filing is named: values stand in the order of the file."""
        found = self.text.find(f'"{accession}"', self.at)
        if found >= 0:
            self.line += self.text.count("\n", self.at, found)
            self.begin = max(self.text.rfind("\n", 0, found) + 1, 0)
            self.at = found + 1
            return Origin(self.file, self.line, found - self.begin + 1)
        return Origin(self.file)

    def filings(self, top: Any) -> tuple[Filing, ...]:
        name, number = str(top["entityName"]), str(top["cik"]).zfill(10)
        about: dict[str, tuple[str, str]] = {}
        facts: dict[str, list[Reported]] = defaultdict(list)
        labels: dict[str, str] = {}
        for taxonomy, concepts in top["facts"].items():
            for concept, said in concepts.items():
                full = f"{taxonomy}:{concept}"
                if said.get("label"):
                    labels[full] = str(said["label"])
                for unit, rows in said["units"].items():
                    for row in rows:
                        accession = str(row["accn"])
                        fact = self._fact(full, unit, row, self.origin(accession))
                        if fact is not None:
                            facts[accession].append(fact)
                            about[accession] = str(row["filed"]), str(row["form"])
        company = _slug(name)
        made: list[Filing] = []
        told = tuple(self.refused)
        for accession, (filed, form) in sorted(about.items(), key=lambda one: (one[1], one[0])):
            document = f"{company}-{_slug(form)}-{filed}"
            if any(one.document == document for one in made):
                document += f"-{accession[-6:]}"
            own = tuple(_with_precision(facts[accession]))
            made.append(
                Filing(
                    company,
                    name.title() if name.isupper() else name,
                    number,
                    form,
                    filed,
                    own,
                    labels=labels,
                    refused=told,
                    document=document,
                )
            )
            told = ()
        return tuple(made)

    def _fact(self, concept: str, unit: str, row: Any, origin: Origin) -> Reported | None:
        value, start, end = str(row["val"]), row.get("start"), str(row["end"])
        if not _NUMBER.fullmatch(value) or not are_days(start, end):
            says = worded(
                "{concept}: {value} from {start} to {end} is no number of these days",
                concept=concept[:100],
                value=value[:40],
                start=start,
                end=end,
            )
            self.refused.append(refused(origin, says, worded("look at the file")))
            return None
        return Reported(concept, Context(start, end), unit, Fraction(value), "", origin)


def _slug(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    short = re.sub(r"(?:-(?:inc|corp|corporation|co|ltd|llc|plc|company|com))+$", "", words)
    return short or "company"


def _with_precision(facts: list[Reported]) -> list[Reported]:
    """Facts with the decimals that their zeros at the end allow; never a finer one.

    Zero ends in as many zeros as one likes: it counts as rounded as nearly all amounts are.
    """
    zeros = [_zeros(one.value) for one in facts if one.value and one.unit.isupper()]
    counts = Counter(min(one, _COARSEST) for one in zeros)
    reached, coarse = 0, 0
    for size in range(_COARSEST, 0, -1):
        reached += counts[size]
        if zeros and reached * 10 >= len(zeros) * _WHOLE:
            coarse = size
            break
    made = []
    for one in facts:
        size = _zeros(one.value) if one.value else coarse
        if one.value.denominator != 1:
            size = -_places(one.value)
        made.append(one._replace(decimals=str(-size)))
    return made


def _zeros(value: Fraction) -> int:
    size = 0
    while value and value % 10 == 0:
        value, size = value / 10, size + 1
    return size


def _places(value: Fraction) -> int:
    places = 0
    while value.denominator != 1 and places < 40:
        value, places = value * 10, places + 1
    return places
