"""Rules about a text held against a base: what `cloudkb audit` finds."""

from cloudkb.rules.rule_record import Rule

_TEXT = "$ cat draft.txt\n{}\n$ cloudkb audit draft.txt --missing\n"
_STORED = "# the base holds 497亿元 for 2023H1\n"

AUDITING: tuple[Rule, ...] = (
    Rule(
        "differing-figure",
        "error",
        "a text prints another number than a claim of the same thing",
        "Either the text or the base is wrong, or they speak of two things that look like one. "
        "A reader who looks it up finds the other number.",
        _STORED + _TEXT.format("In 2023H1 Alibaba Cloud's revenue was 47.9 billion yuan."),
        _STORED + _TEXT.format("In 2023H1 Alibaba Cloud's revenue was 49.7 billion yuan."),
        "The finding names the claim, by how much the text differs and the slip that would "
        "explain it. Compare both with what was printed; where the text means another "
        "definition, let it say so.",
        "shell",
    ),
    Rule(
        "idle-ignored",
        "note",
        "a document ignores what its text does not hold",
        "What is ignored is not looked at. Left behind after a correction, it would hide the "
        "next number that is printed like it.",
        "# facts/documents/note-2024.yaml\n#   ignored: [{text: 12 pages, reason: of the note}]\n"
        + _TEXT.format("The note has 14 pages."),
        "# facts/documents/note-2024.yaml\n#   ignored: [{text: 14 pages, reason: of the note}]\n"
        + _TEXT.format("The note has 14 pages."),
        "Take the entry out of `ignored`, or write what the text prints now.",
        "shell",
    ),
    Rule(
        "missing-figure",
        "warning",
        "a text prints a number that no claim prints or implies",
        "What is not entered cannot be checked, and nobody notices when it is corrected.",
        _TEXT.format("Alibaba Cloud has 21,375 engineers."),
        "# entered as a claim, or under `ignored` of its document with a reason\n"
        "$ cloudkb audit draft.txt --missing\n",
        "Enter it as a claim; where it is no claim of anybody, list it under `ignored` of the "
        "document, with the reason. The sentence has to name whose number it is, by a name or "
        "an alias in the base.",
        "shell",
    ),
    Rule(
        "refuted-figure",
        "error",
        "a text prints a number that the claims rule out",
        "Nobody prints the number, but what is printed around it, reckoned exactly, leaves no "
        "room for it: a growth that two levels do not give, a sum that its parts exceed.",
        "# the base holds 772亿元 for 2022 and 1001亿元 for 2023\n"
        + _TEXT.format("In 2023 Alibaba Cloud's revenue grew 39.7%."),
        "# the base holds 772亿元 for 2022 and 1001亿元 for 2023\n"
        + _TEXT.format("In 2023 Alibaba Cloud's revenue grew 29.7%."),
        "The finding tells what the claims leave and how it is reckoned; `cloudkb explain` tells "
        "it of any quantity.",
        "shell",
    ),
    Rule(
        "wrong-paragraph",
        "warning",
        "a claim's figure does not stand in the paragraph that its `where` names",
        "Whoever checks a claim reads the paragraph it names. A figure that is not there may be "
        "one that was never printed.",
        "# the claim says where: p3\n$ cloudkb audit article.txt --document note-2024\n",
        "# the claim says where: p4\n$ cloudkb audit article.txt --document note-2024\n",
        "Correct `where`, or the figure. Paragraphs are counted as docs/format.md says: p1 is "
        "the last line that is equal to the title.",
        "shell",
    ),
)
