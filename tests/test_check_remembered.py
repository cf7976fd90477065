"""What a run remembers of conflicts: told again to the letter, and for nothing that has changed."""

import json

import pytest

import case_files
from cloudkb import base
from cloudkb.check import Checked, check
from cloudkb.check.diagnosis import conflicts, error_localization, remembered
from cloudkb.language import speaking
from cloudkb.model import Report
from reasoned import VOCABULARY, document, read

QUARTERS = """
    id: q1, entity: aliyun, metric: revenue, period: 2023Q1, figure: 210.0亿元
    id: q2, entity: aliyun, metric: revenue, period: 2023Q2, figure: 220.0亿元
    id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 500.0亿元
"""
OTHERS = """
    id: one, entity: openai, metric: revenue, period: 2023, figure: 10.0亿元
    id: two, entity: openai, metric: revenue, period: 2023, figure: 20.0亿元
"""
FINE = """
    id: fine, entity: azure, metric: revenue, period: 2023, figure: 10.0亿元
"""


def first(*claims: str) -> Checked:
    """A run that remembers nothing."""
    return check(read(*(document(f"d{place}", one) for place, one in enumerate(claims))))


def again(known: Checked, *claims: str, texts: dict[str, str] | None = None) -> Report:
    """A run that remembers what another one found."""
    facts = read(*(document(f"d{place}", one) for place, one in enumerate(claims)))
    kept = known.remembered() if texts is None else texts
    return check(facts, known.consistent, remembered=kept).report


def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first label of each component in which conflicts are looked for from now on."""
    looked: list[str] = []
    search = conflicts.conflicts

    def counted(ground, *rest):
        looked.append(ground.labels[0])
        return search(ground, *rest)

    monkeypatch.setattr(conflicts, "conflicts", counted)
    return looked


def unlike(report: Report) -> Report:
    """A report without what says how much work it was."""
    return report._replace(steps=None)


CONFLICTING = [
    name
    for name in case_files.names()
    if any("[conflict]" in one or "conflict]" in one for one in case_files.case(name).found)
]


@pytest.mark.parametrize("name", CONFLICTING)
def test_what_is_remembered_is_told_to_the_letter(name, monkeypatch):
    """A second run gives the same report, and proves nothing that has no open readings again."""
    facts, _ = case_files.facts(case_files.case(name))
    before = case_files.checked(name)
    looked = asked(monkeypatch)
    after = check(facts, before.consistent, remembered=before.remembered())
    assert unlike(after.report) == unlike(before.report)
    # a dispute that is remembered is not put back again
    assert before.remembered().items() >= after.remembered().items()
    readings = any(len(claim.readings) > 1 for claim in facts.claims)
    assert not looked or readings


def test_an_edit_elsewhere_proves_no_conflict_again(monkeypatch):
    """Only the component of the edit is looked at."""
    before = first(QUARTERS, OTHERS, FINE)
    edited = FINE.replace("10.0", "12.0")
    looked = asked(monkeypatch)
    report = again(before, QUARTERS, OTHERS, edited)
    assert looked == ["d2/fine"]
    assert unlike(report) == unlike(first(QUARTERS, OTHERS, edited).report)


@pytest.mark.parametrize(
    "figure", ["430.0亿元", "501.0亿元", "500亿元", "约500亿元", "480亿元以上"]
)
def test_a_conflict_is_forgotten_when_a_claim_of_its_component_changes(figure, monkeypatch):
    """Whatever the new figure is, and whether it still conflicts."""
    before = first(QUARTERS, OTHERS)
    edited = QUARTERS.replace("500.0亿元", figure)
    looked = asked(monkeypatch)
    report = again(before, edited, OTHERS)
    assert looked == ["calendar-sum:aliyun.revenue@2023H1 CNY"]
    assert unlike(report) == unlike(first(edited, OTHERS).report)


def test_a_claim_that_comes_to_a_component_makes_it_another():
    """So does one that goes."""
    more = OTHERS + "id: three, entity: openai, metric: revenue, period: 2023, figure: 30.0亿元"
    for old, new in ((OTHERS, more), (more, OTHERS)):
        assert unlike(again(first(old), new)) == unlike(first(new).report)


def test_suspects_are_put_in_order_again():
    """Grades are no part of a component: a document that is graded anew is judged anew."""
    lines = OTHERS.strip().splitlines()
    quiet = document("a", lines[0], "grade: primary"), document("b", lines[1], "grade: blog")
    turned = document("a", lines[0], "grade: blog"), document("b", lines[1], "grade: primary")
    before = check(read(*quiet))
    (finding,) = before.report.findings
    assert finding.suspects[0].name == "b/two"
    after = check(read(*turned), before.consistent, remembered=before.remembered())
    (finding,) = after.report.findings
    assert finding.suspects[0].name == "a/one"
    assert unlike(after.report) == unlike(check(read(*turned)).report)


def test_what_would_have_to_be_wrong_as_well_is_put_in_order_again():
    """Of pairs, too: of three prints two are wrong, and which of them sooner says their grade."""
    prints = [
        f"id: p{place}, entity: openai, metric: revenue, period: 2023, figure: {place}0.0亿元"
        for place in (1, 2, 3)
    ]

    def files(*grades: str) -> list[str]:
        given = zip("abc", prints, grades, strict=True)
        return [document(name, line, f"grade: {grade}") for name, line, grade in given]

    before = check(read(*files("primary", "blog", "press")))
    turned = read(*files("primary", "press", "blog"))
    report = check(turned, before.consistent, remembered=before.remembered()).report
    assert unlike(report) == unlike(check(turned).report)
    assert any("wrong as well" in step.text for one in report.findings for step in one.steps)


# --- texts that somebody made up ------------------------------------------------------------

BEFORE = first(QUARTERS, OTHERS)
TEXTS = BEFORE.remembered()
PROOFS = {key: text for key, text in TEXTS.items() if not key.endswith(" told")}


def damaged(value: object, path: tuple[int, ...], new: object) -> object:
    """A copy of lists in lists with one item replaced."""
    if not path:
        return new
    assert isinstance(value, list)
    return [
        damaged(one, path[1:], new) if place == path[0] else one for place, one in enumerate(value)
    ]


def places(value: object, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """The way to each plain value in lists of lists."""
    if not isinstance(value, list):
        return [path]
    return [each for place, one in enumerate(value) for each in places(one, (*path, place))]


@pytest.mark.parametrize(
    "text",
    ["", "x", "null", "[]", "{}", "3", '["Conflict"]', '["ComponentConflicts",[""],["{"],"",{},0]',
     '["#",0]', '["#",-1]', '["/",1,0]', '["os.system","x"]', '["' * 5000],
)  # fmt: skip
def test_text_of_another_shape_is_not_used(text):
    """It counts as nothing remembered, also where it says that nothing conflicts."""
    report = again(BEFORE, QUARTERS, OTHERS, texts=dict.fromkeys(TEXTS, text))
    assert unlike(report) == unlike(BEFORE.report)


@pytest.mark.parametrize("key", sorted(PROOFS))
def test_a_proof_that_does_not_stand_is_not_believed(key):
    """Another end, constraint, variable or member: whatever single value of a proof is changed,
    each conflict is still found, and nobody hears of another.
    """
    whole = json.loads(TEXTS[key])
    found = sorted(one.claims for one in BEFORE.report.findings)
    conflict = whole[1][1]
    members, cases = ((1, 1, conflict.index(part)) for part in conflict[1:3])
    values = (None, "y", 0, True, "", 1, [], 7, -1, ["", ""])
    proofs = [one for one in places(whole) if one[:3] in (members, cases)]
    for number, path in enumerate(proofs):
        # all of them at each place are a minute's work, and add nothing
        for new in (values[(number + step) % len(values)] for step in (0, 3, 7)):
            text = json.dumps(damaged(whole, path, new))
            if remembered.recalled(BEFORE.kept[key].component, text, None) is not None:
                # what does not matter to the proof, as an end that says less and still clashes
                report = again(BEFORE, QUARTERS, OTHERS, texts={**TEXTS, key: text})
                assert sorted(one.claims for one in report.findings) == found


def test_what_is_remembered_of_one_component_says_nothing_of_another():
    """Texts under each other's keys are of other constraints, and their proofs do not stand."""
    turned = dict(zip(TEXTS, reversed(TEXTS.values()), strict=True))
    assert unlike(again(BEFORE, QUARTERS, OTHERS, texts=turned)) == unlike(BEFORE.report)


