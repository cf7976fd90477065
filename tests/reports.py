"""Reports as reasoning makes them, written by hand for tests of how they are printed."""

from fractions import Fraction

from cloudkb.interval import Interval
from cloudkb.model import (
    Accepted,
    AcceptedException,
    Finding,
    Implied,
    Place,
    Related,
    Report,
    Step,
    Suspect,
)

SHARES = Interval(Fraction(266, 1000), Fraction(268, 1000))
CONFLICT = Finding(
    "conflict",
    "error",
    "the shares of Alibaba Cloud cannot all be right",
    Place("facts/documents/a b,云.yaml", 58, 15, 58, 20),
    hint="Most suspect: share-aliyun. Write {id: share-aliyun, figure: 26.7%}.",
    claims=("a/change", "a/share", "idc/share-2022"),
    identities=("shares:china-public-cloud.market_share@2023Q3",),
    suspects=(
        Suspect("a/share", slip="one digit wrong", implied=Implied("q", SHARES, "26.6 to 26.8%")),
        Suspect("shares:china-public-cloud.market_share@2023Q3", is_identity=True),
    ),
    related=(
        Related(
            Place("facts/documents/a b,云.yaml", 61, 15, 61, 25), "a/change", "5.8 points down"
        ),
        Related(Place("facts/documents/idc.yaml", 7, 3), "idc/share-2022", "2022Q3: 32.5%"),
    ),
    steps=(Step("points", "36.7% and 5.8 points down leave 42.40 to 42.60% for 2022Q3."),),
    strain=Fraction(197, 2),
    next_command="cloudkb show a/share",
)
BASIS = CONFLICT._replace(
    rule="basis-conflict",
    severity="warning",
    message="the half year fits no stated basis",
    place=Place("facts/documents/b.yaml", 9, 5),
    claims=("b/half", "b/first"),
    identities=("same-basis:b",),
    suspects=(),
    related=(),
)
NOTE = Finding("reads-as", "note", "b reads as external", Place("facts/documents/b.yaml", 4))
EXCEPTION = AcceptedException(
    ("a/profit", "c/profit"),
    "c/profit",
    "The figure is close to the whole line, not the cloud business.",
    Place("facts/exceptions.yaml", 3, 5),
)
ACCEPTED = Accepted(
    CONFLICT._replace(
        message="the profits of Baidu cannot both be right",
        place=Place("facts/documents/c.yaml", 2, 3),
        claims=("a/profit", "c/profit"),
        identities=(),
        related=(),
    ),
    EXCEPTION,
)
REPORT = Report(
    (CONFLICT, NOTE, BASIS),
    claims=143,
    compiled=97,
    untouched=41,
    own_origin=12,
    relations=61,
    components=20,
    not_proved=2,
    accepted=1,
    accepted_findings=(ACCEPTED,),
    advice="aliyun.revenue@2022H2",
    advised=5,
    largest=15,
    kinds=(("calendar-sum", 40), ("share", 21)),
    steps=1234,
    not_proved_why=("a/either: 128 combinations of readings", "b/first: more than 5,000 steps"),
)
