"""A look-up's answer as plain data and as JSON."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.domain.lookup import Answer, Hit, Match, MatchKind, Query, Suggestion
from glossary.domain.span import Span
from glossary.formats.house import read_termbase
from glossary.matching.compile import Layer, Snapshot, compile_snapshot
from glossary.reports.hits import answer_json, answer_record, encodable, utf16_spans
from glossary.reports.names import names
from tests.conftest import ROOT

TERMS: Path = ROOT / "tests" / "fixtures" / "interface"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    termbase = read_termbase(TERMS)
    layer = Layer(
        name="test",
        revision="1",
        domains=termbase.domains,
        sources=termbase.sources,
        concepts=termbase.concepts,
        pitfalls=termbase.pitfalls,
    )
    return compile_snapshot([layer])


def answer_of(snapshot: Snapshot, concept: str, match: Match, *, as_of: date | None = None, **hit: object) -> Answer:
    found = Hit(concept=snapshot.concepts[concept], score=0.98765, match=match, **hit)  # type: ignore[arg-type]
    return Answer(query=Query(text="what was asked", as_of=as_of), hits=(found,), total=7)


def test_record_of_a_typing_mistake_is_whole(snapshot: Snapshot) -> None:
    term = snapshot.concepts["ransomware"].sections["en"].terms[1]
    match = Match(kind=MatchKind.TYPO, lang="en", term=term, form="ransom virus", spans=(Span(0, 6), Span(7, 12)), distance=2)

    assert answer_record(answer_of(snapshot, "ransomware", match, warnings=("threat-or-menace", "gone")), snapshot) == {
        "query": "what was asked",
        "hits": [
            {
                "concept": "ransomware",
                "score": 0.9877,
                "match": {
                    "kind": "typo",
                    "term": "ransom virus",
                    "lang": "en",
                    "form": "ransom virus",
                    "spans": [{"start": 0, "end": 6}, {"start": 7, "end": 12}],
                    "distance": 2,
                },
                "terms": {"en": ["ransomware"], "ja": ["ランサムウェア", "身代金要求型ウイルス"]},
                "status": "deprecated",
                "warnings": [
                    {
                        "pitfall": "threat-or-menace",
                        "kind": "false friend",
                        "level": "warning",
                        "text": {"en": "Write incident for harm that has been done.", "ja": "生じた被害は「事案」と書く。"},
                    }
                ],
                "domain": "threats",
                "entry_status": "approved",
                "definition": {
                    "en": "malware that makes data unusable until money is paid",
                    "ja": "データを使用できなくし、復旧と引き換えに金銭を要求する不正プログラム",
                },
                "replaced_by": "ransomware",
                "reason": {"en": "It need not be a virus.", "ja": "ウイルスとは限らない。"},
                "links": {"self": "/api/v1/concepts/ransomware", "page": "/c/ransomware"},
            }
        ],
        "suggestions": [],
        "warnings": [],
        "total": 7,
    }


def test_text_match_stands_under_the_preferred_term(snapshot: Snapshot) -> None:
    match = Match(kind=MatchKind.TEXT, lang="ja", term=None, form="損害を与える可能性のある要因", spans=(Span(0, 2),))

    hit = answer_record(answer_of(snapshot, "threat", match), snapshot)["hits"][0]  # type: ignore[index]

    assert (hit["match"]["term"], hit["status"]) == ("脅威", "preferred")


def test_successor_and_the_concept_that_matched_are_named(snapshot: Snapshot) -> None:
    term = snapshot.concepts["security-centre"].sections["ja"].terms[0]
    match = Match(kind=MatchKind.EXACT, lang="ja", term=term, form=term.text)

    hit = answer_record(answer_of(snapshot, "security-centre", match, via="security-office"), snapshot)["hits"][0]  # type: ignore[index]

    assert hit["via"] == "security-office"
    assert hit["successor"] == {"concept": "security-office", "terms": {"en": ["Readiness Office"], "ja": ["統括室"]}}
    assert (hit["valid_from"], hit["valid_to"]) == ("2015-01-09", "2025-06-30")


@pytest.mark.parametrize(
    ("day", "english"),
    [
        (None, ["Institute of Incident Statistics"]),
        (date(2020, 4, 1), ["Institute of Incident Statistics"]),
        (date(2020, 3, 31), ["Bureau of Incidents", "Institute of Incident Statistics"]),
    ],
)
def test_names_of_the_day_stand_first(snapshot: Snapshot, day: date | None, english: list[str]) -> None:
    assert names(snapshot.concepts["statistics-institute"], day)["en"] == english


def test_discouraged_terms_are_no_equivalents(snapshot: Snapshot) -> None:
    assert names(snapshot.concepts["ransomware"]) == {"en": ["ransomware"], "ja": ["ランサムウェア", "身代金要求型ウイルス"]}


def test_suggestions_and_warnings_of_the_query_are_listed(snapshot: Snapshot) -> None:
    answer = Answer(query=Query(text="x"), hits=(), suggestions=(Suggestion("threat", "threat"),), pitfalls=("centre-acronym",))

    assert answer_record(answer, snapshot) == {
        "query": "x",
        "hits": [],
        "suggestions": [{"text": "threat", "concept": "threat"}],
        "warnings": [
            {
                "pitfall": "centre-acronym",
                "kind": "acronym",
                "level": "information",
                "text": {"en": "Write the name in full.", "ja": "正式名称で書く。"},
            }
        ],
        "total": 0,
    }


def test_spans_are_utf16_units_when_asked_for(snapshot: Snapshot) -> None:
    match = Match(kind=MatchKind.SUBSTRING, lang="ja", term=None, form="𠮷野の🔒鍵", spans=(Span(2, 3), Span(3, 5)))
    answer = answer_of(snapshot, "threat", match)

    def spans(offsets: str) -> list[tuple[int, int]]:
        hit = answer_record(answer, snapshot, offsets=offsets)["hits"][0]  # type: ignore[index, arg-type]
        return [(span["start"], span["end"]) for span in hit["match"]["spans"]]

    assert spans("codepoint") == [(2, 3), (3, 5)]
    assert spans("utf16") == [(3, 4), (4, 7)]


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("𠮷🔒é語"))), st.data())
def test_utf16_spans_cut_the_same_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    [found] = utf16_spans(text, [Span(start, end)])

    units = text.encode("utf-16-le")
    assert units[2 * found.start : 2 * found.end].decode("utf-16-le") == text[start:end]


def test_json_is_one_readable_line(snapshot: Snapshot) -> None:
    match = Match(kind=MatchKind.EXACT, lang="ja", term=None, form="脅威")
    answer = answer_of(snapshot, "threat", match, as_of=date(2024, 5, 1))

    line = answer_json(answer, snapshot)

    assert json.loads(line) == answer_record(answer, snapshot)
    assert "脅威" in line
    assert "\n" not in line


def test_half_a_surrogate_pair_never_reaches_the_output() -> None:
    assert [encodable(text) for text in ("a\ud83db", "🔒", "脅威")] == ["a\N{REPLACEMENT CHARACTER}b", "🔒", "脅威"]
