"""Filings as claims: XBRL instances with their calculation linkbases, and EDGAR's company facts.

`read` is what `cloudkb import` asks. A file is read into `filed.Filing` (`instance`,
`calculation`, `company_facts`), and from there into claims (`taking`) with what `learning` finds in
the figures and `filed_prints` in the filings before. Docs: docs/filings.md.
"""

from pathlib import PurePath

from cloudkb.importing.filings import calculation, called, company_facts, instance, labels
from cloudkb.importing.filings.filed import Filing
from cloudkb.importing.filings.taking import FactSelection, Taking
from cloudkb.importing.record import ImportRefused, Record, Request
from cloudkb.language import worded

__all__ = ["filings", "read"]


def read(request: Request) -> tuple[Record, ...]:
    """The documents of a file: one of an instance, of company facts one a filing.

    `request.more` may hold `calculation` (a linkbase; else it is looked for beside the file,
    NAME_cal.xml), `concepts` and `since`. What things are called is looked for in NAME_lab.xml.
    Raises `ImportRefused`, with the place, where the file is none of these.
    """
    more = request.more
    found = filings(request)
    if not any(one.facts for one in found):
        raise ImportRefused(
            worded("{file} reports no number", file=request.file), worded("look at the file")
        )
    taking = Taking(request.facts, found, request.given.get("entity", ""))
    wish = FactSelection(more.get("concepts", ()), (more.get("since") or ("",))[0])
    stem = called.claim_id(PurePath(request.file).stem)
    return tuple(
        taking.record(
            one,
            one.document if len(found) > 1 else request.document or one.document or stem,
            request.header,
            wish,
        )
        for one in found
    )


def filings(request: Request) -> tuple[Filing, ...]:
    """What a file reports, before any of it is a claim."""
    if request.file.lower().endswith(".json"):
        return company_facts.read(request.file, request.data)
    named = request.more.get("calculation", ())
    stem = PurePath(request.file).stem
    name = named[0] if named else f"{stem}_cal.xml"
    data = request.beside(name)
    if data is None and named:
        raise ImportRefused(
            worded("{file} is not there", file=name), worded("name the calculation linkbase")
        )
    summations = calculation.read(name, data) if data is not None else ()
    beside = f"{stem}_lab.xml"
    said = request.beside(beside)
    names = labels.read(beside, said) if said is not None else labels.NO_LABELS
    return (instance.read(request.file, request.data, summations, names),)