def worded_anew(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The suspects of each conflict that is ranked or worded from now on."""
    seen: list[tuple[str, ...]] = []
    rank = error_localization.rank

    def counted(model, candidates):
        seen.append(tuple(sorted(one.label for one in candidates)))
        return rank(model, candidates)

    monkeypatch.setattr(error_localization, "rank", counted)
    return seen


def test_what_was_told_is_not_worded_again(monkeypatch):
    """Nor are its suspects ranked again, where only what has nothing to do with it is edited."""
    fine = FINE.replace("revenue", "gross_profit")
    before = first(QUARTERS, OTHERS, fine)
    edited = fine.replace("10.0", "12.0")
    anew = worded_anew(monkeypatch)
    report = again(before, QUARTERS, OTHERS, edited)
    assert set(anew) == {("d1/one", "d1/two")}  # who prints 10亿元 elsewhere may explain it
    monkeypatch.undo()
    assert unlike(report) == unlike(first(QUARTERS, OTHERS, edited).report)


SURROUNDED = """
    id: q1, entity: aliyun, metric: revenue, period: 2023Q1, figure: 210.0亿元
    id: q2, entity: aliyun, metric: revenue, period: 2023Q2, figure: 220.0亿元
    id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 500.0亿元
    id: before, entity: aliyun, metric: revenue, period: 2022H1, figure: 480.0亿元
    id: other, entity: openai, metric: revenue, period: 2023H1, figure: 999.0亿元
    id: far, entity: azure, metric: revenue, period: 2019, figure: 7.0亿元
"""
AROUND = (
    ("period: 2022H1, figure: 480.0", "period: 2022H1, figure: 41.0"),  # a year before
    ("2023H1, figure: 999.0", "2023H1, figure: 500.0"),  # another row with the same print
    ("period: 2019, figure: 7.0", "period: 2019, figure: 500.0"),
    ("period: 2019, figure: 7.0", "period: 2019, figure: 0.01"),  # the least that anybody prints
)


@pytest.mark.parametrize(("old", "new"), AROUND)
def test_what_surrounds_a_conflict_is_looked_at(old, new):
    """What is told after an edit beside a conflict is what a run says that remembers nothing."""
    assert old in SURROUNDED
    for here, there in ((old, new), (new, old)):
        before = first(SURROUNDED.replace(old, here))
        after = SURROUNDED.replace(old, there)
        assert any(key.endswith(" told") for key in before.remembered())
        assert unlike(again(before, after)) == unlike(first(after).report)


@pytest.mark.parametrize(
    "new",
    [
        document("d", QUARTERS, "grade: blog"),
        document("d", QUARTERS).replace("A note", "A report"),
        "# a line above moves what stands below it\n" + document("d", QUARTERS),
        document("d", QUARTERS).replace("500.0亿元", "500.0 亿元"),
    ],
)
def test_what_stands_in_a_finding_is_looked_at(new):
    """Titles, grades, lines and prints are no part of a component, and are told of."""
    before = check(read(document("d", QUARTERS)))
    after = check(read(new), before.consistent, remembered=before.remembered())
    assert unlike(after.report) == unlike(check(read(new)).report)
    assert after.report.findings != before.report.findings or "blog" in new


def test_another_language_is_told_anew():
    """What was told in English is not told to who asks for Chinese."""
    with speaking("zh"):
        report = again(BEFORE, QUARTERS, OTHERS)
        assert unlike(report) == unlike(first(QUARTERS, OTHERS).report)
    assert unlike(report) != unlike(BEFORE.report)


# --- in a repository ------------------------------------------------------------------------


@pytest.fixture
def repo(tmp_path, monkeypatch):
    """A repository with two conflicts."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("CLOUDKB_FACTS", raising=False)
    (tmp_path / "facts").mkdir()
    for name, text in (
        ("names", VOCABULARY),
        ("quarters", document("quarters", QUARTERS)),
        ("others", document("others", OTHERS)),
    ):
        (tmp_path / "facts" / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return base.locate(start=tmp_path)


def edit(location, old, new):
    """Change a figure of the second file."""
    path = location.facts / "others.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def told(report):
    """The claims of each conflict."""
    return [one.claims for one in report.findings if one.rule == "conflict"]


def test_the_next_run_proves_only_what_was_edited(repo, monkeypatch):
    """A repository remembers what conflicts from run to run; locked, all is proved."""
    assert len(told(base.check(repo, locked=False))) == 2
    edit(repo, "20.0亿元", "21.0亿元")
    looked = asked(monkeypatch)
    report = base.check(repo, locked=False)
    assert looked == ["others/one"]
    assert told(base.check(repo, locked=True)) == told(report)
    assert looked[1:] == ["calendar-sum:aliyun.revenue@2023H1 CNY", "others/one"]


def test_a_claim_about_something_new_has_conflicts_looked_for_again(repo, monkeypatch):
    """What lies beside a suspect may explain it: nothing is taken over where that may differ."""
    base.check(repo, locked=False)
    edit(repo, "period: 2023,", "period: 2022,")
    looked = asked(monkeypatch)
    base.check(repo, locked=False)
    assert "calendar-sum:aliyun.revenue@2023H1 CNY" in looked


@pytest.mark.parametrize("told_by", ["this machine", "another"])
def test_forged_memories_of_a_clone_are_not_read(repo, told_by):
    """A committed `.cloudkb` that says of every conflict that it was left open hides none.

    Only under the mark of this machine, which nobody can commit, is it taken on trust; locked
    nothing is.
    """
    base.check(repo, locked=False)
    (kept,) = repo.cache.glob("conflicts-*.json")
    mark, value, text = kept.read_text(encoding="utf-8").partition('"value": ')
    forged = '["ComponentConflicts",[""],["{"],"so it was",{}]'
    texts = dict.fromkeys(json.loads(text.removesuffix("}")), forged)
    if told_by == "another":
        assert '"owner": "' in mark
        mark = mark.replace('"owner": "', '"owner": "1', 1)
    kept.write_text(f"{mark}{value}{json.dumps(texts)}}}", encoding="utf-8", newline="\n")
    edit(repo, "20.0亿元", "21.0亿元")
    assert len(told(base.check(repo, locked=True))) == 2
    assert len(told(base.check(repo, locked=False))) == (1 if told_by == "this machine" else 2)


def test_a_key_says_how_much_was_asked():
    """What was found for somebody who asked for no suspects is no answer for one who does."""
    assert remembered.key("a", True) != remembered.key("a", False)
