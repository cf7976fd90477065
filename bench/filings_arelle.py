"""Arelle's Calculations 1.1 on filings, as an independent judge of what `bench/filings.py` says.

    pip install arelle-release
    python bench/filings_arelle.py DATA/xbrl/NAME.xml ...

The taxonomies themselves are not at hand: for each file a stub is made that declares every concept,
axis and member that it names, with NAME_cal.xml as it was filed. Nothing is asked of the network.
"""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from cloudkb.importing.filings.instance import read
from cloudkb.importing.filings.xml_tree import parse

XMLNS = (
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance" '
    'xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:xbrldt="http://xbrl.org/2005/xbrldt"'
)
IMPORTS = (
    '<xs:import namespace="http://www.xbrl.org/2003/instance"'
    ' schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>'
    '<xs:import namespace="http://xbrl.org/2005/xbrldt"'
    ' schemaLocation="http://www.xbrl.org/2005/xbrldt-2005.xsd"/>\n'
)
OFTEN_LEFT_OUT = {
    "srt": "http://fasb.org/srt/2022",
    "country": "http://xbrl.sec.gov/country/2022",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
}
"""Prefixes that excerpts of filings use without declaring them."""
TYPES = {"shares": "sharesItemType", "pure": "pureItemType"}


def schema(namespace, inside):
    return (
        f'<?xml version="1.0"?>\n<xs:schema {XMLNS} targetNamespace="{namespace}" '
        f'elementFormDefault="qualified">\n{inside}</xs:schema>\n'
    )


def element(prefix, name, kind, when, group="xbrli:item", more=""):
    return (
        f'<xs:element name="{name}" id="{prefix}_{name}" type="xbrli:{kind}" nillable="true" '
        f'substitutionGroup="{group}" xbrli:periodType="{when}"{more}/>\n'
    )


def stub(path, folder):
    """A folder with the instance, its linkbase, and a taxonomy that declares what they name."""
    data = path.read_bytes()
    text = data.decode("utf-8")
    tree = parse(path.name, data)
    uris = {prefix: uri for uri, prefix in tree.prefixes.items() if prefix}
    undeclared = {key: uri for key, uri in OFTEN_LEFT_OUT.items() if key not in uris}
    uris |= undeclared
    cal = path.with_name(f"{path.stem}_cal.xml").read_text(encoding="utf-8")
    declared = {}
    for prefix, name in re.findall(r"xsd#([A-Za-z-]+)_(\w+)\"", cal):
        declared[prefix, name] = element(prefix, name, "monetaryItemType", "duration")
    for axis, member in re.findall(r'dimension="([\w-]+:\w+)">\s*([\w-]+:\w+)', text):
        for qname, group in ((axis, "xbrldt:dimensionItem"), (member, "xbrli:item")):
            prefix, _, name = qname.partition(":")
            more = ' abstract="true"'
            made = element(prefix, name, "stringItemType", "duration", group, more)
            declared[prefix, name] = made
    for one in read(path.name, data).facts:
        prefix, _, name = one.concept.partition(":")
        is_money = re.fullmatch("[A-Z]{3}", one.unit)
        kind = "monetaryItemType" if is_money else TYPES.get(one.unit, "decimalItemType")
        when = "instant" if one.context.start is None else "duration"
        declared[prefix, name] = element(prefix, name, kind, when)
    prefixes = sorted({prefix for prefix, _ in declared if prefix in uris})
    for own in prefixes:
        inside = IMPORTS + "".join(one for (prefix, _), one in declared.items() if prefix == own)
        (folder / f"{own}.xsd").write_text(schema(uris[own], inside))
    roles = sorted(set(re.findall(r'xlink:role="(http[^"]*/role/[^"]*)"', cal)))
    types = "".join(
        f'<link:roleType roleURI="{role}" id="r{number}">'
        "<link:usedOn>link:calculationLink</link:usedOn></link:roleType>"
        for number, role in enumerate(roles)
    )
    ref = (
        '<link:linkbaseRef xlink:type="simple" xlink:href="cal.xml" '
        'xlink:role="http://www.xbrl.org/2003/role/calculationLinkbaseRef" '
        'xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>'
    )
    entry = f"<xs:annotation><xs:appinfo>{ref}{types}</xs:appinfo></xs:annotation>" + IMPORTS
    for own in prefixes:
        entry += f'<xs:import namespace="{uris[own]}" schemaLocation="{own}.xsd"/>'
    (folder / "entry.xsd").write_text(schema("http://stub", entry))
    cal = re.sub(r'xlink:href="[^"#]*#([A-Za-z-]+)_(\w+)"', r'xlink:href="\1.xsd#\1_\2"', cal)
    cal = re.sub(r"<link:roleRef[^>]*/>", "", cal)
    refs = "".join(
        f'<link:roleRef roleURI="{role}" xlink:type="simple" xlink:href="entry.xsd#r{number}"/>'
        for number, role in enumerate(roles)
    )
    cal = re.sub(r"(<link:linkbase[^>]*>)", lambda found: found[1] + refs, cal, count=1)
    (folder / "cal.xml").write_text(cal)
    spaces = "".join(f'xmlns:{key}="{uri}" ' for key, uri in undeclared.items())
    text = text.replace("<xbrl ", f"<xbrl {spaces}", 1)
    text = re.sub(r'xlink:href="[^"]*\.xsd"', 'xlink:href="entry.xsd"', text, count=1)
    (folder / "instance.xml").write_text(text)
    return folder / "instance.xml"


def main():
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as kept:
            file = stub(Path(name), Path(kept))
            command = [Path(sys.executable).with_name("arelleCmdLine"), "--file", file]
            command += ["--validate", "--calc", "c11r", "--internetConnectivity", "offline"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        told = done.stdout + done.stderr
        found = re.findall(r"\[calc11e:[^\]]*\] Calculation inconsistent from (\w+)", told)
        print(Path(name).stem, len(found), "inconsistent", dict(Counter(found)))


if __name__ == "__main__":
    main()
