"""Candidates of the memory search: kinds, grades, order."""

import pytest

from glossary.domain.lookup import MatchKind
from glossary.matching.compile import Snapshot, compile_snapshot
from glossary.matching.letters import is_aligned, places_aligned
from glossary.matching.question import Question
from glossary.matching.search import Candidate, Candidates, MemoryCandidates
from glossary.text.languages import ENGLISH, JAPANESE
from tests.matching.snapshots import concept, layer


def find(snapshot: Snapshot, text: str, lang: str | None = None) -> list[Candidate]:
    candidates: Candidates = MemoryCandidates(snapshot)
    return list(candidates.find(Question(text, snapshot.speller), lang))


def test_candidate_says_what_matched(snapshot: Snapshot) -> None:
    (found, *_) = find(snapshot, "noudouteki saibaa bougyo")
    assert (found.concept, found.kind, found.lang, found.position, found.form, found.distance, found.is_hidden) == (
        "active-cyber-defence-japan",
        MatchKind.ROMAJI,
        JAPANESE,
        0,
        "のうどうてきサイバーぼうぎょ",
        0,
        False,
    )


def test_each_concept_is_found_once_by_its_best_form(snapshot: Snapshot) -> None:
    found = [candidate.concept for candidate in find(snapshot, "サイバー")]
    assert len(found) == len(set(found))


def test_language_is_that_of_the_form(snapshot: Snapshot) -> None:
    assert {candidate.lang for candidate in find(snapshot, "cyber", ENGLISH)} == {ENGLISH}


def test_shown_forms_stand_before_hidden_ones_that_start_alike(snapshot: Snapshot) -> None:
    found = {candidate.concept: candidate for candidate in find(snapshot, "National Cyber")}
    assert (found["national-cybersecurity-office"].form, found["national-cybersecurity-office"].is_hidden) == (
        "National Cybersecurity Office",
        False,
    )


def test_words_must_stand_in_one_term() -> None:
    snapshot = compile_snapshot([layer(concept("one", "red apple", "林檎"), concept("two", "green pear", "梨"))])
    assert [[one.concept for one in find(snapshot, text)] for text in ("apple red", "red pear", "pears green")] == [["one"], [], ["two"]]


def test_short_latin_words_are_found_whole_only() -> None:
    snapshot = compile_snapshot([layer(concept("one", "security of AI", "安全"), concept("two", "to aid a state", "支援"))])
    assert [one.concept for one in find(snapshot, "ai")] == ["one"]


def test_case_of_an_acronym_counts() -> None:
    from dataclasses import replace

    word, acronym = concept("word", "it", "それ"), concept("acronym", "IT", "情報")
    section = acronym.sections[ENGLISH]
    terms = (replace(section.terms[0], case_sensitive=True),)
    acronym = replace(acronym, sections={**acronym.sections, ENGLISH: replace(section, terms=terms)})
    snapshot = compile_snapshot([layer(acronym, word)])
    assert [[one.concept for one in find(snapshot, text)] for text in ("IT", "it", "It")] == [
        ["acronym", "word"],
        ["word", "acronym"],
        ["word", "acronym"],
    ]


def test_kana_written_alike_stand_before_those_that_only_sound_alike() -> None:
    snapshot = compile_snapshot([layer(concept("sound", "A", "エーン"), concept("written", "cabinet", "英内閣府", "えいないかくふ"))])
    assert [one.concept for one in find(snapshot, "えい")] == ["written", "sound"]


def test_signs_are_part_of_a_name() -> None:
    snapshot = compile_snapshot([layer(concept("plus", "C++", "シープラスプラス"), concept("plain", "C", "シー"))])
    assert [find(snapshot, text)[0].concept for text in ("c++", "c")] == ["plus", "plain"]


@pytest.mark.parametrize(
    ("letters", "piece", "places"),
    [("kana", "an", []), ("kana", "na", [2]), ("anzen", "an", [0]), ("kenan", "na", [2]), ("saiba", "ai", []), ("kaizan", "izan", [2])],
)
def test_pieces_of_readings_are_whole_kana(letters: str, piece: str, places: list[int]) -> None:
    assert list(places_aligned(letters, piece)) == places


def test_a_syllable_is_not_cut() -> None:
    assert [is_aligned("sinyu", 0, end) for end in range(6)] == [True, False, True, False, False, True]
