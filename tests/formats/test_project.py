"""Project files: what is read, and every problem at once under its key."""

from datetime import date

import pytest

from glossary.domain.project import Allowance, PathRules, Project
from glossary.domain.statuses import Level
from glossary.domain.suppression import Suppression, SuppressionSource
from glossary.errors import InvalidProject, UnreadableFile
from glossary.formats.project import Known, read_project

KNOWN = Known(rules=("name.renamed", "style.width", "term.variant"), profiles=("default", "ja-government"))

WHOLE = """
profile = "ja-government"
reader = "en-GB"
as_of = 2026-04-01
terms = ["terms/ours.tsv"]
exclude = "vendor"

[levels]
style = "off"
"term.variant" = "error"

[[path]]
files = ["docs/**"]
profile = "default"

[[allow]]
rule = "term.variant"
words = "サーバ"
files = "docs/**"
reason = "The maker writes it so."
until = 2027-03-31

[[dismissed]]
fingerprint = "0123456789abcdef"
reason = "Checked with the ministry."
"""


def problems(text: str) -> dict[str, str]:
    with pytest.raises(InvalidProject) as refused:
        read_project(text.encode(), ".glossary.toml", KNOWN)
    assert refused.value.name == ".glossary.toml"
    return {problem.field: problem.template.format(**dict(problem.params)) for problem in refused.value.problems}


def test_project_is_read_whole() -> None:
    allowed = Suppression(
        source=SuppressionSource.PROJECT,
        rule="term.variant",
        words="サーバ",
        reason="The maker writes it so.",
        until=date(2027, 3, 31),
    )
    dismissed = Suppression(source=SuppressionSource.DISMISSED, fingerprint="0123456789abcdef", reason="Checked with the ministry.")

    assert read_project(WHOLE.encode(), "p", KNOWN) == Project(
        name="p",
        rules=PathRules(profile="ja-government", reader="en-GB", levels={"style": None, "term.variant": Level.ERROR}),
        as_of=date(2026, 4, 1),
        terms=("terms/ours.tsv",),
        exclude=("vendor",),
        paths=(PathRules(files=("docs/**",), profile="default", line=12),),
        allowed=(Allowance(suppression=allowed, files=("docs/**",), field="allow[0]", line=16),),
        dismissed=(Allowance(suppression=dismissed, field="dismissed[0]", line=23),),
    )


def test_empty_file_says_nothing() -> None:
    assert read_project(b"", "p", KNOWN) == Project(name="p")


def test_all_problems_are_told_at_once_with_their_keys() -> None:
    text = """
    profil = "default"
    profile = "ja-goverment"
    reader = "everybody"
    as_of = "soon"
    [levels]
    "term.varian" = "warnin"
    [[path]]
    profile = "default"
    [[allow]]
    rule = "term.variant"
    [[allow]]
    rule = "*"
    reason = "All of it."
    [[dismissed]]
    fingerprint = "12"
    reason = "So."
    """

    assert problems(text) == {
        "profile": "ja-goverment is not known here; did you mean ja-government? Allowed: default, ja-government",
        "reader": "everybody is not known here. Allowed: en-GB, ja, both, none",
        "as_of": "this must be a date such as 2026-11-22",
        "levels.term.varian": "warnin is not known here; did you mean warning? Allowed: error, warning, information, off",
        "path[0].files": "this field is missing",
        "allow[0].reason": "this field is missing",
        "allow[1]": "this would allow everything everywhere; name a rule, words or files",
        "dismissed[0].fingerprint": "this must be the 16 hexadecimal digits that --format json gives as the fingerprint of a finding",
        "profil": "there is no such field; did you mean profile? "
        "Known here: allow, as_of, dismissed, exclude, levels, path, profile, reader, region, style, terms",
    }


@pytest.mark.parametrize("text", ['[levels]\nterm.variant = "error"\n', 'levels.term.variant = "error"\n'])
def test_rule_without_quotation_marks_is_told_how_to_write_it(text: str) -> None:
    assert problems(text) == {"levels.term": 'put the name of the rule in quotation marks: "term.variant" = "warning"'}


def test_day_that_there_is_not_is_told_as_such() -> None:
    assert problems('as_of = "2026-02-30"') == {"as_of": "there is no day 2026-02-30 in the calendar"}


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("term.varian", "there is no rule term.varian; did you mean term.variant?"),
        ("zebra", "there is no rule zebra. Families of rules: name, style, term"),
    ],
)
def test_rule_that_is_none_is_told_with_the_nearest(rule: str, problem: str) -> None:
    assert problems(f'[[allow]]\nrule = "{rule}"\nreason = "So."') == {"allow[0].rule": problem}


@pytest.mark.parametrize("path", ["../terms.tsv", "/etc/passwd", "a/../../b.tsv", "C:/b.tsv", "..\\b.tsv"])
def test_terms_stay_in_the_folder_of_the_project(path: str) -> None:
    assert problems(f"terms = ['{path}']") == {"terms": f"{path} does not lie in the folder of the project file"}


@pytest.mark.parametrize(
    ("content", "line"), [(b'profile = "default"\nreader = \n', 2), (b"\xff", 1), (b"a = " + b"[" * 5000, 1), (b" " * 1_000_001, 1)]
)
def test_what_is_no_toml_is_refused_with_its_line(content: bytes, line: int) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_project(content, "p", KNOWN)

    assert (refused.value.params["path"], refused.value.params["line"]) == ("p", line)
