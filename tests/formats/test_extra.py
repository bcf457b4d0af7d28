"""Terms handed in with one request or run."""

from datetime import date

import pytest

from glossary.domain.statuses import Level, NormativeStatus, PitfallKind
from glossary.errors import InvalidRecord, UnreadableFile
from glossary.formats.extra import MAX_EXTRA_FORMS, MAX_EXTRA_LIST, MAX_EXTRA_TERMS, read_extra_terms, read_tab_separated


def problems(*records: dict[str, object]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidRecord) as caught:
        read_extra_terms(records)
    return [(problem.field, problem.template.format(**dict(problem.params))) for problem in caught.value.problems]


def test_pair_is_a_concept_with_two_sections() -> None:
    (concept,) = read_extra_terms([{"en": "certificate authority", "ja": "認証局", "comment": "ours"}]).concepts.values()

    assert concept.id == "extra-1"
    assert {lang: section.preferred.text for lang, section in concept.sections.items()} == {"en": "certificate authority", "ja": "認証局"}


def test_forms_to_avoid_are_deprecated_with_the_comment_as_reason() -> None:
    record = {"lang": "ja", "term": "サーバー", "avoid": ["サーバ", "鯖"], "comment": "house style"}

    (concept,) = read_extra_terms([record]).concepts.values()

    preferred, *avoided = concept.sections["ja"].terms
    assert (preferred.text, preferred.status) == ("サーバー", NormativeStatus.PREFERRED)
    assert [(term.text, term.status, term.replaced_by, term.reason) for term in avoided] == [
        (text, NormativeStatus.DEPRECATED, "サーバー", {"en": "house style", "ja": "house style"}) for text in ("サーバ", "鯖")
    ]


@pytest.mark.parametrize(("day", "last"), [("2026-04-01", date(2026, 3, 31)), ("0001-01-01", date(1, 1, 1))])
def test_renamed_name_ends_on_the_day_before(day: str, last: date) -> None:
    record = {"lang": "ja", "term": "新", "avoid": ["旧"], "kind": "renamed", "valid_from": day}

    (concept,) = read_extra_terms([record]).concepts.values()

    new, old = concept.sections["ja"].terms
    assert (new.valid_from, old.valid_to, old.status) == (date.fromisoformat(day), last, NormativeStatus.SUPERSEDED)


@pytest.mark.parametrize(
    ("record", "kind", "level", "find", "alone"),
    [
        ({"lang": "ja", "term": "認証", "senses": ["a", "b"]}, PitfallKind.AMBIGUOUS, Level.WARNING, "認証", True),
        ({"lang": "en", "acronym": "ACD", "senses": ["a", "b"]}, PitfallKind.ACRONYM, Level.WARNING, '"ACD"', False),
        ({"lang": "ja", "hedge": ["必要に応じて"]}, PitfallKind.REGISTER, Level.INFORMATION, "必要に応じて", False),
    ],
)
def test_senses_and_hedges_are_pitfalls(record: dict[str, object], kind: PitfallKind, level: Level, find: str, alone: bool) -> None:
    (pitfall,) = read_extra_terms([record]).pitfalls.values()

    (trigger,) = pitfall.triggers
    assert (pitfall.kind, pitfall.level, trigger.lang, trigger.find, trigger.conditions.alone) == (
        kind,
        level,
        record["lang"],
        (find,),
        alone,
    )
    assert [sense.concept for sense in pitfall.senses] == record.get("senses", [])


def test_every_wrong_record_is_told_and_none_repeated() -> None:
    told = problems({"ja": "秘密"}, {"en": "a", "ja": "b"}, {"lang": "ja", "term": "秘密", "kind": "秘密"}, {"秘密": "秘密"})

    assert [field for field, _ in told] == ["terms[0]", "terms[2].kind", "terms[3]", "terms[3]"]
    assert [text for _, text in told if "秘密" in text] == []


def test_numbers_are_bounded() -> None:
    assert problems(*[{"en": "a", "ja": "b"}] * (MAX_EXTRA_TERMS + 1)) == [("terms", "this list has 1001 items; the limit is 1000")]
    long = {"lang": "ja", "term": "a", "avoid": ["x"] * (MAX_EXTRA_LIST + 1)}
    assert problems(long) == [("terms[0].avoid", "this list has 101 items; the limit is 100")]
    many = {"lang": "ja", "term": "a", "avoid": ["x"] * MAX_EXTRA_LIST}
    assert problems(*[many] * (MAX_EXTRA_FORMS // MAX_EXTRA_LIST + 1)) == [("terms", "this list has 5100 items; the limit is 5000")]


def test_table_has_a_header_remarks_and_empty_lines() -> None:
    text = "en\tja\tcomment\r\n# remark\u2028more\r\n\ncertificate authority\t認証局\tours\x85too\t\rzone\t区域\n"

    found = read_tab_separated(text, "terms.tsv")

    assert [concept.sections["ja"].preferred.text for concept in found.concepts.values()] == ["認証局", "区域"]


@pytest.mark.parametrize(("text", "line"), [("", 1), ("ja\ten\n", 1), ("en,ja\n", 1), ("en\tja\n\nx\n", 3), ("en\tja\nx\t \n", 2)])
def test_broken_table_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_tab_separated(text, "terms.tsv")

    assert (caught.value.params["path"], caught.value.params["line"]) == ("terms.tsv", line)
